/**
 * The relay's server for clients: HTTP routes, and the WebSocket upgrade with its checks of path, origin and connection
 * limits.
 * @module
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Hono } from 'hono';
import type { Clock, Endpoint, Logger } from 'rxcti';
import { subprotocol } from 'rxcti/websocket/server';
import { type WebSocket, WebSocketServer } from 'ws';
import type { RejectionReason } from '../connections/client.ts';
import type { RelayLimits } from '../connections/limits.ts';
import { RateLimiter } from '../connections/rate-limiter.ts';
import type { RejectionLog } from '../connections/rejection-log.ts';
import { type HttpEnv, isOriginAllowed, requestListener } from './app.ts';
import type { ClientAddress } from './client-address.ts';
import { type Listener, type ListenOptions, startListener } from './listener.ts';

export interface HttpServerOptions {
  readonly listen: ListenOptions;
  readonly limits: RelayLimits;
  /** Origins that may connect; undefined: the relay's own. */
  allowedOrigins(): readonly string[] | undefined;
  readonly app: Hono<HttpEnv>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly rejections: RejectionLog;
  readonly clientAddress: ClientAddress;
  /** A WebSocket was opened; its handshake has not started. */
  onSocket(socket: WebSocket, peer: Endpoint): void;
}

/** Starts the server. Rejects with the runtime's error if the port is in use. */
export async function startHttpServer(options: HttpServerOptions): Promise<Listener> {
  const { listen, limits, logger, rejections, clock, clientAddress, app } = options;
  const { path = '/cti' } = listen;
  const { maxConnectionsPerAddress, maxConnectionsPerMinute } = limits;
  const newConnections = new RateLimiter(maxConnectionsPerMinute, maxConnectionsPerMinute / 60);
  const openConnections = new Map<string, number>();
  let stopping = false;

  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.maxMessageBytes,
    perMessageDeflate: false,
    clientTracking: false,
    handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : false),
  });

  function refusalOf(request: IncomingMessage, address: string): Refusal | undefined {
    if (stopping) return ['503 Service Unavailable', 'stopping', 'the relay is stopping'];
    if ((request.url ?? '/').split('?')[0] !== path) return ['404 Not Found', 'not-found', 'unknown path'];
    if (!isOriginAllowed(request.headers, options.allowedOrigins()))
      return ['403 Forbidden', 'origin', 'origin not allowed'];
    if (
      (openConnections.get(address) ?? 0) >= maxConnectionsPerAddress ||
      !newConnections.take(address, clock.now())
    )
      return ['429 Too Many Requests', 'too-many-connections', 'too many connections'];
    return undefined;
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const address = clientAddress(request);
    const refusal = refusalOf(request, address);
    if (refusal !== undefined) {
      const [status, kind, reason] = refusal;
      rejections.reject(kind, 'connection refused', { address, reason });
      // The client may keep its half of the connection open.
      socket.once('finish', () => socket.destroy());
      socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    openConnections.set(address, (openConnections.get(address) ?? 0) + 1);
    socket.once('close', () => {
      const left = (openConnections.get(address) ?? 1) - 1;
      if (left === 0) openConnections.delete(address);
      else openConnections.set(address, left);
    });
    sockets.handleUpgrade(request, socket, head, (opened) => {
      options.onSocket(opened, { host: address, port: request.socket.remotePort ?? 0 });
    });
  }

  const listener = await startListener({
    listen,
    limits,
    logger,
    configure(server) {
      server.on('request', requestListener(app));
      server.on('upgrade', upgrade);
    },
  });
  return {
    ...listener,
    stopAccepting() {
      stopping = true;
      listener.stopAccepting();
    },
    close() {
      stopping = true;
      listener.close();
    },
  };
}

type Refusal = readonly [status: string, kind: RejectionReason, reason: string];
