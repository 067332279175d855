import { describe, expect, it } from 'vitest';
import { connection, controlHarness, lines, parties, type Request } from './simulator-control-harness.ts';
import { asAgent, openClient, simulate } from './simulator-harness.ts';
import { snapshotDifferences } from './simulator-invariants.ts';

const makeCall = (agentInstrument: string, dialedNumber: string): Request => ({
  type: 'MAKE_CALL_REQ',
  agentInstrument,
  dialedNumber,
});

describe('ANSWER_CALL_REQ', () => {
  it('is required for a client-controlled agent', async () => {
    const { simulator, bridge, ringing, sendConfirmed, call, state, wait } = await controlHarness(['jdoe']);
    const callId = await ringing();
    expect(state('jdoe')[0]).toBe(8);
    await wait(5);
    expect(call(callId)?.stage).toBe('ringing');
    expect(
      lines(await sendConfirmed(bridge, { type: 'ANSWER_CALL_REQ', ...connection(callId, '2001') })),
    ).toEqual(['ANSWER_CALL_CONF', 'CALL_ESTABLISHED_EVENT', 'jdoe 4']);
    expect(parties(call(callId))).toEqual(['2001 3', '15550001111 3']);
    // Client-controlled agents do not hang up by themselves.
    await wait(3600);
    expect(call(callId)?.stage).toBe('connected');
    bridge.take();
    expect(await simulator.hangUp('15550001111')).toBe(true);
    expect(lines(await bridge.answers())).toEqual([
      'CALL_CONNECTION_CLEARED_EVENT',
      'CALL_CLEARED_EVENT',
      'END_CALL_EVENT',
      'jdoe 5',
    ]);
    expect(await simulator.hangUp('15550001111')).toBe(false);
  });

  it('times out otherwise: the call returns and the agent is not ready', async () => {
    const { bridge, ringing, call, state, wait } = await controlHarness(['jdoe']);
    const callId = await ringing();
    bridge.take();
    await wait(15);
    expect(state('jdoe')).toEqual([2, 32763]);
    expect(call(callId)?.stage).toBe('queued');
    expect(lines(bridge.take())).toEqual(['CALL_DIVERTED_EVENT', 'jdoe 2', 'CALL_QUEUED_EVENT']);
  });

  it.each([
    [true, 'connected'],
    ['always', 'connected'],
    [false, 'queued'],
  ] as const)('is not needed for others when autoAnswer is %s', async (autoAnswer, stage) => {
    const free = simulate({ autoAnswer, agents: 1, queues: 1, callsPerHour: 0 });
    free.simulator.start();
    const { callId } = await free.simulator.inboundCall();
    await free.clock.advance(26_000);
    expect(free.simulator.snapshot().calls.find((one) => one.callId === callId)?.stage).toBe(stage);
  });

  it('treats an open agent-mode session as client control', async () => {
    const { simulator, clock } = simulate({ agents: 1, queues: 1, callsPerHour: 0 });
    await openClient(simulator, asAgent('jdoe'));
    expect(simulator.agent('jdoe').snapshot.clientControlled).toBe(true);
    await simulator.inboundCall();
    await clock.advance(26_000);
    expect(simulator.agent('jdoe').snapshot).toMatchObject({ state: 2, reason: 32763 });
  });
});

