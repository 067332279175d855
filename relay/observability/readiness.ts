/**
 * Whether browsers are well served here, and if not, why.
 * @module
 */
import type { SessionState } from 'rxcti';
import type { ClusterView } from '../cluster/cluster.ts';

/** What the answer is made from. */
export interface ReadinessFacts {
  readonly isStopping: boolean;
  /** The upstream is open and the picture of the contact center whole. */
  readonly isReady: boolean;
  /** The session with CCX, or with the relay that holds it. */
  readonly session: SessionState;
  /** Undefined where there is no cluster. */
  readonly cluster?: ClusterView | undefined;
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
  /** In a cluster: this relay's part, and who holds the session since when (ISO 8601, by the holder's clock). */
  readonly cluster?: {
    readonly part: ClusterView['standing']['part'];
    readonly holder?: string;
    readonly since?: string;
    readonly leaseAgeSeconds?: number;
  };
  /** Sentences; empty when ready. */
  readonly reasons: readonly string[];
}

/**
 * Red at once when the session is not ready, and before the session itself gives up: a heartbeat that should have been
 * answered and was not is reason enough to send browsers elsewhere.
 */
export function readiness(facts: ReadinessFacts): Readiness {
  const { session, cluster, silenceMs, heartbeatMs } = facts;
  const reasons: string[] = [];
  if (facts.isStopping) reasons.push('the relay is stopping');
  if (!facts.isReady)
    reasons.push(
      ...(cluster === undefined
        ? [sessionSentence(session, facts.now)]
        : clusterSentences(cluster, session, facts.now)),
    );
  else if (silenceMs !== undefined && silenceMs > longestSilenceMs(heartbeatMs))
    reasons.push(`CCX has not said anything for ${seconds(silenceMs)}: a heartbeat was not answered`);
  else if (cluster?.silenceMs !== undefined && cluster.silenceMs > longestHolderSilenceMs)
    reasons.push(`the holder has not said anything for ${seconds(cluster.silenceMs)}`);
  return {
    ready: reasons.length === 0,
    upstream: session.name,
    ...(cluster === undefined ? {} : { cluster: standingOf(cluster) }),
    reasons,
  };
}

function standingOf({ standing, leaseAgeMs }: ClusterView): Required<Readiness>['cluster'] {
  if (standing.part === 'none') return { part: 'none' };
  const { name, since } = standing.lease;
  return {
    part: standing.part,
    holder: name,
    since: new Date(since).toISOString(),
    ...(leaseAgeMs === undefined ? {} : { leaseAgeSeconds: Math.round(leaseAgeMs) / 1000 }),
  };
}

/** Whose fault it is: this relay's way to CCX, the holder's, or NATS. */
function clusterSentences(view: ClusterView, session: SessionState, now: number): string[] {
  const { standing, resignsAt } = view;
  if (standing.part === 'holder') {
    const reason = sessionSentence(session, now);
    if (resignsAt === undefined) return [reason];
    const left = seconds(Math.max(0, resignsAt - now));
    return [reason, `this relay holds the session; if there is another one, that may try in ${left}`];
  }
  if (view.trouble !== undefined) return [`the lease is out of reach: ${view.trouble}`];
  if (standing.part === 'none') return ['no relay is known to hold the session with CCX'];
  const holder = `relay ${standing.lease.name}`;
  if (session.name !== 'synchronizing') return [`${holder} holds the session with CCX and is out of reach`];
  return session.online
    ? [sessionSentence(session, now)]
    : [`${holder} holds the session with CCX and has none that is open`];
}

/** It says something every second. */
const longestHolderSilenceMs = 3000;

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
    case 'synchronizing':
      return session.online
        ? `building the picture of the contact center: ${session.progress.done} of ${session.progress.total}`
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
