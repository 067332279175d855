import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFramer } from '../../core/protocol/framer.ts';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import { shuffled } from '../../simulator/faults/reorder.ts';
import { createRandom } from '../../simulator/model/random.ts';
import { settle } from './fake-clock.ts';
import { bytes, TestClient } from './server-harness.ts';
import { asAgent, openClient, setState, simulate } from './simulator-harness.ts';

const heartbeat = (invokeId: number) => ({ type: 'HEARTBEAT_REQ', invokeId }) as const;
const types = (messages: readonly CtiMessage[]): string[] => messages.map(({ type }) => type);

/** A center without load, and a client whose next message is a state of jdoe. */
async function quiet(client = new TestClient(), lengthBytes?: 1 | 2) {
  const harness = simulate({ callsPerHour: 0, ...(lengthBytes && { lengthBytes }) });
  await openClient(harness.simulator, { clientId: 'crm' }, client);
  const { setNotReady: goesNotReady } = harness.simulator.agent('jdoe');
  let reason = 0;
  return { ...harness, client, next: () => goesNotReady(++reason) };
}

describe('delay()', () => {
  it('delays messages in order, and sends the rest when it ends', async () => {
    const { simulator, clock, client, next } = await quiet();
    const fault = simulator.delay(1_000);
    await next();
    await clock.advance(600);
    await next();
    expect(client.take()).toEqual([]);
    await clock.advance(400);
    expect(client.take()).toMatchObject([{ eventReasonCode: 1 }]);
    await next();
    fault.end();
    expect(client.take()).toMatchObject([{ eventReasonCode: 2 }, { eventReasonCode: 3 }]);
    expect([fault.active, clock.pending > 0]).toEqual([false, true]);
    await clock.advance(2_000);
    expect(client.take()).toEqual([]);
  });

  it('of confirmations lets events overtake them', async () => {
    const { simulator, clock, client } = await quiet();
    simulator.delay(500, { messages: 'confirmations', count: 1 });
    client.send(setState(7, 'jdoe', 2, { eventReasonCode: 4 }), heartbeat(8));
    expect(types(await client.answers())).toEqual(['AGENT_STATE_EVENT', 'HEARTBEAT_CONF']);
    await clock.advance(500);
    expect(client.take()).toEqual([{ type: 'SET_AGENT_STATE_CONF', invokeId: 7 }]);
  });
});

describe('lose() and duplicate()', () => {
  it('apply to the scope and count', async () => {
    const { simulator, client, next } = await quiet();
    const other = await openClient(simulator, asAgent('jdoe'));
    simulator.lose({ messages: ['HEARTBEAT_CONF'], count: 1 });
    simulator.lose({ messages: 'events', client: 'jdoe', count: 1 });
    client.send(heartbeat(1), heartbeat(2));
    expect(await client.answers()).toEqual([{ type: 'HEARTBEAT_CONF', invokeId: 2 }]);
    await next();
    await next();
    expect(client.take()).toHaveLength(2);
    expect(other.take()).toMatchObject([{ eventReasonCode: 2 }]);
    simulator.duplicate();
    client.send(heartbeat(3));
    await next();
    expect(types(await client.answers())).toEqual([
      'AGENT_STATE_EVENT',
      'AGENT_STATE_EVENT',
      'HEARTBEAT_CONF',
    ]);
  });

  it('apply to confirmations by default', async () => {
    const { simulator, client } = await quiet();
    simulator.lose();
    client.send(setState(7, 'jdoe', 2, { eventReasonCode: 4 }));
    expect(types(await client.answers())).toEqual(['AGENT_STATE_EVENT']);
  });
});

describe('corrupt()', () => {
  it('truncates the body of the next message in a valid frame', async () => {
    const { simulator, client, next } = await quiet();
    simulator.corrupt();
    const before = client.link.sent.length;
    await next();
    await next();
    const [spoilt, sound] = client.link.sent.slice(before) as [Uint8Array, Uint8Array];
    expect(createFramer().push(spoilt)).toHaveLength(1);
    expect(() => client.codec.decode(spoilt)).toThrow();
    expect(client.codec.decode(sound)).toMatchObject({ eventReasonCode: 2 });
  });

  it('breaks the length, and the client is out of sync', async () => {
    const { simulator, client, next } = await quiet();
    simulator.corrupt('length');
    await next();
    expect(() => client.take()).toThrow(/Invalid frame length/);
  });
});

describe('splitFrames()', () => {
  it('sends chunks; later messages wait', async () => {
    const { simulator, clock, client, next } = await quiet();
    const fault = simulator.splitFrames(3);
    const before = client.link.sent.length;
    await next();
    fault.end();
    await next();
    await clock.advance(0);
    const chunks = client.link.sent.slice(before);
    expect(Math.max(...chunks.slice(0, 20).map(({ length }) => length))).toBe(3);
    expect(client.take()).toMatchObject([{ eventReasonCode: 1 }, { eventReasonCode: 2 }]);
  });
});

