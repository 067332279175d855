/**
 * The contract between the session and the bytes. A transport dials once; it never retries and never hides a loss:
 * recovery lives in the session. A link may change what carries it, as long as no byte is lost or doubled by that.
 * @module
 */
import type { CtiError } from './errors.ts';
import type { AbortSignalLike } from './web.ts';

/** A node of the CCX cluster, or the relay in front of it. */
export interface Endpoint {
  /** Host name or address. */
  readonly host: string;
  /** TCP port; CCX listens on 42027 unless its RmCm TCP Port says otherwise. */
  readonly port: number;
}

/** How one dial is to be done. */
export interface DialOptions {
  /** Gives up and rejects with `CONNECT_TIMEOUT` after this time. */
  readonly timeoutMs?: number;
  /** Gives up and rejects with `ABORTED` when it fires. */
  readonly signal?: AbortSignalLike;
}

/** Makes links. */
export interface Transport {
  /** `tcp`, `memory`, `websocket`: for logs. */
  readonly kind: string;
  /** The one place that this transport reaches, where its dialler need not name any: a relay's address. */
  readonly endpoint?: Endpoint;
  /**
   * Connects once.
   * @throws {CtiError} `CONNECT_FAILED`, `CONNECT_TIMEOUT`, `RELAY_REFUSED` or `ABORTED`, as a rejection.
   */
  dial(endpoint: Endpoint, options?: DialOptions): Promise<Link>;
}

/** One connection: bytes in, bytes out, and how it ended. */
export interface Link {
  readonly endpoint: Endpoint;
  /**
   * True for a link that finds out by itself whether its peer lives, also while the machine sleeps or its timers are
   * slowed down: the session then sends no heartbeats.
   */
  readonly watchesPeer?: boolean;
  /**
   * How many requests a session has under way at once while it builds its picture. Default 8, which a busy CCX takes.
   * A relay answers from memory and may be far away: there each round is to carry many.
   */
  readonly requestsAtOnce?: number;
  /** Chunks of any size, in order, for one consumer. Ends when the link closes, for whatever reason. */
  readonly incoming: AsyncIterable<Uint8Array>;
  /** Bytes accepted by `send` that the operating system has not taken yet. */
  readonly bufferedAmount: number;
  /**
   * Sends bytes; they belong to the link from now on and must not change. Passing the bound on unsent bytes aborts
   * the link with `SEND_OVERFLOW`.
   * @throws {CtiError} `LINK_CLOSED` once the link is closed.
   */
  send(bytes: Uint8Array): void;
  /** Sends what is buffered, then closes. Resolves when the link is closed; may be called again. */
  close(): Promise<void>;
  /** Drops the link at once (a TCP reset where the runtime allows one). */
  abort(reason?: Error): void;
  /** Resolves once, when the link has closed; never rejects. */
  readonly closed: Promise<LinkClosed>;
}

/** How a link ended: `peer` sent FIN, `local` called close(), `aborted` called abort(), `error` anything else. */
export interface LinkClosed {
  readonly reason: 'peer' | 'local' | 'aborted' | 'error';
  readonly error?: CtiError | Error;
  /** True when both directions ended in order, so nothing that was sent got lost on the way. */
  readonly wasClean: boolean;
}
