import { describe, expect, it } from 'vitest';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import {
  type ControlHarness,
  connection,
  controlHarness,
  lines,
  parties,
  type Request,
} from './simulator-control-harness.ts';
import { snapshotDifferences } from './simulator-invariants.ts';

const none = 0xffffffff;
const consultCall = (callId: number, from: string, dialedNumber: string): Request => ({
  type: 'CONSULT_CALL_REQ',
  activeCallId: callId,
  activeConnectionDeviceType: 0,
  consultType: 0,
  activeConnectionDeviceId: from,
  dialedNumber,
});
const pair = (activeCallId: number, heldCallId: number, device: string) => ({
  activeCallId,
  activeConnectionDeviceType: 0,
  activeConnectionDeviceId: device,
  heldCallId,
  heldConnectionDeviceType: 0,
  heldConnectionDeviceId: device,
  agentInstrument: device,
});
const one = <T extends CtiMessage['type']>(messages: readonly CtiMessage[], type: T) =>
  messages.find((message) => message.type === type) as Extract<CtiMessage, { type: T }>;

/** jdoe is talking with a customer and consults asmith, who has answered. */
async function consulting(answered = true) {
  const harness = await controlHarness(['jdoe', 'asmith']);
  const first = await harness.talking('2001');
  const own = await harness.agent('jdoe');
  const other = await harness.agent('asmith');
  harness.bridge.take();
  const received = await harness.sendConfirmed(own, consultCall(first, '2001', '2002'));
  const second = one(received, 'CONSULT_CALL_CONF').newCallId;
  const flow = { bridge: harness.bridge.take(), own: received, other: other.take() };
  if (answered)
    await harness.sendConfirmed(other, { type: 'ANSWER_CALL_REQ', ...connection(second, '2002') });
  for (const client of [harness.bridge, own, other]) client.take();
  return { ...harness, harness: harness as ControlHarness, first, second, own, other, flow };
}

describe('a consultation', () => {
  it('starts with events in the order of the guide', async () => {
    const { flow, first, second } = await consulting();
    expect(lines(flow.bridge)).toEqual([
      'CALL_HELD_EVENT',
      'BEGIN_CALL_EVENT 12',
      'CALL_SERVICE_INITIATED_EVENT',
      'asmith 8',
      'CALL_ORIGINATED_EVENT',
      'CALL_DELIVERED_EVENT',
    ]);
    expect(lines(flow.own)).toEqual([
      'CONSULT_CALL_CONF',
      'CALL_HELD_EVENT',
      'BEGIN_CALL_EVENT 12',
      'CALL_SERVICE_INITIATED_EVENT',
      'CALL_ORIGINATED_EVENT',
      'CALL_DELIVERED_EVENT',
    ]);
    expect(lines(flow.other)).toEqual(['asmith 8', 'BEGIN_CALL_EVENT 12', 'CALL_DELIVERED_EVENT']);
    expect(one(flow.bridge, 'CALL_HELD_EVENT')).toMatchObject({
      callId: first,
      holdingDeviceType: 76,
      localConnectionState: 4,
      eventCause: 65535,
      connectionDeviceId: '2001',
    });
    expect(one(flow.bridge, 'BEGIN_CALL_EVENT')).toMatchObject({
      callId: second,
      connectionDeviceId: '2001',
      ani: '2001',
      callVariable1: 'C-1',
    });
    expect(one(flow.bridge, 'CALL_SERVICE_INITIATED_EVENT')).toMatchObject({
      applicationId: none,
      csqId: 1,
      callingDeviceType: 76,
      localConnectionState: 1,
    });
    expect(one(flow.bridge, 'CALL_ORIGINATED_EVENT')).toMatchObject({
      applicationId: none,
      csqId: 1,
      calledDeviceType: 76,
      calledDeviceId: '2002',
    });
    expect(one(flow.bridge, 'CALL_DELIVERED_EVENT')).toMatchObject({
      applicationId: none,
      csqId: 1,
      alertingDeviceType: 76,
      callingDeviceType: 76,
    });
  });

  it('is refused for unknown numbers, busy agents, a full line and calls that are not active', async () => {
    const { sendRequest, own, bridge, first, second, talking } = await consulting();
    void talking;
    expect(await sendRequest(own, consultCall(second, '2001', '15551230000'))).toMatchObject([
      { failureCode: 33 },
    ]);
    const { sendRequest: fresh, bridge: client, talking: talk } = await controlHarness(['jdoe']);
    const callId = await talk('2001');
    expect(await fresh(client, consultCall(callId, '2001', '2999'))).toMatchObject([{ failureCode: 14 }]);
    await fresh(client, { type: 'HOLD_CALL_REQ', ...connection(callId, '2001') });
    expect(await fresh(client, consultCall(callId, '2001', '2002'))).toMatchObject([{ failureCode: 22 }]);
    expect(await sendRequest(bridge, consultCall(1, '2001', '2002'))).toMatchObject([{ failureCode: 11 }]);
    expect(await sendRequest(bridge, consultCall(first, '2002', '2003'))).toMatchObject([
      { failureCode: 13 },
    ]);
  });
});

