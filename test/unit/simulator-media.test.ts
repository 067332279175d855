import { describe, expect, it } from 'vitest';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import type { TestClient } from './server-harness.ts';
import { connection, controlHarness, type Request } from './simulator-control-harness.ts';
import { asAgent, openClient, simulate } from './simulator-harness.ts';

const rtpOnly = 0x600000;

/** Streams as `start 2001 16777217 input`. */
function streams(messages: readonly CtiMessage[]): string[] {
  return messages.flatMap((message) => {
    if (message.type !== 'RTP_STARTED_EVENT' && message.type !== 'RTP_STOPPED_EVENT') return [];
    const what = message.type === 'RTP_STARTED_EVENT' ? 'start' : 'stop';
    const direction = message.direction === 0 ? 'input' : 'output';
    return [`${what} ${message.connectionDeviceId} ${message.callId} ${direction}`];
  });
}

const both = (what: string, callId: number): string[] => [
  `${what} ${callId} input`,
  `${what} ${callId} output`,
];

/** Two agents; a bridge client with the media mask only, and jdoe's session. */
async function setUp() {
  const harness = await controlHarness(['jdoe', 'asmith']);
  const listener = await openClient(harness.simulator, {
    clientId: 'rtp',
    servicesRequested: 0x10,
    callMsgMask: rtpOnly,
  });
  const own = await openClient(harness.simulator, { ...asAgent('asmith'), callMsgMask: rtpOnly });
  const received = async (client: TestClient = listener): Promise<string[]> =>
    streams(await client.answers());
  return { ...harness, listener, own, received };
}

const retrieve = (callId: number): Request => ({
  type: 'RETRIEVE_CALL_REQ',
  heldCallId: callId,
  heldConnectionDeviceType: 0,
  heldConnectionDeviceId: '2001',
});

describe('RTP events', () => {
  it('are sent for each direction when a call is answered, with the fields that a recorder needs', async () => {
    const { talking, listener } = await setUp();
    const callId = await talking('2001');
    const events = (await listener.answers()).filter(({ type }) => type === 'RTP_STARTED_EVENT');
    expect(events).toEqual([
      {
        type: 'RTP_STARTED_EVENT',
        clientPort: 24578,
        direction: 0,
        rtpType: 0,
        bitRate: 0,
        echoCancellation: 0,
        packetSize: 20,
        payloadType: 3,
        connectionDeviceType: 0,
        callId,
        connectionDeviceId: '2001',
        clientAddress: '198.51.100.1',
        agentExtension: '2001',
        agentInstrument: '2001',
        sendingAddress: '192.0.2.1',
        sendingPort: 16_384 + 2 * (callId & 0x1fff),
        agentId: 'jdoe',
      },
      expect.objectContaining({ direction: 1, callId }),
    ]);
  });

  it('stop on hold, start on retrieve, and stop at the end', async () => {
    const { bridge, sendConfirmed, talking, received } = await setUp();
    const callId = await talking('2001');
    await received();
    await sendConfirmed(bridge, { type: 'HOLD_CALL_REQ', ...connection(callId, '2001') });
    expect(await received()).toEqual(both('stop 2001', callId));
    await sendConfirmed(bridge, retrieve(callId));
    expect(await received()).toEqual(both('start 2001', callId));
    await sendConfirmed(bridge, { type: 'CLEAR_CALL_REQ', ...connection(callId, '2001') });
    expect(await received()).toEqual(both('stop 2001', callId));
  });

  it('follow a transfer and a conference to the remaining call', async () => {
    const { bridge, sendConfirmed, talking, received, own, simulator } = await setUp();
    const first = await talking('2001');
    await sendConfirmed(bridge, {
      type: 'CONSULT_CALL_REQ',
      activeCallId: first,
      activeConnectionDeviceType: 0,
      consultType: 2,
      activeConnectionDeviceId: '2001',
      dialedNumber: '2002',
    });
    const second = simulator.snapshot().calls.at(-1)?.callId ?? 0;
    await sendConfirmed(bridge, { type: 'ANSWER_CALL_REQ', ...connection(second, '2002') });
    await received();
    const conf = await sendConfirmed(bridge, {
      type: 'CONFERENCE_CALL_REQ',
      heldCallId: first,
      activeCallId: second,
      heldConnectionDeviceType: 0,
      activeConnectionDeviceType: 0,
      activeConnectionDeviceId: '2001',
      heldConnectionDeviceId: '2001',
      agentInstrument: '2001',
    });
    if (conf[0]?.type !== 'CONFERENCE_CALL_CONF') throw new Error(conf[0]?.type);
    const { newCallId } = conf[0];
    expect(await received()).toEqual([
      ...both('stop 2001', second),
      ...both('start 2001', newCallId),
      ...both('stop 2002', second),
      ...both('start 2002', newCallId),
    ]);
    // The agent's session received events of its own phone only.
    expect(await received(own)).toEqual([
      ...both('start 2002', second),
      ...both('stop 2002', second),
      ...both('start 2002', newCallId),
    ]);
  });
});

describe('connected phones', () => {
  it('are exactly those with streams after random actions', async () => {
    const { simulator, clock } = simulate({ callsPerHour: 600, seed: 2 });
    const listener = await openClient(simulator, { clientId: 'rtp', callMsgMask: rtpOnly });
    const open = new Map<string, number>();
    let most = 0;
    for (let step = 0; step < 200; step++) {
      if (step % 5 === 0) listener.send({ type: 'HEARTBEAT_REQ', invokeId: 1 });
      await clock.advance(10_000);
      for (const stream of streams(listener.take())) {
        const [what, device, callId, direction] = stream.split(' ');
        const key = `${device} ${callId} ${direction}`;
        open.set(key, (open.get(key) ?? 0) + (what === 'start' ? 1 : -1));
        if (open.get(key) === 0) open.delete(key);
      }
      const connected = simulator
        .snapshot()
        .calls.flatMap(({ callId, connections }) =>
          connections
            .filter(({ deviceType, state }) => deviceType === 76 && state === 3)
            .flatMap(({ deviceId }) => both(deviceId, callId)),
        );
      expect([...open.keys()].sort()).toEqual(connected.sort());
      expect([...open.values()].every((count) => count === 1)).toBe(true);
      most = Math.max(most, open.size);
    }
    expect(most).toBeGreaterThan(4);
  });
});
