import { describe, expect, it } from 'vitest';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import type { Simulator } from '../../simulator/index.ts';
import { TestClient } from './server-harness.ts';
import { advanceMinutes, asAgent, openClient, setState, simulate } from './simulator-harness.ts';

const jdoe = (simulator: Simulator) => simulator.agent('jdoe').snapshot;
const confirmed = (invokeId: number) => ({ type: 'SET_AGENT_STATE_CONF', invokeId });
const stateOf = (message: CtiMessage | undefined): unknown =>
  message?.type === 'AGENT_STATE_EVENT' && [
    message.agentState,
    message.eventReasonCode,
    message.nextAgentState,
  ];

/** A center without load, with one agent and a client for that agent. */
async function desk(options: Parameters<typeof simulate>[0] = {}) {
  const { simulator, clock } = simulate({
    callsPerHour: 0,
    agents: 1,
    queues: 1,
    autoAnswer: 'always',
    ...options,
  });
  const client = await openClient(simulator, asAgent('jdoe'));
  return { simulator, clock, client };
}

/** The same with a call at the agent's phone, in the given state. */
async function busyDesk(state: number, second = 1000) {
  const { simulator, clock, client } = await desk({ callsPerHour: 400, ports: 1 });
  for (let waited = 0; jdoe(simulator)?.state !== state; waited++) {
    if (waited > 600) throw new Error('nobody called');
    if (waited % 60 === 0) client.send({ type: 'HEARTBEAT_REQ', invokeId: 0 });
    await clock.advance(second);
  }
  client.take();
  return { simulator, clock, client };
}

