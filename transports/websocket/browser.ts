/**
 * `rxcti/websocket` in browsers, Deno and Bun: uses the runtime's WebSocket.
 * @module
 */
import type { Transport } from '../../core/transport.ts';
import type { WebSocketLike, WebSocketOptions } from './options.ts';
import { webSocketTransport } from './websocket-transport.ts';

export type { WebSocketOptions } from './options.ts';

interface WebSocketGlobal {
  readonly WebSocket: new (url: string, subprotocol: string) => WebSocketLike;
}

/**
 * Connects to CCX through a relay. The link outlives its sockets: within the relay's resume window nothing is lost and the
 * session is not interrupted. The client needs no `endpoints`. Meanwhile `reachable` of the session's
 * state is false. `connect()` rejects with `RELAY_REFUSED` if the relay refuses the token.
 *
 * @example
 * ```ts
 * import { agentMode, createCtiClient } from 'rxcti';
 * import { webSocket } from 'rxcti/websocket';
 *
 * const client = createCtiClient({
 *   transport: webSocket({
 *     url: 'wss://relay.example.com/cti',
 *     token: async () => (await fetch('/token')).text(),
 *   }),
 *   mode: agentMode({ agentId: 'jdoe', extension: '2001' }),
 * });
 * await client.connect();
 * ```
 * @throws {CtiError} `INVALID_ARGUMENT` if `url` is not a WebSocket URL.
 */
export function webSocket(options: WebSocketOptions): Transport {
  const { WebSocket } = globalThis as unknown as WebSocketGlobal;
  return webSocketTransport(options, (url, subprotocol) => new WebSocket(url, subprotocol));
}
