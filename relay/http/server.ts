/**
 * The relay's server for clients: HTTP routes, and the WebSocket upgrade with its checks of path, origin and connection
 * limits.
 * @module
 */
import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Clock, Endpoint, Logger } from 'rxcti';
import { subprotocol } from 'rxcti/websocket/server';
import { type WebSocket, WebSocketServer } from 'ws';
import type { RejectionReason } from '../connections/client.ts';
import type { RelayLimits } from '../connections/limits.ts';
import { RateLimiter } from '../connections/rate-limiter.ts';
import type { RejectionLog } from '../connections/rejection-log.ts';
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

/** Types of a handler's `context`: `context.env` has the request and response of `node:http`. */
export interface HttpEnv {
  readonly Bindings: { readonly incoming: IncomingMessage; readonly outgoing: ServerResponse };
}

export interface HttpAppOptions {
  readonly logger: Logger;
  /** Called for each request without a route. */
  onNotFound?(): void;
}

/** Creates an application. It answers errors as JSON: `{ "error": "..." }`. */
export function createHttpApp({ logger, onNotFound }: HttpAppOptions): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.notFound((context) => {
    onNotFound?.();
    return context.json({ error: 'not found' }, 404);
  });
  app.onError((error, context) => {
    if (error instanceof HTTPException) return context.json({ error: error.message }, error.status);
    const { incoming } = context.env;
    const { path } = context.req;
    if (incoming.destroyed && !incoming.complete)
      logger.debug('HTTP request aborted', { path, reason: 'client disconnected' });
    else logger.error('HTTP request failed', { path, reason: String(error) });
    return context.json({ error: 'internal server error' }, 500);
  });
  return app;
}

/** The application as a listener for `request` events. The runtime's own `Request` and `Response` are left alone. */
export function requestListener(app: Hono<HttpEnv>): RequestListener {
  return getRequestListener(app.fetch, { overrideGlobalObjects: false });
}

/**
 * True if the request comes from an allowed origin, by default the server's own. Browsers always send the origin of the
 * page; programs other than browsers send none and are allowed.
 */
export function isOriginAllowed(
  { origin, host }: Pick<IncomingHttpHeaders, 'origin' | 'host'>,
  allowed: readonly string[] | undefined,
): boolean {
  if (origin === undefined) return true;
  if (allowed !== undefined) return allowed.includes(origin);
  try {
    return new URL(origin).host === host;
  } catch {
    return false; // `null`: a page without an origin
  }
}
