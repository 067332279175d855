/** A relay whose own way to CCX is cut lets another one hold the session; where CCX is down for all, they take turns. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  allReady,
  type ClusterHouse,
  openClusterHouse,
  type RelayProcess,
  seenBy,
  statesOf,
} from './cluster-fixture.ts';
import { type CutProxy, cutProxy } from './cut-proxy.ts';
import { noNats } from './nats-server.ts';

const opened: (ClusterHouse | CutProxy)[] = [];
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});

const resignMs = 1500;

async function house(): Promise<ClusterHouse> {
  const made = await openClusterHouse({}, { heartbeatMs: 300, cluster: { resignMs } });
  opened.push(made);
  return made;
}

async function wayTo(port: number): Promise<CutProxy> {
  const proxy = await cutProxy(port);
  opened.push(proxy);
  return proxy;
}

const resignations = ({ lines }: RelayProcess): number =>
  lines.filter(({ log }) => log === 'this relay cannot reach CCX: it lets another one try').length;

describe.skipIf(noNats !== undefined)('a holder that cannot reach CCX', { timeout: 60_000 }, () => {
  it('lets another relay hold the session, and follows it', async () => {
    const { tap, startRelay, enter } = await house();
    const way = await wayTo(tap.port);
    const holder = await startRelay('a', { ccxPort: way.port });
    await allReady([holder]);
    const other = await startRelay('b');
    await allReady([holder, other]);
    const boss = await enter([holder], { role: 'admin', agentId: 'boss' });

    way.cut();
    await vi.waitFor(async () => {
      const { ready, cluster, reasons } = await holder.readyz();
      expect([ready, cluster]).toMatchObject([false, { part: 'holder', holder: 'a' }]);
      expect(reasons).toContainEqual(expect.stringMatching(/^this relay holds the session; .* may try in/));
    }, 10_000);
    await vi.waitFor(() => expect(other.part).toBe('holder'), 15_000);
    await allReady([holder, other]);
    expect(holder.part).toBe('follower');
    expect(resignations(holder)).toBe(1);
    expect(await holder.metric('resignations_total')).toBe(1);
    expect(await other.metric('resignations_total')).toBe(0);
    expect(await holder.readyz()).toMatchObject({ ready: true, cluster: { part: 'follower', holder: 'b' } });
    expect(await other.metric('stream_lag_bytes{follower="a"}')).toBeGreaterThanOrEqual(0);

    // The browser stayed where it was, and hears the new holder's events.
    const before = seenBy(boss).length;
    await vi.waitFor(() => expect(seenBy(boss).length).toBeGreaterThan(before + 5), 10_000);
    expect(statesOf(boss)).toEqual(['synchronizing', 'ready']);
    // It stays so: the lease does not go back when the way is mended.
    way.mend();
    await new Promise((resolve) => setTimeout(resolve, 2 * resignMs));
    expect([holder.part, other.part]).toEqual(['follower', 'holder']);
  });

  it('keeps the session when it is alone', async () => {
    const { tap, startRelay } = await house();
    const way = await wayTo(tap.port);
    way.cut();
    const holder = await startRelay('a', { ccxPort: way.port });
    await vi.waitFor(() => expect(holder.part).toBe('holder'), 5000);
    await new Promise((resolve) => setTimeout(resolve, 2 * resignMs));
    expect(holder.part).toBe('holder');
    expect(resignations(holder)).toBe(0);
    way.mend();
    await allReady([holder]);
  });

  it('takes turns with others ever more slowly while CCX is down for all', async () => {
    const { tap, startRelay } = await house();
    const way = await wayTo(tap.port);
    way.cut();
    const relays = await Promise.all(['a', 'b'].map((name) => startRelay(name, { ccxPort: way.port })));
    const turns = (): number => relays.reduce((sum, relay) => sum + resignations(relay), 0);
    await vi.waitFor(() => expect(relays.map(resignations)).toEqual([1, 1]), 15_000);
    const startedAt = Date.now();
    await vi.waitFor(() => expect(turns()).toBe(3), 15_000);
    expect(Date.now() - startedAt).toBeGreaterThan(2 * resignMs);
    expect(relays.filter(({ part }) => part === 'holder').length).toBeLessThan(2);
    way.mend();
    await allReady(relays);
  });
});
