/**
 * The reconnect policy: a pure function of the reason why a session was lost or not opened.
 * Guide: How a session is initialized; Connect CTI sessions in a clustered Unified CCX.
 * @module
 */
import type { CtiError } from '../errors.ts';
import { CtiError as Failure } from '../errors.ts';
import { ErrorStatus } from '../protocol/constants/failures.ts';

/** Input of a policy. */
export interface ReconnectCause {
  /** Why the session is down: `CONNECT_FAILED`, `OPEN_REFUSED`, `LINK_LOST`, `HEARTBEAT_LOST` ... */
  readonly error: CtiError;
  /** Number of failures since the session was last ready, starting with 1. */
  readonly attempt: number;
  /** Number of nodes in the list. */
  readonly endpoints: number;
  /** True if the session was ready before. */
  readonly wasReady: boolean;
  /** A random number in [0, 1), for jitter. */
  readonly random: number;
}

/** Try the next node after a delay, or close the session. */
export type ReconnectDecision =
  | { readonly action: 'retry'; readonly delayMs: number }
  | { readonly action: 'giveUp' };

/** Option `reconnect` of `createCtiClient()`. */
export type ReconnectPolicy = (cause: ReconnectCause) => ReconnectDecision;

export interface ReconnectOptions {
  /** Delay between nodes in the first round through the list. Default 500, doubled at most by jitter. */
  readonly fastMs?: number;
  /** Maximum delay. Default 30000. */
  readonly ceilingMs?: number;
  /** Minimum delay after a refusal, as the guide requires. Default 10000. */
  readonly refusedMs?: number;
  /** Gives up after this many failures if the session was never ready. Default: never. */
  readonly maxAttempts?: number;
}

/** Statuses after which the same OPEN_REQ would be refused again. */
const permanentStatuses: ReadonlySet<number> = new Set([
  ErrorStatus.E_CTI_INVALID_VERSION,
  ErrorStatus.E_CTI_INVALID_MESSAGE_TYPE,
  ErrorStatus.E_CTI_INVALID_FIELD,
  ErrorStatus.E_CTI_REQUIRED_DATA_MISSING,
  ErrorStatus.E_CTI_INVALID_PERIPHERAL_ID,
  ErrorStatus.E_CTI_INVALID_AGENT_DATA,
  ErrorStatus.E_CTI_INVALID_TIMEOUT,
  ErrorStatus.E_CTI_INVALID_FIELD_LENGTH,
]);

/** Reasons for which a relay would refuse the same token or protocol version again. */
const permanentReason: RegExp = /^(token|bad)-/;

/**
 * The default policy: tries all nodes quickly, then backs off with jitter. Gives up only after a permanent refusal of a session
 * that was never ready (such as a refused token), and when a newer session of the same client has replaced this one.
 */
export function reconnectPolicy(options: ReconnectOptions = {}): ReconnectPolicy {
  const {
    fastMs = 500,
    ceilingMs = 30_000,
    refusedMs = 10_000,
    maxAttempts = Number.POSITIVE_INFINITY,
  } = options;
  return ({ error, attempt, endpoints, wasReady, random }) => {
    if (Failure.is(error, 'SESSION_REPLACED')) return { action: 'giveUp' };
    if (!wasReady && attempt >= maxAttempts) return { action: 'giveUp' };
    const backOff = Math.min(ceilingMs, fastMs * 2 ** Math.max(0, attempt - endpoints));
    const jittered = Math.round(Math.min(ceilingMs, backOff * (1 + random)));
    if (Failure.is(error, 'OPEN_REFUSED') && error.details.status !== ErrorStatus.E_CTI_SERVER_NOT_MASTER) {
      if (permanentStatuses.has(error.details.status) && !wasReady) return { action: 'giveUp' };
      return { action: 'retry', delayMs: Math.max(refusedMs, jittered) };
    }
    if (Failure.is(error, 'RELAY_REFUSED')) {
      const { reason } = error.details;
      if (permanentReason.test(reason) && !wasReady) return { action: 'giveUp' };
      // Another session of this user has to end first.
      if (reason === 'too-many-sessions') return { action: 'retry', delayMs: Math.max(refusedMs, jittered) };
    }
    return { action: 'retry', delayMs: jittered };
  };
}
