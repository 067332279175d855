/** Readiness and metrics of a relay in a cluster. */
import { Subject } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { CtiError, type SessionState } from '../../core/index.ts';
import type { ClusterStatus } from '../../relay/cluster/cluster.ts';
import { createTrafficMeter } from '../../relay/observability/client-metrics.ts';
import type { RelayEvent } from '../../relay/observability/events.ts';
import { createMetrics } from '../../relay/observability/metrics.ts';
import { readiness } from '../../relay/observability/readiness.ts';
import { FakeClock } from './fake-clock.ts';

const lease = { epoch: 'a-1', name: 'a', since: Date.UTC(2026, 0, 5, 9) };
const status: ClusterStatus = {
  role: { role: 'follower', lease },
  leaseError: undefined,
  leaseAgeMs: 812.4,
  sequence: 17,
  leaderSilenceMs: 400,
  stepsDownAt: undefined,
  followers: [],
};
const endpoint = { host: 'ccx', port: 42_027 };
const lost: SessionState = {
  name: 'waiting',
  reachable: false,
  retryAt: 3000,
  attempt: 4,
  error: new CtiError('CONNECT_FAILED', 'ccx:42027 refuses', {
    host: 'ccx',
    port: 42_027,
    reason: 'refused',
  }),
  next: endpoint,
};
const offline: SessionState = {
  name: 'synchronizing',
  reachable: true,
  endpoint,
  grant: { version: 17, servicesGranted: 0, servicesRefused: 0 },
  online: false,
  progress: { done: 0, total: 0 },
};

describe('/readyz in a cluster', () => {
  const answer = (session: SessionState, cluster: Partial<ClusterStatus>, isReady = false) =>
    readiness({
      isStopping: false,
      isReady,
      session,
      cluster: { ...status, ...cluster },
      silenceMs: undefined,
      heartbeatMs: 10_000,
      now: 1000,
    });

  it('contains the role, the leader with the start of its term, and the age of the lease', () => {
    expect(answer({ name: 'idle', reachable: false }, {}, true)).toEqual({
      ready: true,
      upstream: 'idle',
      cluster: { role: 'follower', leader: 'a', since: '2026-01-05T09:00:00.000Z', leaseAgeSeconds: 0.812 },
      reasons: [],
    });
    expect(answer(lost, { role: { role: 'none' } }).cluster).toEqual({ role: 'none' });
  });

  it.each([
    [
      'no connection to CCX',
      lost,
      { role: { role: 'leader', lease }, stepsDownAt: 8000 },
      [
        'ccx:42027 refuses; next attempt in 2 s',
        'this relay is the leader and steps down in 7 s if there is a follower',
      ],
    ],
    ['leader without CCX', offline, {}, ['leader a has no open CCX session']],
    ['no connection to the leader', lost, {}, ['leader a is unreachable']],
    ['no leader', lost, { role: { role: 'none' } }, ['no relay is known to be the leader']],
    [
      'NATS',
      lost,
      { role: { role: 'none' }, leaseError: 'NATS unreachable' },
      ['lease unavailable: NATS unreachable'],
    ],
  ] as const)('gives the reason: %s', (_, session, cluster, reasons) => {
    expect(answer(session, cluster as Partial<ClusterStatus>)).toMatchObject({ ready: false, reasons });
  });

  it('is not ready when the leader is silent, before the link times out', () => {
    expect(answer({ name: 'idle', reachable: false }, { leaderSilenceMs: 2900 }, true).ready).toBe(true);
    expect(answer({ name: 'idle', reachable: false }, { leaderSilenceMs: 4200 }, true)).toMatchObject({
      ready: false,
      reasons: ['nothing received from the leader for 4.2 s'],
    });
  });
});

it('/metrics exposes the lease, the stream and the lag of followers', async () => {
  const clock = new FakeClock();
  const events = new Subject<RelayEvent>();
  let now: ClusterStatus | undefined = status;
  const metrics = createMetrics({
    events$: events,
    clients: () => [],
    traffic: { receivedMessages: 0, receivedBytes: 0, sentMessages: 0, sentBytes: 0 },
    meter: createTrafficMeter(() => clock.now()),
    isReady: () => true,
    session: () => ({ name: 'idle', reachable: false }),
    dedicated: { states: () => [], meter: createTrafficMeter(() => clock.now()) },
    cluster: () => now,
    clock,
  });
  const figures = async (): Promise<string[]> =>
    (await metrics.text())
      .split('\n')
      .filter((line) => /^rxcti_relay_cluster_(?!leader)/.test(line))
      .sort();
  expect(await figures()).toEqual([
    'rxcti_relay_cluster_lease_age_seconds 0.8124',
    'rxcti_relay_cluster_reachable 1',
    'rxcti_relay_cluster_step_downs_total 0',
    'rxcti_relay_cluster_stream_idle_seconds 0.4',
    'rxcti_relay_cluster_stream_sequence 17',
  ]);
  now = {
    ...status,
    leaseAgeMs: 100,
    leaderSilenceMs: undefined,
    leaseError: 'timeout',
    followers: [{ name: 'b', lagBytes: 300 }],
  };
  events.next({ type: 'stepped-down' });
  expect(await figures()).toEqual([
    'rxcti_relay_cluster_lease_age_seconds 0.1',
    'rxcti_relay_cluster_reachable 0',
    'rxcti_relay_cluster_step_downs_total 1',
    'rxcti_relay_cluster_stream_lag_bytes{follower="b"} 300',
    'rxcti_relay_cluster_stream_sequence 17',
  ]);
  now = undefined;
  expect(await figures()).toEqual(['rxcti_relay_cluster_step_downs_total 1']);
  metrics.stop();
});
