/**
 * An address of its own for those who run the relay, so that browsers need not reach it.
 * @module
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'rxcti';
import { dispatch, type Routes } from './app.ts';

/** Where it listens. */
export interface OperationsListener {
  readonly port: number;
  close(): void;
}

/** A request may take so long to arrive. */
const patienceMs = 5000;
/** Health checks and scrapers: more at once is a mistake, or mischief. */
const mostConnections = 100;

/** Opens it. Rejects with the runtime's error when the port is taken. */
export async function listenForOperations(
  address: { readonly host: string; readonly port: number },
  routes: Routes,
  logger: Logger,
): Promise<OperationsListener> {
  const server = createServer({ connectionsCheckingInterval: patienceMs }, (request, response) => {
    if (!dispatch(routes, request, response, logger)) response.writeHead(404).end();
  });
  server.headersTimeout = patienceMs;
  server.requestTimeout = patienceMs;
  server.keepAliveTimeout = 4 * patienceMs;
  server.maxConnections = mostConnections;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, () => {
      server.off('error', reject);
      resolve();
    });
  });
  server.on('error', (error) => logger.error('the operations listener failed', { reason: String(error) }));
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