describe('MAKE_CALL_REQ', () => {
  it('calls another agent; both are not ready during the call', async () => {
    const { bridge, agent, sendRequest, sendConfirmed, call, state, simulator } = await controlHarness([
      'jdoe',
      'asmith',
    ]);
    const own = await agent('jdoe');
    const other = await agent('asmith');
    const answers = await sendRequest(own, {
      ...makeCall('2001', '2002'),
      callVariable3: 'hello',
    } as Request);
    expect(lines(answers)).toEqual([
      'MAKE_CALL_CONF',
      'jdoe 2',
      'BEGIN_CALL_EVENT 10',
      'CALL_SERVICE_INITIATED_EVENT',
      'CALL_ORIGINATED_EVENT',
      'CALL_DELIVERED_EVENT',
    ]);
    const [conf] = answers;
    if (conf?.type !== 'MAKE_CALL_CONF') throw new Error(conf?.type);
    expect(lines(other.take())).toEqual(['asmith 2', 'BEGIN_CALL_EVENT 10', 'CALL_DELIVERED_EVENT']);
    expect(lines(bridge.take()).slice(1)).toEqual([
      'BEGIN_CALL_EVENT 10',
      'CALL_SERVICE_INITIATED_EVENT',
      'asmith 2',
      'CALL_ORIGINATED_EVENT',
      'CALL_DELIVERED_EVENT',
    ]);
    expect(state('jdoe')).toEqual([2, 32762]);
    expect(state('asmith')).toEqual([2, 32761]);
    expect(call(conf.newCallId)).toMatchObject({ callType: 10, callVariable3: 'hello', stage: 'ringing' });
    expect(parties(call(conf.newCallId))).toEqual(['2001 1', '2002 2']);
    await sendConfirmed(other, { type: 'ANSWER_CALL_REQ', ...connection(conf.newCallId, '2002') });
    expect(lines(own.take())).toEqual(['CALL_ESTABLISHED_EVENT']);
    expect(parties(call(conf.newCallId))).toEqual(['2001 3', '2002 3']);
    await sendConfirmed(own, { type: 'CLEAR_CALL_REQ', ...connection(conf.newCallId, '2001') });
    expect(lines(other.take())).toEqual([
      'CALL_CONNECTION_CLEARED_EVENT',
      'CALL_CONNECTION_CLEARED_EVENT',
      'CALL_CLEARED_EVENT',
      'END_CALL_EVENT',
      'asmith 3',
    ]);
    expect(state('jdoe')[0]).toBe(3);
    expect(simulator.snapshot().calls).toEqual([]);
  });

  it('calls a public number, which answers', async () => {
    const { bridge, sendConfirmed, wait, call, simulator } = await controlHarness([]);
    await sendConfirmed(bridge, makeCall('2001', '+15557654321'));
    const [harness] = simulator.snapshot().calls;
    expect(harness).toMatchObject({ callType: 9, trigger: '+15557654321' });
    await wait(5);
    expect(parties(call(harness?.callId ?? 0))).toEqual(['2001 3', '+15557654321 3']);
    expect(lines(bridge.take())).toEqual(['CALL_ESTABLISHED_EVENT']);
    await simulator.hangUp('2001');
    expect(simulator.snapshot().calls).toEqual([]);
  });

  it('calls a trigger: the call is queued and offered to an agent', async () => {
    const { bridge, sendConfirmed, wait, simulator } = await controlHarness(['bwong']);
    const received = lines(await sendConfirmed(bridge, makeCall('2001', '7000')));
    await wait(8);
    expect([...received, ...lines(bridge.take())]).toEqual([
      'MAKE_CALL_CONF',
      'BEGIN_CALL_EVENT 9',
      'CALL_SERVICE_INITIATED_EVENT',
      'CALL_ORIGINATED_EVENT',
      'CALL_DELIVERED_EVENT',
      'CALL_ESTABLISHED_EVENT',
      'CALL_QUEUED_EVENT',
      'bwong 8',
      'CALL_DIVERTED_EVENT',
      'CALL_DELIVERED_EVENT',
    ]);
    expect(parties(simulator.snapshot().calls[0])).toEqual(['2001 3', '2003 2']);
  });

  it.each([
    ['an unknown extension', makeCall('2001', '2999'), 14, 88010],
    ['no number', makeCall('2001', ''), 14, 88015],
    ['an unknown phone', makeCall('2999', '2002'), 5, 88003],
    ['itself', makeCall('2001', '2001'), 14, 88010],
    ['a phone where nobody is logged in', makeCall('2012', '2002'), 5, 88008],
  ])('is refused for %s', async (_what, request, failureCode, ccxErrorCode) => {
    const { bridge, sendRequest, simulator } = await controlHarness([]);
    expect(await sendRequest(bridge, request)).toMatchObject([
      { type: 'CONTROL_FAILURE_CONF', failureCode, ccxErrorCode },
    ]);
    expect(simulator.snapshot().calls).toEqual([]);
  });

  it('is refused for talking agents and a third call on the line', async () => {
    const { bridge, sendRequest, sendConfirmed, talking, simulator, wait } = await controlHarness(['jdoe']);
    await talking('2001');
    expect(await sendRequest(bridge, makeCall('2001', '2002'))).toMatchObject([{ failureCode: 21 }]);
    await sendConfirmed(bridge, makeCall('2002', '15551234567'));
    await wait(6);
    const first = simulator.snapshot().calls.at(-1)?.callId ?? 0;
    expect(await sendRequest(bridge, makeCall('2002', '15551234568'))).toMatchObject([{ failureCode: 22 }]);
    await sendConfirmed(bridge, { type: 'HOLD_CALL_REQ', ...connection(first, '2002') });
    await sendConfirmed(bridge, makeCall('2002', '15551234568'));
    await wait(6);
    const second = simulator.snapshot().calls.at(-1)?.callId ?? 0;
    await sendConfirmed(bridge, { type: 'HOLD_CALL_REQ', ...connection(second, '2002') });
    expect(await sendRequest(bridge, makeCall('2002', '15551234569'))).toMatchObject([{ failureCode: 33 }]);
    expect(simulator.agent('asmith').snapshot.callIds).toEqual([first, second]);
  });
});

