/**
 * `rxcti/websocket` in Node: on the runtime's WebSocket from Node 22 on, on the package `ws` in Node 20, which has none.
 * @module
 */
import { CtiError } from '../../core/errors.ts';
import type { Transport } from '../../core/transport.ts';
import type { StandardSocket, WebSocketOptions } from './options.ts';
import { webSocketTransport } from './web-socket.ts';

export type { WebSocketOptions } from './options.ts';

type SocketConstructor = new (url: string, protocol: string) => StandardSocket;

/**
 * Connects to CCX through a relay. The link outlives its sockets: within the relay's resume window nothing is lost and
 * the session does not notice. The client needs no `endpoints` with it. When a relay refuses this user, the session waits
 * with `RELAY_REFUSED`.
 *
 * Node 20 has no WebSocket: install the package `ws` there. Without it dialing rejects with `PACKAGE_MISSING`.
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
  let WebSocket = (globalThis as { WebSocket?: SocketConstructor }).WebSocket;
  const transport = webSocketTransport(
    options,
    (url, protocol) => new (WebSocket as SocketConstructor)(url, protocol),
  );
  return {
    ...transport,
    async dial(endpoint, dialOptions) {
      WebSocket ??= await importWs();
      return transport.dial(endpoint, dialOptions);
    },
  };
}

async function importWs(): Promise<SocketConstructor> {
  try {
    const ws = await import('ws');
    return ws.WebSocket as unknown as SocketConstructor;
  } catch (cause) {
    throw new CtiError(
      'PACKAGE_MISSING',
      'This version of Node has no WebSocket. Install the package "ws" (npm install ws), or use Node 22 or newer.',
      { package: 'ws' },
      { cause },
    );
  }
}
