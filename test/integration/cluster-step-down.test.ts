/** A leader whose connection to CCX is cut steps down; if CCX is down for all, the relays take turns. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  allReady,
  type ClusterFixture,
  openClusterFixture,
  type RelayProcess,
  receivedBy,
  statesOf,
} from './cluster-fixture.ts';
import { type CutProxy, cutProxy } from './cut-proxy.ts';
import { noNats } from './nats-server.ts';

const opened: (ClusterFixture | CutProxy)[] = [];
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});

const stepDownMs = 1500;

async function startFixture(): Promise<ClusterFixture> {
  const made = await openClusterFixture({}, { heartbeatMs: 300, cluster: { stepDownMs } });
  opened.push(made);
  return made;
}

async function wayTo(port: number): Promise<CutProxy> {
  const proxy = await cutProxy(port);
  opened.push(proxy);
  return proxy;
}

const stepDowns = ({ lines }: RelayProcess): number =>
  lines.filter(({ log }) => log === 'CCX unreachable: stepping down as leader').length;

describe.skipIf(noNats !== undefined)('a leader that cannot reach CCX', { timeout: 60_000 }, () => {
  it('steps down and follows the next leader', async () => {
    const { tap, startRelay, connect } = await startFixture();
    const way = await wayTo(tap.port);
    const leader = await startRelay('a', { ccxPort: way.port });
    await allReady([leader]);
    const other = await startRelay('b');
    await allReady([leader, other]);
    const boss = await connect([leader], { role: 'admin', agentId: 'boss' });

    way.cut();
    await vi.waitFor(async () => {
      const { ready, cluster, reasons } = await leader.readyz();
      expect([ready, cluster]).toMatchObject([false, { role: 'leader', leader: 'a' }]);
      expect(reasons).toContainEqual(expect.stringMatching(/^this relay is the leader and steps down in /));
    }, 10_000);
    await vi.waitFor(() => expect(other.role).toBe('leader'), 15_000);
    await allReady([leader, other]);
    expect(leader.role).toBe('follower');
    expect(stepDowns(leader)).toBe(1);
    expect(await leader.metric('cluster_step_downs_total')).toBe(1);
    expect(await other.metric('cluster_step_downs_total')).toBe(0);
    expect(await leader.readyz()).toMatchObject({ ready: true, cluster: { role: 'follower', leader: 'b' } });
    expect(await other.metric('cluster_stream_lag_bytes{follower="a"}')).toBeGreaterThanOrEqual(0);

    // The client stayed connected, and gets the events of the new leader.
    const before = receivedBy(boss).length;
    await vi.waitFor(() => expect(receivedBy(boss).length).toBeGreaterThan(before + 5), 10_000);
    expect(statesOf(boss)).toEqual(['synchronizing', 'ready']);
    // The roles stay when the connection is repaired.
    way.mend();
    await new Promise((resolve) => setTimeout(resolve, 2 * stepDownMs)); // twice the time of a step-down
    expect([leader.role, other.role]).toEqual(['follower', 'leader']);
  });

  it('stays leader when there is no other relay', async () => {
    const { tap, startRelay } = await startFixture();
    const way = await wayTo(tap.port);
    way.cut();
    const leader = await startRelay('a', { ccxPort: way.port });
    await vi.waitFor(() => expect(leader.role).toBe('leader'), 5000);
    await new Promise((resolve) => setTimeout(resolve, 2 * stepDownMs)); // twice the time of a step-down
    expect(leader.role).toBe('leader');
    expect(stepDowns(leader)).toBe(0);
    way.mend();
    await allReady([leader]);
  });

  it('takes turns with the others at growing intervals while CCX is down', async () => {
    const { tap, startRelay } = await startFixture();
    const way = await wayTo(tap.port);
    way.cut();
    const relays = await Promise.all(['a', 'b'].map((name) => startRelay(name, { ccxPort: way.port })));
    const turns = (): number => relays.reduce((sum, relay) => sum + stepDowns(relay), 0);
    await vi.waitFor(() => expect(relays.map(stepDowns)).toEqual([1, 1]), 15_000);
    const startedAt = Date.now();
    await vi.waitFor(() => expect(turns()).toBe(3), 15_000);
    expect(Date.now() - startedAt).toBeGreaterThan(2 * stepDownMs);
    expect(relays.filter(({ role }) => role === 'leader').length).toBeLessThan(2);
    way.mend();
    await allReady(relays);
  });
});
