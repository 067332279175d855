import { describe, expect, it } from 'vitest';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import { TestClient } from './server-harness.ts';
import { controlHarness, lines, parties } from './simulator-control-harness.ts';
import { asAgent, openClient, setState, simulate } from './simulator-harness.ts';

const login = (agentId: string, agentInstrument: string, forcedFlag = 0) =>
  setState(1, agentId, 0, { agentInstrument, agentPassword: '12345', forcedFlag });

/** jdoe is talking at 2001, which is now also fokafor's extension. */
async function shared() {
  const harness = await controlHarness(['jdoe']);
  const callId = await harness.talking('2001');
  await harness.simulator.changeAgent('fokafor', { extension: '2001' });
  await harness.bridge.answers();
  return { ...harness, callId };
}

describe('an extension of two agents', () => {
  it('is in use: the second login is refused', async () => {
    const { bridge, state } = await shared();
    bridge.send(login('fokafor', '2001'));
    expect(await bridge.answers()).toMatchObject([{ type: 'CONTROL_FAILURE_CONF', failureCode: 283 }]);
    expect(state('jdoe')[0]).toBe(4);
  });

  it('is taken over by a forced login; the call stays up, and the next one goes to the new agent', async () => {
    const { bridge, state, callId, call, wait, simulator, agent } = await shared();
    const before = await agent('jdoe');
    bridge.send(login('fokafor', '2001', 1));
    expect(lines(await bridge.answers())).toEqual(['SET_AGENT_STATE_CONF', 'jdoe 1', 'fokafor 2']);
    expect(state('jdoe')).toEqual([1, 32741]);
    expect(state('fokafor')).toEqual([2, 32760]);
    expect(parties(call(callId))).toEqual(['2001 3', '15550001111 3']);
    expect(simulator.agent('fokafor').snapshot.callId).toBe(callId);
    // The agent who was logged out receives no more events of the call.
    expect(lines(before.take())).toEqual(['jdoe 1', 'END_CALL_EVENT']);
    bridge.send(setState(2, 'fokafor', 3, { agentInstrument: '2001' }));
    const next = await simulator.inboundCall({ dnis: '7000' });
    await wait(10);
    expect(call(next.callId)?.stage).toBe('queued');
    await simulator.hangUp('15550001111');
    expect(state('fokafor')[0]).toBe(8);
    expect(call(next.callId)?.stage).toBe('ringing');
  });

  it('keeps the call of an agent who was logged out by force for the next agent', async () => {
    const { bridge, state, callId, simulator, wait, call } = await shared();
    bridge.send(setState(1, 'jdoe', 1, { forcedFlag: 1 }), login('fokafor', '2001'));
    bridge.send(setState(2, 'fokafor', 3, { agentInstrument: '2001' }));
    await bridge.answers();
    expect(simulator.snapshot().agents.find(({ agentId }) => agentId === 'fokafor')?.callId).toBe(callId);
    const next = await simulator.inboundCall({ dnis: '7000' });
    await wait(10);
    expect(state('fokafor')[0]).toBe(3);
    expect(call(next.callId)?.stage).toBe('queued');
    await simulator.hangUp('15550001111');
    expect(call(next.callId)?.stage).toBe('ringing');
  });

  it('has one client: the other agent’s OPEN_REQ is refused with status 10', async () => {
    const { simulator, agent } = await shared();
    const own = await agent('jdoe');
    const other = new TestClient();
    simulator.attach(other.link);
    other.open({ ...asAgent('fokafor') });
    expect(await other.answers()).toMatchObject([{ type: 'FAILURE_CONF', invokeId: 1, status: 10 }]);
    // A newer session of the same agent ends the older one with status 11.
    await agent('jdoe');
    expect(await own.answers()).toMatchObject([{ type: 'FAILURE_EVENT', status: 11 }]);
  });

  it('logs the other agent out with its reason code', async () => {
    const { simulator, state } = await shared();
    await simulator.changeAgent('asmith', { extension: '2050' });
    expect(state('asmith')).toEqual([1, 32750]);
  });
});

