/**
 * A client of the relay, connected or waiting to resume, the ways to end its session, and the events of connections.
 * @module
 */
import { CtiError } from 'rxcti';
import {
  closeCode,
  type EnvelopeErrorCode,
  type EnvelopeSocket,
  encodeEnvelope,
  type QueuedChunk,
  type ResumableLink,
} from 'rxcti/websocket/server';
import type { Rights } from '../authorization/rights.ts';
import type { TokenBucket } from './rate-limiter.ts';

/** A client, connected or waiting to resume. */
export interface Client {
  readonly name: string;
  readonly link: ResumableLink;
  readonly rights: Rights;
  /** Removes superseded frames from a full send queue; set once the session is open. */
  compact: ((queue: QueuedChunk[]) => QueuedChunk[]) | undefined;
}

/** A client with the internal state of its connections. */
export interface KnownClient extends Client {
  rights: Rights;
  /** Token of the last handshake. */
  token: string;
  disconnectedAt: number | undefined;
  readonly requests: TokenBucket;
  endReason: SessionEndReason;
}

/** Ends a client's session; the client opens a new one and resyncs. */
export function requireResync(client: KnownClient, endReason: SessionEndReason, reason: string): void {
  client.endReason = endReason;
  client.link.drop(aborted(reason), { kind: 'resync-required', reason });
}

/** Ends a client's session with an error. */
export function evict(
  client: KnownClient,
  endReason: SessionEndReason,
  code: EnvelopeErrorCode,
  sentence: string,
): void {
  client.endReason = endReason;
  client.link.drop(aborted(sentence), { kind: 'error', code, sentence });
}

/** Refuses a new connection with an error, and closes it. */
export function reject(socket: EnvelopeSocket, code: EnvelopeErrorCode, sentence: string): void {
  socket.send(encodeEnvelope({ kind: 'error', code, sentence }));
  socket.close(closeCode.ended);
}

function aborted(reason: string): Parameters<ResumableLink['drop']>[0] {
  return { reason: 'aborted', error: new CtiError('LINK_LOST', reason, { reason }), wasClean: false };
}

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
