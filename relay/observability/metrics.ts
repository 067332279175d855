/**
 * What a relay shows to Prometheus. All names begin with `rxcti_relay_`.
 * @module
 */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Clock, SessionState } from 'rxcti';
import { roles } from '../authorization/rights.ts';
import type { ClusterView } from '../cluster/cluster.ts';
import type { RelayObserver } from '../observer.ts';
import type { Census } from './client-metrics.ts';
import { addClusterMetrics } from './cluster-metrics.ts';
import { watchEventLoop } from './event-loop.ts';
import type { Meter } from './traffic-meter.ts';

/** Where the figures that are only looked up come from. */
export interface MetricsSources {
  census(): Census;
  readonly meter: Meter;
  isReady(): boolean;
  session(): SessionState;
  /** Undefined where there is no cluster. */
  cluster(): ClusterView | undefined;
  /** Sessions with CCX of one agent each. */
  readonly dedicated: { states(): readonly SessionState['name'][]; readonly meter: Meter };
  readonly clock: Clock;
}

/** The figures of one relay, in a registry of its own. */
export interface Metrics {
  readonly observer: RelayObserver;
  readonly contentType: string;
  /** In the text format of Prometheus. */
  text(): Promise<string>;
  stop(): void;
}

const states: readonly SessionState['name'][] = [
  'idle',
  'connecting',
  'opening',
  'synchronizing',
  'ready',
  'waiting',
  'closing',
  'closed',
];

/** From a tenth of a millisecond to ten seconds. */
const seconds = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

interface Named<Labels extends string> {
  readonly name: string;
  readonly help: string;
  readonly labelNames: Labels[];
  readonly registers: Registry[];
}

