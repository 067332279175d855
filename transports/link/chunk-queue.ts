/**
 * What a link has received and its consumer has not read yet: pushed chunks on one side, an AsyncIterable on the
 * other, and two water marks between them that tell the socket when to stop and when to go on.
 * @module
 */
import { CtiError } from '../../core/errors.ts';

/** When a {@link ChunkQueue} calls itself full, and whom it tells when it is no longer. */
export interface ChunkQueueOptions {
  /** With this many unread bytes the queue is full. */
  readonly highWaterBytes: number;
  /** A full queue that was read down to this many bytes takes more. */
  readonly lowWaterBytes: number;
  /** Called when a full queue has been read down to the low mark. */
  readonly onLow?: () => void;
}

type Result = IteratorResult<Uint8Array, undefined>;
const done: Result = { done: true, value: undefined };

/**
 * A queue of chunks for one reader at a time. A reader that leaves (`break` in a `for await`) loses nothing: the next
 * one goes on where it stopped.
 */
export class ChunkQueue implements AsyncIterable<Uint8Array, undefined> {
  readonly #options: ChunkQueueOptions;
  readonly #waiting: ((result: Result) => void)[] = [];
  #chunks: Uint8Array[] = [];
  #head = 0;
  #unreadBytes = 0;
  #full = false;
  #ended = false;
  #reader: object | undefined;
  #onRead: (() => void) | undefined;

  constructor(options: ChunkQueueOptions) {
    this.#options = options;
  }

  /** Bytes pushed and not read. */
  get unreadBytes(): number {
    return this.#unreadBytes;
  }

  /** True from the high-water mark until the queue was read down to the low one: the socket should pause. */
  get isFull(): boolean {
    return this.#full;
  }

  /** Adds a chunk; it must not change any more. After `end()` it is dropped. */
  push(chunk: Uint8Array): void {
    if (this.#ended || chunk.byteLength === 0) return;
    const reader = this.#waiting.shift();
    if (reader) {
      reader({ done: false, value: chunk });
      return;
    }
    this.#chunks.push(chunk);
    this.#unreadBytes += chunk.byteLength;
    if (this.#unreadBytes >= this.#options.highWaterBytes) this.#full = true;
  }

  /** Nothing more comes; what is there can still be read. */
  end(): void {
    this.#ended = true;
    // A reader that waits is told by this that it is done, and does not ask again.
    if (this.#waiting.length > 0) this.#leave();
  }

  /** Ends at once and forgets what was not read. */
  discard(): void {
    this.#chunks = [];
    this.#head = 0;
    this.#unreadBytes = 0;
    this.end();
    this.#allRead();
  }

  /** Calls back once: when the reader has taken everything and asks for more, or at once when nobody reads. */
  whenRead(callback: () => void): void {
    this.#onRead = callback;
    if (!this.#reader || this.#waiting.length > 0) this.#allRead();
  }

  /**
   * Reads the queue.
   * @throws {CtiError} `INVALID_ARGUMENT` when somebody reads it already: each chunk goes to one reader only.
   */
  [Symbol.asyncIterator](): AsyncIterator<Uint8Array, undefined> {
    if (this.#reader) {
      throw new CtiError('INVALID_ARGUMENT', 'incoming has one consumer, and it is being read already', {
        argument: 'incoming',
      });
    }
    const reader: AsyncIterator<Uint8Array, undefined> = {
      next: () => (this.#reader === reader ? this.#next() : Promise.resolve(done)),
      return: () => {
        if (this.#reader === reader) this.#leave();
        return Promise.resolve(done);
      },
    };
    this.#reader = reader;
    return reader;
  }

  #next(): Promise<Result> {
    const value = this.#take();
    if (value) return Promise.resolve({ done: false, value });
    if (this.#ended) {
      this.#leave();
      return Promise.resolve(done);
    }
    const next = new Promise<Result>((resolve) => this.#waiting.push(resolve));
    this.#allRead();
    return next;
  }

  #take(): Uint8Array | undefined {
    const chunk = this.#chunks[this.#head];
    if (!chunk) return undefined;
    // A moving head instead of shift(): thousands of small chunks would be moved once per read.
    this.#head += 1;
    if (this.#head === this.#chunks.length || this.#head === 1024) {
      this.#chunks.splice(0, this.#head);
      this.#head = 0;
    }
    this.#unreadBytes -= chunk.byteLength;
    if (this.#full && this.#unreadBytes <= this.#options.lowWaterBytes) {
      this.#full = false;
      this.#options.onLow?.();
    }
    return chunk;
  }

  #leave(): void {
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
