/**
 * `rxcti/websocket` in Node: uses the runtime's WebSocket since Node 22, and the package `ws` in Node 20, which has none.
 * @module
 */
import { CtiError } from '../../core/errors.ts';
import type { Transport } from '../../core/transport.ts';
import type { WebSocketLike, WebSocketOptions } from './options.ts';
import { webSocketTransport } from './websocket-transport.ts';

export type { WebSocketOptions } from './options.ts';

type WebSocketConstructor = new (url: string, subprotocol: string) => WebSocketLike;

/**
 * Connects to CCX through a relay. The link outlives its sockets: within the relay's resume window nothing is lost and the
 * session is not interrupted. The client needs no `endpoints`. Meanwhile `reachable` of the session's
 * state is false. `connect()` rejects with `RELAY_REFUSED` if the relay refuses the token.
 *
 * Node 20 has no WebSocket: install the package `ws`. Without it connecting fails with `PACKAGE_MISSING`.
 *
 * @example
 * ```ts
 * import { bridgeMode, createCtiClient } from 'rxcti';
 * import { webSocket } from 'rxcti/websocket';
 *
 * const client = createCtiClient({
 *   transport: webSocket({ url: 'wss://relay.example.com/cti', token: 'eyJ...' }),
 *   mode: bridgeMode({ clientId: 'wallboard' }),
 * });
 * await client.connect();
 * ```
 * @throws {CtiError} `INVALID_ARGUMENT` if `url` is not a WebSocket URL.
 */
export function webSocket(options: WebSocketOptions): Transport {
  let WebSocket = (globalThis as { WebSocket?: WebSocketConstructor }).WebSocket;
  const transport = webSocketTransport(
    options,
    (url, subprotocol) => new (WebSocket as WebSocketConstructor)(url, subprotocol),
  );
  return {
    ...transport,
    async dial(endpoint, dialOptions) {
      WebSocket ??= await importWs();
      return transport.dial(endpoint, dialOptions);
    },
  };
}

async function importWs(): Promise<WebSocketConstructor> {
  try {
    const ws = await import('ws');
    return ws.WebSocket as unknown as WebSocketConstructor;
  } catch (cause) {
    throw new CtiError(
      'PACKAGE_MISSING',
      'This version of Node has no WebSocket. Install the package "ws" (npm install ws), or use Node 22 or newer.',
      { package: 'ws' },
      { cause },
    );
  }
}
