/**
 * One direction and the other of a link that outlives its sockets: what is sent carries numbers, what has arrived is
 * acknowledged, and on a new socket both sides go on where they stopped. The relay and the browser's transport use the
 * same.
 *
 * ```text
 *   send() ─► queue ─► (written, numbered) unacknowledged ─► acknowledged: forgotten
 *                          └── after a new socket: written again, from the first that did not arrive
 * ```
 * @module
 */
import type { Envelope } from './envelope.ts';
import { encodeEnvelope, encodeFrames } from './envelope.ts';

/** Where a stream writes: one WebSocket. */
export interface Wire {
  send(message: Uint8Array): void;
}

/** The stream's limits and what it needs of its owner. */
export interface NumberedStreamOptions {
  /** So much may be under way unacknowledged; the rest waits in the queue. */
  readonly windowBytes: number;
  /** Longest run of chunks put into one message. */
  readonly maxBatchBytes: number;
  /** Most chunks put into one message. Default: as many as fit. */
  readonly maxBatchChunks?: number;
  /** How far CCX's events have come with the chunks from one index to before another; 0 when none of them is one. */
  placeOf?(chunks: readonly Uint8Array[], from: number, to: number): number;
  /** How far they have come with all that was sent up to now. */
  reached?(): Reached;
  /** Called when chunks wait to be written: calls `flush()` soon, so that the chunks of one tick leave together. */
  schedule(): void;
  /** Takes the bytes that arrived, each once, in order. */
  deliver(bytes: Uint8Array, place: number): void;
  /** True while what was delivered lies unread: nothing is acknowledged then, and the peer stops sending. */
  isFull(): boolean;
}

/** An acknowledgement is due after so many chunks or bytes, and with each ping and pong. */
export const acknowledgeChunks = 128;
const acknowledgeBytes = 65_536;

/** How far CCX's events have come: a place within an epoch. */
export interface Reached {
  readonly epoch: string;
  /** 0: not known. */
  readonly place: number;
}

const nowhere = (): number => 0;

/** The two directions of a link over whatever socket there is at the moment. */
export class NumberedStream {
  readonly #options: NumberedStreamOptions;
  // What every chunk needs stands in one place with the rest: a relay fetches it for each browser and event.
  readonly #windowBytes: number;
  readonly #maxBatchBytes: number;
  readonly #maxBatchChunks: number;
  readonly #placeOf: NonNullable<NumberedStreamOptions['placeOf']>;
  #wire: Wire | undefined;
  /**
   * What was sent and not acknowledged: first what was written, then what waits. One array, which chunks enter once: a
   * relay does this for every event and every browser.
   */
  #chunks: Uint8Array[] = [];
  /** Where those begin that wait. */
  #written = 0;
  #queuedBytes = 0;
  #unacknowledgedBytes = 0;
  /** Chunks that the peer has acknowledged. */
  #acknowledged = 0;
  #finishing = false;
  #finishSent = false;
  #received = 0;
  #sinceAcknowledgement = { chunks: 0, bytes: 0 };

  constructor(options: NumberedStreamOptions) {
    this.#options = options;
    this.#windowBytes = options.windowBytes;
    this.#maxBatchBytes = options.maxBatchBytes;
    this.#maxBatchChunks = options.maxBatchChunks ?? Number.POSITIVE_INFINITY;
    this.#placeOf = options.placeOf ?? nowhere;
  }

  /** Bytes that wait to be written. */
  get queuedBytes(): number {
    return this.#queuedBytes;
  }

  /** Chunks that wait to be written. */
  get queuedChunks(): number {
    return this.#chunks.length - this.#written;
  }

  /** Bytes that were written and not acknowledged. */
  get unacknowledgedBytes(): number {
    return this.#unacknowledgedBytes;
  }

  /** Chunks that have arrived. */
  get received(): number {
    return this.#received;
  }

  /** Everything that was sent has arrived. */
  get isSettled(): boolean {
    return this.#chunks.length === 0;
  }

  get finishSent(): boolean {
    return this.#finishSent;
  }

