/**
 * A link over a socket, the same on every runtime; {@link SocketPort} wraps the runtime's socket.
 *
 * ```text
 *            close()                peer's FIN seen
 *   open ───────────────► closing ─────────────────────┐
 *    │ │                     ▲ no progress: not clean  │
 *    │ │  peer's FIN                    our FIN is out ▼
 *    │ └────────────────► peer-finished ───────────► closed
 *    └── abort(), socket error, overflow ──────────────▲
 * ```
 * Both directions are ended in order: a socket that is closed with unread bytes sends a reset, which can destroy the last sent bytes.
 * After the peer's FIN nothing can be sent, although TCP would allow it.
 * @module
 */
import type { Clock } from '../../core/clock.ts';
import { systemClock } from '../../core/clock.ts';
import type { Endpoint, Link, LinkClosed } from '../../core/transport.ts';
import { ChunkQueue } from '../link/chunk-queue.ts';
import { linkClosed, linkLost, sendOverflow } from '../link/link-errors.ts';
import type { LinkSettings } from './options.ts';

/** A runtime's socket as {@link SocketLink} uses it. None of these may throw. */
export interface SocketPort {
  /** Written bytes that the operating system has not taken. */
  bufferedBytes(): number;
  /** Sends by the end of the current tick, so that many small frames take one system call. */
  write(bytes: Uint8Array): void;
  /** Sends delayed bytes now, as far as the operating system takes them. */
  flush(): void;
  /** Sends buffered bytes and FIN, then calls `localFinished()`. Called once. */
  finish(): void;
  /** Stops reading. */
  pause(): void;
  /** Reads again. */
  resume(): void;
  /** Frees the socket, with a reset if requested and possible. May be called again. */
  destroy(reset: boolean): void;
}

/** Unread bytes at which a link stops reading its socket. */
const highWaterBytes = 262_144;
/** Unread bytes at which it reads again. */
const lowWaterBytes = 65_536;

/** A {@link Link} on a {@link SocketPort}. The runtime's file calls its methods on socket events. */
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
  #closeTimer: unknown;
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
      // Some bytes may only wait for the end of the tick.
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

  /** The socket received a chunk, which must not change afterwards. */
  received(chunk: Uint8Array): void {
    if (this.#phase === 'closed') return;
    const wasFull = this.incoming.isFull;
    this.incoming.push(chunk);
    if (this.incoming.isFull && !wasFull) this.#port.pause();
  }

  /** The peer's FIN was read, after all its bytes. */
  peerFinished(): void {
    if (this.#phase === 'closed' || this.#peerDone) return;
    this.#peerDone = true;
    this.incoming.end();
    if (this.#phase === 'open') this.#finish('peer-finished');
    this.#endWhenBothDone();
  }

  /** The local FIN was sent, after all bytes. */
  localFinished(): void {
    this.#localDone = true;
    this.#endWhenBothDone();
  }

  /** The socket failed, or closed before both sides had finished. */
  failed(cause: unknown): void {
    if (this.#phase === 'closed') return;
    // `reason` stays the side that ended the link; `wasClean` and `error` report what failed afterwards.
    this.#settle({
      reason: this.#closedBy() ?? 'error',
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
    const reason = this.#closedBy();
    if (!reason || !this.#peerDone || !this.#localDone) return;
    this.#settle({ reason, wasClean: true });
    this.#port.destroy(false);
  }

  /** Drops a closing link when the peer makes no progress; a slow peer is not dropped. */
  #waitForProgress(): void {
    const before = this.#port.bufferedBytes();
    this.#closeTimer = this.#clock.setTimeout(() => {
      if (this.#port.bufferedBytes() < before) {
        this.#waitForProgress();
        return;
      }
      this.#settle({ reason: this.#closedBy() ?? 'local', wasClean: false });
      this.#port.destroy(false);
    }, this.#settings.closeTimeoutMs);
  }

  #closedBy(): 'local' | 'peer' | undefined {
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
    if (this.#closeTimer !== undefined) this.#clock.clearTimeout(this.#closeTimer);
    this.incoming.end();
    this.#resolveClosed(how);
  }
}
