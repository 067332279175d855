/** Serves a web-standard request handler with `node:http`, which Node, Deno and Bun have. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import type { Service } from './service.ts';

export interface HttpServer {
  readonly port: number;
  /** Stops accepting requests; resolves when pending ones are answered, or after 2 s. */
  close(): Promise<void>;
}

/** @throws the runtime's error, as a rejection, when the port is in use. */
export function serve(service: Service, host: string, port: number): Promise<HttpServer> {
  const server = createServer((request, response) => {
    void respond(service, request, response).catch(() => response.destroy());
  });
  server.requestTimeout = 30_000;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      resolve({
        port: (server.address() as AddressInfo).port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeIdleConnections?.();
            const timer = setTimeout(() => {
              server.closeAllConnections?.();
              closed();
            }, 2000);
            timer.unref?.();
          }),
      });
    });
  });
}

async function respond(service: Service, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const { method = 'GET', url = '/' } = incoming;
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, String(value));
  }
  const init: RequestInit = { method, headers };
  if (hasBody) Object.assign(init, { body: Readable.toWeb(incoming), duplex: 'half' });
  let request: Request;
  try {
    // The service ignores the host.
    request = new Request(new URL(url.replace(/^\/+/, '/'), 'http://service.invalid'), init);
  } catch {
    // `Request` does not support CONNECT and TRACE.
    outgoing.writeHead(405, { 'content-type': 'application/json', connection: 'close' });
    outgoing.end('{"error":{"code":"METHOD_NOT_ALLOWED","message":"allowed: GET, POST"}}\n');
    return;
  }
  const response = await service(request);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(await response.text());
}
