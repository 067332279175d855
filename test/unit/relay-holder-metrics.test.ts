import { Subject } from 'rxjs';
import { afterEach, expect, it } from 'vitest';
import type { Standing } from '../../relay/cluster/election.ts';
import type { RelayEvent } from '../../relay/observability/events.ts';
import { createMetrics, type Metrics } from '../../relay/observability/metrics.ts';
import { createTrafficMeter } from '../../relay/observability/traffic-meter.ts';
import { FakeClock } from './fake-clock.ts';

let metrics: Metrics | undefined;
afterEach(() => metrics?.stop());

it('shows who holds the CCX session, since when, and how often that changed', async () => {
  const clock = new FakeClock();
  const events = new Subject<RelayEvent>();
  metrics = createMetrics({
    events$: events,
    clients: () => [],
    traffic: { receivedMessages: 0, receivedBytes: 0, sentMessages: 0, sentBytes: 0 },
    meter: createTrafficMeter(() => clock.now()),
    isReady: () => true,
    session: () => ({ name: 'idle' }),
    cluster: () => undefined,
    dedicated: { states: () => [], meter: createTrafficMeter(() => clock.now()) },
    clock,
  });
  const figures = async (): Promise<string[]> =>
    ((await metrics?.text()) ?? '')
      .split('\n')
      .filter((line) => /^rxcti_relay_cluster_(role|leader)/.test(line))
      .sort();
  const standing = (role: Standing): void => events.next({ type: 'cluster-role', role });
  standing({ part: 'follower', lease: { epoch: 'x-1', name: 'relay-x', since: 5000 } });
  expect(await figures()).toEqual([
    'rxcti_relay_cluster_leader_changes_total 0',
    'rxcti_relay_cluster_leader_since_timestamp_seconds{leader="relay-x"} 5',
    'rxcti_relay_cluster_role{role="follower"} 1',
  ]);
  standing({ part: 'none' });
  standing({ part: 'holder', lease: { epoch: 'me-1', name: 'relay-me', since: 9000 } });
  expect(await figures()).toEqual([
    'rxcti_relay_cluster_leader_changes_total 1',
    'rxcti_relay_cluster_leader_since_timestamp_seconds{leader="relay-me"} 9',
    'rxcti_relay_cluster_role{role="leader"} 1',
  ]);
});