describe('SET_AGENT_STATE_REQ', () => {
  it('sets the states of a working day', async () => {
    const { simulator, client } = await desk();
    client.send(setState(1, 'jdoe', 1));
    expect(await client.answers()).toMatchObject([
      confirmed(1),
      { type: 'AGENT_STATE_EVENT', agentState: 1 },
    ]);
    client.send(setState(2, 'jdoe', 0, { agentPassword: '12345' }));
    let answers = await client.answers();
    expect(answers[0]).toEqual(confirmed(2));
    expect(stateOf(answers[1])).toEqual([2, 32760, 65535]);
    client.send(setState(3, 'jdoe', 3));
    answers = await client.answers();
    expect(stateOf(answers[1])).toEqual([3, 0, 65535]);
    client.send(setState(4, 'jdoe', 2, { eventReasonCode: 7 }));
    answers = await client.answers();
    expect(stateOf(answers[1])).toEqual([2, 7, 65535]);
    expect(jdoe(simulator)).toMatchObject({ state: 2, reason: 7 });
  });

  it('is confirmed to the requesting session only; its event goes to bridge sessions and the agent', async () => {
    const { simulator } = simulate({ callsPerHour: 0 });
    const own = await openClient(simulator, asAgent('jdoe'));
    const bridge = await openClient(simulator);
    const other = await openClient(simulator, asAgent('asmith'));
    bridge.send(setState(5, 'jdoe', 2));
    expect((await bridge.answers()).map(({ type }) => type)).toEqual([
      'SET_AGENT_STATE_CONF',
      'AGENT_STATE_EVENT',
    ]);
    expect(own.take().map(({ type }) => type)).toEqual(['AGENT_STATE_EVENT']);
    expect(other.take()).toEqual([]);
  });

  it.each([
    ['a wrong password', setState(1, 'jdoe', 0, { agentPassword: 'wrong' }), 258],
    ['no password', setState(1, 'jdoe', 0), 258],
    ['somebody unknown', setState(1, 'nobody', 0, { agentPassword: '12345' }), 258],
    [
      'a login at the wrong phone',
      setState(1, 'jdoe', 0, { agentPassword: '12345', agentInstrument: '9' }),
      260,
    ],
    ['a second login', setState(1, 'jdoe', 0, { agentPassword: '12345' }), 259],
    ['a state that cannot be asked for', setState(1, 'jdoe', 4), 3],
    ['work without a call', setState(1, 'jdoe', 5), 21],
    ['an agent that is not there', setState(1, 'nobody', 3), 256],
    ['an id and a phone that do not fit', setState(1, 'jdoe', 3, { agentInstrument: '2002' }), 256],
  ])('is refused for %s', async (_what, request, failureCode) => {
    const { simulator, client } = await desk();
    const before = jdoe(simulator);
    client.send(request);
    expect(await client.answers()).toMatchObject([
      { type: 'CONTROL_FAILURE_CONF', invokeId: 1, failureCode },
    ]);
    expect(jdoe(simulator)).toEqual(before);
  });

  it('is refused for an agent who is not logged in', async () => {
    const { client } = await desk();
    client.send(setState(1, 'jdoe', 1), setState(2, 'jdoe', 3));
    expect((await client.answers()).at(-1)).toMatchObject({ type: 'CONTROL_FAILURE_CONF', failureCode: 21 });
  });

  it('is refused without a control service and for other agents', async () => {
    const { simulator } = simulate({ callsPerHour: 0 });
    const bridge = await openClient(simulator, { servicesRequested: 0x10 });
    bridge.send(setState(1, 'jdoe', 2));
    expect(await bridge.answers()).toMatchObject([{ failureCode: 8, ccxErrorCode: 88018 }]);
    const other = await openClient(simulator, asAgent('asmith'));
    other.send(setState(2, 'jdoe', 2));
    expect(await other.answers()).toMatchObject([{ failureCode: 8 }]);
    const supervisor = await openClient(simulator, { servicesRequested: 0x85, agentId: 'kpatel' });
    supervisor.send(setState(3, 'jdoe', 2));
    expect(await supervisor.answers()).toMatchObject([confirmed(3)]);
  });

  it('grants the supervisor service in agent mode to supervisors only', async () => {
    const { simulator } = simulate({ callsPerHour: 0 });
    await openClient(simulator, { servicesRequested: 0x85, agentId: 'asmith' });
    await openClient(simulator, { servicesRequested: 0x85, agentId: 'kpatel' });
    const opened = (agentId: string) => simulator.sessions.find((session) => session.agentId === agentId);
    const client = new TestClient();
    simulator.attach(client.link);
    client.open({ servicesRequested: 0x85, agentExtension: '2003' });
    expect(await client.answers()).toMatchObject([{ servicesGranted: 0x5, agentId: 'bwong' }]);
    expect(opened('kpatel')).toBeDefined();
  });

  it('checks credentials with ForcedFlag 2 without a state change', async () => {
    const { simulator, client } = await desk();
    const before = jdoe(simulator);
    const check = { forcedFlag: 2, agentInstrument: 'unknown' };
    client.send(
      setState(1, 'jdoe', 0, { ...check, agentPassword: '12345' }),
      setState(2, 'jdoe', 0, { ...check, agentPassword: '54321' }),
    );
    expect(await client.answers()).toMatchObject([confirmed(1), { invokeId: 2, failureCode: 258 }]);
    expect(jdoe(simulator)).toEqual(before);
  });

  it('logs in again with ForcedFlag 1', async () => {
    const { client } = await desk();
    client.send(setState(1, 'jdoe', 0, { agentPassword: '12345', forcedFlag: 1 }));
    const [conf, out, back] = await client.answers();
    expect(conf).toEqual(confirmed(1));
    expect(stateOf(out)).toEqual([1, 32767, 65535]);
    expect(stateOf(back)).toEqual([2, 32760, 65535]);
  });

  it('applies after the call while the agent is talking', async () => {
    const { simulator, clock, client } = await busyDesk(4);
    client.send(setState(1, 'jdoe', 2, { eventReasonCode: 3 }));
    const [conf, event] = await client.answers();
    expect(conf).toEqual(confirmed(1));
    expect(stateOf(event)).toEqual([4, 0, 2]);
    expect(jdoe(simulator)?.nextState).toBe(2);
    await advanceMinutes(clock, 15, [client]);
    expect(
      client
        .take()
        .filter(({ type }) => type === 'AGENT_STATE_EVENT')
        .map(stateOf),
    ).toEqual([[2, 3, 65535]]);
  });

  it('logs a talking agent out only by force; the call stays up', async () => {
    const { simulator, client } = await busyDesk(4);
    const call = jdoe(simulator)?.callId;
    client.send(setState(1, 'jdoe', 1));
    expect(await client.answers()).toMatchObject([{ type: 'CONTROL_FAILURE_CONF', failureCode: 21 }]);
    client.send(setState(2, 'jdoe', 1, { forcedFlag: 1 }));
    expect(await client.answers()).toMatchObject([confirmed(2), { agentState: 1 }]);
    expect(simulator.snapshot().calls.map(({ callId }) => callId)).toContain(call);
  });

  it('returns a ringing call to the queue on logout', async () => {
    const { simulator, client } = await busyDesk(8);
    const call = jdoe(simulator)?.callId as number;
    client.send(setState(1, 'jdoe', 3), setState(2, 'jdoe', 1, { forcedFlag: 1 }));
    expect((await client.answers()).map(({ type }) => type)).toEqual([
      'CONTROL_FAILURE_CONF',
      'SET_AGENT_STATE_CONF',
      'AGENT_STATE_EVENT',
      'CALL_DIVERTED_EVENT',
      'END_CALL_EVENT',
    ]);
    expect(simulator.snapshot().queues[0]?.waiting).toEqual([call]);
    client.send(setState(3, 'jdoe', 0, { agentPassword: '12345' }), setState(4, 'jdoe', 3));
    await client.answers();
    expect(jdoe(simulator)).toMatchObject({ state: 8, callId: call });
  });

  it('offers no second call to an agent who logged in again during a call', async () => {
    const { simulator, clock, client } = await busyDesk(4);
    const first = jdoe(simulator)?.callId;
    client.send(setState(1, 'jdoe', 0, { agentPassword: '12345', forcedFlag: 1 }), setState(2, 'jdoe', 3));
    await client.answers();
    expect(jdoe(simulator)).toMatchObject({ state: 3, callId: first });
    const waiting = (): number => simulator.snapshot().queues[0]?.waiting.length ?? 0;
    for (let second = 0; jdoe(simulator)?.callId === first; second++) {
      expect(jdoe(simulator)?.state).toBe(3);
      if (second % 60 === 0) client.send({ type: 'HEARTBEAT_REQ', invokeId: 0 });
      if (waiting() > 0 && second > 1200) throw new Error('the first call does not end');
      await clock.advance(1000);
    }
    expect(simulator.snapshot().calls.map(({ callId }) => callId)).not.toContain(first);
    // A call waited meanwhile; it is offered as soon as the first call ends.
    expect(jdoe(simulator)?.state).toBe(8);
  });

  it('is not needed to stop breaks: an agent with an agent-mode session takes none', async () => {
    const { simulator, clock, client } = await desk();
    await advanceMinutes(clock, 240, [client]);
    expect(jdoe(simulator)).toMatchObject({ state: 3 });
  });

  it('stops simulated actions of the agent', async () => {
    const { simulator, clock, client } = await desk();
    client.send(setState(1, 'jdoe', 2, { eventReasonCode: 1 }));
    await advanceMinutes(clock, 240, [client]);
    expect(jdoe(simulator)).toMatchObject({ state: 2, reason: 1 });
  });
});

