/**
 * Metrics of a relay in a cluster: its role, the leader, and the delay of followers.
 * @module
 */
import { Counter, Gauge, type Registry } from 'prom-client';
import type { ClusterRole, ClusterStatus } from '../cluster/cluster.ts';
import type { RelayEvent } from './events.ts';
import { addGauge, metric } from './metric.ts';

/** Adds the metrics; gives the function that counts events. Without a cluster they have no values. */
export function addClusterMetrics(
  registry: Registry,
  status: () => ClusterStatus | undefined,
): (event: RelayEvent) => void {
  const gauge = (name: string, help: string, read: (status: ClusterStatus) => number | undefined): void =>
    addGauge(registry, name, help, () => {
      const now = status();
      return now === undefined ? undefined : read(now);
    });

  const roles = new Gauge(
    metric(registry, 'cluster_role', '1 for the role of this relay: leader, follower, none.', ['role']),
  );
  const leaderSince = new Gauge(
    metric(
      registry,
      'cluster_leader_since_timestamp_seconds',
      "Start of the leader's term by its own clock, in seconds since 1970.",
      ['leader'],
    ),
  );
  const leaderChanges = new Counter(
    metric(registry, 'cluster_leader_changes_total', 'Changes of the leader seen by this relay.'),
  );
  const stepDowns = new Counter(
    metric(
      registry,
      'cluster_step_downs_total',
      'Times that this relay stepped down as leader because CCX was unreachable.',
    ),
  );
  gauge(
    'cluster_lease_age_seconds',
    'Time since the last lease renewal that this relay made or saw.',
    ({ leaseAgeMs }) => (leaseAgeMs === undefined ? undefined : leaseAgeMs / 1000),
  );
  gauge('cluster_reachable', '1 if this relay reaches NATS.', ({ leaseError }) =>
    Number(leaseError === undefined),
  );
  gauge(
    'cluster_stream_sequence',
    'Sequence number of the last CCX event seen by this relay; all relays of a term use the same numbers.',
    ({ sequence }) => sequence,
  );
  gauge(
    'cluster_stream_idle_seconds',
    'On a follower: time since anything was received from the leader.',
    ({ leaderSilenceMs }) => (leaderSilenceMs === undefined ? undefined : leaderSilenceMs / 1000),
  );
  new Gauge({
    ...metric(
      registry,
      'cluster_stream_lag_bytes',
      'On the leader: bytes that a follower has not acknowledged.',
      ['follower'],
    ),
    collect() {
      this.reset();
      for (const { name, lagBytes } of status()?.followers ?? []) this.set({ follower: name }, lagBytes);
    },
  });

  let epoch: string | undefined;
  const setRole = (next: ClusterRole): void => {
    roles.reset();
    roles.set({ role: next.role }, 1);
    leaderSince.reset();
    if (next.role === 'none') return;
    const { lease } = next;
    leaderSince.set({ leader: lease.name }, lease.since / 1000);
    if (epoch !== undefined && epoch !== lease.epoch) leaderChanges.inc();
    epoch = lease.epoch;
  };
  return (event) => {
    if (event.type === 'cluster-role') setRole(event.role);
    else if (event.type === 'stepped-down') stepDowns.inc();
  };
}
