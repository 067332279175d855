import { describe, expect, it } from 'vitest';
import type { Simulator } from '../../simulator/index.ts';
import { settle } from './fake-clock.ts';
import { bytes, openReq, TestClient } from './server-harness.ts';
import { advanceMinutes, asAgent, openClient, simulate } from './simulator-harness.ts';

const heartbeat = (invokeId: number) => ({ type: 'HEARTBEAT_REQ', invokeId }) as const;

/** The reply to an OPEN_REQ. */
async function tryToOpen(simulator: Simulator, fields: Parameters<TestClient['open']>[0] = {}) {
  const client = new TestClient();
  simulator.attach(client.link);
  client.open(fields);
  return (await client.answers())[0];
}

describe('a newer session of the same client', () => {
  it('ends the older one with status 11 in bridge mode', async () => {
    const { simulator } = simulate({ callsPerHour: 0 });
    const first = await openClient(simulator, { clientId: 'wallboard' });
    const second = await openClient(simulator, { clientId: 'wallboard' });
    expect(await first.answers()).toEqual([{ type: 'FAILURE_EVENT', status: 11 }]);
    expect(first.link.ended).toBe('closed');
    expect(second.link.ended).toBeUndefined();
    expect(simulator.sessions.map(({ id: number }) => number)).toEqual([2]);
  });

  it('ends the older one of the same agent in agent mode', async () => {
    const { simulator } = simulate({ callsPerHour: 0 });
    const first = await openClient(simulator, { ...asAgent('jdoe'), clientId: 'a' });
    const other = await openClient(simulator, { ...asAgent('asmith'), clientId: 'a' });
    await openClient(simulator, { servicesRequested: 5, agentExtension: '2001', clientId: 'b' });
    expect(await first.answers()).toEqual([{ type: 'FAILURE_EVENT', status: 11 }]);
    expect(other.link.ended).toBeUndefined();
  });

  it('keeps sessions without a ClientID and sessions of the other mode', async () => {
    const { simulator } = simulate({ callsPerHour: 0 });
    await openClient(simulator, { clientId: '' });
    await openClient(simulator, { clientId: '' });
    await openClient(simulator, { clientId: 'a' });
    await openClient(simulator, { ...asAgent('jdoe'), clientId: 'a' });
    expect(simulator.sessions.map(({ mode }) => mode)).toEqual(['bridge', 'bridge', 'bridge', 'agent']);
  });

  it('must be accepted itself', async () => {
    const { simulator } = simulate({ callsPerHour: 0 });
    const first = await openClient(simulator, { clientId: 'a' });
    const refusing = simulator.refuseOpen(94);
    expect(await tryToOpen(simulator, { clientId: 'a' })).toMatchObject({ type: 'FAILURE_CONF', status: 94 });
    expect(first.link.ended).toBeUndefined();
    refusing.end();
    expect(await tryToOpen(simulator, { clientId: 'a' })).toMatchObject({ type: 'OPEN_CONF' });
  });
});

describe('OPEN_REQ in agent mode', () => {
  it.each([
    ['an unknown id', { agentId: 'nobody' }],
    ['an unknown extension', { agentExtension: '9999' }],
    ['an id and an extension of different agents', { agentId: 'jdoe', agentExtension: '2002' }],
  ])('is refused with status 8 for %s', async (_what, fields) => {
    const { simulator } = simulate({ callsPerHour: 0 });
    expect(await tryToOpen(simulator, { servicesRequested: 1, ...fields })).toMatchObject({ status: 8 });
  });

  it('gets the state of its agent', async () => {
    const { simulator } = simulate({ callsPerHour: 0 });
    expect(await tryToOpen(simulator, { servicesRequested: 1, agentInstrument: '2001' })).toMatchObject({
      agentId: 'jdoe',
      agentExtension: '2001',
      agentInstrument: '2001',
      agentState: 3,
    });
  });
});

