/**
 * Events of clients and their connections.
 * @module
 */
import type { Rights } from '../authorization/rights.ts';

/** Why a client's session ended. */
export type SessionEndReason =
  | 'closed'
  /** The client did not reconnect within the resume window. */
  | 'resume-timeout'
  | 'resync-required'
  | 'protocol-violation'
  | 'rights-changed'
  /** The client was disconnected, and a new session of the same user needed its slot. */
  | 'replaced'
  | 'token-refused'
  | 'relay-stopped';

/** Why a connection or a sign-in was refused. */
export type RejectionReason =
  | 'origin'
  | 'token'
  | 'too-many-connections'
  /** Of one user, of one address, or of the relay. */
  | 'too-many-sessions'
  | 'too-many-attempts'
  | 'bad-handshake'
  | 'handshake-timeout'
  | 'not-found'
  | 'stopping';

export type ConnectionEvent =
  /** A client reconnected and continues its session without a gap. */
  | { readonly type: 'session-resumed'; readonly rights: Rights; readonly disconnectedMs: number }
  | { readonly type: 'session-ended'; readonly rights: Rights; readonly reason: SessionEndReason }
  | { readonly type: 'rejected'; readonly reason: RejectionReason };
