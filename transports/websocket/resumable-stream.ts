/**
 * Both directions of a byte stream that outlives its sockets: chunks are numbered and kept until the peer acknowledges them.
 * After a reconnect each side continues behind the last chunk that the other one received. Used by the client and by the
 * relay.
 *
 * ```text
 *   send() ─► queued ─► written, unacknowledged ─► acknowledged: removed
 *                         └── after a reconnect: written again, from the first chunk that did not arrive
 * ```
 * @module
 */
import type { StreamPosition } from '../../core/transport.ts';
import type { Envelope } from './envelope.ts';
import { encodeEnvelope, encodeFrames } from './envelope.ts';

/** The socket that a stream writes to. */
export interface EnvelopeWriter {
  send(message: Uint8Array): void;
}

/** Limits and callbacks of a stream. */
export interface ResumableStreamOptions {
  /** Bytes that may be unacknowledged; more stays in the queue. */
  readonly windowBytes: number;
  /** Maximum bytes of chunks in one message. */
  readonly maxBatchBytes: number;
  /**
   * Sends each chunk with a position in a message of its own, so that the peer receives the position of each; chunks
   * without one are still batched. Default false: a message has the position of its last positioned chunk.
   */
  readonly positionPerMessage?: boolean;
  /** Position after everything that was sent; offset 0: unknown. Called once per message: return a kept object. */
  position?(): StreamPosition;
  /** Called when chunks wait to be written; call `flush()` soon, so that the chunks of one tick are sent together. */
  schedule(): void;
  /** Receives the bytes of each message once, in order, with the offset that came with them (0: none). */
  deliver(bytes: Uint8Array, offset: number): void;
  /** True while delivered bytes wait to be read: nothing is acknowledged, so the peer stops sending. */
  isFull(): boolean;
}

/** A chunk that waits to be written. */
export interface QueuedChunk {
  readonly bytes: Uint8Array;
  readonly position: StreamPosition | undefined;
}

/** Chunks are acknowledged after this many of them or bytes, and with each ping and pong. */
export const acknowledgeChunks = 128;
const acknowledgeBytes = 65_536;

/** A stream over the current socket. */
export class ResumableStream {
  readonly #options: ResumableStreamOptions;
  // Copied from the options: a relay reads these for each client and event.
  readonly #windowBytes: number;
  readonly #maxBatchBytes: number;
  readonly #positionPerMessage: boolean;
  #writer: EnvelopeWriter | undefined;
  /** Chunks that are not acknowledged: the written ones, then the queued ones. One array, since each chunk enters it once. */
  #chunks: Uint8Array[] = [];
  /** Position of each chunk; undefined until the first position is sent, so that relays without a cluster pay nothing. */
  #positions: (StreamPosition | undefined)[] | undefined;
  /** Index of the first queued chunk. */
  #written = 0;
  #queuedBytes = 0;
  #unacknowledgedBytes = 0;
  /** Number of chunks that the peer has acknowledged. */
  #acknowledged = 0;
  #isFinishing = false;
  #finishSent = false;
  #received = 0;
  #unacknowledgedReceived = { chunks: 0, bytes: 0 };