describe('one phone and its calls', () => {
  it('holds, retrieves and sends DTMF without events to the far end', async () => {
    const { bridge, agent, sendConfirmed, sendRequest, talking, call } = await controlHarness(['jdoe']);
    const callId = await talking('2001');
    const other = await agent('asmith');
    expect(
      lines(await sendConfirmed(bridge, { type: 'HOLD_CALL_REQ', ...connection(callId, '2001') })),
    ).toEqual(['HOLD_CALL_CONF', 'CALL_HELD_EVENT']);
    expect(parties(call(callId))).toEqual(['2001 4', '15550001111 3']);
    expect(await sendRequest(bridge, { type: 'HOLD_CALL_REQ', ...connection(callId, '2001') })).toMatchObject(
      [{ failureCode: 22 }],
    );
    const retrieve: Request = {
      type: 'RETRIEVE_CALL_REQ',
      heldCallId: callId,
      heldConnectionDeviceType: 0,
      heldConnectionDeviceId: '2001',
    };
    expect(lines(await sendConfirmed(bridge, retrieve))).toEqual([
      'RETRIEVE_CALL_CONF',
      'CALL_RETRIEVED_EVENT',
    ]);
    expect(await sendRequest(bridge, retrieve)).toMatchObject([{ failureCode: 22 }]);
    const tones = (dtmfString: string): Request => ({
      type: 'SEND_DTMF_SIGNAL_REQ',
      ...connection(callId, '2001'),
      toneDuration: 0,
      pauseDuration: 0,
      dtmfString,
    });
    expect(lines(await sendConfirmed(bridge, tones('12*#')))).toEqual(['SEND_DTMF_SIGNAL_CONF']);
    expect(await sendRequest(bridge, tones('x'))).toMatchObject([{ failureCode: 3 }]);
    expect(other.take()).toEqual([]);
  });

  it('consults, alternates, reconnects', async () => {
    const { bridge, sendConfirmed, sendRequest, talking, call, simulator, state } = await controlHarness([
      'jdoe',
      'asmith',
    ]);
    const first = await talking('2001');
    await sendConfirmed(bridge, {
      type: 'CONSULT_CALL_REQ',
      activeCallId: first,
      activeConnectionDeviceType: 0,
      consultType: 1,
      activeConnectionDeviceId: '2001',
      dialedNumber: '2002',
    });
    const second = simulator.snapshot().calls.at(-1)?.callId ?? 0;
    expect(call(second)).toMatchObject({ callType: 12, consultOf: first, callVariable1: 'C-1' });
    await sendConfirmed(bridge, { type: 'ANSWER_CALL_REQ', ...connection(second, '2002') });
    expect(state('asmith')[0]).toBe(4);
    const pair = (active: number, other: number) => ({
      activeCallId: active,
      activeConnectionDeviceType: 0,
      activeConnectionDeviceId: '2001',
      otherCallId: other,
      otherConnectionDeviceType: 0,
      otherConnectionDeviceId: '2001',
    });
    expect(
      lines(await sendConfirmed(bridge, { type: 'ALTERNATE_CALL_REQ', ...pair(second, first) })),
    ).toEqual(['ALTERNATE_CALL_CONF', 'CALL_HELD_EVENT', 'CALL_RETRIEVED_EVENT']);
    expect(await sendRequest(bridge, { type: 'ALTERNATE_CALL_REQ', ...pair(second, first) })).toMatchObject([
      { failureCode: 22 },
    ]);
    await sendConfirmed(bridge, { type: 'ALTERNATE_CALL_REQ', ...pair(first, second) });
    const reconnect: Request = {
      type: 'RECONNECT_CALL_REQ',
      activeCallId: second,
      activeConnectionDeviceType: 0,
      activeConnectionDeviceId: '2001',
      heldCallId: first,
      heldConnectionDeviceType: 0,
      heldConnectionDeviceId: '2001',
    };
    expect(lines(await sendConfirmed(bridge, reconnect))).toEqual([
      'RECONNECT_CALL_CONF',
      'CALL_CONNECTION_CLEARED_EVENT',
      'CALL_CONNECTION_CLEARED_EVENT',
      'CALL_CLEARED_EVENT',
      'END_CALL_EVENT',
      'asmith 3',
      'CALL_RETRIEVED_EVENT',
    ]);
    expect(parties(call(first))).toEqual(['2001 3', '15550001111 3']);
    expect(state('jdoe')[0]).toBe(4);
  });

  it('returns a ringing call to its queue when the agent rejects it', async () => {
    const { bridge, sendConfirmed, ringing, call, state } = await controlHarness(['jdoe']);
    const callId = await ringing();
    await sendConfirmed(bridge, { type: 'CLEAR_CONNECTION_REQ', ...connection(callId, '2001') });
    expect(call(callId)?.stage).toBe('queued');
    expect(state('jdoe')).toEqual([2, 32763]);
  });

  it.each(['ANSWER_CALL_REQ', 'CLEAR_CALL_REQ', 'CLEAR_CONNECTION_REQ', 'HOLD_CALL_REQ'] as const)(
    'refuses %s for unknown calls, devices not in the call and phones of other agents',
    async (type) => {
      const { bridge, agent, sendRequest, ringing } = await controlHarness(['jdoe']);
      const callId = await ringing();
      expect(await sendRequest(bridge, { type, ...connection(1, '2001') })).toMatchObject([
        { type: 'CONTROL_FAILURE_CONF', failureCode: 11, ccxErrorCode: 88013 },
      ]);
      expect(await sendRequest(bridge, { type, ...connection(callId, '2002') })).toMatchObject([
        { failureCode: 13, ccxErrorCode: 88017 },
      ]);
      const other = await agent('asmith');
      expect(await sendRequest(other, { type, ...connection(callId, '2001') })).toMatchObject([
        { failureCode: 8 },
      ]);
      const listener = await agent('jdoe', 0x1);
      expect(await sendRequest(listener, { type, ...connection(callId, '2001') })).toMatchObject([
        { failureCode: 8, ccxErrorCode: 88018 },
      ]);
    },
  );
});

