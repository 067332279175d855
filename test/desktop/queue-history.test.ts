import { createCluster } from '@rxcti/simulator';
import { bridgeMode, type CtiClient, createCtiClient } from 'rxcti';
import { createMemoryNetwork } from 'rxcti/memory';
import { expect, it } from 'vitest';
import { limitsOf } from '../../demo/desktop/session/limits.ts';
import type { Minute } from '../../demo/desktop/wallboard/minute-buffer.ts';
import type { MinuteStorage } from '../../demo/desktop/wallboard/minute-storage.ts';
import { createQueueHistory, type QueueHistory } from '../../demo/desktop/wallboard/queue-history.ts';
import { FakeClock } from '../unit/fake-clock.ts';

it('records call outcomes, saves them and restores those of an earlier page', async () => {
  const clock = new FakeClock();
  const center = createCluster({ clock, callsPerHour: 0, autoAnswer: 'always' });
  const network = createMemoryNetwork({ clock });
  const endpoint = { host: 'ccx', port: 42027 };
  network.listen(endpoint, (link) => center.a.attach(link));
  const stored = new Map<number, Minute>();
  let saves = 0;
  const storage: MinuteStorage = {
    load: async () => structuredClone([...stored.values()]),
    async save(minutes) {
      saves++;
      for (const minute of structuredClone(minutes)) stored.set(minute.minute, minute);
    },
  };
  async function openPage(): Promise<{ readonly client: CtiClient; readonly history: QueueHistory }> {
    const mode = bridgeMode({ clientId: 'board' });
    const client = createCtiClient({ transport: network.transport, endpoints: [endpoint], mode, clock });
    const history = createQueueHistory(client, limitsOf(), storage);
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
  expect(page.history.restoredUntil).toBeUndefined();
  // Every five seconds, not on every update.
  expect(saves).toBeGreaterThan(4);
  expect(saves).toBeLessThan(8);
  const closed = page.client.close();
  await clock.advance(6000);
  await closed;
  const savesAtClose = saves;
  await clock.advance(3 * 60_000); // no page is open
  expect(saves).toBe(savesAtClose);

  const again = await openPage();
  expect(again.history.isComplete).toBe(true);
  expect(totals(again)).toEqual({ inTime: 1, late: 0, abandoned: 0 });
  expect(again.history.recordedSince).toBe(Math.min(...stored.keys()) * 60_000);
  expect(again.history.restoredUntil).toBeLessThan(clock.now() - 60_000);
  await clock.advance(60_000);
  const known = again.history.slots(undefined, 1, clock.now()).map(({ isKnown }) => isKnown);
  expect(known[0]).toBe(true);
  expect(known.slice(1, -1)).toEqual([false, false, false]);
  await call.hangUp();
  void again.client.close();
  void center.close();
  await clock.advance(10_000);
});
