/**
 * The relay's HTTP server: routes, and the WebSocket that becomes a browser's connection. Who may come in is decided
 * here, before anything of the connection reaches the rest of the house.
 * @module
 */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Clock, Endpoint, Logger } from 'rxcti';
import { subprotocol } from 'rxcti/websocket/server';
import { type WebSocket, WebSocketServer } from 'ws';
import { Buckets } from '../connections/rate-limiter.ts';
import type { Refusals } from '../connections/rejection-log.ts';
import type { Rejection } from '../observer.ts';
import type { ListenOptions, RelayLimits } from '../options.ts';
import { dispatch, type Routes } from './app.ts';
import type { AddressOf } from './client-address.ts';
import { openServer } from './listener.ts';
import { isOriginAllowed } from './origins.ts';
import { WholeFrameSocket } from './single-write-websocket.ts';

export interface DoorOptions {
  readonly listen: ListenOptions;
  readonly limits: RelayLimits;
  origins(): readonly string[] | undefined;
  readonly routes: Routes;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly refusals: Refusals;
  readonly addressOf: AddressOf;
  /** A WebSocket was opened from an allowed origin; nothing was said on it yet. */
  onSocket(socket: WebSocket, peer: Endpoint): void;
}

export interface Door {
  readonly port: number;
  /** Takes no more connections; those that are there live on. */
  shut(): void;
  /** Shows another certificate from now on. Rejects with `INVALID_ARGUMENT` when it cannot be used. */
  renew(tls: NonNullable<ListenOptions['tls']>): Promise<void>;
  /** Drops every connection that is no WebSocket, and stops. */
  close(): void;
}

/** Opens the door. Rejects with the runtime's error when the port is taken. */
export async function openDoor(options: DoorOptions): Promise<Door> {
  const { listen, limits, logger, refusals, clock, addressOf } = options;
  const { path = '/cti' } = listen;
  const arrivals = new Buckets(limits.connectionsPerMinute, limits.connectionsPerMinute / 60);
  const present = new Map<string, number>();
  let shut = false;

  const sockets = new WebSocketServer({
    noServer: true,
    WebSocket: WholeFrameSocket,
    maxPayload: limits.maxMessageBytes,
    perMessageDeflate: false,
    clientTracking: false,
    handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : false),
  });

  /** Why a WebSocket is not opened; undefined when it is. */
  function whyNot(request: IncomingMessage, address: string): Refusal | undefined {
    if (shut) return ['503 Service Unavailable', 'stopping', 'the relay is stopping'];
    if ((request.url ?? '/').split('?')[0] !== path) return ['404 Not Found', 'not found', 'no such path'];
    if (!isOriginAllowed(request, options.origins())) return ['403 Forbidden', 'origin', 'foreign origin'];
    const many = (present.get(address) ?? 0) >= limits.connectionsPerAddress;
    if (many || !arrivals.take(address, clock.now()))
      return ['429 Too Many Requests', 'too many connections', 'too many connections'];
    return undefined;
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const address = addressOf(request);
    const refusal = whyNot(request, address);
    if (refusal !== undefined) {
      const [status, reason, why] = refusal;
      refusals.refuse(reason, 'a connection was turned away', { address, why });
      // The other side need not close its half, and nothing else would ever end this one.
      socket.once('finish', () => socket.destroy());
      socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    present.set(address, (present.get(address) ?? 0) + 1);
    socket.once('close', () => {
      const left = (present.get(address) ?? 1) - 1;
      if (left === 0) present.delete(address);
      else present.set(address, left);
    });
    sockets.handleUpgrade(request, socket, head, (opened) => {
      opened.connection = socket;
      options.onSocket(opened, { host: address, port: request.socket.remotePort ?? 0 });
    });
  }

  const server = await openServer({
    listen,
    limits,
    logger,
    serve(made: Server) {
      made.on('request', (request, response) => {
        if (dispatch(options.routes, request, response, logger)) return;
        refusals.count('not found');
        response.writeHead(404).end();
      });
      made.on('upgrade', upgrade);
    },
  });
  return {
    port: server.port,
    renew: (renewed) => server.renew(renewed),
    shut() {
      shut = true;
      server.shut();
    },
    close() {
      shut = true;
      server.close();
    },
  };
}

type Refusal = readonly [status: string, reason: Rejection, why: string];
