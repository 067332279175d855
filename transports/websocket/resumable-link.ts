/**
 * A link that outlives its sockets. Both ends use it: the client reconnects it (`reconnect-machine.ts`), the relay keeps it while
 * its client is disconnected.
 *
 * ```text
 *         close()              peer's finish, closeTimeoutMs
 *   open ────────▶ closing ──────────────────────────────────────────────▶ closed
 *     │  peer's finish                  socket closed, closeTimeoutMs        ▲  ▲
 *     └───────────────▶ peer-finished ──────────────────────────────────────┘  │
 *   all: abort(), fail(), drop(), overflow ────────────────────────────────────┘
 * ```
 *
 * Until it is closed the link is connected or disconnected: `attach()` connects it, a lost socket disconnects it.
 * @module
 */
import type { Clock } from '../../core/clock.ts';
import type { Endpoint, Link, LinkClosed, PositionedChunk, StreamPosition } from '../../core/transport.ts';
import { ChunkQueue } from '../link/chunk-queue.ts';
import { linkClosed, linkLost, sendOverflow } from '../link/link-errors.ts';
import { closeCode, type Envelope, encodeEnvelope } from './envelope.ts';
import { ResumableStream } from './resumable-stream.ts';

/** A WebSocket as a link uses it. None of these may throw. */
export interface EnvelopeSocket {
  send(message: Uint8Array): void;
  close(code: number): void;
}

/** Options of a resumable link. */
export interface ResumableLinkOptions {
  readonly endpoint: Endpoint;
  readonly clock: Clock;
  /** Maximum bytes that wait to be written; more drops the link with `SEND_OVERFLOW`. */
  readonly maxBufferedBytes: number;
  /** Bytes that may be unacknowledged. */
  readonly windowBytes: number;
  /** Maximum message size of the peer, without the message's header. */
  readonly maxBatchBytes: number;
  /** See {@link ResumableStreamOptions.positionPerMessage}. Default false. */
  readonly positionPerMessage?: boolean;
  /** Position after everything that was sent; offset 0: unknown. Called once per message: return a kept object. */
  position?(): StreamPosition;
  /** How long `close()` waits for the peer's finish. */
  readonly closeTimeoutMs: number;
  /** Calls back soon, once for everything that is sent in a tick. */
  schedule(flush: () => void): void;
  /** The socket has closed; the link needs a new one. */
  onDisconnect?(): void;
  /** `maxBufferedBytes` was exceeded. Return true after making room or dropping the link. */
  onOverflow?(): boolean;
}

/** Unread bytes at which the link pauses its peer, and at which it resumes it. */
const highWaterBytes = 262_144;
const lowWaterBytes = 65_536;

const noBytes = new Uint8Array(0);

