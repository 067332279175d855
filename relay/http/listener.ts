/**
 * The HTTP server under the door: it listens, shows its certificate, and can change it.
 * @module
 */
import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { CtiError, type Logger } from 'rxcti';
import type { ListenOptions, RelayLimits } from '../options.ts';
import { asTexts, type Certificate, canRenew, checkCertificate, renewCertificate } from './certificate.ts';

export interface DoorServerOptions {
  readonly listen: ListenOptions;
  readonly limits: RelayLimits;
  readonly logger: Logger;
  /** Hangs what answers on a server. */
  serve(server: Server): void;
}

export interface DoorServer {
  readonly port: number;
  /** Takes no more connections; those that are there live on. */
  shut(): void;
  /**
   * Shows another certificate from now on. Rejects with `INVALID_ARGUMENT` when it cannot be used. On Bun, whose servers
   * keep theirs for life, another server takes over the port: for some milliseconds connections are refused.
   */
  renew(certificate: Certificate): Promise<void>;
  /** Drops every connection that is no WebSocket. */
  close(): void;
}

/** Tries to take the port over from the server before, and the wait between them. */
const mostTries = 50;
const betweenTriesMs = 20;

/** Listens. Rejects with the runtime's error when the port is taken. */
export async function openServer({ listen, limits, logger, serve }: DoorServerOptions): Promise<DoorServer> {
  const { host = '127.0.0.1', tls } = listen;
  let server = make(tls);
  await begin(server, host, listen.port);
  const { port } = server.address() as AddressInfo;
  /** Those that handed the port over; browsers may still be there. */
  const former: Server[] = [];
  let shut = false;

  function make(certificate: Certificate | undefined): Server {
    // Node looks at its own time-outs so seldom by itself that many dripping requests could pile up.
    const checks = { connectionsCheckingInterval: limits.helloTimeoutMs };
    const made: Server =
      certificate === undefined
        ? createServer(checks)
        : createSecureServer({ ...checks, ...asTexts(certificate), handshakeTimeout: limits.helloTimeoutMs });
    // Those that have said nothing yet count too: files are not to run out.
    made.maxConnections = 2 * limits.sessions;
    // A request that drips in byte by byte holds a connection only so long.
    made.headersTimeout = limits.helloTimeoutMs;
    made.requestTimeout = 2 * limits.helloTimeoutMs;
    made.keepAliveTimeout = limits.helloTimeoutMs;
    serve(made);
    return made;
  }

  async function begin(next: Server, onHost: string, onPort: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      next.once('error', reject);
      next.listen({ host: onHost, port: onPort }, () => {
        next.off('error', reject);
        resolve();
      });
    });
    next.on('error', (error) => logger.error('the listener failed', { reason: String(error) }));
  }

  /** Connections of the server before live on. */
  async function handOver(certificate: Certificate): Promise<void> {
    server.close();
    former.push(server);
    for (let tries = 1; ; tries++) {
      server = make(certificate);
      try {
        await begin(server, host, port);
        break;
      } catch (error) {
        if (tries === mostTries) throw error;
        await new Promise((resolve) => setTimeout(resolve, betweenTriesMs));
      }
    }
    if (shut) server.close();
  }

  return {
    port,
    shut() {
      shut = true;
      server.close();
    },
    async renew(certificate) {
      if (tls === undefined)
        throw new CtiError('INVALID_ARGUMENT', 'tls: this relay speaks plain HTTP', { argument: 'tls' });
      checkCertificate(certificate);
      if (canRenew(server)) renewCertificate(server, certificate);
      else await handOver(certificate);
    },
    close() {
      shut = true;
      server.close();
      for (const each of [...former, server]) each.closeAllConnections();
    },
  };
}