describe('SET_CALL_DATA_REQ', () => {
  it('publishes only the changed fields to the sessions of the call', async () => {
    const { bridge, agent, sendRequest, talking, call } = await controlHarness(['jdoe']);
    const callId = await talking('2001');
    const own = await agent('jdoe');
    const set = (more: object): Request => ({
      type: 'SET_CALL_DATA_REQ',
      ...connection(callId, '2001'),
      callType: 0,
      calledPartyDisposition: 0,
      ...more,
    });
    const [conf, event, ...rest] = await sendRequest(
      bridge,
      set({ callVariable1: 'C-1', callVariable10: 'ten', namedVariables: [{ name: 'user.a', value: '1' }] }),
    );
    expect(conf).toMatchObject({ type: 'SET_CALL_DATA_CONF' });
    expect(event).toEqual({
      type: 'CALL_DATA_UPDATE_EVENT',
      callType: 1,
      connectionDeviceType: 0,
      callId,
      newConnectionDeviceType: 0,
      newCallId: callId,
      calledPartyDisposition: 0,
      connectionDeviceId: '2001',
      newConnectionDeviceId: '2001',
      callVariable10: 'ten',
      namedVariables: [{ name: 'user.a', value: '1' }],
    });
    expect(rest).toEqual([]);
    expect(lines(own.take())).toEqual(['CALL_DATA_UPDATE_EVENT']);
    expect(lines(await sendRequest(bridge, set({ callVariable10: 'ten' })))).toEqual(['SET_CALL_DATA_CONF']);
    expect(call(callId)).toMatchObject({
      callVariable1: 'C-1',
      callVariable10: 'ten',
      namedVariables: [{ name: 'user.a', value: '1' }],
    });
  });
});

