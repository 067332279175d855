/**
 * Prometheus metrics of a relay. All names begin with `rxcti_relay_`.
 * @module
 */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Clock, SessionState } from 'rxcti';
import type { Observable } from 'rxjs';
import type { ClusterStatus } from '../cluster/cluster.ts';
import type { Client } from '../connections/client.ts';
import type { WebSocketTraffic } from '../connections/handshake.ts';
import { addClientMetrics, type TrafficMeter } from './client-metrics.ts';
import { addClusterMetrics } from './cluster-metrics.ts';
import type { RelayEvent } from './events.ts';
import { addGauge, addTrafficCounter, durationBuckets, metric } from './metric.ts';

/** Where the metrics come from. Functions are called when the metrics are scraped. */
export interface MetricsSources {
  readonly events$: Observable<RelayEvent>;
  clients(): Iterable<Client>;
  readonly traffic: WebSocketTraffic;
  isReady(): boolean;
  session(): SessionState;
  readonly meter: TrafficMeter;
  /** Sessions with CCX of one agent each. */
  readonly dedicated: { states(): readonly SessionState['name'][]; readonly meter: TrafficMeter };
  /** Undefined without a cluster. */
  cluster(): ClusterStatus | undefined;
  readonly clock: Clock;
}

/** The metrics of one relay, in a registry of their own. */
export interface Metrics {
  readonly contentType: string;
  /** In Prometheus' text format. */
  text(): Promise<string>;
  stop(): void;
}

const sessionStates: readonly SessionState['name'][] = [
  'idle',
  'connecting',
  'opening',
  'synchronizing',
  'ready',
  'waiting',
  'closing',
  'closed',
];

/** Creates the metrics of a relay. `stop()` ends the subscription and the timer. */
export function createMetrics(sources: MetricsSources): Metrics {
  const registry = new Registry();
  const { events$, clock } = sources;
  addUpstreamMetrics(registry, sources);
  const handlers = [
    addClientMetrics(registry, sources),
    addClusterMetrics(registry, sources.cluster),
    addDisconnectCounter(registry),
  ];
  const subscription = events$.subscribe((event) => {
    for (const handle of handlers) handle(event);
  });
  const stopLag = addProcessMetrics(registry, clock);
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    stop() {
      subscription.unsubscribe();
      stopLag();
    },
  };
}

function addUpstreamMetrics(registry: Registry, sources: MetricsSources): void {
  const { meter, dedicated, clock } = sources;
  addGauge(registry, 'upstream_ready', '1 if the CCX session is open and synchronized.', () =>
    Number(sources.isReady()),
  );
  new Gauge({
    ...metric(registry, 'upstream_state', '1 for the current state of the CCX session.', ['state']),
    collect() {
      const { name } = sources.session();
      for (const state of sessionStates) this.set({ state }, Number(state === name));
    },
  });
  addGauge(registry, 'upstream_idle_seconds', 'Time since anything was received from CCX.', () =>
    meter.receivedAt === undefined ? undefined : (clock.now() - meter.receivedAt) / 1000,
  );
  addTrafficCounter(
    registry,
    'upstream_bytes_total',
    'Bytes exchanged with CCX on the shared session.',
    () => ({ received: meter.receivedBytes, sent: meter.sentBytes }),
  );
  new Gauge({
    ...metric(registry, 'dedicated_sessions', 'CCX sessions of one agent each, by state.', ['state']),
    collect() {
      const states = dedicated.states();
      for (const state of sessionStates) this.set({ state }, states.filter((name) => name === state).length);
    },
  });
  addTrafficCounter(
    registry,
    'dedicated_bytes_total',
    'Bytes exchanged with CCX on sessions of one agent each.',
    () => ({ received: dedicated.meter.receivedBytes, sent: dedicated.meter.sentBytes }),
  );
}

function addDisconnectCounter(registry: Registry): (event: RelayEvent) => void {
  const disconnects = new Counter(
    metric(registry, 'upstream_disconnects_total', 'Times that the CCX session was no longer ready.'),
  );
  let wasReady = false;
  return (event) => {
    if (event.type !== 'upstream-ready') return;
    if (wasReady && !event.ready) disconnects.inc();
    wasReady = event.ready;
  };
}

/** Interval at which the delay of timers is measured. */
const lagIntervalMs = 500;

function addProcessMetrics(registry: Registry, clock: Clock): () => void {
  const startedAt = clock.now() / 1000;
  addGauge(
    registry,
    'resident_memory_bytes',
    'Resident memory of the process.',
    () => process.memoryUsage().rss,
  );
  addGauge(registry, 'start_time_seconds', 'Start of the relay, in seconds since 1970.', () => startedAt);
  const lag = new Histogram({
    ...metric(registry, 'event_loop_lag_seconds', 'Delay of timers, measured twice per second.'),
    buckets: durationBuckets,
  });
  let timer: unknown;
  const measure = (): void => {
    const expected = performance.now() + lagIntervalMs;
    timer = clock.setTimeout(() => {
      lag.observe(Math.max(0, performance.now() - expected) / 1000);
      measure();
    }, lagIntervalMs);
  };
  measure();
  return () => clock.clearTimeout(timer);
}