describe('a standby node', () => {
  it('refuses with status 92', async () => {
    const { simulator } = simulate({ role: 'standby' });
    expect(await tryToOpen(simulator)).toMatchObject({ type: 'FAILURE_CONF', status: 92 });
    simulator.setRole('master');
    expect(await tryToOpen(simulator)).toMatchObject({ type: 'OPEN_CONF' });
  });

  it('drops the sessions that it had as master', async () => {
    const { simulator } = simulate();
    const client = await openClient(simulator);
    simulator.setRole('standby');
    expect(client.link.ended).toBe('aborted');
    await settle();
    expect(simulator.sessions).toEqual([]);
    expect(await tryToOpen(simulator)).toMatchObject({ status: 92 });
  });
});

describe('going offline', () => {
  it('is sent to all sessions regardless of masks', async () => {
    const { simulator, clock } = simulate();
    const quiet = { callMsgMask: 0, agentStateMask: 0 };
    const bridge = await openClient(simulator, quiet);
    const agent = await openClient(simulator, { ...asAgent('jdoe'), ...quiet });
    const offline = simulator.goOffline();
    const off = {
      type: 'SYSTEM_EVENT',
      ccxStatus: 0x600,
      ccxTime: clock.now() / 1000,
      systemEventId: 4,
      systemEventArg1: 0,
      systemEventArg2: 0,
      systemEventArg3: 0,
      eventDeviceType: 0xffff,
    };
    expect(await bridge.answers()).toEqual([off]);
    expect(await agent.answers()).toEqual([off]);
    expect(await tryToOpen(simulator, { clientId: 'b' })).toMatchObject({ ccxOnline: false });
    offline.end();
    expect(await bridge.answers()).toMatchObject([{ systemEventId: 3, ccxStatus: 0x400 }]);
  });

  it('pauses center time until CCX is online again', async () => {
    const { simulator, clock } = simulate({ callsPerHour: 600 });
    const client = await openClient(simulator);
    await advanceMinutes(clock, 1, [client]);
    const offline = simulator.goOffline();
    client.take();
    await advanceMinutes(clock, 5, [client]);
    expect(client.take().filter(({ type }) => type !== 'HEARTBEAT_CONF')).toEqual([]);
    offline.end();
    await advanceMinutes(clock, 1, [client]);
    expect(client.take().length).toBeGreaterThan(5);
  });
});

describe('heartbeats', () => {
  it('can be dropped and failed', async () => {
    const { simulator } = simulate({ callsPerHour: 0 });
    const client = await openClient(simulator);
    const muted = simulator.lose({ messages: ['HEARTBEAT_CONF'] });
    client.send(heartbeat(1));
    expect(await client.answers()).toEqual([]);
    muted.end();
    const failing = simulator.failHeartbeats(17);
    client.send(heartbeat(2));
    expect(await client.answers()).toEqual([{ type: 'FAILURE_CONF', invokeId: 2, status: 17 }]);
    failing.end();
    client.send(heartbeat(3));
    expect(await client.answers()).toEqual([{ type: 'HEARTBEAT_CONF', invokeId: 3 }]);
  });
});

describe('a stalled node', () => {
  it('sends nothing, keeps the link, and resumes', async () => {
    const { simulator, clock } = simulate({ callsPerHour: 600 });
    const client = await openClient(simulator);
    await advanceMinutes(clock, 1, [client]);
    client.take();
    simulator.stall();
    client.send(heartbeat(1));
    // Longer than the client's IdleTimeout, which a stalled server does not apply.
    await clock.advance(200_000);
    expect(client.take()).toEqual([]);
    expect(client.link.ended).toBeUndefined();
    const late = new TestClient();
    simulator.attach(late.link);
    late.open({ clientId: 'late' });
    expect(await late.answers()).toEqual([]);
    simulator.clearFaults();
    await clock.advance(1_000);
    expect(client.take()).toContainEqual({ type: 'HEARTBEAT_CONF', invokeId: 1 });
    expect((await late.answers())[0]).toMatchObject({ type: 'OPEN_CONF' });
    expect(client.link.ended).toBeUndefined();
  });

  it('drops clients that stay silent afterwards', async () => {
    const { simulator, clock } = simulate({ callsPerHour: 0 });
    const client = await openClient(simulator, { idleTimeout: 20 });
    simulator.stall();
    await clock.advance(60_000);
    expect(client.link.ended).toBeUndefined();
    simulator.clearFaults();
    await clock.advance(1_000);
    expect(client.link.ended).toBe('aborted');
  });

  it('holds outgoing messages up to a limit', async () => {
    const { simulator } = simulate({ callsPerHour: 0 });
    const client = await openClient(simulator);
    simulator.stall();
    simulator.sendFailure(96);
    expect(client.take()).toEqual([]);
    simulator.clearFaults();
    expect(client.take()).toEqual([{ type: 'FAILURE_EVENT', status: 96 }]);
    simulator.stall();
    for (let i = 0; i < 5000; i++) simulator.sendFailure(96, 'x'.repeat(250));
    expect(client.link.ended).toBe('aborted');
  });
});

