/**
 * What a relay tells of its work: metrics, logs and the audit trail hang on it.
 * @module
 */

import type { Rights } from './authorization/rights.ts';
import type { Standing } from './cluster/election.ts';

/** A request that changes something, when its result is known. Passwords and caller data are not in it. */
export interface CommandRecord {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly rights: Rights;
  /** Where the browser's last connection came from; left out where the relay acts on its own account. */
  readonly address?: string;
  /** The message's name. */
  readonly request: string;
  /** Whom and what it was about: the ids that the request names. Numbers from outside are called `outside`. */
  readonly target: Readonly<Record<string, string | number>>;
  /** `confirmed`, `denied` by the relay, `refused` by CCX, `failed` on the way. */
  readonly result: 'confirmed' | 'denied' | 'refused' | 'failed';
  /** Why, in a sentence, where it was not confirmed. */
  readonly reason?: string;
  readonly tookMs: number;
}

/** Why a browser's session ended. */
export type SessionEnd =
  | 'closed'
  | 'away too long'
  | 'resync required'
  | 'protocol'
  | 'rights changed'
  /** It was away, and its user's next session needed its place. */
  | 'made room'
  | 'token refused'
  | 'relay stopped';

/** Why somebody was not let in. */
export type Rejection =
  | 'origin'
  | 'token'
  | 'too many connections'
  /** Of one user, of one address, or altogether. */
  | 'too many sessions'
  | 'too many tries'
  | 'bad hello'
  | 'slow hello'
  | 'not found'
  | 'stopping';

/** Why a browser has to build its picture anew. */
export type ResyncReason =
  /** More waited for it than the relay keeps. */
  | 'too slow'
  /** It came back, and what it missed is no longer here. */
  | 'missed too much'
  /** It came back, and its session is no longer here. */
  | 'unknown session'
  /** Teams or phones changed, and with them what it may see; it goes on in the same session. */
  | 'sees something else';

/** Hooks; each may be left out. They must not throw and must not wait. */
export interface RelayObserver {
  sessionOpened?(rights: Rights): void;
  /** A browser came back on a new socket and goes on where it was. */
  sessionResumed?(rights: Rights, awayMs: number): void;
  sessionEnded?(rights: Rights, end: SessionEnd): void;
  rejected?(reason: Rejection): void;
  resync?(reason: ResyncReason): void;
  /** A message passed on a browser's WebSocket. */
  message?(direction: 'received' | 'sent', bytes: number): void;
  command?(record: CommandRecord): void;
  /** CCX sent an event; `deliveries` browsers were sent it, and it took so long from its arrival to the last send(). */
  event?(type: string, deliveries: number, tookMs: number): void;
  upstream?(isReady: boolean): void;
  /** In a cluster: this relay became the holder of the CCX session, another one is, or none is known. */
  standing?(standing: Standing): void;
  /** In a cluster: this relay held the session, could not reach CCX, and lets another one try. */
  resigned?(): void;
  /** The session with CCX is over for good, and with it this relay's use. */
  upstreamOver?(error: unknown): void;
}