describe('TRANSFER_CALL_REQ', () => {
  it('joins both calls and releases the agent', async () => {
    const { harness, own, other, bridge, first, second, call, state } = await consulting();
    const received = await harness.sendConfirmed(own, {
      type: 'TRANSFER_CALL_REQ',
      ...pair(second, first, '2001'),
      callVariable2: 'transferred',
    });
    expect(received[0]).toMatchObject({ newCallId: first, numParties: 2, newConnectionDeviceId: '2002' });
    expect(lines(received)).toEqual([
      'TRANSFER_CALL_CONF',
      'CALL_TRANSFERRED_EVENT',
      'END_CALL_EVENT',
      'END_CALL_EVENT',
      'jdoe 5',
    ]);
    const events = bridge.take();
    expect(lines(events)).toEqual([
      'CALL_TRANSFERRED_EVENT',
      'END_CALL_EVENT',
      'CALL_DATA_UPDATE_EVENT',
      'jdoe 5',
    ]);
    expect(lines(other.take())).toEqual([
      'BEGIN_CALL_EVENT 4',
      'CALL_TRANSFERRED_EVENT',
      'END_CALL_EVENT',
      'CALL_DATA_UPDATE_EVENT',
    ]);
    expect(one(events, 'CALL_TRANSFERRED_EVENT')).toMatchObject({
      primaryCallId: first,
      secondaryCallId: second,
      transferringDeviceId: '2001',
      transferredDeviceId: '2002',
      eventCause: 32,
      connectedParties: [
        { connectedPartyCallId: first, connectedPartyDeviceId: '15550001111' },
        { connectedPartyCallId: first, connectedPartyDeviceId: '2002' },
      ],
    });
    expect(one(events, 'END_CALL_EVENT')).toMatchObject({ callId: second });
    expect(parties(call(first))).toEqual(['2002 3', '15550001111 3']);
    expect(call(second)).toBeUndefined();
    expect(call(first)?.callVariable2).toBe('transferred');
    expect(state('asmith')[0]).toBe(4);
    expect(await snapshotDifferences(harness)).toEqual([]);
    await harness.simulator.hangUp('15550001111');
    // The agent who handled the call of queue 1 is in work state.
    expect(state('asmith')[0]).toBe(5);
  });

  it('works while the target rings; the call keeps its CallID', async () => {
    const { harness, own, other, first, second, call } = await consulting(false);
    await harness.sendConfirmed(own, { type: 'TRANSFER_CALL_REQ', ...pair(second, first, '2001') });
    expect(parties(call(first))).toEqual(['2002 2', '15550001111 3']);
    other.take();
    expect(
      lines(await harness.sendConfirmed(other, { type: 'ANSWER_CALL_REQ', ...connection(first, '2002') })),
    ).toEqual(['ANSWER_CALL_CONF', 'CALL_ESTABLISHED_EVENT', 'asmith 4']);
  });

  it('transfers the original call, whichever is active', async () => {
    const { harness, own, first, second, call } = await consulting();
    await harness.sendConfirmed(own, {
      type: 'ALTERNATE_CALL_REQ',
      activeCallId: second,
      activeConnectionDeviceType: 0,
      activeConnectionDeviceId: '2001',
      otherCallId: first,
      otherConnectionDeviceType: 0,
      otherConnectionDeviceId: '2001',
    });
    await harness.sendConfirmed(own, { type: 'TRANSFER_CALL_REQ', ...pair(first, second, '2001') });
    expect(parties(call(first))).toEqual(['2002 3', '15550001111 3']);
  });

  const singleStep = (callId: number, dialedNumber?: string): Request => ({
    type: 'TRANSFER_CALL_REQ',
    activeCallId: callId,
    activeConnectionDeviceType: 0,
    activeConnectionDeviceId: '2001',
    heldCallId: none,
    heldConnectionDeviceType: 0xffff,
    ...(dialedNumber === undefined ? {} : { dialedNumber }),
  });

  it('works in a single step', async () => {
    const { bridge, sendConfirmed, talking, call, state, agent } = await controlHarness(['jdoe', 'asmith']);
    const callId = await talking('2001');
    const own = await agent('jdoe');
    const other = await agent('asmith');
    bridge.take();
    expect(lines(await sendConfirmed(own, singleStep(callId, '2002')))).toEqual([
      'TRANSFER_CALL_CONF',
      'CALL_DELIVERED_EVENT',
      'CALL_TRANSFERRED_EVENT',
      'END_CALL_EVENT',
      'jdoe 5',
    ]);
    expect(lines(bridge.take())).toEqual([
      'asmith 8',
      'CALL_DELIVERED_EVENT',
      'CALL_TRANSFERRED_EVENT',
      'jdoe 5',
    ]);
    expect(lines(other.take())).toEqual([
      'asmith 8',
      'BEGIN_CALL_EVENT 11',
      'CALL_DELIVERED_EVENT',
      'CALL_TRANSFERRED_EVENT',
    ]);
    await sendConfirmed(other, { type: 'ANSWER_CALL_REQ', ...connection(callId, '2002') });
    expect(parties(call(callId))).toEqual(['2002 3', '15550001111 3']);
    expect(state('asmith')[0]).toBe(4);
  });

  it('transfers to a trigger: the call is queued again', async () => {
    const { bridge, sendConfirmed, talking, call, wait, simulator } = await controlHarness(['jdoe']);
    const callId = await talking('2001');
    await sendConfirmed(bridge, singleStep(callId, '7001'));
    await wait(8);
    expect(call(callId)).toMatchObject({ stage: 'queued', csqId: 2 });
    expect(simulator.snapshot().queues[0]?.counts).toMatchObject({ handledCalls: 1, totalCalls: 1 });
    expect(simulator.snapshot().queues[1]?.waiting).toEqual([callId]);
    await simulator.hangUp('15550001111');
    expect(simulator.snapshot().queues[1]?.counts).toMatchObject({ callsAbandoned: 1 });
  });

  it('transfers to a public number: the call ends for clients', async () => {
    const { bridge, sendConfirmed, talking, simulator } = await controlHarness(['jdoe']);
    const callId = await talking('2001');
    expect(lines(await sendConfirmed(bridge, singleStep(callId, '15559990000')))).toEqual([
      'TRANSFER_CALL_CONF',
      'CALL_DELIVERED_EVENT',
      'CALL_TRANSFERRED_EVENT',
      'END_CALL_EVENT',
      'jdoe 5',
    ]);
    expect(simulator.snapshot().calls).toEqual([]);
  });

  it('is refused for unrelated calls, wrong states and unknown numbers', async () => {
    const { harness, own, sendRequest, first, second } = await consulting();
    expect(
      await sendRequest(own, { type: 'TRANSFER_CALL_REQ', ...pair(first, second, '2001') }),
    ).toMatchObject([{ failureCode: 22 }]);
    expect(await sendRequest(own, { type: 'TRANSFER_CALL_REQ', ...pair(second, 1, '2001') })).toMatchObject([
      { failureCode: 11 },
    ]);
    expect(await sendRequest(own, singleStep(second))).toMatchObject([
      { failureCode: 14, ccxErrorCode: 88015 },
    ]);
    const { bridge, sendConfirmed } = harness;
    await sendConfirmed(bridge, {
      type: 'MAKE_CALL_REQ',
      agentInstrument: '2003',
      dialedNumber: '15551110000',
    });
    await harness.wait(6);
    const third = harness.simulator.snapshot().calls.at(-1)?.callId ?? 0;
    await sendConfirmed(bridge, { type: 'HOLD_CALL_REQ', ...connection(third, '2003') });
    await sendConfirmed(bridge, {
      type: 'MAKE_CALL_REQ',
      agentInstrument: '2003',
      dialedNumber: '15551110001',
    });
    await harness.wait(6);
    const fourth = harness.simulator.snapshot().calls.at(-1)?.callId ?? 0;
    expect(
      await sendRequest(bridge, { type: 'TRANSFER_CALL_REQ', ...pair(fourth, third, '2003') }),
    ).toMatchObject([{ failureCode: 284 }]);
  });
});

