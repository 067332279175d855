import { describe, expect, it } from 'vitest';
import { connection, controlHarness, lines, parties, type Request } from './simulator-control-harness.ts';

const makeCall = (agentInstrument: string, dialedNumber: string): Request => ({
  type: 'MAKE_CALL_REQ',
  agentInstrument,
  dialedNumber,
});

const failed = (eventCause: number, calledDeviceId: string, calledDeviceType: number) => ({
  type: 'CALL_FAILED_EVENT',
  eventCause,
  localConnectionState: 6,
  connectionDeviceId: '2002',
  failingDeviceId: '2002',
  failingDeviceType: 76,
  calledDeviceId,
  calledDeviceType,
});

describe('a number that cannot be reached', () => {
  it('is busy: the call fails until the caller hangs up', async () => {
    const { bridge, sendRequest, sendConfirmed, talking, call, state, simulator } = await controlHarness([
      'jdoe',
      'asmith',
    ]);
    await talking('2001');
    const received = await sendRequest(bridge, makeCall('2002', '2001'));
    expect(lines(received)).toEqual([
      'MAKE_CALL_CONF',
      'asmith 2',
      'BEGIN_CALL_EVENT 10',
      'CALL_SERVICE_INITIATED_EVENT',
      'CALL_ORIGINATED_EVENT',
      'CALL_FAILED_EVENT',
    ]);
    expect(received.at(-1)).toMatchObject(failed(3, '2001', 76));
    const callId = simulator.snapshot().calls.at(-1)?.callId ?? 0;
    expect(call(callId)?.stage).toBe('failed');
    expect(parties(call(callId))).toEqual(['2002 6']);
    expect(await sendRequest(bridge, { type: 'HOLD_CALL_REQ', ...connection(callId, '2002') })).toMatchObject(
      [{ failureCode: 22 }],
    );
    expect(
      lines(await sendConfirmed(bridge, { type: 'CLEAR_CONNECTION_REQ', ...connection(callId, '2002') })),
    ).toEqual([
      'CLEAR_CONNECTION_CONF',
      'CALL_CONNECTION_CLEARED_EVENT',
      'CALL_CLEARED_EVENT',
      'END_CALL_EVENT',
      'asmith 3',
    ]);
    expect(state('asmith')[0]).toBe(3);
  });

  it('is out of service: the failed call ends after the tone', async () => {
    const { bridge, sendRequest, wait, simulator } = await controlHarness([]);
    await simulator.agent('jdoe').setOutOfService();
    expect((await sendRequest(bridge, makeCall('2002', '2001'))).at(-1)).toMatchObject(
      failed(13, '2001', 76),
    );
    await wait(15);
    expect(lines(bridge.take())).toEqual([
      'CALL_CONNECTION_CLEARED_EVENT',
      'CALL_CLEARED_EVENT',
      'END_CALL_EVENT',
    ]);
    expect(simulator.snapshot().calls).toEqual([]);
  });

  it('is a trigger without a free CTI port', async () => {
    const { bridge, sendRequest, simulator } = await controlHarness([], { ports: 1 });
    await simulator.inboundCall();
    expect((await sendRequest(bridge, makeCall('2002', '7000'))).at(-1)).toMatchObject(failed(3, '7000', 74));
  });

  it('ends a consult call, and the agent retrieves the held call', async () => {
    const { bridge, sendConfirmed, talking, call, simulator } = await controlHarness(['jdoe']);
    const first = await talking('2001');
    await simulator.agent('asmith').setOutOfService();
    const pair = {
      activeCallId: first,
      activeConnectionDeviceType: 0,
      activeConnectionDeviceId: '2001',
    };
    await sendConfirmed(bridge, { type: 'CONSULT_CALL_REQ', ...pair, consultType: 0, dialedNumber: '2002' });
    const second = simulator.snapshot().calls.at(-1)?.callId ?? 0;
    expect(call(second)?.stage).toBe('failed');
    expect(parties(call(first))).toEqual(['2001 4', '15550001111 3']);
    await sendConfirmed(bridge, {
      type: 'RECONNECT_CALL_REQ',
      ...pair,
      activeCallId: second,
      heldCallId: first,
      heldConnectionDeviceType: 0,
      heldConnectionDeviceId: '2001',
    });
    expect(parties(call(first))).toEqual(['2001 3', '15550001111 3']);
    expect(call(second)).toBeUndefined();
  });
});

