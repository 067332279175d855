/**
 * Joins what this room has: the observer that counts, the meter on the way to CCX, the routes and where they are.
 * @module
 */
import type { Clock, Logger, SessionState, Transport } from 'rxcti';
import type { ClusterView } from '../cluster/cluster.ts';
import type { Browser } from '../connections/client.ts';
import type { Routes } from '../http/app.ts';
import { listenForOperations, type OperationsListener } from '../http/observability-listener.ts';
import { operationsRoutes } from '../http/observability-routes.ts';
import type { RelayObserver } from '../observer.ts';
import type { OperationsOptions } from '../options.ts';
import type { Upstream } from '../sessions/upstream.ts';
import { takeCensus } from './client-metrics.ts';
import { createMetrics } from './metrics.ts';
import { allObservers } from './observers.ts';
import { type Readiness, readiness } from './readiness.ts';
import { createMeter } from './traffic-meter.ts';

export interface OperationsParts {
  /** Undefined: nobody asks. */
  readonly listen: OperationsOptions | undefined;
  /** The user's own. */
  readonly observer: RelayObserver | undefined;
  readonly heartbeatMs: number | undefined;
  isStopping(): boolean;
  upstream(): Upstream;
  /** Undefined where there is no cluster. */
  cluster(): ClusterView | undefined;
  browsers(): Iterable<Browser>;
  /** The states of the sessions with CCX that one agent each has. */
  dedicated(): readonly SessionState['name'][];
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface Operations {
  /** The user's observer and the metrics. */
  readonly observer: RelayObserver;
  /** What is served where browsers are: nothing, where there is an own port. */
  readonly browsersRoutes: Routes;
  /** The own port, once it is open. */
  readonly port: number | undefined;
  /** The way to CCX for the session that all share, counted. */
  metered(transport: Transport): Transport;
  /** The way to CCX for sessions of one agent each, counted. */
  counted(transport: Transport): Transport;
  /** Opens the own port, if there is to be one. Rejects with the runtime's error when it is taken. */
  open(): Promise<void>;
  close(): void;
}

export function createOperations(parts: OperationsParts): Operations {
  const { listen, clock, logger } = parts;
  const own = parts.observer === undefined ? [] : [parts.observer];
  if (listen === undefined) {
    return {
      observer: allObservers(own, logger),
      browsersRoutes: {},
      port: undefined,
      metered: (transport) => transport,
      counted: (transport) => transport,
      open: () => Promise.resolve(),
      close: () => {},
    };
  }
  const meter = createMeter(() => clock.now());
  const dedicatedMeter = createMeter(() => clock.now());
  const session = (): SessionState => parts.upstream().session.getSnapshot();
  const metrics = createMetrics({
    census: () => takeCensus(parts.browsers()),
    meter,
    isReady: () => parts.upstream().isReady,
    session,
    cluster: parts.cluster,
    dedicated: { states: parts.dedicated, meter: dedicatedMeter },
    clock,
  });
  const answer = (): Readiness =>
    readiness({
      isStopping: parts.isStopping(),
      isReady: parts.upstream().isReady,
      session: session(),
      cluster: parts.cluster(),
      silenceMs: meter.heardAt === undefined ? undefined : clock.now() - meter.heardAt,
      heartbeatMs: parts.heartbeatMs ?? defaultHeartbeatMs,
      now: clock.now(),
    });
  const routes = operationsRoutes(answer, metrics);
  let listener: OperationsListener | undefined;
  return {
    observer: allObservers([...own, metrics.observer], logger),
    browsersRoutes: listen.port === undefined ? routes : {},
    get port() {
      return listener?.port;
    },
    metered: (transport) => meter.metered(transport),
    counted: (transport) => dedicatedMeter.metered(transport),
    async open() {
      const { port, host = '127.0.0.1' } = listen;
      if (port !== undefined) listener = await listenForOperations({ host, port }, routes, logger);
    },
    close() {
      metrics.stop();
      listener?.close();
    },
  };
}

/** What a client's heartbeatMs is unless told otherwise. */
const defaultHeartbeatMs = 10_000;
