/**
 * One end of a link in memory. It hands its bytes to the other end's queue; what lies there unread is what this end
 * has buffered.
 * @module
 */
import type { Endpoint, Link, LinkClosed } from '../core/transport.ts';
import { ChunkQueue } from './link/chunk-queue.ts';
import { linkClosed, linkLost, sendOverflow } from './link/link-errors.ts';

/** What the two ends of a link share. */
export interface Wire {
  /** Bytes, endings and resets vanish. */
  stalled: boolean;
  readonly maxBufferedBytes: number;
}

class MemoryLink implements Link {
  readonly endpoint: Endpoint;
  // A receive queue without a bound of its own: unread bytes count on the sender, and its bound holds them.
  readonly incoming: ChunkQueue = new ChunkQueue({ highWaterBytes: Infinity, lowWaterBytes: 0 });
  readonly closed: Promise<LinkClosed>;
  readonly #wire: Wire;
  peer: MemoryLink | undefined;
  #resolveClosed: ((how: LinkClosed) => void) | undefined;

  constructor(endpoint: Endpoint, wire: Wire) {
    this.endpoint = endpoint;
    this.#wire = wire;
    this.closed = new Promise((resolve) => {
      this.#resolveClosed = resolve;
    });
  }

  get bufferedAmount(): number {
    return this.#isClosed ? 0 : (this.peer?.incoming.unreadBytes ?? 0);
  }

  get #isClosed(): boolean {
    return this.#resolveClosed === undefined;
  }

  send(bytes: Uint8Array): void {
    if (this.#isClosed) throw linkClosed(this.endpoint);
    if (this.#wire.stalled) return;
    const buffered = this.bufferedAmount + bytes.byteLength;
    if (buffered > this.#wire.maxBufferedBytes) {
      this.#drop({
        reason: 'error',
        error: sendOverflow(this.endpoint, buffered, this.#wire.maxBufferedBytes),
        wasClean: false,
      });
      return;
    }
    this.peer?.incoming.push(bytes);
  }

  async close(): Promise<void> {
    if (!this.#isClosed) {
      const wasClean = !this.#wire.stalled;
      this.#settle({ reason: 'local', wasClean });
      if (wasClean) this.peer?.peerFinished();
    }
    await this.closed;
  }

  abort(reason?: Error): void {
    if (this.#isClosed) return;
    this.#drop({ reason: 'aborted', wasClean: false, ...(reason && { error: reason }) });
  }

  /** The peer's FIN. It stays behind the bytes: a reader gets them all before the link counts as closed. */
  peerFinished(): void {
    this.incoming.end();
    this.incoming.whenRead(() => this.#settle({ reason: 'peer', wasClean: true }));
  }

  /** The peer's reset. */
  peerReset(): void {
    this.#settle({
      reason: 'error',
      error: linkLost(this.endpoint, { code: 'ECONNRESET' }),
      wasClean: false,
    });
  }

  #drop(how: LinkClosed): void {
    this.#settle(how);
    this.incoming.discard();
    if (!this.#wire.stalled) this.peer?.peerReset();
  }

  #settle(how: LinkClosed): void {
    const resolve = this.#resolveClosed;
    this.#resolveClosed = undefined;
    this.incoming.end();
    resolve?.(how);
  }
}

/** The two ends of a new link: the dialler's, which knows `near`, and the listener's, which knows `far`. */
export function memoryPair(near: Endpoint, far: Endpoint, wire: Wire): [dialler: Link, listener: Link] {
  const dialler = new MemoryLink(near, wire);
  const listener = new MemoryLink(far, wire);
  dialler.peer = listener;
  listener.peer = dialler;
  return [dialler, listener];
}