describe('ANSWER_CALL_REQ', () => {
  it('answers the ringing call without a CallID', async () => {
    const { bridge, ringing, sendConfirmed, call, sendRequest } = await controlHarness(['jdoe']);
    const callId = await ringing();
    await sendConfirmed(bridge, {
      type: 'ANSWER_CALL_REQ',
      callId: 0xffffffff,
      connectionDeviceType: 0xffff,
      agentInstrument: '2001',
    });
    expect(call(callId)?.stage).toBe('connected');
    expect(
      await sendRequest(bridge, {
        type: 'ANSWER_CALL_REQ',
        callId: 0xffffffff,
        connectionDeviceType: 0xffff,
        agentInstrument: '2001',
      }),
    ).toMatchObject([{ type: 'CONTROL_FAILURE_CONF', failureCode: 28 }]);
  });

  it('requires a device', async () => {
    const { bridge, ringing, sendRequest } = await controlHarness(['jdoe']);
    const callId = await ringing();
    expect(
      await sendRequest(bridge, { type: 'ANSWER_CALL_REQ', callId, connectionDeviceType: 0 }),
    ).toMatchObject([{ type: 'FAILURE_CONF', status: 6 }]);
  });

  it('accepts devices as primary.actual', async () => {
    const { bridge, ringing, sendConfirmed, call } = await controlHarness(['jdoe']);
    const callId = await ringing();
    await sendConfirmed(bridge, { type: 'ANSWER_CALL_REQ', ...connection(callId, '9.2001') });
    expect(call(callId)?.stage).toBe('connected');
  });
});

