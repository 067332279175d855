import { describe, expect, it } from 'vitest';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import { messageDefinitions } from '../../core/protocol/messages/all.ts';
import { isGroup, type MessageDefinition } from '../../core/protocol/schema.ts';
import type { Snapshot } from '../../simulator/index.ts';
import { createRandom, type Random } from '../../simulator/model/random.ts';
import { settle } from '../unit/fake-clock.ts';
import { TestClient } from '../unit/server-harness.ts';
import { openClient, simulate } from '../unit/simulator-harness.ts';
import { violatedInvariants } from '../unit/simulator-invariants.ts';

const requests = messageDefinitions.filter(({ from, name }) => from !== 'server' && name !== 'CLOSE_REQ');

/** A random number in range, with a bias to meaningful values. */
function anyNumber(random: Random, bytes: number, { calls }: Snapshot): number {
  const limit = 2 ** (8 * bytes);
  const call = calls.length > 0 ? random.pick(calls).callId : 1;
  return random.pick([0, 1, 2, 3, 4, 5, limit - 1, call % limit, call % limit, random.below(limit)]);
}

/** A random string in range, with a bias to meaningful values. */
function anyText(random: Random, key: string, max: number, { agents, calls }: Snapshot): string {
  const { agentId, extension } = random.pick(agents);
  const device = calls.length > 0 ? random.pick(random.pick(calls).connections)?.deviceId : undefined;
  const meant = /dialed/.test(key)
    ? random.pick([extension, '7000', `1555${random.below(10_000_000)}`, '9'.repeat(max - 1)])
    : /Id$|Instrument|Extension/.test(key)
      ? random.pick([key === 'agentId' ? agentId : (device ?? extension), extension])
      : random.pick(['12345', 'Accept', 'x'.repeat(max - 1), 'ü'.repeat((max - 1) >> 1)]);
  const text = random.chance(0.8) ? meant : random.pick(['', '.', '\u{1f4de}', agentId, extension]);
  return new TextEncoder().encode(text).length < max ? text : '';
}

/** Widths of number types; INT is signed. */
const widths: Readonly<Record<string, number>> = { UCHAR: 1, USHORT: 2, UINT: 4, BOOL: 2 };

const signed = (type: string, value: number): number => (type === 'INT' ? value | 0 : value);

/** A request with random fields. */
function anyRequest(
  random: Random,
  { name, fixed, floating }: MessageDefinition,
  truth: Snapshot,
): CtiMessage {
  const message: Record<string, unknown> = { type: name };
  for (const { key, type } of fixed) {
    if (key === undefined || key.startsWith('num')) continue;
    message[key] =
      type === 'BOOL' ? random.chance(0.5) : signed(type, anyNumber(random, widths[type] ?? 4, truth));
  }
  for (const part of floating) {
    if (isGroup(part)) {
      if (random.chance(0.7)) continue;
      const item = (index: number) => ({
        index: index % 256,
        name: anyText(random, 'name', 33, truth),
        value: anyText(random, 'value', 211, truth),
      });
      message[part.group] = Array.from({ length: random.below(4) }, (_, index) =>
        part.group === 'namedArrays' ? item(index) : { name: item(0).name, value: item(0).value },
      );
    } else if (part.key !== undefined && (part.until ?? 99) > 16 && (part.since ?? 0) < 18) {
      if (part.required !== true && random.chance(0.4)) continue;
      message[part.key] =
        part.type === 'STRING'
          ? anyText(random, part.key, part.max, truth)
          : part.type === 'UNSPEC'
            ? new Uint8Array(random.below(part.max))
            : signed(part.type, anyNumber(random, 4, truth));
    }
  }
  return message as unknown as CtiMessage;
}

describe('requests with random values', () => {
  it.each([1, 2, 3, 4])(
    'get one reply and keep all invariants (seed %i)',
    async (seed) => {
      const wrong: string[] = [];
      const error = (message: string, facts?: unknown): void =>
        void wrong.push(`${message} ${JSON.stringify(facts)}`);
      const quiet = { debug() {}, info() {}, warn() {}, error };
      const { simulator, clock } = simulate({ seed, callsPerHour: 200, logger: quiet });
      const client = await openClient(simulator, { clientId: 'fuzz' });
      const neighbor = await openClient(simulator, { clientId: 'neighbor' }, new TestClient(14));
      const random = createRandom(seed).fork('requests');
      for (let step = 1; step <= 1500 && wrong.length === 0; step++) {
        const definition = random.pick(requests);
        const request = {
          ...anyRequest(random, definition, simulator.snapshot()),
          invokeId: step,
        } as CtiMessage;
        client.take();
        client.send(request);
        await settle();
        const answers = client
          .take()
          .filter(
            (message) => 'invokeId' in message && message.invokeId === step && message.type.endsWith('_CONF'),
          );
        const mute = definition.name.startsWith('CONFIG_REQUEST');
        if (answers.length !== (mute ? 0 : 1)) {
          wrong.push(`${answers.length} answers to ${JSON.stringify(request)}`);
        }
        wrong.push(
          ...violatedInvariants(simulator.snapshot()).map(
            (what) => `${what}, after ${JSON.stringify(request)}`,
          ),
        );
        if (random.chance(0.2)) {
          await clock.advance(random.below(20_000));
          neighbor.send({ type: 'HEARTBEAT_REQ', invokeId: step });
          if (!(await neighbor.answers()).some(({ type }) => type === 'HEARTBEAT_CONF'))
            wrong.push('the neighbor is not served');
        }
      }
      expect(wrong).toEqual([]);
      expect(simulator.snapshot().calls.length).toBeLessThan(60);
    },
    30_000,
  );
});

describe('random bytes', () => {
  it('on many links close those links or are refused; another client is served', async () => {
    const { simulator, clock } = simulate({ callsPerHour: 200, seed: 3 });
    const neighbor = await openClient(simulator, { clientId: 'neighbor' });
    const random = createRandom(7).fork('bytes');
    const codec = new TestClient().codec;
    const sound = requests.map((definition) =>
      codec.encode({ ...anyRequest(random, definition, simulator.snapshot()), invokeId: 1 } as CtiMessage),
    );
    for (let round = 0; round < 60; round++) {
      const clients = Array.from({ length: 10 }, () => new TestClient());
      for (const [index, client] of clients.entries()) {
        simulator.attach(client.link);
        if (index % 2 === 0) client.open({ clientId: `fuzz ${round} ${index}` });
        for (let chunk = 0; chunk < 10; chunk++) {
          const frame = random.pick(sound).slice();
          // Frames with changed bytes, partial frames, and random bytes.
          const changes = random.below(4);
          for (let change = 0; change < changes; change++)
            frame[random.below(frame.length)] = random.below(256);
          const from = random.chance(0.2) ? random.below(frame.length) : 0;
          client.link.push(random.chance(0.1) ? frame.map(() => random.below(256)) : frame.slice(from));
        }
      }
      await settle();
      await clock.advance(1000);
      neighbor.send({ type: 'HEARTBEAT_REQ', invokeId: round });
      expect((await neighbor.answers()).some(({ type }) => type === 'HEARTBEAT_CONF')).toBe(true);
      expect(violatedInvariants(simulator.snapshot())).toEqual([]);
      for (const client of clients) client.link.lose();
    }
    await settle();
    expect(simulator.sessions.map(({ clientId }) => clientId)).toEqual(['neighbor']);
    // No timers of ended sessions remain: only those of the center and the other session.
    expect(clock.pending).toBeLessThanOrEqual(3);
  }, 30_000);
});
