/**
 * `rxcti/websocket` in browsers, Deno and Bun, on the runtime's own WebSocket.
 * @module
 */
import type { Transport } from '../../core/transport.ts';
import type { StandardSocket, WebSocketOptions } from './options.ts';
import { webSocketTransport } from './web-socket.ts';

export type { WebSocketOptions } from './options.ts';

interface StandardWeb {
  readonly WebSocket: new (url: string, protocol: string) => StandardSocket;
}

/**
 * Reaches CCX through a relay. The link lives on when a socket dies: within the relay's window nothing is lost and the
 * session above does not notice. The client needs no `endpoints` with it. A relay that does not let this user in says why:
 * the session waits with `RELAY_REFUSED`.
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
 * @throws {CtiError} `INVALID_ARGUMENT` for a URL that is none of a WebSocket.
 */
export function webSocket(options: WebSocketOptions): Transport {
  const { WebSocket } = globalThis as unknown as StandardWeb;
  return webSocketTransport(options, (url, protocol) => new WebSocket(url, protocol));
}
