/**
 * Events of sessions and of the CCX session, and the interface through which the parts of a relay emit theirs.
 * @module
 */
import type { CtiMessage } from 'rxcti';
import type { Rights } from '../authorization/rights.ts';

/** Takes the events of one part of the relay; an RxJS `Subject` is one. */
export interface EventSink<Event> {
  /** False while nobody subscribes: check it before creating an event. */
  readonly observed: boolean;
  next(event: Event): void;
}

/** A request that changes state, with its result. Contains neither passwords nor caller data. */
export interface CommandRecord {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly rights: Rights;
  /** Client address; not set if the relay itself sent the request. */
  readonly address?: string;
  /** Message type. */
  readonly request: string;
  /** IDs in the request. Numbers that are not devices of the contact center are replaced by `external`. */
  readonly target: Readonly<Record<string, string | number>>;
  /** `denied` by the relay, `refused` by CCX, `failed` without a reply of CCX. */
  readonly result: 'confirmed' | 'denied' | 'refused' | 'failed';
  /** Reason, unless confirmed. */
  readonly reason?: string;
  readonly durationMs: number;
}

/** Why a client has to resync. */
export type ResyncReason =
  /** Its send queue exceeded the limit. */
  | 'queue-overflow'
  /** It reconnected, and messages that it missed are no longer available. */
  | 'resume-gap'
  /** It reconnected, and its session no longer exists. */
  | 'unknown-session'
  /** Teams or devices changed, and with them what it may see; its session continues. */
  | 'visibility-changed';

export type SessionEvent =
  | { readonly type: 'session-opened'; readonly rights: Rights }
  | { readonly type: 'command'; readonly command: CommandRecord }
  | { readonly type: 'resync'; readonly reason: ResyncReason }
  /** An event of CCX was sent to `deliveries` sessions; `durationMs` from its arrival to the last of them. */
  | {
      readonly type: 'event-delivered';
      readonly message: CtiMessage['type'];
      readonly deliveries: number;
      readonly durationMs: number;
    }
  /** The CCX session became ready, or is no longer. */
  | { readonly type: 'upstream-ready'; readonly ready: boolean }
  /** The CCX session closed for good: the relay is out of service. */
  | { readonly type: 'upstream-closed'; readonly error: unknown };