export class ResumableLink implements Link {
  /** The peer's address; a client may reconnect from another one. */
  endpoint: Endpoint;
  readonly hasKeepAlive = true;
  readonly maxConcurrentRequests = 128;
  readonly positioned: AsyncIterable<PositionedChunk>;
  readonly incoming: AsyncIterable<Uint8Array>;
  readonly closed: Promise<LinkClosed>;
  readonly stream: ResumableStream;
  /** Time of the last message from the peer, on the clock. */
  lastReceivedAt: number;
  readonly #options: ResumableLinkOptions;
  readonly #maxBatchBytes: number;
  readonly #maxBufferedBytes: number;
  readonly #received: ChunkQueue<PositionedChunk>;
  #receivedPosition: StreamPosition = { epoch: '', offset: 0 };
  #socket: EnvelopeSocket | undefined;
  #phase: 'open' | 'closing' | 'peer-finished' | 'closed' = 'open';
  #closeTimer: unknown;
  #isFlushScheduled = false;
  #resolveClosed!: (how: LinkClosed) => void;
  readonly #flush = (): void => {
    this.#isFlushScheduled = false;
    this.stream.flush();
  };

  constructor(options: ResumableLinkOptions) {
    this.#options = options;
    this.#maxBatchBytes = options.maxBatchBytes;
    this.#maxBufferedBytes = options.maxBufferedBytes;
    this.endpoint = options.endpoint;
    this.lastReceivedAt = options.clock.now();
    const received = new ChunkQueue<PositionedChunk>({
      highWaterBytes,
      lowWaterBytes,
      onLow: () => this.stream.sendControl('acknowledge'),
    });
    this.#received = received;
    this.positioned = received;
    this.incoming = bytesOf(received);
    this.closed = new Promise((resolve) => {
      this.#resolveClosed = resolve;
    });
    this.stream = new ResumableStream({
      ...options,
      schedule: () => this.#schedule(),
      deliver: (bytes, offset) => received.push({ bytes, position: this.#advance(offset) }),
      isFull: () => received.isFull,
    });
  }

  get bufferedAmount(): number {
    return this.stream.queuedBytes;
  }

  get isConnected(): boolean {
    return this.#socket !== undefined;
  }

  get isClosed(): boolean {
    return this.#phase === 'closed';
  }

  /** Position of the last event received; offset 0: unknown. */
  get receivedPosition(): StreamPosition {
    return this.#receivedPosition;
  }

  /** Sets the epoch of the peer's events; drops the position of another epoch. */
  setEpoch(epoch: string): void {
    if (epoch !== this.#receivedPosition.epoch) this.#receivedPosition = { epoch, offset: 0 };
  }

  send(bytes: Uint8Array, position?: StreamPosition): void {
    if (this.#phase !== 'open') throw linkClosed(this.endpoint);
    const maxBatchBytes = this.#maxBatchBytes;
    if (bytes.byteLength <= maxBatchBytes) {
      if (bytes.byteLength > 0) this.stream.send(bytes, position);
    } else {
      for (let at = 0; at < bytes.byteLength; at += maxBatchBytes) {
        const end = Math.min(at + maxBatchBytes, bytes.byteLength);
        this.stream.send(bytes.subarray(at, end), end === bytes.byteLength ? position : undefined);
      }
    }
    if (this.stream.queuedBytes > this.#maxBufferedBytes) this.#overflow();
  }

  async close(): Promise<void> {
    if (this.#phase === 'open') {
      this.#phase = 'closing';
      this.stream.finish();
      this.#startCloseTimer({ reason: 'local', wasClean: false });
    }
    await this.closed;
  }

  abort(reason?: Error): void {
    this.drop({ reason: 'aborted', wasClean: false, ...(reason && { error: reason }) });
  }

  /** Continues over a socket. False when the stream cannot be resumed behind `peerReceived` chunks; nothing was written then. */
  attach(socket: EnvelopeSocket, peerReceived: number): boolean {
    this.#socket?.close(closeCode.abandoned);
    this.stream.detach();
    this.#socket = socket;
    this.lastReceivedAt = this.#options.clock.now();
    if (this.stream.attach(socket, peerReceived)) return true;
    this.#socket = undefined;
    return false;
  }

  /**
   * Receives a message from a socket; messages of an abandoned socket are ignored. False when the message violates the
   * protocol: the link was dropped.
   */
  receive(socket: EnvelopeSocket, envelope: Envelope): boolean {
    if (this.#phase === 'closed' || socket !== this.#socket) return true;
    this.lastReceivedAt = this.#options.clock.now();
    switch (envelope.kind) {
      case 'frames':
        return this.#check(this.stream.receive(envelope), 'frames out of sequence');
      case 'acknowledge':
        return this.#check(this.stream.acknowledge(envelope.received), 'invalid acknowledgement');
      case 'ping':
      case 'pong':
        if (!this.#check(this.stream.acknowledge(envelope.received), 'invalid acknowledgement')) return false;
        if (envelope.epoch !== '') this.#receivePosition(envelope);
        if (envelope.kind === 'ping') this.stream.sendControl('pong');
        return true;
      case 'finish':
        this.#peerFinished();
        return true;
      default:
        return this.#check(false, `unexpected message: ${envelope.kind}`);
    }
  }

  /** A socket closed with this code. */
  socketClosed(socket: EnvelopeSocket, code: number): void {
    if (socket !== this.#socket) return; // abandoned before
    this.#socket = undefined;
    this.stream.detach();
    if (this.#phase === 'closed') return;
    if (code === closeCode.finished && this.#phase !== 'open') {
      this.#settle({ reason: this.#closedBy() ?? 'peer', wasClean: true });
    } else if (code === closeCode.ended) {
      // The code of a TCP reset, so that logs read the same.
      this.fail(Object.assign(new Error('the peer dropped the link'), { code: 'ECONNRESET' }));
    } else this.#options.onDisconnect?.();
  }

  /** Closes the socket and disconnects the link. */
  abandonSocket(code: number = closeCode.abandoned): void {
    const socket = this.#socket;
    if (socket === undefined) return;
    this.socketClosed(socket, closeCode.abandoned);
    socket.close(code);
  }

  /** Sends a message outside the stream; dropped while disconnected. */
  sendEnvelope(envelope: Envelope): void {
    this.#socket?.send(encodeEnvelope(envelope));
  }

  /** Ends the link with `LINK_LOST`. */
  fail(cause: unknown): void {
    this.drop({
      reason: this.#closedBy() ?? 'error',
      error: linkLost(this.endpoint, cause),
      wasClean: false,
    });
  }

  /** Ends the link at once; `last` is sent first, if the link is connected. */
  drop(how: LinkClosed, last?: Envelope): void {
    if (this.#phase === 'closed') return;
    const socket = this.#socket;
    if (last !== undefined) socket?.send(encodeEnvelope(last));
    this.#settle(how);
    // Bytes that arrived before a loss can still be read, but not after abort().
    if (how.reason === 'aborted') this.#received.discard();
    socket?.close(closeCode.ended);
  }

  /** Position of bytes that came with this offset. */
  #advance(offset: number): StreamPosition | undefined {
    if (offset === 0) return undefined;
    this.#receivedPosition = { epoch: this.#receivedPosition.epoch, offset };
    return this.#receivedPosition;
  }

  /** A position without bytes: it stays behind the bytes that came before it. */
  #receivePosition({ epoch, offset }: StreamPosition): void {
    this.setEpoch(epoch);
    const position = this.#advance(offset) ?? { epoch, offset };
    this.#received.push({ bytes: noBytes, position });
  }

  #check(isValid: boolean, reason: string): boolean {
    if (!isValid) this.fail(new Error(reason));
    return isValid;
  }

  #peerFinished(): void {
    this.#received.end();
    if (this.#phase === 'closing') {
      // The peer sends its finish after reading everything: both directions are complete.
      const socket = this.#socket;
      this.#settle({ reason: 'local', wasClean: true });
      socket?.close(closeCode.finished);
    } else if (this.#phase === 'open') {
      this.#phase = 'peer-finished';
      this.stream.finish();
      this.#startCloseTimer({ reason: 'peer', wasClean: this.stream.isSettled });
    }
  }

  #startCloseTimer(how: LinkClosed): void {
    this.#closeTimer = this.#options.clock.setTimeout(() => {
      const socket = this.#socket;
      this.#settle(how);
      socket?.close(closeCode.ended);
    }, this.#options.closeTimeoutMs);
  }

  #overflow(): void {
    if (this.#options.onOverflow?.() === true) return;
    const { maxBufferedBytes } = this.#options;
    this.drop({
      reason: 'error',
      error: sendOverflow(this.endpoint, this.stream.queuedBytes, maxBufferedBytes),
      wasClean: false,
    });
  }

  #schedule(): void {
    if (this.#isFlushScheduled) return;
    this.#isFlushScheduled = true;
    this.#options.schedule(this.#flush);
  }

  #closedBy(): 'local' | 'peer' | undefined {
    if (this.#phase === 'closing') return 'local';
    if (this.#phase === 'peer-finished') return 'peer';
    return undefined;
  }

  #settle(how: LinkClosed): void {
    this.#phase = 'closed';
    this.#options.clock.clearTimeout(this.#closeTimer);
    this.#socket = undefined;
    this.stream.clear();
    this.#received.end();
    this.#resolveClosed(how);
  }
}

/** The bytes of positioned chunks, for consumers that need no positions. */
function bytesOf(chunks: AsyncIterable<PositionedChunk>): AsyncIterable<Uint8Array> {
  return {
    [Symbol.asyncIterator]() {
      const reader = chunks[Symbol.asyncIterator]();
      return {
        async next(): Promise<IteratorResult<Uint8Array, undefined>> {
          for (;;) {
            const { done, value } = await reader.next();
            if (done === true) return { done: true, value: undefined };
            if (value.bytes.byteLength > 0) return { done: false, value: value.bytes };
          }
        },
        async return(): Promise<IteratorResult<Uint8Array, undefined>> {
          await reader.return?.();
          return { done: true, value: undefined };
        },
      };
    },
  };
}