describe('CONFERENCE_CALL_REQ', () => {
  it('creates a call with a new CallID, with events in the order of the guide', async () => {
    const { harness, own, other, bridge, first, second, call, state, simulator } = await consulting();
    const received = await harness.sendConfirmed(own, {
      type: 'CONFERENCE_CALL_REQ',
      ...pair(second, first, '2001'),
    });
    const { newCallId, connectedParties } = one(received, 'CONFERENCE_CALL_CONF');
    expect(connectedParties?.map((party) => party.connectedPartyDeviceId)).toEqual([
      '15550001111',
      '2002',
      '2001',
    ]);
    expect(newCallId).not.toBe(first);
    expect(lines(received)).toEqual(['CONFERENCE_CALL_CONF', 'CALL_CONFERENCED_EVENT', 'END_CALL_EVENT']);
    const events = bridge.take();
    expect(lines(events)).toEqual(['CALL_DATA_UPDATE_EVENT', 'CALL_CONFERENCED_EVENT', 'END_CALL_EVENT']);
    expect(lines(other.take())).toEqual([
      'CALL_DATA_UPDATE_EVENT',
      'CALL_CONFERENCED_EVENT',
      'END_CALL_EVENT',
    ]);
    expect(one(events, 'CALL_DATA_UPDATE_EVENT')).toMatchObject({
      callType: 15,
      callId: newCallId,
      newCallId,
      connectionDeviceId: '15550001111',
    });
    expect(one(events, 'CALL_CONFERENCED_EVENT')).toMatchObject({
      primaryCallId: first,
      secondaryCallId: second,
      controllerDeviceType: 76,
      addedPartyDeviceType: 76,
      localConnectionState: 3,
      eventCause: 17,
      primaryDeviceId: '2001',
      secondaryDeviceId: '2002',
      controllerDeviceId: '2001',
      addedPartyDeviceId: '2002',
      connectedParties,
    });
    expect(one(events, 'END_CALL_EVENT')).toMatchObject({ callId: second });
    expect(call(newCallId)?.callType).toBe(15);
    expect(parties(call(newCallId))).toEqual(['2001 3', '2002 3', '15550001111 3']);
    expect(simulator.snapshot().calls).toHaveLength(1);
    expect(await snapshotDifferences(harness)).toEqual([]);

    // All parties of a conference receive its events; it continues when one of three leaves.
    other.take();
    await harness.sendConfirmed(own, { type: 'HOLD_CALL_REQ', ...connection(newCallId, '2001') });
    expect(lines(other.take())).toEqual(['CALL_HELD_EVENT']);
    const left = await harness.sendConfirmed(own, {
      type: 'CLEAR_CONNECTION_REQ',
      ...connection(newCallId, '2001'),
    });
    expect(lines(left)).toEqual([
      'CLEAR_CONNECTION_CONF',
      'CALL_CONNECTION_CLEARED_EVENT',
      'END_CALL_EVENT',
      'jdoe 5',
    ]);
    expect(lines(other.take())).toEqual(['CALL_CONNECTION_CLEARED_EVENT']);
    expect(parties(call(newCallId))).toEqual(['2002 3', '15550001111 3']);
    expect(state('asmith')[0]).toBe(4);
    await simulator.hangUp('15550001111');
    expect(simulator.snapshot().calls).toEqual([]);
    expect(state('asmith')[0]).toBe(3);
  });

  it('adds a further party by consultation, and drops a public number on request', async () => {
    const { harness, own, first, second, call, wait, simulator } = await consulting();
    const received = await harness.sendConfirmed(own, {
      type: 'CONFERENCE_CALL_REQ',
      ...pair(second, first, '2001'),
    });
    const { newCallId } = one(received, 'CONFERENCE_CALL_CONF');
    await harness.sendConfirmed(own, consultCall(newCallId, '2001', '15558880000'));
    await wait(6);
    const third = simulator.snapshot().calls.at(-1)?.callId ?? 0;
    const again = await harness.sendConfirmed(own, {
      type: 'CONFERENCE_CALL_REQ',
      ...pair(third, newCallId, '2001'),
    });
    const larger = one(again, 'CONFERENCE_CALL_CONF').newCallId;
    expect(parties(call(larger))).toEqual(['2001 3', '2002 3', '15550001111 3', '15558880000 3']);
    await harness.sendConfirmed(own, {
      type: 'CLEAR_CONNECTION_REQ',
      ...connection(larger, '15558880000'),
      agentInstrument: '2001',
    });
    expect(parties(call(larger))).toEqual(['2001 3', '2002 3', '15550001111 3']);
  });

  it('is refused before the consultation is answered', async () => {
    const { own, sendRequest, first, second } = await consulting(false);
    expect(
      await sendRequest(own, { type: 'CONFERENCE_CALL_REQ', ...pair(second, first, '2001') }),
    ).toMatchObject([{ type: 'CONTROL_FAILURE_CONF', failureCode: 22 }]);
  });
});
