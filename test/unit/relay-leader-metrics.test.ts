import { Subject } from 'rxjs';
import { afterEach, expect, it } from 'vitest';
import type { ClusterRole } from '../../relay/cluster/cluster.ts';
import { createTrafficMeter } from '../../relay/observability/client-metrics.ts';
import type { RelayEvent } from '../../relay/observability/events.ts';
import { createMetrics, type Metrics } from '../../relay/observability/metrics.ts';
import { FakeClock } from './fake-clock.ts';

let metrics: Metrics | undefined;
afterEach(() => metrics?.stop());

it('exposes the role, the leader since when, and leader changes', async () => {
  const clock = new FakeClock();
  const events = new Subject<RelayEvent>();
  metrics = createMetrics({
    events$: events,
    clients: () => [],
    traffic: { receivedMessages: 0, receivedBytes: 0, sentMessages: 0, sentBytes: 0 },
    meter: createTrafficMeter(() => clock.now()),
    isReady: () => true,
    session: () => ({ name: 'idle', reachable: false }),
    cluster: () => undefined,
    dedicated: { states: () => [], meter: createTrafficMeter(() => clock.now()) },
    clock,
  });
  const figures = async (): Promise<string[]> =>
    ((await metrics?.text()) ?? '')
      .split('\n')
      .filter((line) => /^rxcti_relay_cluster_(role|leader)/.test(line))
      .sort();
  const setRole = (role: ClusterRole): void => events.next({ type: 'cluster-role', role });
  setRole({ role: 'follower', lease: { epoch: 'x-1', name: 'relay-x', since: 5000 } });
  expect(await figures()).toEqual([
    'rxcti_relay_cluster_leader_changes_total 0',
    'rxcti_relay_cluster_leader_since_timestamp_seconds{leader="relay-x"} 5',
    'rxcti_relay_cluster_role{role="follower"} 1',
  ]);
  setRole({ role: 'none' });
  setRole({ role: 'leader', lease: { epoch: 'me-1', name: 'relay-me', since: 9000 } });
  expect(await figures()).toEqual([
    'rxcti_relay_cluster_leader_changes_total 1',
    'rxcti_relay_cluster_leader_since_timestamp_seconds{leader="relay-me"} 9',
    'rxcti_relay_cluster_role{role="leader"} 1',
  ]);
});
