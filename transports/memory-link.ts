/**
 * The links of a memory network. Sent bytes go into the peer's queue; its unread bytes are the sender's unsent bytes.
 * @module
 */
import type { Endpoint, Link, LinkClosed } from '../core/transport.ts';
import { ChunkQueue } from './link/chunk-queue.ts';
import { linkClosed, linkLost, sendOverflow } from './link/link-errors.ts';

/** State that both ends of a link share. */
export interface MemoryWire {
  /** Bytes, FINs and resets are dropped. */
  stalled: boolean;
  readonly maxBufferedBytes: number;
}

class MemoryLink implements Link {
  readonly endpoint: Endpoint;
  // Unbounded: the sender's limit counts the unread bytes.
  readonly incoming: ChunkQueue = new ChunkQueue({ highWaterBytes: Infinity, lowWaterBytes: 0 });
  readonly closed: Promise<LinkClosed>;
  readonly #wire: MemoryWire;
  peer: MemoryLink | undefined;
  #resolveClosed: ((how: LinkClosed) => void) | undefined;

  constructor(endpoint: Endpoint, wire: MemoryWire) {
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

  /** The peer's FIN. The link closes after its bytes were read. */
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

/** Both ends of a new link: the dialer's with endpoint `near`, the listener's with endpoint `far`. */
export function memoryPair(near: Endpoint, far: Endpoint, wire: MemoryWire): [dialler: Link, listener: Link] {
  const dialler = new MemoryLink(near, wire);
  const listener = new MemoryLink(far, wire);
  dialler.peer = listener;
  listener.peer = dialler;
  return [dialler, listener];
}
