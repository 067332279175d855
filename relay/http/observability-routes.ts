/**
 * `/healthz`, `/readyz` and `/metrics`, and a port of their own that clients need not reach.
 * @module
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Hono } from 'hono';
import type { Logger } from 'rxcti';
import type { Observability } from '../observability/observability.ts';
import { createHttpApp, type HttpEnv, requestListener } from './app.ts';
import { listenOn } from './listener.ts';

/** Where operators reach the endpoints. There is no authentication. */
export interface ObservabilityOptions {
  /** Own port; 0: any free port. Default: the port of the clients. */
  readonly port?: number;
  /** Default 127.0.0.1: this machine only. */
  readonly host?: string;
}

/** `/healthz`: the process answers. `/readyz`: clients should connect here (200) or not (503). `/metrics`: Prometheus. */
export function observabilityRoutes({ readiness, metrics }: Observability): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const headers = { 'Cache-Control': 'no-store' };
  app.get('/healthz', (context) => context.json({ alive: true }, 200, headers));
  app.get('/readyz', (context) => {
    const result = readiness();
    return context.json(result, result.ready ? 200 : 503, headers);
  });
  app.get('/metrics', async (context) =>
    context.body(await metrics.text(), 200, { ...headers, 'Content-Type': metrics.contentType }),
  );
  return app;
}

/** A server for the endpoints alone. */
export interface ObservabilityServer {
  readonly port: number;
  close(): void;
}

const requestTimeoutMs = 5000;
const maxConnections = 100;

/** Starts it. Rejects with the runtime's error if the port is in use. */
export async function startObservabilityServer(
  { host = '127.0.0.1', port = 0 }: ObservabilityOptions,
  routes: Hono<HttpEnv>,
  logger: Logger,
): Promise<ObservabilityServer> {
  const app = createHttpApp({ logger }).route('/', routes);
  const server = createServer({ connectionsCheckingInterval: requestTimeoutMs }, requestListener(app));
  server.headersTimeout = requestTimeoutMs;
  server.requestTimeout = requestTimeoutMs;
  server.keepAliveTimeout = 4 * requestTimeoutMs;
  server.maxConnections = maxConnections;
  await listenOn(server, { host, port }, logger);
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