describe('a login', () => {
  it('is refused at a phone that is out of service', async () => {
    const { bridge, simulator } = await controlHarness([]);
    bridge.send(setState(1, 'jdoe', 1));
    await bridge.answers();
    await simulator.agent('jdoe').setOutOfService();
    await bridge.answers();
    bridge.send(login('jdoe', '2001'));
    expect(await bridge.answers()).toMatchObject([{ failureCode: 34, ccxErrorCode: 88004 }]);
  });

  it('may contain the terminal from version 18 on, as do events', async () => {
    const { simulator } = simulate({ callsPerHour: 0 });
    const client = await openClient(simulator, {}, new TestClient(18));
    const wanted = { ...login('jdoe', '2001', 1) };
    client.send({ ...wanted, activeTerminal: 'SEPFFFFFFFFFFFF' } as CtiMessage);
    expect(await client.answers()).toMatchObject([{ failureCode: 260 }]);
    client.send({ ...wanted, activeTerminal: 'SEP001122330001' } as CtiMessage);
    const [, out, back] = await client.answers();
    for (const event of [out, back]) expect(event).toHaveProperty('activeTerminal', 'SEP001122330001');
  });
});

describe('a supervisor in agent mode', () => {
  it('sets the states of agents of the team, and the reason shows it', async () => {
    const { agent, state } = await controlHarness(['jdoe']);
    const supervisor = await agent('kpatel', 0x85);
    supervisor.send(setState(1, 'jdoe', 2));
    expect(await supervisor.answers()).toMatchObject([{ type: 'SET_AGENT_STATE_CONF' }]);
    expect(state('jdoe')).toEqual([2, 33]);
    supervisor.send(setState(2, 'jdoe', 2, { eventReasonCode: 9 }));
    await supervisor.answers();
    expect(state('jdoe')).toEqual([2, 9]);
    supervisor.send(setState(3, 'jdoe', 1));
    await supervisor.answers();
    expect(state('jdoe')).toEqual([1, 22]);
  });

  it('cannot control agents of other teams', async () => {
    const { agent, state, bridge, talking } = await controlHarness(['jdoe']);
    const supervisor = await agent('kpatel', 0x85);
    supervisor.send(setState(1, 'asmith', 1, { agentInstrument: '2002' }));
    expect(await supervisor.answers()).toMatchObject([{ failureCode: 8 }]);
    expect(state('asmith')[0]).toBe(2);
    await talking('2001');
    bridge.take();
    supervisor.take();
    supervisor.send({
      type: 'MAKE_CALL_REQ',
      invokeId: 2,
      agentInstrument: '2002',
      dialedNumber: '15551234567',
    });
    expect(await supervisor.answers()).toMatchObject([{ failureCode: 8 }]);
  });

  it('gets no supervisor reason code for their own state', async () => {
    const { agent, state } = await controlHarness([]);
    const supervisor = await agent('kpatel', 0x85);
    supervisor.send(setState(1, 'kpatel', 2, { agentInstrument: '2011' }));
    await supervisor.answers();
    expect(state('kpatel')).toEqual([2, 0]);
  });
});

describe('an agent whose client disconnected', () => {
  const lost = async (ready: readonly string[]) => {
    const harness = await controlHarness(ready, { disconnectTimeoutSeconds: 20 });
    return { ...harness, own: await harness.agent('jdoe') };
  };

  it('keeps the state by default', async () => {
    const { agent, state, wait } = await controlHarness(['jdoe']);
    (await agent('jdoe')).link.lose();
    await wait(300);
    expect(state('jdoe')[0]).toBe(3);
  });

  it('becomes not ready after disconnectTimeoutSeconds', async () => {
    const { own, state, wait } = await lost(['jdoe']);
    own.link.lose();
    await wait(19);
    expect(state('jdoe')[0]).toBe(3);
    await wait(1);
    expect(state('jdoe')).toEqual([2, 32765]);
  });

  it('keeps the state if the client reconnects in time or sent CLOSE_REQ', async () => {
    const { own, agent, state, wait } = await lost(['jdoe']);
    own.link.lose();
    await wait(10);
    const again = await agent('jdoe');
    await wait(30);
    expect(state('jdoe')[0]).toBe(3);
    again.send({ type: 'CLOSE_REQ', invokeId: 1, status: 0 });
    await again.answers();
    await wait(60);
    expect(state('jdoe')[0]).toBe(3);
  });

  it('finishes the call first', async () => {
    const { own, talking, state, wait, simulator } = await lost(['jdoe']);
    await talking('2001');
    own.link.lose();
    await wait(20);
    expect(state('jdoe')[0]).toBe(4);
    await simulator.hangUp('15550001111');
    expect(state('jdoe')).toEqual([2, 32765]);
  });
});