  constructor(options: ResumableStreamOptions) {
    this.#options = options;
    this.#windowBytes = options.windowBytes;
    this.#maxBatchBytes = options.maxBatchBytes;
    this.#positionPerMessage = options.positionPerMessage ?? false;
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

  /** Number of chunks received. */
  get received(): number {
    return this.#received;
  }

  /** True when the peer has acknowledged everything that was sent. */
  get isSettled(): boolean {
    return this.#chunks.length === 0;
  }

  get finishSent(): boolean {
    return this.#finishSent;
  }

  /** Queues a chunk, which must not change afterwards. */
  send(chunk: Uint8Array, position?: StreamPosition): void {
    if (position !== undefined) this.#positions ??= this.#chunks.map(() => undefined);
    this.#chunks.push(chunk);
    this.#positions?.push(position);
    this.#queuedBytes += chunk.byteLength;
    if (this.#chunks.length - this.#written === 1) this.#options.schedule();
  }

  /** Replaces the queued chunks, which have no numbers yet. */
  replaceQueue(replace: (queue: QueuedChunk[]) => QueuedChunk[]): void {
    const positions = this.#positions?.splice(this.#written);
    const queue = replace(
      this.#chunks
        .splice(this.#written)
        .map((bytes, index): QueuedChunk => ({ bytes, position: positions?.[index] })),
    );
    this.#queuedBytes = 0;
    for (const { bytes, position } of queue) {
      this.#chunks.push(bytes);
      this.#positions?.push(position);
      this.#queuedBytes += bytes.byteLength;
    }
  }

  /** Sends `finish` after everything that is queued. */
  finish(): void {
    this.#isFinishing = true;
    this.#options.schedule();
  }

  /**
   * Continues over a socket, behind the chunks that the peer has received. False when that number is invalid or those
   * chunks were removed: the stream cannot be resumed.
   */
  attach(writer: EnvelopeWriter, peerReceived: number): boolean {
    if (!this.acknowledge(peerReceived)) return false;
    this.#writer = writer;
    this.#finishSent = false;
    this.#write(0, this.#written, this.#unacknowledgedBytes);
    this.flush();
    return true;
  }

  /**
   * Continues with another relay, which has no state of this stream: both sides count from 0. Written chunks without an
   * acknowledgement may have arrived, so they are dropped rather than written twice.
   */
  restart(): void {
    this.#writer = undefined;
    this.#chunks.splice(0, this.#written);
    this.#positions?.splice(0, this.#written);
    this.#written = 0;
    this.#unacknowledgedBytes = 0;
    this.#acknowledged = 0;
    this.#received = 0;
    this.#unacknowledgedReceived = { chunks: 0, bytes: 0 };
  }

  /** Stops writing: the socket has closed. */
  detach(): void {
    this.#writer = undefined;
  }

  /** Writes queued chunks as far as the window allows. */
  flush(): void {
    if (this.#writer === undefined) return;
    const to = this.#windowEnd(this.#windowBytes - this.#unacknowledgedBytes);
    if (to > this.#written) {
      const from = this.#written;
      const bytes = to === this.#chunks.length ? this.#queuedBytes : sizeOf(this.#chunks.slice(from, to));
      this.#written = to;
      this.#queuedBytes -= bytes;
      this.#unacknowledgedBytes += bytes;
      this.#write(from, to, bytes);
    }
    if (this.#isFinishing && !this.#finishSent && this.queuedChunks === 0) {
      this.#finishSent = true;
      this.#writer.send(encodeEnvelope({ kind: 'finish' }));
    }
  }

  /** Index behind the last queued chunk that fits into `windowBytes`. */
  #windowEnd(windowBytes: number): number {
    // The usual case: everything fits, and no chunk is examined.
    if (this.#queuedBytes <= windowBytes) return this.#chunks.length;
    let to = this.#written;
    let bytes = 0;
    // With nothing unacknowledged one chunk is always sent: one longer than the window would block the stream permanently.
    if (to === 0) bytes += (this.#chunks[to++] as Uint8Array).byteLength;
    for (; to < this.#chunks.length; to++) {
      bytes += (this.#chunks[to] as Uint8Array).byteLength;
      if (bytes > windowBytes) break;
    }
    return to;
  }

  /** Receives `frames`; false when their numbers do not continue those received before. */
  receive({ first, count, bytes, offset }: Extract<Envelope, { kind: 'frames' }>): boolean {
    if (first !== this.#received || count < 1 || count > Math.max(1, bytes.byteLength)) return false;
    this.#received += count;
    this.#unacknowledgedReceived.chunks += count;
    this.#unacknowledgedReceived.bytes += bytes.byteLength;
    this.#options.deliver(bytes, offset);
    const { chunks, bytes: unacknowledged } = this.#unacknowledgedReceived;
    if (chunks >= acknowledgeChunks || unacknowledged >= acknowledgeBytes) this.sendControl('acknowledge');
    return true;
  }

  /** Removes the chunks that the peer has received; false when that number is invalid. */
  acknowledge(received: number): boolean {
    const newlyAcknowledged = received - this.#acknowledged;
    if (newlyAcknowledged < 0 || newlyAcknowledged > this.#written) return false;
    if (newlyAcknowledged === 0) return true;
    for (let index = 0; index < newlyAcknowledged; index++) {
      this.#unacknowledgedBytes -= (this.#chunks[index] as Uint8Array).byteLength;
    }
    this.#chunks.splice(0, newlyAcknowledged);
    this.#positions?.splice(0, newlyAcknowledged);
    this.#written -= newlyAcknowledged;
    this.#acknowledged = received;
    if (this.queuedChunks > 0) this.flush();
    return true;
  }

  /** Sends the number of chunks received. While received bytes wait to be read, only pings and pongs are sent. */
  sendControl(kind: 'acknowledge' | 'ping' | 'pong'): void {
    if (this.#writer === undefined) return;
    const isFull = this.#options.isFull();
    if (isFull && kind === 'acknowledge') return;
    const received = isFull ? this.#received - this.#unacknowledgedReceived.chunks : this.#received;
    if (!isFull) this.#unacknowledgedReceived = { chunks: 0, bytes: 0 };
    if (kind === 'acknowledge') {
      this.#writer.send(encodeEnvelope({ kind, received }));
      return;
    }
    const { epoch, offset } = this.#options.position?.() ?? { epoch: '', offset: 0 };
    // The position covers queued chunks too, so it is sent only when there are none.
    this.#writer.send(
      encodeEnvelope({ kind, received, epoch, offset: this.queuedChunks === 0 ? offset : 0 }),
    );
  }

  /** Drops all unsent and unacknowledged chunks. */
  clear(): void {
    this.#writer = undefined;
    this.#chunks = [];
    this.#positions = undefined;
    this.#written = 0;
    this.#queuedBytes = 0;
    this.#unacknowledgedBytes = 0;
  }

  /** Writes the chunks in [from, to), which have `byteLength` bytes together, in as few messages as possible. */
  #write(from: number, to: number, byteLength: number): void {
    const chunks = this.#chunks;
    let start = from;
    while (start < to) {
      let end = to;
      let bytes = byteLength;
      if (byteLength > this.#maxBatchBytes || this.#splitsByPosition) {
        end = start;
        bytes = 0;
        do bytes += (chunks[end++] as Uint8Array).byteLength;
        while (end < to && this.#fits(start, end, bytes));
      }
      const first = this.#acknowledged + start;
      this.#writer?.send(encodeFrames(first, chunks, bytes, this.#offsetOf(start, end), start, end));
      start = end;
    }
  }

  get #splitsByPosition(): boolean {
    return this.#positionPerMessage && this.#positions !== undefined;
  }

  /** Whether the chunk at `next` goes into the message that began with the chunk at `start` and has `bytes` so far. */
  #fits(start: number, next: number, bytes: number): boolean {
    if (bytes + (this.#chunks[next] as Uint8Array).byteLength > this.#maxBatchBytes) return false;
    if (!this.#splitsByPosition) return true;
    return this.#positions?.[start] === undefined && this.#positions?.[next] === undefined;
  }

  /** Offset of the last position among the chunks in [from, to); 0 for none, or one of an earlier epoch. */
  #offsetOf(from: number, to: number): number {
    if (this.#positions === undefined) return 0;
    for (let index = to - 1; index >= from; index--) {
      const position = this.#positions[index];
      if (position !== undefined)
        return position.epoch === this.#options.position?.().epoch ? position.offset : 0;
    }
    return 0;
  }
}

function sizeOf(chunks: readonly Uint8Array[]): number {
  return chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
}