describe('a single-step conference', () => {
  async function setUp() {
    const harness = await controlHarness(['jdoe', 'asmith']);
    const callId = await harness.talking('2001');
    const own = await harness.agent('asmith');
    const conference = (dialedNumber: string): Request => ({
      type: 'CONFERENCE_CALL_REQ',
      heldCallId: 0xffffffff,
      activeCallId: callId,
      heldConnectionDeviceType: 0xffff,
      activeConnectionDeviceType: 0,
      activeConnectionDeviceId: '2001',
      agentInstrument: '2001',
      dialedNumber,
    });
    harness.bridge.take();
    return { ...harness, callId, own, conference };
  }

  it('rings at the new party, who joins on answer', async () => {
    const { bridge, sendConfirmed, callId, own, conference, call, state } = await setUp();
    const asked = await sendConfirmed(bridge, conference('2002'));
    expect(asked[0]).toMatchObject({ newCallId: callId, newConnectionDeviceId: '2001' });
    expect(lines(asked)).toEqual(['CONFERENCE_CALL_CONF', 'asmith 8', 'CALL_DELIVERED_EVENT']);
    expect(lines(own.take())).toEqual(['asmith 8', 'BEGIN_CALL_EVENT 15', 'CALL_DELIVERED_EVENT']);
    expect(parties(call(callId))).toEqual(['2001 3', '2002 2', '15550001111 3']);
    const answered = await sendConfirmed(own, { type: 'ANSWER_CALL_REQ', ...connection(callId, '2002') });
    expect(lines(answered)).toEqual([
      'ANSWER_CALL_CONF',
      'CALL_ESTABLISHED_EVENT',
      'CALL_CONFERENCED_EVENT',
      'asmith 4',
    ]);
    expect(answered[2]).toMatchObject({
      primaryCallId: callId,
      secondaryCallId: callId,
      controllerDeviceId: '2001',
      addedPartyDeviceId: '2002',
      connectedParties: [
        { connectedPartyDeviceId: '15550001111' },
        { connectedPartyDeviceId: '2001' },
        { connectedPartyDeviceId: '2002' },
      ],
    });
    expect(call(callId)?.callType).toBe(15);
    await sendConfirmed(bridge, { type: 'CLEAR_CONNECTION_REQ', ...connection(callId, '2001') });
    expect(parties(call(callId))).toEqual(['2002 3', '15550001111 3']);
    expect(state('jdoe')[0]).toBe(5);
  });

  it.each([
    ['does not answer', [2, 32763], async (harness: Awaited<ReturnType<typeof setUp>>) => harness.wait(15)],
    [
      'will not have it',
      [3, 0],
      async ({ sendConfirmed, own, callId }: Awaited<ReturnType<typeof setUp>>) =>
        sendConfirmed(own, { type: 'CLEAR_CONNECTION_REQ', ...connection(callId, '2002') }),
    ],
  ])('leaves the call as it was when the new party %s', async (_what, left, act) => {
    const harness = await setUp();
    await harness.sendConfirmed(harness.bridge, harness.conference('2002'));
    await act(harness);
    expect(parties(harness.call(harness.callId))).toEqual(['2001 3', '15550001111 3']);
    expect(harness.call(harness.callId)?.callType).toBe(1);
    expect(harness.state('asmith')).toEqual(left);
  });

  it.each([
    ['a busy number', '2001', 14],
    ['a queue', '7000', 22],
    ['somebody who is there already', '15550001111', 22],
    ['nobody', '2999', 14],
  ])('is refused for %s', async (_what, number, failureCode) => {
    const { bridge, sendRequest, conference } = await setUp();
    expect(await sendRequest(bridge, conference(number))).toMatchObject([{ failureCode }]);
  });
});

describe('a direct inbound call to an agent', () => {
  it('bypasses the queues; the agent is not ready during the call', async () => {
    const { simulator, bridge, agent, sendConfirmed, state, wait } = await controlHarness(['jdoe']);
    const own = await agent('jdoe');
    const { callId } = await simulator.inboundCall({ dnis: '2001', ani: '15550007777' });
    const received = await own.answers();
    expect(lines(received)).toEqual(['jdoe 2', 'BEGIN_CALL_EVENT 6', 'CALL_DELIVERED_EVENT']);
    expect(received[2]).toMatchObject({
      lineType: 10,
      csqId: 0xffffffff,
      callingDeviceId: '15550007777',
      calledDeviceId: '2001',
    });
    expect(lines(bridge.take())).toEqual(['BEGIN_CALL_EVENT 6', 'jdoe 2', 'CALL_DELIVERED_EVENT']);
    expect(state('jdoe')).toEqual([2, 32761]);
    await sendConfirmed(own, { type: 'ANSWER_CALL_REQ', ...connection(callId, '2001') });
    expect(state('jdoe')).toEqual([2, 32761]);
    await simulator.hangUp('15550007777');
    expect(state('jdoe')).toEqual([3, 0]);
    expect(lines(await bridge.answers()).slice(-4)).toEqual([
      'CALL_CONNECTION_CLEARED_EVENT',
      'CALL_CLEARED_EVENT',
      'END_CALL_EVENT',
      'jdoe 3',
    ]);
    await wait(1);
  });

  it('ends without an answer, and is refused at a busy phone', async () => {
    const { simulator, wait, talking } = await controlHarness(['jdoe']);
    await simulator.inboundCall({ dnis: '2001' });
    await wait(15);
    expect(simulator.snapshot().calls).toEqual([]);
    await talking('2001');
    await expect(simulator.inboundCall({ dnis: '2001' })).rejects.toThrow('the phone is busy');
  });
});
