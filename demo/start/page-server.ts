/**
 * Serves the page. It is built anew at each start: that takes Vite two seconds, is what a contact center would deploy,
 * loads at once, and lets a strict content security policy hold. With `dev`, Vite serves the sources instead, and
 * changes show without a reload.
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, resolve } from 'node:path';
import { build, createServer as createViteServer } from 'vite';
import { type Control, explain } from './demo-actions.ts';

/** The pages that there are. */
export type PageName = 'desktop' | 'examples';

/** JSON by path, made for a page that was opened under a host name. */
export type Documents = Readonly<Record<string, (host: string) => unknown>>;

export interface PageOptions {
  readonly name: PageName;
  readonly host: string;
  readonly port: number;
  readonly dev: boolean;
  readonly controls: Readonly<Record<string, Control>>;
}

/** What is known only once the relay listens. */
export interface Reach {
  readonly relayPort: number;
  readonly documents: Documents;
}

export interface Page {
  readonly port: number;
  ready(reach: Reach): void;
  close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export async function openPage({ name, host, port, dev, controls }: PageOptions): Promise<Page> {
  const configFile = resolve(import.meta.dirname, '..', name, 'vite.config.ts');
  const built = resolve(import.meta.dirname, '../../build', name);
  let reach: Reach | undefined;
  const vite = dev
    ? await createViteServer({ configFile, server: { middlewareMode: true } })
    : await build({ configFile, logLevel: 'warn' }).then(() => undefined);

  const server = createServer((request, response) => {
    void serve(request, response).catch((error: unknown) => {
      answer(response, 500, { error: explain(error) });
    });
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, hostname } = new URL(request.url ?? '/', `http://${request.headers.host ?? host}`);
    if (hostname !== host && hostname !== 'localhost')
      return answer(response, 403, { error: 'no such host' });
    if (reach === undefined) return answer(response, 503, { error: 'one moment: the relay starts' });
    const document = reach.documents[pathname];
    if (document !== undefined) return answer(response, 200, (await document(hostname)) as object);
    const control = controls[pathname.replace(/^\/demo\//, '')];
    if (control !== undefined) return command(request, response, control);
    if (vite !== undefined) return vite.middlewares(request, response);
    return file(built, pathname, response, policyFor(hostname, reach.relayPort));
  }

  await new Promise<void>((done, fail) => {
    server.once('error', fail).listen(port, host, done);
  });
  return {
    port: (server.address() as AddressInfo).port,
    ready(known) {
      reach = known;
    },
    async close() {
      await vite?.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** Only the page itself may press the buttons: a form of another site cannot send JSON. */
async function command(request: IncomingMessage, response: ServerResponse, control: Control): Promise<void> {
  if (request.method !== 'POST' || request.headers['content-type'] !== 'application/json')
    return answer(response, 405, { error: 'POST with JSON is wanted' });
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  try {
    await control(JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>);
    answer(response, 200, {});
  } catch (error) {
    answer(response, 409, { error: explain(error) });
  }
}

async function file(
  built: string,
  pathname: string,
  response: ServerResponse,
  policy: string,
): Promise<void> {
  const name = normalize(
    join(built, decodeURIComponent(pathname), pathname.endsWith('/') ? 'index.html' : ''),
  );
  const known = name.startsWith(built) && (await stat(name).catch(() => undefined))?.isFile();
  if (!known) return answer(response, 404, { error: 'not found' });
  const lasting = pathname.startsWith('/assets/'); // their names change with their contents
  response.writeHead(200, {
    'Content-Type': types[extname(name)] ?? 'application/octet-stream',
    'Cache-Control': lasting ? 'max-age=31536000, immutable' : 'no-cache',
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
  });
  createReadStream(name).pipe(response);
}

/** No foreign script, no eval, and no connection but to the relay. */
function policyFor(host: string, relayPort: number): string {
  return [
    "default-src 'self'",
    `connect-src 'self' ws://${host}:${relayPort} http://${host}:${relayPort}`,
    "style-src 'self' 'unsafe-inline'", // the positions of popovers and of rows in long lists
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ].join('; ');
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
