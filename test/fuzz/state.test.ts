import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCtiClient } from '../../core/client.ts';
import { bridgeMode } from '../../core/session/open-request.ts';
import type { Link } from '../../core/transport.ts';
import { createSimulator } from '../../simulator/index.ts';
import { createMemoryNetwork } from '../../transports/memory.ts';
import { FakeClock } from '../unit/fake-clock.ts';
import { shownBy, trueIn } from './state-snapshots.ts';

/** Faults on the link from the server to the client. */
interface Faults {
  /** Duplicates every nth frame; 0: none. */
  readonly duplicateEvery: number;
  /** Breaks the link after so many bytes, also in the middle of a frame. */
  readonly breakAfterBytes: number;
}

/** The server's end of a faulty link. */
function faulty(link: Link, { duplicateEvery, breakAfterBytes }: Faults, isOn: () => boolean): Link {
  let frames = 0;
  let bytes = 0;
  return Object.create(link, {
    closed: { get: () => link.closed },
    incoming: { get: () => link.incoming },
    bufferedAmount: { get: () => link.bufferedAmount },
    endpoint: { get: () => link.endpoint },
    close: { value: () => link.close() },
    abort: { value: (reason?: Error) => link.abort(reason) },
    send: {
      value(frame: Uint8Array) {
        frames++;
        bytes += frame.length;
        if (isOn() && bytes > breakAfterBytes) {
          link.send(frame.subarray(0, Math.max(0, frame.length - (bytes - breakAfterBytes))));
          link.abort();
          return;
        }
        link.send(frame);
        const isEvent = (frame[7] ?? 0) >= 9 && (frame[7] ?? 0) <= 31;
        if (isOn() && isEvent && duplicateEvery > 0 && frames % duplicateEvery === 0)
          link.send(frame.slice());
      },
    },
  }) as Link;
}

describe('client state and simulator state', () => {
  it('are equal at every minute of an undisturbed hour', async () => {
    const clock = new FakeClock();
    const simulator = createSimulator({ seed: 11, clock, callsPerHour: 300 });
    const network = createMemoryNetwork({ clock });
    const endpoint = { host: 'ccx', port: 42027 };
    network.listen(endpoint, (link) => simulator.attach(link));
    const client = createCtiClient({
      transport: network.transport,
      endpoints: [endpoint],
      mode: bridgeMode({ clientId: 'hour' }),
      clock,
    });
    await client.connect();
    for (let minute = 0; minute < 60; minute++) {
      await clock.advance(60_000);
      expect(shownBy(client), `after ${minute + 1} minutes`).toEqual(trueIn(simulator));
    }
    expect(client.calls.getSnapshot().size).toBeLessThan(40);
    void client.close();
    await clock.advance(10_000);
    await simulator.close();
  });

  it('are equal after a resync, with any duplicated frames and wherever the link broke', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: 200, max: 20_000 }),
        async (seed, duplicateEvery, breakAfterBytes) => {
          const clock = new FakeClock();
          const simulator = createSimulator({ seed, clock, callsPerHour: 600 });
          const network = createMemoryNetwork({ clock });
          const endpoint = { host: 'ccx', port: 42027 };
          let on = true;
          const links: Link[] = [];
          network.listen(endpoint, (link) => {
            links.push(link);
            simulator.attach(faulty(link, { duplicateEvery, breakAfterBytes }, () => on));
          });
          const client = createCtiClient({
            transport: network.transport,
            endpoints: [endpoint],
            mode: bridgeMode({ clientId: 'fuzz' }),
            clock,
          });
          void client.connect().catch(() => {});
          await clock.advance(300_000);
          on = false;
          links.at(-1)?.abort();
          await clock.advance(60_000);
          expect(client.session.getSnapshot().name).toBe('ready');
          expect(shownBy(client)).toEqual(trueIn(simulator));
          void client.close();
          await clock.advance(10_000);
          await simulator.close();
        },
      ),
      { numRuns: 25, seed: 5 },
    );
  }, 60_000);
});