/** Makes the figures of a relay; `stop()` ends its only timer. */
export function createMetrics({
  census,
  meter,
  isReady,
  session,
  dedicated,
  cluster,
  clock,
}: MetricsSources): Metrics {
  const registry = new Registry();
  const named = <const Labels extends string = never>(
    name: string,
    help: string,
    labelNames: readonly Labels[] = [],
  ): Named<Labels> => ({
    name: `rxcti_relay_${name}`,
    help,
    labelNames: [...labelNames],
    registers: [registry],
  });

  /** Looked up when somebody asks. */
  const gauge = (name: string, help: string, read: () => number | undefined): void => {
    new Gauge({
      ...named(name, help),
      collect() {
        const value = read();
        if (value === undefined) this.reset();
        else this.set(value);
      },
    });
  };
  /** Counted by a plain number, since it moves with every message; looked up when somebody asks. */
  const directions = (name: string, help: string, totals: () => { received: number; sent: number }): void => {
    new Counter({
      ...named(name, help, ['direction']),
      collect() {
        this.reset();
        const { received, sent } = totals();
        this.inc({ direction: 'received' }, received);
        this.inc({ direction: 'sent' }, sent);
      },
    });
  };

  new Gauge({
    ...named('browsers', "Browsers' sessions, by role; away: without a connection, kept for their return.", [
      'role',
      'connection',
    ]),
    collect() {
      const { byRole } = census();
      for (const role of roles) {
        this.set({ role, connection: 'connected' }, byRole[role].connected);
        this.set({ role, connection: 'away' }, byRole[role].away);
      }
    },
  });
  gauge('queued_frames', 'CTI frames that wait to be written to browsers.', () => census().queuedFrames);
  gauge('queued_bytes', 'Bytes that wait to be written to browsers.', () => census().queuedBytes);
  gauge(
    'longest_queue_bytes',
    'Bytes that wait for the browser for whom most waits.',
    () => census().longestQueueBytes,
  );
  gauge(
    'unacknowledged_bytes',
    'Bytes written to browsers and kept until they are acknowledged.',
    () => census().unacknowledgedBytes,
  );

  gauge('upstream_ready', '1 when the session with CCX is open and synchronized.', () => Number(isReady()));
  new Gauge({
    ...named('upstream_state', '1 for the state in which the session with CCX is now.', ['state']),
    collect() {
      const { name } = session();
      for (const state of states) this.set({ state }, Number(state === name));
    },
  });
  gauge('upstream_silence_seconds', 'How long nothing has come from CCX.', () =>
    meter.heardAt === undefined ? undefined : (clock.now() - meter.heardAt) / 1000,
  );
  directions('upstream_bytes_total', 'Bytes exchanged with CCX on the shared session.', () => ({
    received: meter.receivedBytes,
    sent: meter.sentBytes,
  }));
  const losses = new Counter(
    named('upstream_losses_total', 'How often the session with CCX ceased to be ready.'),
  );

  new Gauge({
    ...named('dedicated_sessions', 'Sessions with CCX of one agent each, by the state they are in.', [
      'state',
    ]),
    collect() {
      const now = dedicated.states();
      for (const state of states) this.set({ state }, now.filter((name) => name === state).length);
    },
  });
  directions('dedicated_bytes_total', 'Bytes exchanged with CCX on sessions of one agent each.', () => ({
    received: dedicated.meter.receivedBytes,
    sent: dedicated.meter.sentBytes,
  }));

  const clusterObserver = addClusterMetrics(registry, cluster);

  const events = new Counter(named('events_total', 'Events of CCX, by message type.', ['type']));
  const deliveries = new Counter(
    named('deliveries_total', 'Events sent to browsers: one for each browser that was sent it.'),
  );
  const deliverySeconds = new Histogram({
    ...named('delivery_seconds', 'From the arrival of an event to the last browser that was sent it.'),
    buckets: seconds,
  });
  const traffic = { messages: { received: 0, sent: 0 }, bytes: { received: 0, sent: 0 } };
  directions(
    'websocket_messages_total',
    'WebSocket messages exchanged with browsers.',
    () => traffic.messages,
  );
  directions('websocket_bytes_total', 'Bytes in these messages.', () => traffic.bytes);

  const opened = new Counter(named('sessions_opened_total', "Browsers' sessions begun, by role.", ['role']));
  const ended = new Counter(
    named('sessions_ended_total', "Browsers' sessions ended, by reason.", ['reason']),
  );
  const away = new Histogram({
    ...named('resume_seconds', 'How long browsers were away that came back and went on without a gap.'),
    buckets: [0.1, 0.5, 1, 2.5, 5, 10, 20, 30, 60],
  });
  const resyncs = new Counter(
    named('resyncs_total', 'Browsers that had to build their picture anew, by reason.', ['reason']),
  );
  const rejections = new Counter(
    named('rejections_total', 'Connections and sign-ins that were turned away, by reason.', ['reason']),
  );
  const commands = new Counter(
    named('commands_total', 'Commands of browsers, by message type and result.', ['request', 'result']),
  );
  const commandSeconds = new Histogram({
    ...named('command_seconds', 'How long CCX took over commands, by result.', ['result']),
    buckets: seconds,
  });

  const lag = new Histogram({
    ...named('event_loop_lag_seconds', 'How late timers fire, looked at twice a second.'),
    buckets: seconds,
  });
  gauge('resident_memory_bytes', 'Memory of the whole process.', () => process.memoryUsage().rss);
  const startedAt = clock.now() / 1000;
  gauge('start_time_seconds', 'When this relay started, in seconds since 1970.', () => startedAt);
  const stop = watchEventLoop(clock, (lagSeconds) => lag.observe(lagSeconds));

  let wasReady = false;
  return {
    observer: {
      sessionOpened: ({ role }) => opened.inc({ role }),
      sessionResumed: (_, awayMs) => away.observe(awayMs / 1000),
      sessionEnded: (_, reason) => ended.inc({ reason }),
      rejected: (reason) => rejections.inc({ reason }),
      resync: (reason) => resyncs.inc({ reason }),
      message(direction, bytes) {
        traffic.messages[direction]++;
        traffic.bytes[direction] += bytes;
      },
      event(type, sent, tookMs) {
        events.inc({ type });
        deliveries.inc(sent);
        deliverySeconds.observe(tookMs / 1000);
      },
      command({ request, result, tookMs }) {
        commands.inc({ request, result });
        if (result !== 'denied') commandSeconds.observe({ result }, tookMs / 1000);
      },
      upstream(ready) {
        if (wasReady && !ready) losses.inc();
        wasReady = ready;
      },
      ...clusterObserver,
    },
    contentType: registry.contentType,
    text: () => registry.metrics(),
    stop,
  };
}