  /** Queues a chunk; it must not change any more. */
  send(chunk: Uint8Array): void {
    this.#chunks.push(chunk);
    this.#queuedBytes += chunk.byteLength;
    if (this.#chunks.length - this.#written === 1) this.#options.schedule();
  }

  /** Puts others in the place of the chunks that wait, none of which has a number yet. */
  replaceQueue(change: (queue: Uint8Array[]) => Uint8Array[]): void {
    const queue = change(this.#chunks.splice(this.#written));
    this.#chunks = [...this.#chunks, ...queue];
    this.#queuedBytes = sizeOf(queue);
  }

  /** Behind all that was sent: nothing more comes. */
  finish(): void {
    this.#finishing = true;
    this.#options.schedule();
  }

  /**
   * Goes on over a socket, behind the chunks that the peer says it has. False when those are not to be had any more
   * or never were: the two sides do not belong together.
   */
  attach(wire: Wire, peerReceived: number): boolean {
    if (!this.acknowledge(peerReceived)) return false;
    this.#wire = wire;
    this.#finishSent = false;
    this.#write(0, this.#written, this.#unacknowledgedBytes);
    this.flush();
    return true;
  }

  /**
   * The other side is another one, which knows nothing of what this one wrote: both count from 0. What was written and
   * not acknowledged may have arrived or not, so it is not written again.
   */
  restart(): void {
    this.#wire = undefined;
    this.#chunks.splice(0, this.#written);
    this.#written = 0;
    this.#unacknowledgedBytes = 0;
    this.#acknowledged = 0;
    this.#received = 0;
    this.#sinceAcknowledgement = { chunks: 0, bytes: 0 };
  }

  /** The socket is gone. */
  detach(): void {
    this.#wire = undefined;
  }

  /** Writes what waits, as far as the window allows. */
  flush(): void {
    if (this.#wire === undefined) return;
    const to = this.#fitting(this.#windowBytes - this.#unacknowledgedBytes);
    if (to > this.#written) {
      const from = this.#written;
      const bytes = to === this.#chunks.length ? this.#queuedBytes : sizeOf(this.#chunks.slice(from, to));
      this.#written = to;
      this.#queuedBytes -= bytes;
      this.#unacknowledgedBytes += bytes;
      this.#write(from, to, bytes);
    }
    if (this.#finishing && !this.#finishSent && this.queuedChunks === 0) {
      this.#finishSent = true;
      this.#wire.send(encodeEnvelope({ kind: 'finish' }));
    }
  }

  /** Where those end of the chunks that wait which may go now. */
  #fitting(room: number): number {
    // Nearly always all of them, and they need not be looked at one by one.
    if (this.#queuedBytes <= room) return this.#chunks.length;
    let to = this.#written;
    let bytes = 0;
    // One chunk always goes, however long it is: else a small window would stand still for good.
    if (to === 0) bytes += (this.#chunks[to++] as Uint8Array).byteLength;
    for (; to < this.#chunks.length; to++) {
      bytes += (this.#chunks[to] as Uint8Array).byteLength;
      if (bytes > room) break;
    }
    return to;
  }

  /** Takes `frames`; false when chunks are missing before them or the numbers make no sense. */
  take({ first, count, bytes, place }: Extract<Envelope, { kind: 'frames' }>): boolean {
    if (first !== this.#received || count < 1 || count > Math.max(1, bytes.byteLength)) return false;
    this.#received += count;
    this.#sinceAcknowledgement.chunks += count;
    this.#sinceAcknowledgement.bytes += bytes.byteLength;
    this.#options.deliver(bytes, place);
    const { chunks, bytes: unacknowledged } = this.#sinceAcknowledgement;
    if (chunks >= acknowledgeChunks || unacknowledged >= acknowledgeBytes) this.say('acknowledge');
    return true;
  }

  /** The peer has so many chunks; false when that cannot be. */
  acknowledge(received: number): boolean {
    const fresh = received - this.#acknowledged;
    if (fresh < 0 || fresh > this.#written) return false;
    if (fresh === 0) return true;
    for (let index = 0; index < fresh; index++) {
      this.#unacknowledgedBytes -= (this.#chunks[index] as Uint8Array).byteLength;
    }
    this.#chunks.splice(0, fresh);
    this.#written -= fresh;
    this.#acknowledged = received;
    if (this.queuedChunks > 0) this.flush();
    return true;
  }

  /** Tells the peer how much has arrived, unless it lies unread; a ping or pong goes in any case. */
  say(kind: 'acknowledge' | 'ping' | 'pong'): void {
    if (this.#wire === undefined) return;
    const full = this.#options.isFull();
    if (full && kind === 'acknowledge') return;
    const received = full ? this.#received - this.#sinceAcknowledgement.chunks : this.#received;
    if (!full) this.#sinceAcknowledgement = { chunks: 0, bytes: 0 };
    if (kind === 'acknowledge') {
      this.#wire.send(encodeEnvelope({ kind, received }));
      return;
    }
    const { epoch, place } = this.#options.reached?.() ?? { epoch: '', place: 0 };
    // What still waits has not come as far.
    this.#wire.send(encodeEnvelope({ kind, received, epoch, place: this.queuedChunks === 0 ? place : 0 }));
  }

  /** Forgets everything that was to be sent. */
  clear(): void {
    this.#wire = undefined;
    this.#chunks = [];
    this.#written = 0;
    this.#queuedBytes = 0;
    this.#unacknowledgedBytes = 0;
  }

  /** Writes the chunks from one index to before another, which are so many bytes, in as few messages as may be. */
  #write(from: number, to: number, byteLength: number): void {
    const chunks = this.#chunks;
    let start = from;
    while (start < to) {
      let end = to;
      let bytes = byteLength;
      if (to - from > this.#maxBatchChunks || byteLength > this.#maxBatchBytes) {
        end = start;
        bytes = 0;
        do bytes += (chunks[end++] as Uint8Array).byteLength;
        while (
          end < to &&
          end - start < this.#maxBatchChunks &&
          bytes + (chunks[end] as Uint8Array).byteLength <= this.#maxBatchBytes
        );
      }
      const first = this.#acknowledged + start;
      this.#wire?.send(encodeFrames(first, chunks, bytes, this.#placeOf(chunks, start, end), start, end));
      start = end;
    }
  }
}

function sizeOf(chunks: readonly Uint8Array[]): number {
  return chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
}
