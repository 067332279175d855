import { describe, expect, it } from 'vitest';
import { settle } from './fake-clock.ts';
import { bytes, TestClient } from './server-harness.ts';
import { asAgent, openClient, setState, simulate } from './simulator-harness.ts';

const heartbeat = { type: 'HEARTBEAT_REQ', invokeId: 5 } as const;

describe('waitForSent()', () => {
  it('finds past and future messages, each once and in order', async () => {
    const { simulator } = simulate({ callsPerHour: 0 });
    const client = await openClient(simulator, { clientId: 'crm' });
    expect(await simulator.waitForSent('OPEN_REQ')).toMatchObject({ clientId: 'crm' });
    client.send(setState(1, 'jdoe', 2));
    client.send(setState(2, 'jdoe', 3));
    expect((await simulator.waitForSent('SET_AGENT_STATE_REQ')).invokeId).toBe(1);
    expect((await simulator.waitForSent('SET_AGENT_STATE_REQ', { agentState: 3 })).invokeId).toBe(2);
    const next = simulator.waitForSent('SET_AGENT_STATE_REQ', ({ agentId }) => agentId === 'bwong');
    client.send(heartbeat, setState(3, 'bwong', 2, { agentInstrument: '2003' }));
    expect((await next).invokeId).toBe(3);
  });

  it('ignores passive requests, and fails at once for another action', async () => {
    const { simulator } = simulate({ callsPerHour: 0 });
    const client = await openClient(simulator, { clientId: 'crm' });
    client.send(heartbeat, { type: 'QUERY_AGENT_STATE_REQ', invokeId: 6, agentId: 'jdoe' });
    client.send(setState(7, 'jdoe', 0, { agentPassword: 'secret' }));
    await settle();
    const error = await simulator
      .waitForSent('HOLD_CALL_REQ', { callId: 1 })
      .catch((caught: Error) => caught);
    expect(error).toMatchObject({ code: 'UNEXPECTED_MESSAGE' });
    expect(String(error)).toMatch(
      /^CtiError: Expected a client to send HOLD_CALL_REQ {"callId":1}, received:\n {2}crm: SET_AGENT_STATE_REQ {"invokeId":7,/,
    );
    expect(String(error)).not.toContain('secret');
    const found = await simulator.waitForSent('SET_AGENT_STATE_REQ', {}, { others: 'ignore' });
    expect(found.invokeId).toBe(7);
  });

  it('can wait for one client, and concurrent waits do not fail each other', async () => {
    const { simulator } = simulate({ callsPerHour: 0 });
    const [one, two] = [
      await openClient(simulator, asAgent('jdoe')),
      await openClient(simulator, { clientId: 'crm' }),
    ];
    const waits = Promise.all([
      simulator.waitForSent('SET_AGENT_STATE_REQ', { agentState: 3 }),
      simulator.waitForSent('SET_AGENT_STATE_REQ', { agentState: 2 }, { client: 'jdoe' }),
    ]);
    one.send(setState(1, 'jdoe', 2));
    two.send(setState(2, 'asmith', 3, { agentInstrument: '2002' }));
    expect((await waits).map(({ invokeId }) => invokeId)).toEqual([2, 1]);
  });

  it('lists the received messages on timeout', async () => {
    const { simulator } = simulate({ callsPerHour: 0 });
    await expect(simulator.waitForSent('OPEN_REQ', {}, { timeoutMs: 10 })).rejects.toThrow(
      'Waited 10 ms for a client to send OPEN_REQ\n  no message was sent',
    );
    const client = await openClient(simulator, { clientId: 'crm' });
    client.send(heartbeat);
    await expect(simulator.waitForSent('CLOSE_REQ', {}, { timeoutMs: 10 })).rejects.toMatchObject({
      code: 'WAIT_TIMEOUT',
      details: { timeoutMs: 10, instead: expect.arrayContaining(['  crm: HEARTBEAT_REQ {"invokeId":5}']) },
    });
  });
});

describe('waitForReceived()', () => {
  it('finds a received message and ignores others', async () => {
    const { simulator } = simulate({ callsPerHour: 0 });
    await openClient(simulator, { clientId: 'crm' });
    const events = simulator.waitForReceived('AGENT_STATE_EVENT', { agentId: 'bwong', agentState: 3 });
    await simulator.agent('jdoe').setNotReady(1);
    await simulator.agent('bwong').setNotReady(1);
    await simulator.agent('bwong').setReady();
    expect(await events).toMatchObject({ agentId: 'bwong', agentState: 3 });
    await expect(
      simulator.waitForReceived('AGENT_STATE_EVENT', { agentId: 'jdoe' }, { timeoutMs: 10 }),
    ).rejects.toThrow('a client to receive AGENT_STATE_EVENT {"agentId":"jdoe"}');
  });

  it('compares lists and bytes completely', async () => {
    const { simulator } = simulate({ callsPerHour: 0 });
    await openClient(simulator);
    await simulator.inboundCall({ variables: { namedVariables: { a: '1', b: '2' } } });
    const named = (...names: string[]) => ({ namedVariables: names.map((name) => ({ name }) as never) });
    const patience = { timeoutMs: 10 };
    await expect(simulator.waitForReceived('BEGIN_CALL_EVENT', named('a'), patience)).rejects.toThrow();
    await simulator.waitForReceived('BEGIN_CALL_EVENT', named('a', 'b'));
  });
});

describe('unexpected messages', () => {
  async function withViolation(unexpected?: 'violations' | 'actions' | 'nothing') {
    const { simulator } = simulate({ callsPerHour: 0, ...(unexpected && { failOn: unexpected }) });
    const client = await openClient(simulator, { clientId: 'crm' });
    client.send(setState(1, 'jdoe', 2));
    client.link.push(bytes('0000 0004 0000 7777 0000 0001'));
    await client.answers();
    return simulator;
  }

  it('are by default protocol violations, which fail verify() and close()', async () => {
    const simulator = await withViolation();
    const words =
      /^Clients of the simulator .*:\n {2}crm sent a message of type 30583: refused with status \d+$/;
    expect(() => simulator.verify()).toThrow(words);
    await expect(simulator.close()).rejects.toMatchObject({ code: 'UNEXPECTED_MESSAGE' });
    expect(simulator.sessions).toEqual([]);
  });

  it('include actions without a wait for failOn actions', async () => {
    const simulator = await withViolation('actions');
    expect(() => simulator.verify()).toThrow(/\n {2}crm: SET_AGENT_STATE_REQ {"invokeId":1/);
    await simulator.waitForSent('SET_AGENT_STATE_REQ');
    expect(() => simulator.verify()).not.toThrow(/SET_AGENT_STATE_REQ/);
  });

  it('are ignored for failOn nothing', async () => {
    const simulator = await withViolation('nothing');
    simulator.verify();
    await simulator.close();
  });

  it.each([
    ['bytes out of sync', '7fffffff 00000001', /sent bytes: /],
    ['a request before OPEN_REQ', '0000 0004 0000 0005 0000 0001', /sent a message of type 5: /],
  ])('%s', async (_, hex, words) => {
    const { simulator } = simulate();
    const client = new TestClient();
    simulator.attach(client.link);
    client.link.push(bytes(hex));
    await settle();
    expect(() => simulator.verify()).toThrow(words);
  });

  it('do not include an OPEN_REQ for an unsupported version', async () => {
    const { simulator } = simulate({ versions: { lowest: 10, highest: 16 } });
    const client = new TestClient();
    simulator.attach(client.link);
    client.open();
    expect(await client.answers()).toMatchObject([{ type: 'FAILURE_CONF' }]);
    simulator.verify();
  });
});
