/**
 * HTTP server of the demo page. The page is built at each start (two seconds with Vite), so that it is served as in
 * production, with a strict content security policy. With `dev`, Vite serves the sources with hot reload instead.
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, resolve } from 'node:path';
import { build, createServer as createViteServer } from 'vite';
import { actionErrorMessage, type DemoAction } from './demo-actions.ts';

export type PageName = 'desktop' | 'examples';

/** JSON documents by path, created for the host name that the page was opened with. */
export type JsonDocuments = Readonly<Record<string, (host: string) => unknown>>;

export interface PageServerOptions {
  readonly name: PageName;
  readonly host: string;
  readonly port: number;
  readonly dev: boolean;
  /** Folder of the built page. Default: the page is built. */
  readonly builtPage?: string | undefined;
  /** By name: `POST /demo/<name>`. */
  readonly actions: Readonly<Record<string, DemoAction>>;
}

/** Known once the relay listens. */
interface RelayInfo {
  readonly relayPort: number;
  readonly documents: JsonDocuments;
}

export interface PageServer {
  readonly port: number;
  /** Until this is called, requests get status 503. */
  setReady(info: RelayInfo): void;
  close(): Promise<void>;
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export async function startPageServer({
  name,
  host,
  port,
  dev,
  builtPage,
  actions,
}: PageServerOptions): Promise<PageServer> {
  const configFile = resolve(import.meta.dirname, '..', name, 'vite.config.ts');
  const outDir = builtPage ?? resolve(import.meta.dirname, '../../build', name);
  let relay: RelayInfo | undefined;
  const vite = dev
    ? await createViteServer({ configFile, server: { middlewareMode: true } })
    : builtPage === undefined
      ? await build({ configFile, logLevel: 'warn' }).then(() => undefined)
      : undefined;

  const server = createServer((request, response) => {
    void handle(request, response).catch((error: unknown) => {
      sendJson(response, 500, { error: actionErrorMessage(error) });
    });
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, hostname } = new URL(request.url ?? '/', `http://${request.headers.host ?? host}`);
    if (hostname !== host && hostname !== 'localhost')
      return sendJson(response, 403, { error: `unknown host ${hostname}` });
    if (relay === undefined) return sendJson(response, 503, { error: 'the relay is starting' });
    const document = relay.documents[pathname];
    if (document !== undefined) return sendJson(response, 200, (await document(hostname)) as object);
    const action = actions[pathname.replace(/^\/demo\//, '')];
    if (action !== undefined) return runAction(request, response, action);
    if (vite !== undefined) return vite.middlewares(request, response);
    return sendFile(outDir, pathname, response, contentSecurityPolicy(hostname, relay.relayPort));
  }

  await new Promise<void>((listening, reject) => {
    server.once('error', reject).listen(port, host, listening);
  });
  return {
    port: (server.address() as AddressInfo).port,
    setReady(info) {
      relay = info;
    },
    async close() {
      await vite?.close();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** Requires JSON, because a form on another site cannot send it. */
async function runAction(
  request: IncomingMessage,
  response: ServerResponse,
  action: DemoAction,
): Promise<void> {
  if (request.method !== 'POST' || request.headers['content-type'] !== 'application/json')
    return sendJson(response, 405, { error: 'expected POST with application/json' });
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  try {
    await action(JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>);
    sendJson(response, 200, {});
  } catch (error) {
    sendJson(response, 409, { error: actionErrorMessage(error) });
  }
}

async function sendFile(
  outDir: string,
  pathname: string,
  response: ServerResponse,
  policy: string,
): Promise<void> {
  const path = normalize(
    join(outDir, decodeURIComponent(pathname), pathname.endsWith('/') ? 'index.html' : ''),
  );
  const exists = path.startsWith(outDir) && (await stat(path).catch(() => undefined))?.isFile();
  if (!exists) return sendJson(response, 404, { error: 'not found' });
  const isImmutable = pathname.startsWith('/assets/'); // file names contain a hash of the content
  response.writeHead(200, {
    'Content-Type': contentTypes[extname(path)] ?? 'application/octet-stream',
    'Cache-Control': isImmutable ? 'max-age=31536000, immutable' : 'no-cache',
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
  });
  createReadStream(path).pipe(response);
}

/** No scripts from other origins, no eval, and connections to the relay only. */
function contentSecurityPolicy(host: string, relayPort: number): string {
  return [
    "default-src 'self'",
    `connect-src 'self' ws://${host}:${relayPort} http://${host}:${relayPort}`,
    "style-src 'self' 'unsafe-inline'", // positions of popovers and of rows in virtual lists
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ].join('; ');
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
