/**
 * Limits of a relay, and the session limits of users and addresses.
 * @module
 */
import type { Endpoint } from 'rxcti';
import type { EnvelopeErrorCode } from 'rxcti/websocket/server';
import type { Rights } from '../authorization/rights.ts';
import type { KnownClient } from './client.ts';

/** Limits of a relay. */
export interface RelayLimits {
  /** Concurrent sessions, including those of disconnected clients. Default 2000. */
  readonly maxSessions: number;
  /**
   * Concurrent sessions of one user (the token's subject), including disconnected ones. Default 8. At the limit, a
   * disconnected session is replaced. Screens that share a token are one user.
   */
  readonly maxSessionsPerUser: number;
  /** Concurrent sessions from one address, including disconnected ones. Default 500. */
  readonly maxSessionsPerAddress: number;
  /** Concurrent connections from one address. Default 500: a whole office may share one address. */
  readonly maxConnectionsPerAddress: number;
  /** New connections per minute from one address. Default 600. */
  readonly maxConnectionsPerMinute: number;
  /** Sign-in attempts per minute from one address. Default 20. */
  readonly maxSignInsPerMinute: number;
  /** Failed sign-in attempts per minute for one agent from one address; see `http/sign-in-throttle.ts`. Default 5. */
  readonly maxSignInsPerMinutePerAgent: number;
  /** Requests per second of one client. Default 50. */
  readonly maxRequestsPerSecond: number;
  /** Requests that one client may send at once, such as the resync after a start. Default 5000. */
  readonly requestBurst: number;
  /** Size of the largest message accepted from a client. Default 16 384. */
  readonly maxMessageBytes: number;
  /** Time for a new connection to complete its handshake, and for an HTTP request to arrive. Default 5000. */
  readonly handshakeTimeoutMs: number;
  /** Longest silence of each side; a client is disconnected after twice that time. Default 4000. */
  readonly pingIntervalMs: number;
  /** Time within which a disconnected client can resume its session without a gap. Default 30 000. */
  readonly resumeWindowMs: number;
  /** Rate at which clients are asked to reconnect after the relay has stopped. Default 200. */
  readonly reconnectsPerSecond: number;
  /** Bytes queued for one client; beyond that, the client must resync. Default 1 MiB. */
  readonly maxQueueBytes: number;
}

export const defaultLimits: RelayLimits = {
  maxSessions: 2000,
  maxSessionsPerUser: 8,
  maxSessionsPerAddress: 500,
  maxConnectionsPerAddress: 500,
  maxConnectionsPerMinute: 600,
  maxSignInsPerMinute: 20,
  maxSignInsPerMinutePerAgent: 5,
  maxRequestsPerSecond: 50,
  requestBurst: 5000,
  maxMessageBytes: 16_384,
  handshakeTimeoutMs: 5000,
  pingIntervalMs: 4000,
  resumeWindowMs: 30_000,
  reconnectsPerSecond: 200,
  maxQueueBytes: 1_048_576,
};

/** A new session would exceed a limit. */
export interface SessionLimitExceeded {
  /** Log message. */
  readonly message: string;
  readonly code: EnvelopeErrorCode;
  /** Message to the user. */
  readonly sentence: string;
}

/** A new session is allowed, after `replaced` (if any) was ended. */
export interface SessionAllowed {
  readonly replaced: KnownClient | undefined;
}

/**
 * Checks the session limits. A page that reloads leaves a disconnected session behind: at the limit of its user, the one
 * that has been disconnected longest is replaced.
 */
export function checkSessionLimits(
  clients: ReadonlyMap<string, KnownClient>,
  limits: RelayLimits,
  rights: Rights,
  peer: Endpoint,
): SessionAllowed | SessionLimitExceeded {
  const { maxSessions, maxSessionsPerUser, maxSessionsPerAddress } = limits;
  let ofUser = 0;
  let ofAddress = 0;
  let replaced: KnownClient | undefined;
  for (const client of clients.values()) {
    if (client.link.endpoint.host === peer.host) ofAddress++;
    if (client.rights.subject !== rights.subject) continue;
    ofUser++;
    const { disconnectedAt } = client;
    if (
      disconnectedAt !== undefined &&
      disconnectedAt < (replaced?.disconnectedAt ?? Number.POSITIVE_INFINITY)
    )
      replaced = client;
  }
  if (ofUser >= maxSessionsPerUser) {
    if (replaced !== undefined) return { replaced };
    return {
      message: 'session refused: user limit reached',
      code: 'too-many-sessions',
      sentence: `session limit reached for this user (${ofUser}): close a window`,
    };
  }
  if (ofAddress >= maxSessionsPerAddress)
    return {
      message: 'session refused: address limit reached',
      code: 'too-many-sessions',
      sentence: `session limit reached for this address (${ofAddress})`,
    };
  if (clients.size >= maxSessions)
    return {
      message: 'session refused: relay limit reached',
      code: 'too-many',
      sentence: `session limit reached for this relay (${clients.size})`,
    };
  return { replaced: undefined };
}
