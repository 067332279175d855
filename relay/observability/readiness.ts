/**
 * Readiness of a relay to serve clients, with reasons if it is not ready.
 * @module
 */
import type { SessionState } from 'rxcti';
import type { ClusterStatus } from '../cluster/cluster.ts';

export interface ReadinessInput {
  readonly isStopping: boolean;
  /** The CCX session is open and the replica complete. */
  readonly isReady: boolean;
  /** The session with CCX, or with the leader of the cluster. */
  readonly session: SessionState;
  /** Undefined without a cluster. */
  readonly cluster?: ClusterStatus | undefined;
  /** Time since anything was received from CCX; undefined if nothing is expected. */
  readonly silenceMs: number | undefined;
  /** Interval of heartbeats to CCX. */
  readonly heartbeatMs: number;
  readonly now: number;
}

/** Response of `/readyz`. */
export interface Readiness {
  readonly ready: boolean;
  readonly upstream: SessionState['name'];
  /** In a cluster: the role of this relay, the leader, and the start of its term (ISO 8601, by the leader's clock). */
  readonly cluster?: {
    readonly role: 'leader' | 'follower' | 'none';
    readonly leader?: string;
    readonly since?: string;
    readonly leaseAgeSeconds?: number;
  };
  /** Empty if ready. */
  readonly reasons: readonly string[];
}

/**
 * Evaluates readiness. Not ready as soon as a heartbeat is overdue, before the session itself detects a dead link: clients
 * can then be sent elsewhere early.
 */
export function readiness(input: ReadinessInput): Readiness {
  const { session, cluster, silenceMs, heartbeatMs } = input;
  const reasons: string[] = [];
  if (input.isStopping) reasons.push('the relay is stopping');
  if (!input.isReady)
    reasons.push(
      ...(cluster === undefined
        ? [sessionReason(session, input.now)]
        : clusterReasons(cluster, session, input.now)),
    );
  else if (silenceMs !== undefined && silenceMs > maxHeartbeats * heartbeatMs)
    reasons.push(`heartbeat overdue: nothing received from CCX for ${seconds(silenceMs)}`);
  else if (cluster?.leaderSilenceMs !== undefined && cluster.leaderSilenceMs > maxLeaderSilenceMs)
    reasons.push(`nothing received from the leader for ${seconds(cluster.leaderSilenceMs)}`);
  return {
    ready: reasons.length === 0,
    upstream: session.name,
    ...(cluster === undefined ? {} : { cluster: clusterInfo(cluster) }),
    reasons,
  };
}

/** One heartbeat interval, and half of one for the reply. */
const maxHeartbeats = 1.5;
/** The leader sends something every second. */
const maxLeaderSilenceMs = 3000;

function clusterInfo({ role, leaseAgeMs }: ClusterStatus): Required<Readiness>['cluster'] {
  if (role.role === 'none') return { role: 'none' };
  const { name, since } = role.lease;
  return {
    role: role.role,
    leader: name,
    since: new Date(since).toISOString(),
    ...(leaseAgeMs === undefined ? {} : { leaseAgeSeconds: Math.round(leaseAgeMs) / 1000 }),
  };
}

/** Distinguishes the connection of this relay to CCX, the leader, and NATS. */
function clusterReasons(status: ClusterStatus, session: SessionState, now: number): string[] {
  const { role, stepsDownAt, leaseError } = status;
  if (role.role === 'leader') {
    const reason = sessionReason(session, now);
    if (stepsDownAt === undefined) return [reason];
    const left = seconds(Math.max(0, stepsDownAt - now));
    return [reason, `this relay is the leader and steps down in ${left} if there is a follower`];
  }
  if (leaseError !== undefined) return [`lease unavailable: ${leaseError}`];
  if (role.role === 'none') return ['no relay is known to be the leader'];
  const leader = `leader ${role.lease.name}`;
  if (session.name !== 'synchronizing') return [`${leader} is unreachable`];
  return session.online ? [sessionReason(session, now)] : [`${leader} has no open CCX session`];
}

function sessionReason(session: SessionState, now: number): string {
  switch (session.name) {
    case 'idle':
      return 'not connected to CCX yet';
    case 'connecting':
    case 'opening':
      return `connecting to CCX at ${session.endpoint.host}:${session.endpoint.port}, attempt ${session.attempt}`;
    case 'synchronizing':
      return session.online
        ? `synchronizing: ${session.progress.done} of ${session.progress.total}`
        : 'CCX reports that it is offline';
    case 'waiting':
      return `${session.error.message}; next attempt in ${seconds(Math.max(0, session.retryAt - now))}`;
    case 'closing':
      return 'the CCX session is closing';
    case 'closed':
      return `the CCX session is closed (${session.reason})${session.error === undefined ? '' : `: ${session.error.message}`}`;
    case 'ready':
      return 'the CCX session is open, and its state is not complete yet';
  }
}

function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}
