/**
 * Options of a relay.
 * @module
 */
import type { Clock, CtiClientOptions, Logger, SessionMode } from 'rxcti';
import type { AuthOptions } from './authorization/authenticator.ts';
import type { Cluster } from './cluster/cluster.ts';
import type { RelayLimits } from './connections/limits.ts';
import type { ListenOptions } from './http/listener.ts';
import type { ObservabilityOptions } from './http/observability-routes.ts';
import type { DisconnectPolicy } from './sessions/disconnect-policy.ts';

/** Options of `createRelay()`. */
export interface RelayOptions {
  /** How to reach CCX: transport and endpoints as for a client. Default mode: bridge mode, client ID `rxcti-relay`. */
  readonly upstream: Omit<CtiClientOptions, 'mode' | 'clock' | 'logger'> & { readonly mode?: SessionMode };
  readonly listen: ListenOptions;
  readonly auth: AuthOptions;
  readonly policy?: RelayPolicy;
  readonly limits?: Partial<RelayLimits>;
  /** Several relays with one CCX session: `nats()` of `@rxcti/relay/nats`. Default: this relay alone. */
  readonly cluster?: Cluster;
  /** `/healthz`, `/readyz` and `/metrics`. Default: not served. */
  readonly observability?: ObservabilityOptions;
  /** Default: no log. */
  readonly logger?: Logger;
  /** Default: the runtime's clock. */
  readonly clock?: Clock;
}

/** What the relay does by itself. */
export interface RelayPolicy {
  /** By role: what happens to an agent whose last client disconnected. Default: nothing. */
  readonly onDisconnect?: DisconnectPolicy;
  /** Roles whose users get a CCX session of their own (agent mode) instead of the shared one. Default: none. */
  readonly dedicated?: readonly ('agent' | 'supervisor')[];
}

/** Options that a running relay can replace: see `Relay.reload()`. */
export interface ReloadOptions {
  /** Replaces all authentication options. */
  readonly auth?: AuthOptions;
  /** A renewed certificate, for new connections. */
  readonly tls?: NonNullable<ListenOptions['tls']>;
}

/** Options of `Relay.close()`. */
export interface CloseOptions {
  /** How long to wait for pending replies of CCX. Default 2000. */
  readonly drainMs?: number;
}