describe('QUERY_AGENT_STATE_REQ', () => {
  it('runs all earlier tasks first, even if timers are late', async () => {
    const { simulator, clock } = simulate({ callsPerHour: 600 });
    const client = await openClient(simulator);
    clock.jump(25_000);
    client.send({ type: 'QUERY_AGENT_STATE_REQ', invokeId: 1, agentId: 'jdoe' });
    const answers = await client.answers();
    expect(answers.length).toBeGreaterThan(4);
    expect(answers.at(-1)?.type).toBe('QUERY_AGENT_STATE_CONF');
  });

  it('returns the state for each queue', async () => {
    const { simulator } = simulate({ callsPerHour: 0 });
    const client = await openClient(simulator);
    client.send(
      { type: 'QUERY_AGENT_STATE_REQ', invokeId: 1, agentId: 'bwong' },
      { type: 'QUERY_AGENT_STATE_REQ', invokeId: 2, agentExtension: '2003' },
      { type: 'QUERY_AGENT_STATE_REQ', invokeId: 3, agentInstrument: '9999' },
      { type: 'QUERY_AGENT_STATE_REQ', invokeId: 4 },
    );
    const answers = await client.answers();
    expect(answers[0]).toEqual({
      type: 'QUERY_AGENT_STATE_CONF',
      invokeId: 1,
      agentState: 3,
      agentExtension: '2003',
      agentInstrument: '2003',
      agentId: 'bwong',
      csqs: [
        { csqId: 1, csqState: 3 },
        { csqId: 2, csqState: 3 },
      ],
    });
    expect(answers[1]).toMatchObject({ agentId: 'bwong' });
    expect(answers.slice(2)).toMatchObject([{ failureCode: 256 }, { failureCode: 256 }]);
  });

  it('returns BUSY_OTHER for the other queues', async () => {
    const { simulator, clock } = simulate({ callsPerHour: 600 });
    const client = await openClient(simulator);
    const talking = () =>
      simulator.snapshot().agents.find(({ state, csqIds }) => state === 4 && csqIds.length > 1);
    for (let waited = 0; talking() === undefined && waited < 120; waited++) await clock.advance(1000);
    const agent = talking();
    const call = simulator.snapshot().calls.find(({ callId }) => callId === agent?.callId);
    client.take();
    client.send({ type: 'QUERY_AGENT_STATE_REQ', invokeId: 1, agentId: agent?.agentId });
    expect(await client.answers()).toMatchObject([
      {
        agentState: 4,
        csqs: agent?.csqIds.map((csqId) => ({ csqId, csqState: csqId === call?.csqId ? 4 : 7 })),
      },
    ]);
  });
});

