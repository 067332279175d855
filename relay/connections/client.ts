/**
 * A browser as this room knows it, and the words with which it is turned away or sent to begin anew.
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
import type { SessionEnd } from '../observer.ts';
import type { Bucket } from './rate-limiter.ts';

/** A browser, there or away. */
export interface Browser {
  readonly name: string;
  readonly link: ResumableLink;
  readonly rights: Rights;
  /** Puts others in the place of frames that wait, where the latest is enough; told when the session is open. */
  compact: ((queue: QueuedChunk[]) => QueuedChunk[]) | undefined;
}

/** What this room knows of it besides. */
export interface KnownBrowser extends Browser {
  rights: Rights;
  /** The last one that it came with. */
  token: string;
  awaySince: number | undefined;
  readonly bucket: Bucket;
  end: SessionEnd;
}

/** Ends a browser's session; the browser builds its picture anew in another one. */
export function beginAnew(browser: KnownBrowser, why: SessionEnd, reason: string): void {
  browser.end = why;
  browser.link.drop(aborted(reason), { kind: 'resync-required', reason });
}

/** Ends a browser's session, and says why. */
export function turnOut(
  browser: KnownBrowser,
  why: SessionEnd,
  code: EnvelopeErrorCode,
  sentence: string,
): void {
  browser.end = why;
  browser.link.drop(aborted(sentence), { kind: 'error', code, sentence });
}

/** Says on a new connection why not, and closes it. */
export function turnAway(socket: EnvelopeSocket, code: EnvelopeErrorCode, sentence: string): void {
  socket.send(encodeEnvelope({ kind: 'error', code, sentence }));
  socket.close(closeCode.ended);
}

function aborted(reason: string): Parameters<ResumableLink['drop']>[0] {
  return { reason: 'aborted', error: new CtiError('LINK_LOST', reason, { reason }), wasClean: false };
}
