/**
 * What the browser's transport can be told, and the sockets it works with.
 * @module
 */
import type { Clock } from '../../core/clock.ts';
import type { Logger } from '../../core/logger.ts';

/** How a relay is reached. */
export interface WebSocketOptions {
  /**
   * The relay's address: `wss://relay.example.com/cti`, or `ws://` on a trusted network. Of several relays of one
   * cluster, all of them, in the order in which they are tried: when one is gone, the session goes on at the next.
   */
  readonly url: string | URL | readonly (string | URL)[];
  /**
   * What the relay lets this user in with. A function is called for every dial, so that an expired token is renewed
   * without the user's noticing.
   */
  readonly token: string | (() => string | Promise<string>);
  /**
   * Called with true when the relay is out of reach while the session lives on (it may come back without a gap), and with
   * false when that is over. Until then what is shown may be out of date, and what is sent waits.
   */
  readonly onAway?: (isAway: boolean) => void;
  /** Bytes that may wait to be sent before the link is dropped with `SEND_OVERFLOW`. Default 1 MiB. */
  readonly maxBufferedBytes?: number;
  /** How long `close()` waits for the relay. Default 2000. */
  readonly closeTimeoutMs?: number;
  /** Default: says nothing. */
  readonly logger?: Logger;
  /** Default: the runtime's clock. */
  readonly clock?: Clock;
}

/** The part of the standard WebSocket that is used; browsers, Deno, Bun and `ws` have it. */
export interface StandardSocket {
  binaryType: string;
  send(data: Uint8Array): void;
  close(code?: number): void;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
}

/** Opens a WebSocket to a URL under a subprotocol. */
export type OpenSocket = (url: string, protocol: string) => StandardSocket;