describe('snapshots', () => {
  it('equal the simulator state', async () => {
    const { simulator, clock } = simulate({ callsPerHour: 300 });
    const client = await openClient(simulator);
    await clock.advance(90_000);
    client.take();
    const { agents, calls } = simulator.snapshot();
    expect(calls.length).toBeGreaterThan(2);
    for (const agent of agents) {
      client.send({
        type: 'SNAPSHOT_DEVICE_REQ',
        invokeId: 1,
        snapshotDeviceType: 76,
        agentInstrument: agent.extension,
      });
      const [conf] = await client.answers();
      if (conf?.type !== 'SNAPSHOT_DEVICE_CONF') throw new Error(`answered with ${conf?.type}`);
      const at = calls.filter(({ callId }) => callId === agent.callId);
      expect(conf.calls ?? []).toEqual(
        at.map(({ callId, connections }) => ({
          callConnectionCallId: callId,
          callConnectionDeviceType: 0,
          callConnectionDeviceId: agent.extension,
          callDeviceConnectionState: connections[0]?.state,
        })),
      );
    }
    for (const call of calls) {
      const connectionDeviceId = call.connections[0]?.deviceId ?? '';
      client.send({
        type: 'SNAPSHOT_CALL_REQ',
        invokeId: 2,
        callId: call.callId,
        connectionDeviceType: 0,
        connectionDeviceId,
      });
      expect(await client.answers()).toMatchObject([
        {
          type: 'SNAPSHOT_CALL_CONF',
          callType: 0,
          ani: call.ani,
          dnis: call.trigger,
          callVariable1: call.callVariable1,
          namedVariables: call.namedVariables,
          callDevices: call.connections.map(({ deviceId, deviceType, state }) => ({
            callConnectionCallId: call.callId,
            callDeviceId: deviceId,
            callDeviceType: deviceType,
            callDeviceConnectionState: state,
          })),
        },
      ]);
    }
  });

  it('accept CTI ports and triggers, and reject unknown devices', async () => {
    const { simulator } = simulate({ callsPerHour: 0 });
    const client = await openClient(simulator);
    const ask = (agentInstrument: string): CtiMessage => ({
      type: 'SNAPSHOT_DEVICE_REQ',
      invokeId: 1,
      snapshotDeviceType: 73,
      agentInstrument,
    });
    client.send(ask('6001'), ask('7000'), ask('9999'), ask('9.2001'));
    client.send({
      type: 'SNAPSHOT_CALL_REQ',
      invokeId: 2,
      callId: 1,
      connectionDeviceType: 0,
      connectionDeviceId: '',
    });
    client.send({ type: 'QUERY_DEVICE_INFO_REQ', invokeId: 3, agentInstrument: '2001' });
    client.send({ type: 'QUERY_DEVICE_INFO_REQ', invokeId: 4, agentInstrument: '9999' });
    expect(await client.answers()).toMatchObject([
      { type: 'SNAPSHOT_DEVICE_CONF' },
      { type: 'SNAPSHOT_DEVICE_CONF' },
      { type: 'CONTROL_FAILURE_CONF', failureCode: 12, ccxErrorCode: 88002 },
      { type: 'SNAPSHOT_DEVICE_CONF' },
      { type: 'CONTROL_FAILURE_CONF', failureCode: 11, ccxErrorCode: 88013 },
      { type: 'QUERY_DEVICE_INFO_CONF', maxActiveCalls: 2, maxHeldCalls: 0xffff, makeCallSetup: 0x2c },
      { type: 'CONTROL_FAILURE_CONF', failureCode: 12 },
    ]);
  });
});