describe('other faults', () => {
  it('apply to every session', async () => {
    const { simulator } = simulate({ callsPerHour: 0 });
    const [a, b] = [await openClient(simulator), await openClient(simulator, asAgent('jdoe'))];
    simulator.sendFailure(96, 'start over');
    for (const client of [a, b]) {
      expect(client.take()).toEqual([{ type: 'FAILURE_EVENT', status: 96, text: 'start over' }]);
    }
    simulator.sendBytes(bytes('7fffffff 00000001'));
    expect(a.link.sent.at(-1)).toEqual(bytes('7fffffff 00000001'));
    expect(b.link.sent.at(-1)).toEqual(bytes('7fffffff 00000001'));
    simulator.dropLink();
    expect([a.link.ended, b.link.ended]).toEqual(['aborted', 'aborted']);
    await settle();
    expect(simulator.sessions).toEqual([]);
  });

  it('drop links without an open session too', async () => {
    const { simulator } = simulate();
    const client = new TestClient();
    simulator.attach(client.link);
    const refused = new TestClient();
    simulator.attach(refused.link);
    refused.link.push(openReq({ idleTimeout: '0000 0001' }));
    await settle();
    simulator.dropLink();
    expect([client.link.ended, refused.link.ended]).toEqual(['aborted', 'aborted']);
  });
});

describe('the list of sessions', () => {
  it('has open sessions and their message counts', async () => {
    const { simulator } = simulate({ callsPerHour: 0 });
    const client = await openClient(simulator, { clientId: 'crm' }, new TestClient(14));
    await openClient(simulator, asAgent('jdoe'));
    client.send(heartbeat(1));
    await settle();
    expect(simulator.sessions).toEqual([
      {
        id: 1,
        clientId: 'crm',
        mode: 'bridge',
        version: 14,
        agentId: undefined,
        messagesReceived: 2,
        messagesSent: 2,
      },
      {
        id: 2,
        clientId: 'test',
        mode: 'agent',
        version: 17,
        agentId: 'jdoe',
        messagesReceived: 1,
        messagesSent: 1,
      },
    ]);
    client.link.lose();
    await settle();
    expect(simulator.sessions).toHaveLength(1);
  });
});

describe('close()', () => {
  it('closes every link and leaves no timer', async () => {
    const { simulator, clock } = simulate({ failOn: 'nothing' });
    const client = await openClient(simulator);
    const refused = new TestClient();
    simulator.attach(refused.link);
    refused.link.push(openReq({ idleTimeout: '0000 0001' }));
    await settle();
    await simulator.close();
    await settle();
    expect([client.link.ended, refused.link.ended]).toEqual(['closed', 'closed']);
    expect(clock.pending).toBe(0);
    const late = new TestClient();
    simulator.attach(late.link);
    expect(late.link.ended).toBe('aborted');
  });

  it('ignores links that were lost before', async () => {
    const { simulator } = simulate();
    const client = await openClient(simulator);
    client.link.lose();
    await settle();
    await simulator.close();
    expect(client.link.ended).toBeUndefined();
  });

  it('works on a stalled node', async () => {
    const { simulator, clock } = simulate();
    const client = await openClient(simulator);
    simulator.stall();
    await clock.advance(5_000);
    await simulator.close();
    expect(client.link.ended).toBe('aborted');
  });
});