describe('unknown fields and messages', () => {
  it.each([
    [17, undefined, 0xfa],
    [18, 1, 0xfafa],
    [18, 2, 0xfafa],
  ] as const)('is a field in version %i with lengths of %s', async (version, lengthBytes, tag) => {
    const { simulator, client, next } = await quiet(new TestClient(version, lengthBytes), lengthBytes);
    simulator.addUnknownFields();
    client.send(heartbeat(1));
    await next();
    expect(await client.answers()).toEqual([
      expect.objectContaining({ unknownFields: [{ tag, data: bytes('6e6577') }], agentId: 'jdoe' }),
      { type: 'HEARTBEAT_CONF', invokeId: 1 },
    ]);
  });

  it('include a message of an unknown type', async () => {
    const { simulator, client } = await quiet();
    simulator.sendUnknownMessage();
    expect(client.take()).toEqual([{ type: 'UNKNOWN', messageType: 9999, body: bytes('00000000') }]);
  });
});

describe('faults', () => {
  it('reset the link of one client', async () => {
    const { simulator, client } = await quiet();
    const other = await openClient(simulator, asAgent('jdoe'));
    simulator.dropLink({ client: 'jdoe' });
    expect([client.link.ended, other.link.ended]).toEqual([undefined, 'aborted']);
  });

  it('end with a block, or with clearFaults()', async () => {
    const { simulator, client, next } = await quiet();
    {
      using fault = simulator.lose({ messages: 'all' });
      await next();
      expect(fault.active).toBe(true);
    }
    await next();
    expect(client.take()).toHaveLength(1);
    const all = [
      simulator.lose({ messages: 'all' }),
      simulator.reorder(),
      simulator.stall(),
      simulator.refuseOpen(94),
      simulator.failHeartbeats(17),
      simulator.goOffline(),
    ];
    simulator.clearFaults();
    expect(all.map(({ active }) => active)).toEqual(all.map(() => false));
    client.take();
    client.send(heartbeat(5));
    expect(await client.answers()).toEqual([{ type: 'HEARTBEAT_CONF', invokeId: 5 }]);
    await next();
    expect(client.take()).toHaveLength(1);
  });

  it('reject invalid arguments', async () => {
    const { simulator } = await quiet();
    for (const wrong of [
      () => simulator.delay(-1),
      () => simulator.splitFrames(0),
      () => simulator.splitFrames(1.5),
      () => simulator.lose({ count: 0 }),
    ]) {
      expect(wrong).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
    }
  });

  it('hold no message for a closed link', async () => {
    const { simulator, clock, client, next } = await quiet();
    simulator.delay(100);
    simulator.splitFrames(5);
    await next();
    client.link.lose();
    await clock.advance(200);
    await settle();
    await simulator.close();
    expect(clock.pending).toBe(0);
  });
});

describe('reorder()', () => {
  const call = (type: string, callId: number) => ({ type, callId }) as unknown as CtiMessage;
  const agent = (agentId: string, at: number) =>
    ({ type: 'AGENT_STATE_EVENT', agentId, at }) as unknown as CtiMessage;
  const barrier = (at: number) => ({ type: 'CONFIG_END_EVENT', at }) as unknown as CtiMessage;
  const message = fc.oneof(
    fc
      .tuple(fc.constantFrom('CALL_HELD_EVENT', 'END_CALL_EVENT'), fc.integer({ min: 1, max: 3 }))
      .map(([type, callId]) => call(type, callId)),
    fc.tuple(fc.constantFrom('jdoe', 'asmith'), fc.nat()).map(([agentId, at]) => agent(agentId, at)),
    fc.record({ type: fc.constant('HOLD_CALL_CONF'), invokeId: fc.nat(5) }),
    fc.nat().map(barrier),
  ) as fc.Arbitrary<CtiMessage>;

  /** The messages about one subject, in order; a barrier concerns every subject. */
  const about = (messages: readonly CtiMessage[], subject: string): CtiMessage[] =>
    messages.filter((one) => one.type === 'CONFIG_END_EVENT' || JSON.stringify(one).includes(`${subject}`));

  it('keeps the order per call, agent and request, and around session messages', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 30 }), fc.nat(), (messages, seed) => {
        const after = shuffled(messages, (one) => one, createRandom(seed));
        expect(new Set(after)).toEqual(new Set(messages));
        expect(after).toHaveLength(messages.length);
        for (const subject of ['"callId":1', '"callId":2', '"callId":3', 'jdoe', 'asmith', '"invokeId":1']) {
          expect(about(after, subject)).toEqual(about(messages, subject));
        }
      }),
      { seed: 1 },
    );
  });

  it('changes the order, reproducibly with the same seed', async () => {
    const received = async (mixedUp: boolean): Promise<string[]> => {
      const { simulator, clock } = simulate({ seed: 3, callsPerHour: 2000 });
      const client = await openClient(simulator);
      if (mixedUp) simulator.reorder();
      await clock.advance(60_000);
      return client.take().map((one) => JSON.stringify(one));
    };
    const [plain, once, again] = [await received(false), await received(true), await received(true)];
    expect(once).not.toEqual(plain);
    expect(again).toEqual(once);
    expect([...once].sort()).toEqual([...plain].sort());
  });
});
