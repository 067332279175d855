/**
 * The control port itself: HTTP and JSON, for tests in other languages.
 * @module
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CtiError } from 'rxcti';
import type { z } from 'zod';
import type { Fault } from '../faults/scope.ts';
import type { ControlApi, ControlApiOptions } from './control-api.ts';
import { openApiOf } from './openapi.ts';
import { type ControlTarget, type FaultList, type Route, routes } from './routes.ts';
import { bodySchemas } from './schemas.ts';

/** Longest body that is read. */
const mostBytes = 1_048_576;

/** What is wrong with a request, for the one who sent it. */
class Refused extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Starts to listen. */
export async function serveControl(target: ControlTarget, address: ControlApiOptions): Promise<ControlApi> {
  const { host = '127.0.0.1', port = 0 } = address;
  const faults = createFaultList();
  const server = createServer((request, response) => {
    void handle(target, faults, request)
      .then((result) => send(response, result === undefined ? 204 : 200, result))
      .catch((error: unknown) => {
        const { status, code, message } = explain(error);
        // Whatever else is on its way is not read: the next request could not be told from it.
        if (status === 413) response.setHeader('connection', 'close');
        send(response, status, { error: { code, message } });
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: listening } = server.address() as AddressInfo;
  const name = host.includes(':') ? `[${host}]` : host;
  return {
    port: listening,
    url: `http://${name === '0.0.0.0' ? '127.0.0.1' : name}:${listening}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function handle(target: ControlTarget, faults: FaultList, request: IncomingMessage): Promise<unknown> {
  const path = new URL(request.url ?? '/', 'http://control').pathname;
  refusePages(request);
  if (request.method === 'GET' && path === '/openapi.json') return openApiOf(routes);
  const { route, params } = find(request.method ?? '', path);
  const body = route.body === undefined ? {} : check(route.body, await read(request));
  const result = await route.run({ target, simulator: target.master, faults, params, body });
  return result;
}

/** Tests have no origin. A page in a browser has one, also where it got here by a name of its own. */
function refusePages({ headers, socket }: IncomingMessage): void {
  const loopback = /^(::ffff:)?127\.|^::1$/.test(socket.localAddress ?? '');
  const named = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(headers.host ?? '');
  if (headers.origin === undefined && (named || !loopback)) return;
  throw new Refused(403, 'FORBIDDEN', 'the control port is for tests, not for pages in a browser');
}

interface Found {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

function find(method: string, path: string): Found {
  const parts = path.split('/');
  const others: string[] = [];
  for (const route of routes) {
    const params = match(route.path.split('/'), parts);
    if (params === undefined) continue;
    if (route.method === method) return { route, params };
    others.push(route.method);
  }
  if (others.length > 0) {
    throw new Refused(405, 'METHOD_NOT_ALLOWED', `${path} takes ${others.join(' and ')}, not ${method}`);
  }
  throw new Refused(404, 'NOT_FOUND', `there is no ${path}; /openapi.json tells what there is`);
}

function match(pattern: readonly string[], parts: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, part] of pattern.entries()) {
    const given = parts[at] ?? '';
    if (part.startsWith('{')) params[part.slice(1, -1)] = decode(given);
    else if (part !== given) return undefined;
  }
  return params;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new Refused(400, 'INVALID_ARGUMENT', 'the path is not encoded as it should be');
  }
}

async function read(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new Refused(413, 'TOO_LARGE', `a body has at most ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  if (bytes === 0) return {};
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    throw new Refused(415, 'UNSUPPORTED_TYPE', 'the content-type must be application/json');
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new Refused(400, 'INVALID_JSON', 'the body is no JSON');
  }
}

function check(name: keyof typeof bodySchemas, value: unknown): never {
  const schema: z.ZodType = bodySchemas[name];
  const result = schema.safeParse(value);
  if (result.success) return result.data as never;
  const message = result.error.issues
    .map(({ path, message: what }) => (path.length === 0 ? what : `${path.join('.')}: ${what}`))
    .join('; ');
  throw new Refused(400, 'INVALID_ARGUMENT', message);
}

function explain(error: unknown): Pick<Refused, 'status' | 'code' | 'message'> {
  if (error instanceof Refused) return error;
  if (!(error instanceof CtiError)) {
    return { status: 500, code: 'INTERNAL', message: error instanceof Error ? error.message : String(error) };
  }
  const { code, message } = error;
  if (code !== 'INVALID_ARGUMENT') return { status: 409, code, message };
  return { status: /^unknown /.test(message) ? 404 : 400, code, message };
}

function send(response: ServerResponse, status: number, content: unknown): void {
  if (content === undefined) {
    response.writeHead(status).end();
    return;
  }
  // Bytes in messages as hex.
  const text = JSON.stringify(content, (_key, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
  );
  response.writeHead(status, { 'content-type': 'application/json' }).end(text);
}

function createFaultList(): FaultList {
  const all = new Map<number, Fault>();
  let number = 0;
  return {
    add(fault) {
      all.set(++number, fault);
      return { fault: number };
    },
    end(which) {
      const fault = all.get(which);
      fault?.end();
      return all.delete(which);
    },
    endAll() {
      for (const fault of all.values()) fault.end();
      all.clear();
    },
  };
}
