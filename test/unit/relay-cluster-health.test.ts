/** What a relay of a cluster says about itself, and when a holder without CCX lets another one try. */
import { Subject } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { CtiError, type SessionState } from '../../core/index.ts';
import type { ClusterView } from '../../relay/cluster/cluster.ts';
import { createResignation } from '../../relay/cluster/step-down.ts';
import type { RelayEvent } from '../../relay/observability/events.ts';
import { createMetrics } from '../../relay/observability/metrics.ts';
import { readiness } from '../../relay/observability/readiness.ts';
import { createTrafficMeter } from '../../relay/observability/traffic-meter.ts';
import { FakeClock } from './fake-clock.ts';

describe('a holder without CCX', () => {
  function holder(others = true) {
    const clock = new FakeClock();
    const startedAt = clock.now();
    const resignedAt: number[] = [];
    let vain = 0;
    const resignation = createResignation({
      patienceMs: 10_000,
      clock,
      vain: () => vain,
      hasOthers: () => others,
      resign: () => resignedAt.push(clock.now() - startedAt),
    });
    return { clock, startedAt, resignation, resignedAt, held: () => vain++ };
  }
  const without = { holds: true, isOpen: false };

  it('resigns after a while, and after twice that the next time', async () => {
    const { clock, startedAt, resignation, resignedAt, held } = holder();
    resignation.look(without);
    expect(resignation.at).toBe(startedAt + 10_000);
    await clock.advance(9000);
    resignation.look(without); // another attempt failed: that is no reason to wait anew
    await clock.advance(1000);
    expect(resignedAt).toEqual([10_000]);
    held();
    resignation.look(without);
    await clock.advance(20_000);
    expect(resignedAt).toEqual([10_000, 30_000]);
    for (let terms = 0; terms < 20; terms++) held();
    resignation.look(without);
    await clock.advance(320_000);
    expect(resignedAt).toEqual([10_000, 30_000, 350_000]);
  });

  it('stays when CCX opens a session in time, and counts anew when that is lost', async () => {
    const { clock, resignation, resignedAt } = holder();
    resignation.look(without);
    await clock.advance(9000);
    resignation.look({ holds: true, isOpen: true });
    expect(resignation.at).toBeUndefined();
    await clock.advance(60_000);
    expect(resignedAt).toEqual([]);
    resignation.look(without);
    await clock.advance(9999);
    expect(resignedAt).toEqual([]);
    await clock.advance(1);
    expect(resignedAt).toHaveLength(1);
  });

  it('stays when nobody could do better, and has nothing to give up as a follower', async () => {
    const alone = holder(false);
    alone.resignation.look(without);
    await alone.clock.advance(100_000);
    expect(alone.resignedAt).toEqual([]);
    expect(alone.resignation.at).toBeDefined();
    const { clock, resignation, resignedAt } = holder();
    resignation.look(without);
    resignation.look({ holds: false, isOpen: false });
    await clock.advance(100_000);
    expect(resignedAt).toEqual([]);
  });
});

const lease = { epoch: 'a-1', name: 'a', since: Date.UTC(2026, 0, 5, 9) };
const view: ClusterView = {
  standing: { part: 'follower', lease },
  trouble: undefined,
  leaseAgeMs: 812.4,
  sequence: 17,
  silenceMs: 400,
  resignsAt: undefined,
  followers: [],
};
const endpoint = { host: 'ccx', port: 42_027 };
const lost: SessionState = {
  name: 'waiting',
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
  endpoint,
  grant: { version: 17, servicesGranted: 0, servicesRefused: 0 },
  online: false,
  progress: { done: 0, total: 0 },
};

describe('/readyz in a cluster', () => {
  const answer = (session: SessionState, cluster: Partial<ClusterView>, isReady = false) =>
    readiness({
      isStopping: false,
      isReady,
      session,
      cluster: { ...view, ...cluster },
      silenceMs: undefined,
      heartbeatMs: 10_000,
      now: 1000,
    });

  it('names the part, the holder, since when, and the age of the lease', () => {
    expect(answer({ name: 'idle' }, {}, true)).toEqual({
      ready: true,
      upstream: 'idle',
      cluster: { role: 'follower', leader: 'a', since: '2026-01-05T09:00:00.000Z', leaseAgeSeconds: 0.812 },
      reasons: [],
    });
    expect(answer(lost, { standing: { part: 'none' } }).cluster).toEqual({ role: 'none' });
  });

  it.each([
    [
      'the way to CCX',
      lost,
      { standing: { part: 'holder', lease }, resignsAt: 8000 },
      [
        'ccx:42027 refuses; next attempt in 2 s',
        'this relay is the leader and steps down in 7 s if there is a follower',
      ],
    ],
    ['the holder', offline, {}, ['leader a has no open CCX session']],
    ['the way to the holder', lost, {}, ['leader a is unreachable']],
    ['the election', lost, { standing: { part: 'none' } }, ['no relay is known to be the leader']],
    [
      'NATS',
      lost,
      { standing: { part: 'none' }, trouble: 'NATS is out of reach' },
      ['lease unavailable: NATS is out of reach'],
    ],
  ] as const)('says whose fault it is: %s', (_, session, cluster, reasons) => {
    expect(answer(session, cluster as Partial<ClusterView>)).toMatchObject({ ready: false, reasons });
  });

  it('turns red when the holder falls silent, before the link to it is given up', () => {
    expect(answer({ name: 'idle' }, { silenceMs: 2900 }, true).ready).toBe(true);
    expect(answer({ name: 'idle' }, { silenceMs: 4200 }, true)).toMatchObject({
      ready: false,
      reasons: ['nothing received from the leader for 4.2 s'],
    });
  });
});

it('/metrics show the part, the lease, and how well others follow', async () => {
  const clock = new FakeClock();
  const events = new Subject<RelayEvent>();
  let now: ClusterView | undefined = view;
  const metrics = createMetrics({
    events$: events,
    clients: () => [],
    traffic: { receivedMessages: 0, receivedBytes: 0, sentMessages: 0, sentBytes: 0 },
    meter: createTrafficMeter(() => clock.now()),
    isReady: () => true,
    session: () => ({ name: 'idle' }),
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
    ...view,
    leaseAgeMs: 100,
    silenceMs: undefined,
    trouble: 'timeout',
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
