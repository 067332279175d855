/**
 * What a client can be told.
 * @module
 */
import type { InspectionEvent } from 'xstate';
import type { Clock } from './clock.ts';
import type { SavedConfiguration } from './configuration/configuration-store.ts';
import type { Logger } from './logger.ts';
import type { EndpointOption } from './session/endpoints.ts';
import type { SessionMode, SessionWishes } from './session/open-request.ts';
import type { ReconnectPolicy } from './session/reconnect-policy.ts';
import type { Transport } from './transport.ts';
import type { AbortSignalLike } from './web.ts';

/** What a client is made from. Only transport, endpoints and mode are needed. */
export interface CtiClientOptions extends SessionWishes {
  /** How bytes travel: `tcp()` from `rxcti/tcp`, a memory network's transport, a relay's WebSocket. */
  readonly transport: Transport;
  /**
   * The nodes of the CCX cluster, in the order in which they are tried. The port is 42027 unless given. Left out where
   * the transport knows its own address (`webSocket()`).
   */
  readonly endpoints?: readonly EndpointOption[];
  /** {@link bridgeMode} or {@link agentMode}. */
  readonly mode: SessionMode;
  /** Protocol version to ask for, 10 to 18. Default 17. */
  readonly version?: number;
  /** Width of field lengths in version 18 where the server's is known. Default: found out from its first OPEN_CONF. */
  readonly lengthBytes?: 1 | 2;
  /** Interval of heartbeats, at most 30000. Default 10000. Three unanswered ones mean a dead link. */
  readonly heartbeatMs?: number;
  /** The server drops a session that is silent for so long, 20 to 119. Default 40, or four heartbeats. */
  readonly idleTimeoutSeconds?: number;
  /** How long one node may take to accept the connection. Default 5000. */
  readonly dialTimeoutMs?: number;
  /** How long OPEN_REQ may stay unanswered. Default 30000. */
  readonly openTimeoutMs?: number;
  /** Default for requests that name no time of their own. Default 20000. */
  readonly requestTimeoutMs?: number;
  /** Longest message body that is believed. Default 65536. */
  readonly maxBodyBytes?: number;
  /** How long an ended call stays in `calls` before it is removed. Default 5000. */
  readonly keepEndedMs?: number;
  /** What `saveConfiguration()` gave in an earlier run: only what changed since is uploaded. */
  readonly savedConfiguration?: SavedConfiguration;
  /** Agent mode: logs the agent in again when the login was lost with the session. Default false. */
  readonly relogin?: boolean;
  /** What to do after a loss. Default {@link reconnectPolicy}(). */
  readonly reconnect?: ReconnectPolicy;
  /** Default: says nothing. */
  readonly logger?: Logger;
  /** Default: the runtime's clock. */
  readonly clock?: Clock;
  /** Numbers from 0 to below 1, for jitter. Default Math.random. */
  readonly random?: () => number;
  /** Watches the session's state machine: XState's inspection events. */
  readonly inspect?: (event: InspectionEvent) => void;
}

/** How long connect() waits. */
export interface ConnectOptions {
  /** Rejects with `ABORTED`; the session is closed. */
  readonly signal?: AbortSignalLike;
  /** Rejects with `CONNECT_TIMEOUT` after this time; the session is closed. Default: no limit. */
  readonly timeoutMs?: number;
}
