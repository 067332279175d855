/**
 * What a relay of a cluster shows to Prometheus besides: who holds the CCX session, and how well the others follow.
 * @module
 */
import { Counter, Gauge, type Registry } from 'prom-client';
import type { ClusterView } from '../cluster/cluster.ts';
import type { RelayObserver } from '../observer.ts';

/** Adds the figures to a registry. Relays without a cluster (`view` gives undefined) show none of them. */
export function addClusterMetrics(
  registry: Registry,
  view: () => ClusterView | undefined,
): Pick<RelayObserver, 'standing' | 'resigned'> {
  const named = (name: string, help: string): { name: string; help: string; registers: Registry[] } => ({
    name: `rxcti_relay_${name}`,
    help,
    registers: [registry],
  });
  /** Looked up when somebody asks. */
  const gauge = (name: string, help: string, read: (view: ClusterView) => number | undefined): void => {
    new Gauge({
      ...named(name, help),
      collect() {
        const now = view();
        const value = now === undefined ? undefined : read(now);
        if (value === undefined) this.remove();
        else this.set(value);
      },
    });
  };

  const standings = new Gauge({
    ...named('standing', '1 for the part of this relay in its cluster: holder, follower, none.'),
    labelNames: ['part'],
  });
  const since = new Gauge({
    ...named('holder_since_seconds', 'When the holder began, by its own clock, in seconds since 1970.'),
    labelNames: ['holder'],
  });
  const changes = new Counter(
    named('holder_changes_total', 'How often this relay saw the holder of the CCX session change.'),
  );
  const resignations = new Counter(
    named('resignations_total', 'How often this relay let another one try, since it could not reach CCX.'),
  );
  gauge('lease_age_seconds', 'Since the last renewal of the lease that this relay made or saw.', (now) =>
    now.leaseAgeMs === undefined ? undefined : now.leaseAgeMs / 1000,
  );
  gauge('cluster_reachable', '1 when NATS answers this relay.', ({ trouble }) =>
    Number(trouble === undefined),
  );
  gauge(
    'stream_sequence',
    'Number of the last event of CCX that was seen here; relays that follow one holder count alike.',
    ({ sequence }) => sequence,
  );
  gauge('stream_silence_seconds', 'A follower: since the holder last said something.', ({ silenceMs }) =>
    silenceMs === undefined ? undefined : silenceMs / 1000,
  );
  new Gauge({
    ...named('stream_lag_bytes', 'The holder: what a follower has not acknowledged yet.'),
    labelNames: ['follower'],
    collect() {
      this.reset();
      for (const { name, lagBytes } of view()?.followers ?? []) this.set({ follower: name }, lagBytes);
    },
  });

  let holder: string | undefined;
  return {
    resigned: () => resignations.inc(),
    standing(standing) {
      standings.reset();
      standings.set({ part: standing.part }, 1);
      since.reset();
      if (standing.part === 'none') return;
      const { epoch, name } = standing.lease;
      since.set({ holder: name }, standing.lease.since / 1000);
      if (holder !== undefined && holder !== epoch) changes.inc();
      holder = epoch;
    },
  };
}
