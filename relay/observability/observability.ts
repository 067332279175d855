/**
 * Readiness and metrics of a relay.
 * @module
 */
import type { Clock, SessionState } from 'rxcti';
import type { Observable } from 'rxjs';
import type { ClusterStatus } from '../cluster/cluster.ts';
import type { Client } from '../connections/client.ts';
import type { WebSocketTraffic } from '../connections/handshake.ts';
import type { Upstream } from '../sessions/upstream.ts';
import type { TrafficMeter } from './client-metrics.ts';
import type { RelayEvent } from './events.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { type Readiness, readiness } from './readiness.ts';

export interface ObservabilitySources {
  readonly events$: Observable<RelayEvent>;
  readonly upstream: Upstream;
  /** Undefined without a cluster. */
  cluster(): ClusterStatus | undefined;
  clients(): Iterable<Client>;
  /** States of the CCX sessions of one agent each. */
  dedicatedStates(): readonly SessionState['name'][];
  readonly traffic: WebSocketTraffic;
  /** Bytes of the shared session, and of those of one agent each. */
  readonly meters: { readonly shared: TrafficMeter; readonly dedicated: TrafficMeter };
  readonly heartbeatMs: number | undefined;
  isStopping(): boolean;
  readonly clock: Clock;
}

export interface Observability {
  readiness(): Readiness;
  readonly metrics: Metrics;
}

/** Default of `CtiClientOptions.heartbeatMs`. */
const defaultHeartbeatMs = 10_000;

export function createObservability(sources: ObservabilitySources): Observability {
  const { events$, upstream, cluster, clients, traffic, meters, clock } = sources;
  const { heartbeatMs = defaultHeartbeatMs } = sources;
  const session = (): SessionState => upstream.session.getSnapshot();
  return {
    readiness() {
      const { receivedAt } = meters.shared;
      return readiness({
        isStopping: sources.isStopping(),
        isReady: upstream.isReady,
        session: session(),
        cluster: cluster(),
        silenceMs: receivedAt === undefined ? undefined : clock.now() - receivedAt,
        heartbeatMs,
        now: clock.now(),
      });
    },
    metrics: createMetrics({
      events$,
      clients,
      traffic,
      isReady: () => upstream.isReady,
      session,
      meter: meters.shared,
      dedicated: { states: sources.dedicatedStates, meter: meters.dedicated },
      cluster,
      clock,
    }),
  };
}
