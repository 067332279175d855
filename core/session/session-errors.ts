/**
 * The errors of a session.
 * @module
 */
import { CtiError } from '../errors.ts';
import { ErrorStatus, errorStatusCodes } from '../protocol/constants/failures.ts';
import type { SessionState } from './session-state.ts';

/** FAILURE_EVENT statuses that make a session useless on this node. Guide: Error (E) status codes. */
const fatalStatuses: ReadonlySet<number> = new Set([
  ErrorStatus.E_CTI_SESSION_NOT_OPEN,
  ErrorStatus.E_CTI_UNSPECIFIED_FAILURE,
  ErrorStatus.E_CTI_SERVER_NOT_MASTER,
  ErrorStatus.E_CTI_JTAPI_CCM_PROBLEM,
]);

/** The guide's name of a status, or its number. */
export function statusName(status: number): string {
  return errorStatusCodes.name(status) ?? String(status);
}

/** A sentence with the server's text in parentheses. */
export function withText(sentence: string, text: string | undefined): string {
  return text === undefined || text === '' ? sentence : `${sentence} (${text})`;
}

/** Details of FAILURE_CONF and FAILURE_EVENT. */
export interface FailureDetails {
  readonly status: number;
  readonly statusName: string;
  readonly text?: string;
}

export function failureDetails(status: number, text: string | undefined): FailureDetails {
  return { status, statusName: statusName(status), ...(text === undefined ? {} : { text }) };
}

function sentenceOf({ status, text }: FailureDetails): string {
  return withText(errorStatusCodes.sentence(status), text);
}

/** FAILURE_CONF to OPEN_REQ. */
export function openRefused(details: FailureDetails): CtiError {
  return details.status === ErrorStatus.E_CTI_NEW_SESSION_OPENED
    ? sessionReplaced(details)
    : new CtiError('OPEN_REFUSED', `Server refused the session: ${sentenceOf(details)}`, details);
}

/** FAILURE_CONF to a heartbeat. */
export function heartbeatRefused(details: FailureDetails): CtiError {
  return new CtiError('SERVER_FAILURE', `Server refused a heartbeat: ${sentenceOf(details)}`, details);
}

/** The error that a FAILURE_EVENT ends the session with; undefined when the session goes on. */
export function failureOf(details: FailureDetails): CtiError | undefined {
  if (details.status === ErrorStatus.E_CTI_NEW_SESSION_OPENED) return sessionReplaced(details);
  if (!fatalStatuses.has(details.status)) return undefined;
  return new CtiError('SERVER_FAILURE', `Server reported a failure: ${sentenceOf(details)}`, details);
}

function sessionReplaced(details: FailureDetails): CtiError {
  const message = `Session replaced by a newer session of this client: ${sentenceOf(details)}`;
  return new CtiError('SESSION_REPLACED', message, { status: details.status });
}

export function openTimeout(timeoutMs: number): CtiError {
  return new CtiError('OPEN_TIMEOUT', `OPEN_REQ timed out after ${timeoutMs} ms`, { timeoutMs });
}

export function wentOffline(): CtiError {
  return new CtiError('SERVER_OFFLINE', 'CCX is offline on this node', {});
}

export function linkLost(cause: unknown): CtiError {
  if (CtiError.is(cause, 'LINK_LOST')) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new CtiError('LINK_LOST', `Link to the server lost: ${reason}`, { reason }, { cause });
}

/** The error of a failed dial or resync as a CtiError. */
export function sessionFailed(cause: unknown): CtiError {
  if (CtiError.is(cause)) return cause;
  const reason = String(cause);
  return new CtiError('LINK_LOST', `Session failed: ${reason}`, { reason }, { cause });
}

/** The error of a request in a state other than `ready`. */
export function notReady(state: SessionState, cause?: unknown): CtiError {
  if (state.name === 'closed') {
    const { reason } = state;
    return new CtiError('SESSION_CLOSED', `Session closed (${reason})`, { reason }, { cause });
  }
  return new CtiError(
    'SESSION_NOT_READY',
    `Session not ready (${state.name})`,
    { state: state.name },
    { cause: cause ?? ('error' in state ? state.error : undefined) },
  );
}
