/**
 * A client of the relay, connected or waiting to resume, and the ways to end its session.
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
import type { SessionEndReason } from './events.ts';
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
