/** Two busy hours of a contact center behind a relay, over real sockets, with failovers and lost connections. */
import { createRelay, signToken } from '@rxcti/relay';
import { createCluster } from '@rxcti/simulator';
import { tcp } from 'rxcti/tcp';
import { webSocket } from 'rxcti/websocket';
import { afterEach, expect, it, vi } from 'vitest';
import { bridgeMode, createCtiClient } from '../../core/index.ts';
import { shownBy, trueIn } from '../fuzz/state-snapshots.ts';
import { layCable } from '../integration/cable.ts';
import { secret } from '../integration/relay-fixture.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const minutes = 120;
const speed = 30;
const callsPerHour = 2000;

it('keeps clients equal to the contact center, with flat memory and listener counts', async () => {
  const cluster = createCluster({ profile: 'ova100', seed: 11, speed, callsPerHour, autoAnswer: 'always' });
  closing.push(() => cluster.close());
  const ports = await Promise.all([cluster.a.listen({ port: 0 }), cluster.b.listen({ port: 0 })]);
  const relay = await createRelay({
    upstream: {
      transport: tcp(),
      endpoints: ports.map(({ port }) => ({ host: '127.0.0.1', port })),
      heartbeatMs: 1000,
    },
    listen: { port: 0 },
    auth: { jwt: { secret } },
    limits: { pingIntervalMs: 1000 },
  });
  closing.push(() => relay.close());
  await relay.whenReady();
  const cable = await layCable(relay.port);
  closing.push(() => cable.close());
  const connect = async (port: number) => {
    const token = await signToken({ secret, role: 'admin' });
    const client = createCtiClient({
      transport: webSocket({ url: `ws://127.0.0.1:${port}/cti`, token }),
      mode: bridgeMode({ clientId: 'soak' }),
    });
    closing.push(() => client.close());
    await client.connect({ timeoutMs: 10_000 });
    return client;
  };
  const clients = [await connect(relay.port), await connect(cable.port)] as const;
  let events = 0;
  let begun = 0;
  clients[0].events$.subscribe(({ type }) => {
    events++;
    if (type === 'BEGIN_CALL_EVENT') begun++;
  });

  const heapMegabytes: number[] = [];
  const listeners: number[] = [];
  for (let block = 0; block < minutes / 10; block++) {
    const target = begun + callsPerHour / 6;
    await vi.waitFor(() => expect(begun).toBeGreaterThan(target), { timeout: 90_000, interval: 100 });
    if (block % 3 === 1) cluster.failover();
    if (block % 3 === 2) cable.reset();
    await vi.waitFor(
      () => {
        for (const { session } of clients) expect(session.getSnapshot().name).toBe('ready');
      },
      { timeout: 30_000 },
    );
    globalThis.gc?.();
    heapMegabytes.push(process.memoryUsage().heapUsed / 2 ** 20);
    listeners.push(process.getActiveResourcesInfo().length);
    console.log(
      `${(block + 1) * 10} of ${minutes} minutes: ${events} events, heap ${heapMegabytes.at(-1)?.toFixed(1)} MB, ${listeners.at(-1)} handles`,
    );
  }
  cluster.master.stop();
  for (const client of clients) {
    await client.request({ type: 'QUERY_SUMMARY_STATISTICS_REQ' });
    await vi.waitFor(() => expect(shownBy(client)).toEqual(trueIn(cluster.master)), { timeout: 15_000 });
  }
  expect(events).toBeGreaterThan(10_000);
  // The first blocks warm up; later ones keep to the same level.
  const third = heapMegabytes.length / 3;
  const highest = (values: readonly number[]): number => Math.max(...values);
  expect(highest(heapMegabytes.slice(-third))).toBeLessThan(
    1.5 * highest(heapMegabytes.slice(third, 2 * third)),
  );
  expect(highest(listeners.slice(-third))).toBeLessThanOrEqual(highest(listeners.slice(0, third)) + 20);
});
