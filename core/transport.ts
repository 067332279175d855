/**
 * The contract between sessions and transports. A transport dials once; it never retries and never hides a loss: recovery is
 * the session's. A link may change its socket, as long as no byte is lost or duplicated.
 * @module
 */
import type { Observable } from 'rxjs';
import type { CtiError } from './errors.ts';
import type { AbortSignalLike } from './web.ts';

/** The address of a CCX node or of a relay. */
export interface Endpoint {
  /** Host name or IP address. */
  readonly host: string;
  /** TCP port. CCX: 42027, unless its RmCm TCP Port is another. */
  readonly port: number;
}

/** Options of `dial()`. */
export interface DialOptions {
  /** Rejects with `CONNECT_TIMEOUT` after this time. Default: no limit. */
  readonly timeoutMs?: number;
  /** Rejects with `ABORTED` when it is aborted. */
  readonly signal?: AbortSignalLike;
}

/** Makes links. */
export interface Transport {
  /** `tcp`, `memory`, `websocket`; for logs. */
  readonly kind: string;
  /** The only endpoint of this transport, such as a relay's address: `dial()` and the client need no other. */
  readonly endpoint?: Endpoint;
  /**
   * Connects once.
   * @throws {CtiError} `CONNECT_FAILED`, `CONNECT_TIMEOUT`, `RELAY_REFUSED` or `ABORTED`, as a rejection.
   */
  dial(endpoint: Endpoint, options?: DialOptions): Promise<Link>;
}

/** A position in an event stream. `offset` rises within one `epoch`; positions of different epochs cannot be compared. */
export interface StreamPosition {
  readonly epoch: string;
  /** 0: unknown. */
  readonly offset: number;
}

/** Received bytes with the position of the last event in them. With empty `bytes`, only a position was received. */
export interface PositionedChunk {
  readonly bytes: Uint8Array;
  readonly position: StreamPosition | undefined;
}

/** One connection: bytes in, bytes out, and how it ended. */
export interface Link {
  readonly endpoint: Endpoint;
  /** True for a link that detects a dead peer itself, also after sleep: the session then sends no heartbeats. */
  readonly hasKeepAlive?: boolean;
  /**
   * False while the peer is out of reach and the link lives on: sent bytes wait, and the state may be outdated. Emits the current
   * value, then each change; completes when the link closes. Default: always true.
   */
  readonly reachable$?: Observable<boolean>;
  /** Concurrent requests during a resync. Default 8, for CCX; a relay answers from memory, but may be far away. */
  readonly maxConcurrentRequests?: number;
  /** Received chunks of any size, in order, for one consumer. Ends when the link closes. */
  readonly incoming: AsyncIterable<Uint8Array>;
  /** The same chunks with their stream positions, if the transport carries positions. Read this or `incoming`, not both. */
  readonly positioned?: AsyncIterable<PositionedChunk>;
  /** Bytes accepted by `send()` that the operating system has not taken yet. */
  readonly bufferedAmount: number;
  /**
   * Sends bytes, which must not change afterwards. Exceeding the limit of unsent bytes aborts the link with `SEND_OVERFLOW`.
   * `position` is the stream position of the event in the bytes; transports without positions ignore it.
   * @throws {CtiError} `LINK_CLOSED` after the link has closed.
   */
  send(bytes: Uint8Array, position?: StreamPosition): void;
  /** Sends buffered bytes, then closes. Resolves when the link has closed; may be called again. */
  close(): Promise<void>;
  /** Drops the link at once, with a TCP reset where the runtime allows one. */
  abort(reason?: Error): void;
  /** Resolves when the link has closed; never rejects. */
  readonly closed: Promise<LinkClosed>;
}

/** How a link ended: `peer` sent FIN, `local` called close(), `aborted` called abort(), `error` anything else. */
export interface LinkClosed {
  readonly reason: 'peer' | 'local' | 'aborted' | 'error';
  readonly error?: CtiError | Error;
  /** True when both directions ended in order, so nothing sent was lost. */
  readonly wasClean: boolean;
}
