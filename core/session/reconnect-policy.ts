/**
 * What to do after a session was lost or could not be opened: a pure function of the cause.
 * Guide: How a session is initialized; Connect CTI sessions in a clustered Unified CCX.
 * @module
 */
import type { CtiError } from '../errors.ts';
import { CtiError as Failure } from '../errors.ts';
import { ErrorStatus } from '../protocol/constants/failures.ts';

/** What a policy sees. */
export interface ReconnectCause {
  /** Why the session is down: `CONNECT_FAILED`, `OPEN_REFUSED`, `LINK_LOST`, `HEARTBEAT_LOST` ... */
  readonly error: CtiError;
  /** Failures in a row, 1 for the first since the session was last ready. */
  readonly attempt: number;
  /** Number of nodes in the list. */
  readonly endpoints: number;
  /** The session was ready once. */
  readonly wasReady: boolean;
  /** A number from 0 to below 1, for jitter. */
  readonly random: number;
}

/** Try the next node after a pause, or give up for good. */
export type ReconnectDecision =
  | { readonly action: 'retry'; readonly delayMs: number }
  | { readonly action: 'giveUp' };

/** Decides; given to `createCtiClient` as `reconnect`. */
export type ReconnectPolicy = (cause: ReconnectCause) => ReconnectDecision;

export interface ReconnectOptions {
  /** Pause between the nodes of the first round through the list. Default 500, up to as much again by jitter. */
  readonly fastMs?: number;
  /** Longest pause. Default 30000. */
  readonly ceilingMs?: number;
  /** Pause after a refusal, as the guide asks. Default 10000. */
  readonly refusedMs?: number;
  /** Gives up after so many failures in a row, if the session was never ready. Default: never. */
  readonly maxAttempts?: number;
}

/** The request itself is wrong: the same OPEN_REQ would be refused again. */
const hopeless: ReadonlySet<number> = new Set([
  ErrorStatus.E_CTI_INVALID_VERSION,
  ErrorStatus.E_CTI_INVALID_MESSAGE_TYPE,
  ErrorStatus.E_CTI_INVALID_FIELD,
  ErrorStatus.E_CTI_REQUIRED_DATA_MISSING,
  ErrorStatus.E_CTI_INVALID_PERIPHERAL_ID,
  ErrorStatus.E_CTI_INVALID_AGENT_DATA,
  ErrorStatus.E_CTI_INVALID_TIMEOUT,
  ErrorStatus.E_CTI_INVALID_FIELD_LENGTH,
]);

/**
 * The policy that sessions follow unless given another: walk the list of nodes quickly, then back off with jitter up to
 * a ceiling and never give up, except after a refusal that no waiting can mend (before the session was ever ready) and
 * when a newer session of the same client took over.
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
      if (hopeless.has(error.details.status) && !wasReady) return { action: 'giveUp' };
      return { action: 'retry', delayMs: Math.max(refusedMs, jittered) };
    }
    // Sessions of this user have to end first: somebody closes a window, or one that is away is given up.
    if (Failure.is(error, 'RELAY_REFUSED') && error.details.reason === 'too-many-sessions')
      return { action: 'retry', delayMs: Math.max(refusedMs, jittered) };
    return { action: 'retry', delayMs: jittered };
  };
}
