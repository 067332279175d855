/**
 * A link that outlives the sockets that carry it. Both ends are one: the browser's transport dials new sockets for it,
 * the relay keeps it while its browser is away.
 *
 * ```text
 *                  socket lost
 *   carried ─────────────────────────► away        close(): finish ─► peer's finish ─► closed
 *      ▲                                 │          abort(), overflow, given up ─────► closed
 *      └──── attach(): nothing is lost ──┘
 * ```
 * @module
 */
import type { Clock } from '../../core/clock.ts';
import type { Endpoint, Link, LinkClosed } from '../../core/transport.ts';
import { ChunkQueue } from '../link/chunk-queue.ts';
import { linkClosed, linkLost, sendOverflow } from '../link/failures.ts';
import { type Envelope, encodeEnvelope } from './envelope.ts';
import { NumberedStream, type Reached } from './numbered-stream.ts';

/** A WebSocket, as a link sees it. None of these may throw. */
export interface EnvelopeSocket {
  send(message: Uint8Array): void;
  /** Closes in order, with a code of ours. */
  close(code: number): void;
}

/** What a WebSocket is closed with. Any other code, and none, means that the link is to go on over the next one. */
export const closeCode = {
  /** Both sides have finished. */
  done: 1000,
  /** The link was dropped, or cannot go on. */
  over: 4000,
  /** The token is no longer good: come back with another. */
  tokenExpired: 4001,
  /** This socket is given up, the link is not. */
  givenUp: 4002,
} as const;

/** What a link is made of. */
export interface LastingLinkOptions {
  readonly endpoint: Endpoint;
  readonly clock: Clock;
  /** Bound on bytes that wait to be written. */
  readonly maxBufferedBytes: number;
  /** So much may be under way unacknowledged. */
  readonly windowBytes: number;
  /** Longest message that the other side takes, its header left out. */
  readonly maxBatchBytes: number;
  /** Most chunks in one message. Default: as many as fit. */
  readonly maxBatchChunks?: number;
  /** How far CCX's events have come with the chunks from one index to before another; 0 when none of them is one. */
  placeOf?(chunks: readonly Uint8Array[], from: number, to: number): number;
  /** How far they have come with all that was sent up to now. */
  reached?(): Reached;
  /** The other side says how far it is. */
  peerReached?(reached: Reached): void;
  /** Chunks arrived, with how far CCX's events have come with them. */
  arrived?(bytes: Uint8Array, place: number): void;
  readonly closeTimeoutMs: number;
  /** Calls back soon, once for all that is sent in a tick. */
  schedule(flush: () => void): void;
  /** The socket was lost, or was given up: another is needed. */
  onAway?(): void;
  /** The bound was passed; unless it makes room (`true`), the link is dropped. */
  onOverflow?(): boolean;
}

/** Unread bytes with which a link stops its peer, and with which it lets it go on. */
const highWaterBytes = 262_144;
const lowWaterBytes = 65_536;

