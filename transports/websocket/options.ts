/**
 * Options of the transport to a relay.
 * @module
 */
import type { Clock } from '../../core/clock.ts';
import type { Logger } from '../../core/logger.ts';

/** Options of `webSocket()`. */
export interface WebSocketOptions {
  /**
   * The relay's URL: `wss://relay.example.com/cti`, or `ws://` on a trusted network. For a cluster, the URLs of all relays in
   * the order in which they are tried: when one is lost, the session continues on the next.
   */
  readonly url: string | URL | readonly (string | URL)[];
  /**
   * The token, or a function that returns it. The function is called for every connection, and once more when the relay says that
   * the token has expired.
   */
  readonly token: string | (() => string | Promise<string>);
  /** Maximum unsent bytes; more drops the link with `SEND_OVERFLOW`. Default 1 MiB. */
  readonly maxBufferedBytes?: number;
  /** How long `close()` waits for the relay. Default 2000. */
  readonly closeTimeoutMs?: number;
  /** Default: none. */
  readonly logger?: Logger;
  /** Default: the system clock. */
  readonly clock?: Clock;
}

/** The part of the standard WebSocket that rxcti uses. */
export interface WebSocketLike {
  binaryType: string;
  send(data: Uint8Array): void;
  close(code?: number): void;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
}

/** Opens a WebSocket. */
export type OpenSocket = (url: string, subprotocol: string) => WebSocketLike;
