import { createCluster } from '@rxcti/simulator';
import { bridgeMode, type CtiClient, createCtiClient } from 'rxcti';
import { createMemoryNetwork } from 'rxcti/memory';
import { expect, it } from 'vitest';
import { limitsOf } from '../../demo/desktop/session/limits.ts';
import type { Minute } from '../../demo/desktop/wallboard/minute-buffer.ts';
import type { MinuteKeeper } from '../../demo/desktop/wallboard/minute-storage.ts';
import { createQueueHistory, type QueueHistory } from '../../demo/desktop/wallboard/queue-history.ts';
import { FakeClock } from '../unit/fake-clock.ts';

it('writes down what becomes of callers, keeps it, and goes on from what an earlier page has kept', async () => {
  const clock = new FakeClock();
  const center = createCluster({ clock, callsPerHour: 0, autoAnswer: 'always' });
  const network = createMemoryNetwork({ clock });
  const endpoint = { host: 'ccx', port: 42027 };
  network.listen(endpoint, (link) => center.a.attach(link));
  const kept = new Map<number, Minute>();
  let written = 0;
  const keeper: MinuteKeeper = {
    load: async () => structuredClone([...kept.values()]),
    async keep(minutes) {
      written++;
      for (const minute of structuredClone(minutes)) kept.set(minute.minute, minute);
    },
  };
  async function openPage(): Promise<{ readonly client: CtiClient; readonly history: QueueHistory }> {
    const mode = bridgeMode({ clientId: 'board' });
    const client = createCtiClient({ transport: network.transport, endpoints: [endpoint], mode, clock });
    const history = createQueueHistory(client, limitsOf(), keeper);
    const connected = client.connect();
    await clock.advance(1000);
    await connected;
    return { client, history };
  }
  const totals = ({ history }: { readonly history: QueueHistory }) =>
    history.totals(undefined, 60, clock.now());

  const page = await openPage();
  expect(page.history.isComplete).toBe(true);
  const call = await center.a.inboundCall({ dnis: '7000' });
  await clock.advance(30_000);
  expect(totals(page)).toEqual({ inTime: 1, late: 0, abandoned: 0 });
  expect(page.history.keptUntil).toBeUndefined();
  // Every five seconds, not at every look.
  expect(written).toBeGreaterThan(4);
  expect(written).toBeLessThan(8);
  const closed = page.client.close();
  await clock.advance(6000);
  await closed;
  const writtenThen = written;
  await clock.advance(3 * 60_000); // nobody looks
  expect(written).toBe(writtenThen);

  const again = await openPage();
  expect(again.history.isComplete).toBe(true);
  expect(totals(again)).toEqual({ inTime: 1, late: 0, abandoned: 0 });
  expect(again.history.knownSince).toBe(Math.min(...kept.keys()) * 60_000);
  expect(again.history.keptUntil).toBeLessThan(clock.now() - 60_000);
  await clock.advance(60_000);
  const known = again.history.slots(undefined, 1, clock.now()).map(({ isKnown }) => isKnown);
  expect(known[0]).toBe(true);
  expect(known.slice(1, -1)).toEqual([false, false, false]);
  await call.hangsUp();
  void again.client.close();
  void center.close();
  await clock.advance(10_000);
});
