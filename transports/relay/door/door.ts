/**
 * The relay's HTTP server: routes, and the WebSocket that becomes a browser's connection. Who may come in is decided
 * here, before anything of the connection reaches the rest of the house.
 * @module
 */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Clock, Endpoint, Logger } from '../../../core/index.ts';
import { subprotocol } from '../../websocket/envelope.ts';
import { Buckets } from '../links/bucket.ts';
import type { RelayObserver } from '../observer.ts';
import type { ListenOptions, RelayLimits } from '../options.ts';
import { asTexts, renewCertificate } from './certificate.ts';
import { dispatch, type Routes } from './dispatch.ts';
import { isOriginAllowed } from './origins.ts';

export interface DoorOptions {
  readonly listen: ListenOptions;
  readonly limits: RelayLimits;
  origins(): readonly string[] | undefined;
  readonly routes: Routes;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly observer: RelayObserver;
  /** A WebSocket was opened from an allowed origin; nothing was said on it yet. */
  onSocket(socket: WebSocket, peer: Endpoint): void;
}

export interface Door {
  readonly port: number;
  /** Takes no more connections; those that are there live on. */
  shut(): void;
  /** Shows another certificate from now on. @throws {CtiError} `INVALID_ARGUMENT`: it cannot be used. */
  renew(tls: NonNullable<ListenOptions['tls']>): void;
  /** Drops every connection and stops. */
  close(): Promise<void>;
}

/** Opens the door. Rejects with the runtime's error when the port is taken. */
export async function openDoor(options: DoorOptions): Promise<Door> {
  const { listen, limits, logger, observer, clock } = options;
  const { path = '/cti', host = '127.0.0.1', port, tls } = listen;
  const arrivals = new Buckets(limits.connectionsPerMinute, limits.connectionsPerMinute / 60);
  const present = new Map<string, number>();
  let shut = false;

  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.maxMessageBytes,
    perMessageDeflate: false,
    clientTracking: false,
    handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : false),
  });
  // Node looks at its own time-outs so seldom by itself that many dripping requests could pile up.
  const checks = { connectionsCheckingInterval: limits.helloTimeoutMs };
  const server: Server =
    tls === undefined
      ? createServer(checks)
      : createSecureServer({ ...checks, ...asTexts(tls), handshakeTimeout: limits.helloTimeoutMs });
  // Those that have said nothing yet count too: files are not to run out.
  server.maxConnections = 2 * limits.sessions;
  // A request that drips in byte by byte holds a connection only so long.
  server.headersTimeout = limits.helloTimeoutMs;
  server.requestTimeout = 2 * limits.helloTimeoutMs;
  server.keepAliveTimeout = limits.helloTimeoutMs;

  server.on('request', (request, response) => {
    if (dispatch(options.routes, request, response, logger)) return;
    observer.rejected?.('not found');
    response.writeHead(404).end();
  });

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const address = addressOf(request);
    const turnAway = (status: string, why: string): void => {
      logger.warn('a connection was turned away', { address, why });
      // The other side need not close its half, and nothing else would ever end this one.
      socket.once('finish', () => socket.destroy());
      socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    };
    if (shut) {
      observer.rejected?.('stopping');
      turnAway('503 Service Unavailable', 'the relay is stopping');
    } else if ((request.url ?? '/').split('?')[0] !== path) {
      observer.rejected?.('not found');
      turnAway('404 Not Found', 'no such path');
    } else if (!isOriginAllowed(request, options.origins())) {
      observer.rejected?.('origin');
      turnAway('403 Forbidden', 'foreign origin');
    } else if (
      !arrivals.take(address, clock.now()) ||
      (present.get(address) ?? 0) >= limits.connectionsPerAddress
    ) {
      observer.rejected?.('too many connections');
      turnAway('429 Too Many Requests', 'too many connections');
    } else {
      present.set(address, (present.get(address) ?? 0) + 1);
      socket.once('close', () => {
        const left = (present.get(address) ?? 1) - 1;
        if (left === 0) present.delete(address);
        else present.set(address, left);
      });
      sockets.handleUpgrade(request, socket, head, (opened) =>
        options.onSocket(opened, { host: address, port: request.socket.remotePort ?? 0 }),
      );
    }
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  server.on('error', (error) => logger.error('the listener failed', { reason: String(error) }));
  return {
    port: (server.address() as AddressInfo).port,
    renew: (renewed) => renewCertificate(server, renewed),
    shut() {
      shut = true;
      server.close();
    },
    async close() {
      shut = true;
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The other end's address, as the connection shows it. */
export function addressOf(request: IncomingMessage): string {
  return request.socket.remoteAddress ?? '';
}
