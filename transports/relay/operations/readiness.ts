/**
 * Whether browsers are well served here, and if not, why.
 * @module
 */
import type { SessionState } from '../../../core/index.ts';

/** What the answer is made from. */
export interface ReadinessFacts {
  readonly isStopping: boolean;
  /** The upstream is open and the picture of the contact centre whole. */
  readonly isReady: boolean;
  /** The session with CCX, or with the relay that holds it. */
  readonly session: SessionState;
  /** How long nothing has come from CCX; undefined where nothing is expected. */
  readonly silenceMs: number | undefined;
  /** CCX answers heartbeats this often. */
  readonly heartbeatMs: number;
  readonly now: number;
}

/** The answer of `/readyz`. */
export interface Readiness {
  readonly ready: boolean;
  readonly upstream: SessionState['name'];
  /** Sentences; empty when ready. */
  readonly reasons: readonly string[];
}

/**
 * Red at once when the session is not ready, and before the session itself gives up: a heartbeat that should have been
 * answered and was not is reason enough to send browsers elsewhere.
 */
export function readiness(facts: ReadinessFacts): Readiness {
  const { session, silenceMs, heartbeatMs } = facts;
  const reasons: string[] = [];
  if (facts.isStopping) reasons.push('the relay is stopping');
  if (!facts.isReady) reasons.push(sessionSentence(session, facts.now));
  else if (silenceMs !== undefined && silenceMs > longestSilenceMs(heartbeatMs))
    reasons.push(`CCX has not said anything for ${seconds(silenceMs)}: a heartbeat was not answered`);
  return { ready: reasons.length === 0, upstream: session.name, reasons };
}

/** One heartbeat's interval, and half of it for the answer. */
function longestSilenceMs(heartbeatMs: number): number {
  return 1.5 * heartbeatMs;
}

function sessionSentence(session: SessionState, now: number): string {
  switch (session.name) {
    case 'idle':
      return 'the relay has not begun to connect';
    case 'connecting':
    case 'opening':
      return `connecting to CCX at ${session.endpoint.host}:${session.endpoint.port}, attempt ${session.attempt}`;
    case 'synchronising':
      return session.online
        ? `building the picture of the contact centre: ${session.progress.done} of ${session.progress.total}`
        : 'CCX says that it is offline';
    case 'waiting':
      return `${session.error.message}; next attempt in ${seconds(Math.max(0, session.retryAt - now))}`;
    case 'closing':
      return 'the session with CCX is being closed';
    case 'closed':
      return `the session with CCX is over (${session.reason})${session.error === undefined ? '' : `: ${session.error.message}`}`;
    case 'ready':
      return 'the session with CCX is open, its picture is not whole yet';
  }
}

function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}
