/**
 * Listens for HTTP or HTTPS connections, and renews the TLS certificate while it listens.
 * @module
 */
import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer, type Server as SecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createSecureContext } from 'node:tls';
import { CtiError, type Logger } from 'rxcti';
import type { RelayLimits } from '../connections/limits.ts';

/** Where clients reach the relay. */
export interface ListenOptions {
  /** 0: any free port. */
  readonly port: number;
  /** Default 127.0.0.1: this machine only. */
  readonly host?: string;
  /** Path of the WebSocket. Default `/cti`. */
  readonly path?: string;
  /** Certificate and key as PEM. Default: plain HTTP, for use behind a proxy. */
  readonly tls?: { readonly cert: string | Uint8Array; readonly key: string | Uint8Array };
  /**
   * Proxies in front of the relay: addresses, ranges (`10.0.0.0/8`) or `loopback`, `linklocal`, `uniquelocal`. Their
   * `X-Forwarded-For` header gives the client address for limits, log lines and the audit log. Default: none.
   */
  readonly trustedProxies?: readonly string[];
}

/** Certificate and key as PEM. */
type Certificate = NonNullable<ListenOptions['tls']>;

export interface ListenerOptions {
  readonly listen: ListenOptions;
  readonly limits: RelayLimits;
  readonly logger: Logger;
  /** Adds the handlers to a new server. */
  configure(server: Server): void;
}

export interface Listener {
  readonly port: number;
  /** Stops accepting connections; existing ones stay open. */
  stopAccepting(): void;
  /**
   * Uses another certificate for new connections. Rejects with `INVALID_ARGUMENT` if it is unusable. Bun cannot replace
   * the certificate of a server: there a new server takes over the port, and connections are refused for some milliseconds.
   */
  renewCertificate(certificate: Certificate): Promise<void>;
  /** Closes all connections except WebSockets. */
  close(): void;
}

/** Attempts to take over the port from the previous server, and the delay between them. */
const maxAttempts = 50;
const attemptDelayMs = 20;

/** Starts listening. Rejects with the runtime's error if the port is in use. */
export async function startListener(options: ListenerOptions): Promise<Listener> {
  const { listen, limits, logger } = options;
  const { host = '127.0.0.1', tls } = listen;
  let server = create(tls);
  await listenOn(server, { host, port: listen.port }, logger);
  const { port } = server.address() as AddressInfo;
  /** Servers that handed over the port; clients may still be connected to them. */
  const former: Server[] = [];
  let stopped = false;

  function create(certificate: Certificate | undefined): Server {
    const { handshakeTimeoutMs } = limits;
    // By default Node checks its timeouts too rarely: many slow requests could pile up.
    const checks = { connectionsCheckingInterval: handshakeTimeoutMs };
    const created: Server =
      certificate === undefined
        ? createServer(checks)
        : createSecureServer({ ...checks, ...asText(certificate), handshakeTimeout: handshakeTimeoutMs });
    // Includes connections before their handshake, so that file descriptors do not run out.
    created.maxConnections = 2 * limits.maxSessions;
    created.headersTimeout = handshakeTimeoutMs;
    created.requestTimeout = 2 * handshakeTimeoutMs;
    created.keepAliveTimeout = handshakeTimeoutMs;
    options.configure(created);
    return created;
  }

  async function replaceServer(certificate: Certificate): Promise<void> {
    server.close();
    former.push(server);
    for (let attempt = 1; ; attempt++) {
      server = create(certificate);
      try {
        await listenOn(server, { host, port }, logger);
        break;
      } catch (error) {
        if (attempt === maxAttempts) throw error;
        await new Promise((resolve) => setTimeout(resolve, attemptDelayMs));
      }
    }
    if (stopped) server.close();
  }

  return {
    port,
    stopAccepting() {
      stopped = true;
      server.close();
    },
    async renewCertificate(certificate) {
      if (tls === undefined)
        throw new CtiError('INVALID_ARGUMENT', 'tls: this relay listens without TLS', { argument: 'tls' });
      checkCertificate(certificate);
      if ('setSecureContext' in server) (server as SecureServer).setSecureContext(asText(certificate));
      else await replaceServer(certificate);
    },
    close() {
      stopped = true;
      server.close();
      for (const each of [...former, server]) each.closeAllConnections();
    },
  };
}

/** Listens on an address; later errors of the server are logged. */
export async function listenOn(
  server: Server,
  address: { readonly host: string; readonly port: number },
  logger: Logger,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, () => {
      server.off('error', reject);
      resolve();
    });
  });
  server.on('error', (error) => logger.error('HTTP server error', { reason: String(error) }));
}

/** @throws {CtiError} `INVALID_ARGUMENT` if certificate and key do not match. */
function checkCertificate(certificate: Certificate): void {
  try {
    createSecureContext(asText(certificate));
  } catch (cause) {
    throw new CtiError('INVALID_ARGUMENT', `tls: ${String(cause)}`, { argument: 'tls' }, { cause });
  }
}

function asText({ cert, key }: Certificate): { readonly cert: string; readonly key: string } {
  const text = (pem: string | Uint8Array): string =>
    typeof pem === 'string' ? pem : new TextDecoder().decode(pem);
  return { cert: text(cert), key: text(key) };
}
