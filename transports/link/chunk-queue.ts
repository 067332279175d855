/**
 * Received chunks that the consumer has not read yet, with high and low water marks for backpressure.
 * @module
 */
import { CtiError } from '../../core/errors.ts';
import type { PositionedChunk } from '../../core/transport.ts';

/** Water marks of a {@link ChunkQueue}. */
export interface ChunkQueueOptions {
  /** Unread bytes at which the queue is full. */
  readonly highWaterBytes: number;
  /** Unread bytes at which a full queue accepts more. */
  readonly lowWaterBytes: number;
  /** Called when a full queue was read down to the low mark. */
  readonly onLow?: () => void;
}

type Result<Chunk> = IteratorResult<Chunk, undefined>;
const done = { done: true, value: undefined } as const;

/** A queue of chunks for one reader at a time. After a reader leaves (`break`), the next one continues where it stopped. */
export class ChunkQueue<Chunk extends Uint8Array | PositionedChunk = Uint8Array>
  implements AsyncIterable<Chunk, undefined>
{
  readonly #options: ChunkQueueOptions;
  readonly #waiting: ((result: Result<Chunk>) => void)[] = [];
  #chunks: Chunk[] = [];
  #head = 0;
  #unreadBytes = 0;
  #full = false;
  #ended = false;
  #reader: object | undefined;
  #onRead: (() => void) | undefined;

  constructor(options: ChunkQueueOptions) {
    this.#options = options;
  }

  /** Bytes that were pushed and not read. */
  get unreadBytes(): number {
    return this.#unreadBytes;
  }

  /** True from the high water mark until the queue is read down to the low one: pause the socket. */
  get isFull(): boolean {
    return this.#full;
  }

  /** Adds a chunk, which must not change afterwards. Ignored after `end()`. */
  push(chunk: Chunk): void {
    if (this.#ended || (chunk instanceof Uint8Array && chunk.byteLength === 0)) return;
    const reader = this.#waiting.shift();
    if (reader) {
      reader({ done: false, value: chunk });
      return;
    }
    this.#chunks.push(chunk);
    this.#unreadBytes += sizeOf(chunk);
    if (this.#unreadBytes >= this.#options.highWaterBytes) this.#full = true;
  }

  /** Ends the queue; unread chunks can still be read. */
  end(): void {
    this.#ended = true;
    // A waiting reader receives `done` and does not ask again.
    if (this.#waiting.length > 0) this.#releaseReader();
  }

  /** Ends the queue and drops unread chunks. */
  discard(): void {
    this.#chunks = [];
    this.#head = 0;
    this.#unreadBytes = 0;
    this.end();
    this.#allRead();
  }

  /** Calls back once: when the queue is empty and the reader waits for more, or at once if there is no reader. */
  whenRead(callback: () => void): void {
    this.#onRead = callback;
    if (!this.#reader || this.#waiting.length > 0) this.#allRead();
  }

  /**
   * Reads the queue.
   * @throws {CtiError} `INVALID_ARGUMENT` while another reader is active: each chunk goes to one reader.
   */
  [Symbol.asyncIterator](): AsyncIterator<Chunk, undefined> {
    if (this.#reader) {
      throw new CtiError('INVALID_ARGUMENT', 'incoming already has a consumer', { argument: 'incoming' });
    }
    const reader: AsyncIterator<Chunk, undefined> = {
      next: () => (this.#reader === reader ? this.#next() : Promise.resolve(done)),
      return: () => {
        if (this.#reader === reader) this.#releaseReader();
        return Promise.resolve(done);
      },
    };
    this.#reader = reader;
    return reader;
  }

  #next(): Promise<Result<Chunk>> {
    const value = this.#take();
    if (value) return Promise.resolve({ done: false, value });
    if (this.#ended) {
      this.#releaseReader();
      return Promise.resolve(done);
    }
    const next = new Promise<Result<Chunk>>((resolve) => this.#waiting.push(resolve));
    this.#allRead();
    return next;
  }

  #take(): Chunk | undefined {
    const chunk = this.#chunks[this.#head];
    if (!chunk) return undefined;
    // A head index instead of shift(), which would move thousands of small chunks for each read.
    this.#head += 1;
    if (this.#head === this.#chunks.length || this.#head === 1024) {
      this.#chunks.splice(0, this.#head);
      this.#head = 0;
    }
    this.#unreadBytes -= sizeOf(chunk);
    if (this.#full && this.#unreadBytes <= this.#options.lowWaterBytes) {
      this.#full = false;
      this.#options.onLow?.();
    }
    return chunk;
  }

  #releaseReader(): void {
    this.#reader = undefined;
    for (const reader of this.#waiting.splice(0)) reader(done);
    this.#allRead();
  }

  #allRead(): void {
    const callback = this.#onRead;
    this.#onRead = undefined;
    callback?.();
  }
}

function sizeOf(chunk: Uint8Array | PositionedChunk): number {
  return chunk instanceof Uint8Array ? chunk.byteLength : chunk.bytes.byteLength;
}
