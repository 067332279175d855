/**
 * The life of a link over a socket, the same on every runtime; what differs is behind {@link SocketPort}.
 *
 * ```text
 *            close()                peer's FIN seen
 *   open ───────────────► closing ─────────────────────┐
 *    │ │                     ▲ no progress: not clean  │
 *    │ │  peer's FIN                    our FIN is out ▼
 *    │ └────────────────► peer-finished ───────────► closed
 *    └── abort(), socket error, overflow ──────────────▲
 * ```
 * Both directions are ended in order, because a socket that is closed with bytes unread answers with a reset, and a
 * reset can destroy what we sent last. After the peer's FIN nothing can be sent, though TCP would allow it.
 * @module
 */
import type { Clock } from '../../core/clock.ts';
import { systemClock } from '../../core/clock.ts';
import type { Endpoint, Link, LinkClosed } from '../../core/transport.ts';
import { ChunkQueue } from '../link/chunk-queue.ts';
import { linkClosed, linkLost, sendOverflow } from '../link/link-errors.ts';
import type { LinkSettings } from './options.ts';

/** A runtime's socket, as {@link SocketLink} sees it. None of these may throw. */
export interface SocketPort {
  /** Bytes given to `write()` that the operating system has not taken. */
  bufferedBytes(): number;
  /** Sends, at the latest when the current tick is over: many small frames should leave in one system call. */
  write(bytes: Uint8Array): void;
  /** Sends now what `write()` put off, as far as the operating system takes it. */
  flush(): void;
  /** Sends what is buffered, then FIN, then reports `localFinished()`. Called once. */
  finish(): void;
  /** Stops reading. */
  pause(): void;
  /** Reads again. */
  resume(): void;
  /** Frees the socket, with a reset where asked for and possible. May be called again. */
  destroy(reset: boolean): void;
}

/** Unread bytes with which a link stops reading its socket. */
const highWaterBytes = 262_144;
/** Unread bytes with which it reads again. */
const lowWaterBytes = 65_536;

/** A {@link Link} on a {@link SocketPort}. The runtime's file reports what happens to the socket. */
export class SocketLink implements Link {
  readonly endpoint: Endpoint;
  readonly incoming: ChunkQueue;
  readonly closed: Promise<LinkClosed>;
  readonly #port: SocketPort;
  readonly #settings: LinkSettings;
  readonly #clock: Clock;
  #phase: 'open' | 'closing' | 'peer-finished' | 'closed' = 'open';
  #peerDone = false;
  #localDone = false;
  #patience: unknown;
  #resolveClosed!: (how: LinkClosed) => void;

  constructor(endpoint: Endpoint, port: SocketPort, settings: LinkSettings, clock: Clock = systemClock) {
    this.endpoint = endpoint;
    this.#port = port;
    this.#settings = settings;
    this.#clock = clock;
    this.incoming = new ChunkQueue({ highWaterBytes, lowWaterBytes, onLow: () => port.resume() });
    this.closed = new Promise((resolve) => {
      this.#resolveClosed = resolve;
    });
  }

  get bufferedAmount(): number {
    return this.#phase === 'closed' ? 0 : this.#port.bufferedBytes();
  }

  send(bytes: Uint8Array): void {
    if (this.#phase !== 'open') throw linkClosed(this.endpoint);
    if (bytes.byteLength === 0) return;
    const { maxBufferedBytes } = this.#settings;
    if (this.#port.bufferedBytes() + bytes.byteLength > maxBufferedBytes) {
      // Part of it may be waiting for the end of the tick only.
      this.#port.flush();
      const buffered = this.#port.bufferedBytes() + bytes.byteLength;
      if (buffered > maxBufferedBytes) {
        this.#drop({
          reason: 'error',
          error: sendOverflow(this.endpoint, buffered, maxBufferedBytes),
          wasClean: false,
        });
        return;
      }
    }
    this.#port.write(bytes);
  }

  async close(): Promise<void> {
    if (this.#phase === 'open') this.#finish('closing');
    await this.closed;
  }

  abort(reason?: Error): void {
    if (this.#phase === 'closed') return;
    this.#drop({ reason: 'aborted', wasClean: false, ...(reason && { error: reason }) });
  }

  /** The socket received a chunk, which belongs to the link from now on. */
  received(chunk: Uint8Array): void {
    if (this.#phase === 'closed') return;
    const wasFull = this.incoming.isFull;
    this.incoming.push(chunk);
    if (this.incoming.isFull && !wasFull) this.#port.pause();
  }

  /** The peer's FIN was read, behind all its bytes. */
  peerFinished(): void {
    if (this.#phase === 'closed' || this.#peerDone) return;
    this.#peerDone = true;
    this.incoming.end();
    if (this.#phase === 'open') this.#finish('peer-finished');
    this.#endWhenBothDone();
  }

  /** Our FIN is out, behind all our bytes. */
  localFinished(): void {
    this.#localDone = true;
    this.#endWhenBothDone();
  }

  /** The socket broke, or closed without both ends having finished. */
  failed(cause: unknown): void {
    if (this.#phase === 'closed') return;
    // Who ended the link stays who ended it; that it went wrong after that is told by `wasClean` and `error`.
    this.#settle({
      reason: this.#ender() ?? 'error',
      error: linkLost(this.endpoint, cause),
      wasClean: false,
    });
    this.#port.destroy(false);
  }

  #finish(phase: 'closing' | 'peer-finished'): void {
    this.#phase = phase;
    this.#port.finish();
    if (!this.#isClosed()) this.#waitForProgress();
  }

  #endWhenBothDone(): void {
    const reason = this.#ender();
    if (!reason || !this.#peerDone || !this.#localDone) return;
    this.#settle({ reason, wasClean: true });
    this.#port.destroy(false);
  }

  /** A peer that is gone would keep a closing link forever; one that is merely slow may take its time. */
  #waitForProgress(): void {
    const before = this.#port.bufferedBytes();
    this.#patience = this.#clock.setTimeout(() => {
      if (this.#port.bufferedBytes() < before) {
        this.#waitForProgress();
        return;
      }
      this.#settle({ reason: this.#ender() ?? 'local', wasClean: false });
      this.#port.destroy(false);
    }, this.#settings.closeTimeoutMs);
  }

  #ender(): 'local' | 'peer' | undefined {
    if (this.#phase === 'closing') return 'local';
    if (this.#phase === 'peer-finished') return 'peer';
    return undefined;
  }

  #isClosed(): boolean {
    return this.#phase === 'closed';
  }

  #drop(how: LinkClosed): void {
    this.#settle(how);
    this.incoming.discard();
    this.#port.destroy(true);
  }

  #settle(how: LinkClosed): void {
    this.#phase = 'closed';
    if (this.#patience !== undefined) this.#clock.clearTimeout(this.#patience);
    this.incoming.end();
    this.#resolveClosed(how);
  }
}