describe('devices', () => {
  it('go out of service with their calls and come back', async () => {
    const { bridge, talking, simulator, state, sendRequest } = await controlHarness(['jdoe']);
    await talking('2001');
    bridge.take();
    await simulator.agent('jdoe').setOutOfService();
    expect(await bridge.answers()).toMatchObject([
      { type: 'SYSTEM_EVENT', systemEventId: 10, eventDeviceType: 76, eventDeviceId: '2001' },
      { type: 'CALL_CONNECTION_CLEARED_EVENT' },
      { type: 'CALL_CLEARED_EVENT' },
      { type: 'END_CALL_EVENT' },
      { type: 'AGENT_STATE_EVENT', agentState: 5 },
      { type: 'AGENT_STATE_EVENT', agentState: 2, eventReasonCode: 32759 },
    ]);
    expect(await sendRequest(bridge, makeCall('2001', '2002'))).toMatchObject([
      { failureCode: 34, ccxErrorCode: 88004 },
    ]);
    await simulator.agent('jdoe').setInService();
    expect(state('jdoe')).toEqual([2, 32756]);
    expect(await bridge.answers()).toMatchObject([{ systemEventId: 11 }, { agentState: 2 }]);
    expect(() => simulator.agent('nobody')).toThrow(/unknown agentId: nobody/);
  });
});

describe('snapshots', () => {
  it('equal the simulator state for all kinds of calls', async () => {
    const harness = await controlHarness(['jdoe', 'asmith', 'bwong']);
    const { bridge, sendConfirmed, wait, simulator } = harness;
    await sendConfirmed(bridge, makeCall('2001', '2002'));
    await sendConfirmed(bridge, makeCall('2003', '15551234567'));
    await simulator.inboundCall();
    expect(await snapshotDifferences(harness)).toEqual([]);
    await wait(4);
    expect(await snapshotDifferences(harness)).toEqual([]);
    await wait(6);
    expect(simulator.snapshot().calls).toHaveLength(3);
    expect(await snapshotDifferences(harness)).toEqual([]);
  });
});