export class LastingLink implements Link {
  /** Where the other side is; a browser may come back from elsewhere. */
  endpoint: Endpoint;
  readonly watchesPeer = true;
  readonly requestsAtOnce = 128;
  readonly incoming: ChunkQueue;
  readonly closed: Promise<LinkClosed>;
  readonly stream: NumberedStream;
  /** When the peer last said something, on the clock. */
  heardAt: number;
  readonly #options: LastingLinkOptions;
  readonly #maxBatchBytes: number;
  readonly #maxBufferedBytes: number;
  #socket: EnvelopeSocket | undefined;
  #phase: 'open' | 'closing' | 'peer-finished' | 'closed' = 'open';
  #patience: unknown;
  #scheduled = false;
  #resolveClosed!: (how: LinkClosed) => void;
  readonly #flush = (): void => {
    this.#scheduled = false;
    this.stream.flush();
  };

  constructor(options: LastingLinkOptions) {
    this.#options = options;
    this.#maxBatchBytes = options.maxBatchBytes;
    this.#maxBufferedBytes = options.maxBufferedBytes;
    this.endpoint = options.endpoint;
    this.heardAt = options.clock.now();
    this.incoming = new ChunkQueue({
      highWaterBytes,
      lowWaterBytes,
      onLow: () => this.stream.say('acknowledge'),
    });
    this.closed = new Promise((resolve) => {
      this.#resolveClosed = resolve;
    });
    this.stream = new NumberedStream({
      ...options,
      schedule: () => this.#schedule(),
      deliver: (bytes, place) => {
        options.arrived?.(bytes, place);
        this.incoming.push(bytes);
      },
      isFull: () => this.incoming.isFull,
    });
  }

  get bufferedAmount(): number {
    return this.stream.queuedBytes;
  }

  /** A socket carries the link now. */
  get isCarried(): boolean {
    return this.#socket !== undefined;
  }

  get isClosed(): boolean {
    return this.#phase === 'closed';
  }

  send(bytes: Uint8Array): void {
    if (this.#phase !== 'open') throw linkClosed(this.endpoint);
    const maxBatchBytes = this.#maxBatchBytes;
    for (let at = 0; at < bytes.byteLength; at += maxBatchBytes) {
      const whole = bytes.byteLength <= maxBatchBytes;
      this.stream.send(whole ? bytes : bytes.subarray(at, Math.min(at + maxBatchBytes, bytes.byteLength)));
    }
    if (this.stream.queuedBytes > this.#maxBufferedBytes) this.#overflow();
  }

  async close(): Promise<void> {
    if (this.#phase === 'open') {
      this.#phase = 'closing';
      this.stream.finish();
      this.#wait({ reason: 'local', wasClean: false });
    }
    await this.closed;
  }

  abort(reason?: Error): void {
    this.drop({ reason: 'aborted', wasClean: false, ...(reason && { error: reason }) });
  }

  /** Goes on over a socket; false when the peer's place in the stream is not one of ours: nothing was written then. */
  attach(socket: EnvelopeSocket, peerReceived: number): boolean {
    this.#socket?.close(closeCode.givenUp);
    this.stream.detach();
    this.#socket = socket;
    this.heardAt = this.#options.clock.now();
    if (this.stream.attach(socket, peerReceived)) return true;
    this.#socket = undefined;
    return false;
  }

  /**
   * A message came over a socket; what a socket that was given up still brings is not heard. False for a message that
   * must not come now: the link was dropped.
   */
  received(socket: EnvelopeSocket, envelope: Envelope): boolean {
    if (this.#phase === 'closed' || socket !== this.#socket) return true;
    this.heardAt = this.#options.clock.now();
    switch (envelope.kind) {
      case 'frames':
        return this.#check(this.stream.take(envelope), 'frames out of step');
      case 'acknowledge':
        return this.#check(this.stream.acknowledge(envelope.received), 'an impossible acknowledgement');
      case 'ping':
      case 'pong':
        if (!this.#check(this.stream.acknowledge(envelope.received), 'an impossible acknowledgement'))
          return false;
        if (envelope.epoch !== '') this.#options.peerReached?.(envelope);
        if (envelope.kind === 'ping') this.stream.say('pong');
        return true;
      case 'finish':
        this.#peerFinished();
        return true;
      default:
        return this.#check(false, `${envelope.kind} out of place`);
    }
  }

  /** The socket closed, with this code. */
  lost(socket: EnvelopeSocket, code: number): void {
    if (socket !== this.#socket) return; // one that was given up before
    this.#socket = undefined;
    this.stream.detach();
    if (this.#phase === 'closed') return;
    if (code === closeCode.done && this.#phase !== 'open') {
      this.#settle({ reason: this.#ender() ?? 'peer', wasClean: true });
    } else if (code === closeCode.over) {
      // What a TCP link calls it, so that logs read the same.
      this.failed(Object.assign(new Error('the other side dropped the link'), { code: 'ECONNRESET' }));
    } else this.#options.onAway?.();
  }

  /** The socket is taken for dead, or no longer good. */
  giveUpSocket(code: number = closeCode.givenUp): void {
    const socket = this.#socket;
    if (socket === undefined) return;
    this.lost(socket, closeCode.givenUp);
    socket.close(code);
  }

  /** Says something beside the stream, if a socket is there. */
  say(envelope: Envelope): void {
    this.#socket?.send(encodeEnvelope(envelope));
  }

  /** The link cannot go on. */
  failed(cause: unknown): void {
    this.drop({
      reason: this.#ender() ?? 'error',
      error: linkLost(this.endpoint, cause),
      wasClean: false,
    });
  }

  /** Ends at once; `last` is said before, if a socket is there. */
  drop(how: LinkClosed, last?: Envelope): void {
    if (this.#phase === 'closed') return;
    const socket = this.#socket;
    if (last !== undefined) socket?.send(encodeEnvelope(last));
    this.#settle(how);
    // What arrived before a loss can still be read; after abort() nobody wants it.
    if (how.reason === 'aborted') this.incoming.discard();
    socket?.close(closeCode.over);
  }

  #check(sound: boolean, reason: string): boolean {
    if (!sound) this.failed(new Error(reason));
    return sound;
  }

  #peerFinished(): void {
    this.incoming.end();
    if (this.#phase === 'closing') {
      // The peer answers a finish behind all that it had to read: both directions are done.
      const socket = this.#socket;
      this.#settle({ reason: 'local', wasClean: true });
      socket?.close(closeCode.done);
    } else if (this.#phase === 'open') {
      this.#phase = 'peer-finished';
      this.stream.finish();
      this.#wait({ reason: 'peer', wasClean: this.stream.isSettled });
    }
  }

  #wait(how: LinkClosed): void {
    this.#patience = this.#options.clock.setTimeout(() => {
      const socket = this.#socket;
      this.#settle(how);
      socket?.close(closeCode.over);
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
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#options.schedule(this.#flush);
  }

  #ender(): 'local' | 'peer' | undefined {
    if (this.#phase === 'closing') return 'local';
    if (this.#phase === 'peer-finished') return 'peer';
    return undefined;
  }

  #settle(how: LinkClosed): void {
    this.#phase = 'closed';
    this.#options.clock.clearTimeout(this.#patience);
    this.#socket = undefined;
    this.stream.clear();
    this.incoming.end();
    this.#resolveClosed(how);
  }
}
