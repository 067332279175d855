/**
 * The HTTP server of the control API.
 * @module
 */
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { CtiError } from 'rxcti';
import type { z } from 'zod';
import { createFaultList } from './fault-list.ts';
import { openApiOf } from './openapi.ts';
import { type ControlTarget, routes } from './routes.ts';
import { bodySchemas } from './schemas.ts';

/** Where the control API listens. */
export interface ControlApiOptions {
  /** Default 0: a free port. */
  readonly port?: number;
  /** Default 127.0.0.1. There is no authentication: every client that can connect has full control. */
  readonly host?: string;
}

/** A running control API. */
export interface ControlApi {
  readonly port: number;
  /** Base URL without a trailing slash; `/openapi.json` describes the API. */
  readonly url: string;
  close(): Promise<void>;
}

type Env = { Bindings: HttpBindings };

/** Limit of a request body. */
const maxBodyBytes = 1_048_576;

/** An error response. */
class HttpError extends Error {
  readonly status: ContentfulStatusCode;
  readonly code: string;

  constructor(status: ContentfulStatusCode, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Starts the server. */
export async function serveControlApi(
  target: ControlTarget,
  options: ControlApiOptions,
): Promise<ControlApi> {
  const { host = '127.0.0.1', port = 0 } = options;
  // A library must not replace globalThis.Request.
  const server = createAdaptorServer({ fetch: createApp(target).fetch, overrideGlobalObjects: false });
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
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}

function createApp(target: ControlTarget): Hono<Env> {
  const app = new Hono<Env>();
  const faults = createFaultList();
  app.use(rejectBrowsers);
  app.get('/openapi.json', (context) => context.json(openApiOf(routes)));
  const methods = new Map<string, string[]>();
  for (const { method, path, body, run } of routes) {
    const pattern = path.replaceAll(/{(\w+)}/g, ':$1');
    methods.set(pattern, [...(methods.get(pattern) ?? []), method]);
    app.on(method, pattern, async (context) => {
      const params: Readonly<Record<string, string>> = context.req.param();
      const checked = body === undefined ? {} : check(bodySchemas[body], await readBody(context));
      const result = await run({ target, simulator: target.master, faults, params, body: checked as never });
      return result === undefined ? context.body(null, 204) : json(context, result, 200);
    });
  }
  for (const [pattern, allowed] of methods) {
    app.all(pattern, ({ req }) => {
      const message = `${req.path} allows ${allowed.join(' and ')}, not ${req.method}`;
      throw new HttpError(405, 'METHOD_NOT_ALLOWED', message);
    });
  }
  app.notFound(({ req }) => {
    throw new HttpError(404, 'NOT_FOUND', `unknown path ${req.path}; see /openapi.json`);
  });
  app.onError((error, context) => {
    const { status, code, message } = describeError(error);
    // The rest of the body is not read, so the connection cannot be used again.
    if (status === 413) context.header('connection', 'close');
    return json(context, { error: { code, message } }, status);
  });
  return app;
}

/** Rejects requests of web pages: they have an Origin, or a Host that was rebound to the loopback address. */
const rejectBrowsers: MiddlewareHandler<Env> = async ({ req, env }, next) => {
  const loopback = /^(::ffff:)?127\.|^::1$/.test(env.incoming.socket.localAddress ?? '');
  const named = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(req.header('host') ?? '');
  if (req.header('origin') !== undefined || !(named || !loopback)) {
    throw new HttpError(403, 'FORBIDDEN', 'the control API rejects requests from web pages');
  }
  try {
    decodeURIComponent(new URL(req.url).pathname);
  } catch {
    throw new HttpError(400, 'INVALID_ARGUMENT', 'malformed percent-encoding in the path');
  }
  await next();
};

/** The JSON body; `{}` without one. Hono's body limit needs the replaced global Request for chunked bodies. */
async function readBody({ req }: Context<Env>): Promise<unknown> {
  if (Number(req.header('content-length') ?? 0) > maxBodyBytes) throw tooLarge();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  const reader = req.raw.body?.getReader();
  for (let read = await reader?.read(); read?.value !== undefined; read = await reader?.read()) {
    bytes += read.value.byteLength;
    if (bytes > maxBodyBytes) throw tooLarge();
    text += decoder.decode(read.value, { stream: true });
  }
  if (bytes === 0) return {};
  if (!/^application\/json\b/i.test(req.header('content-type') ?? '')) {
    throw new HttpError(415, 'UNSUPPORTED_TYPE', 'the content-type must be application/json');
  }
  try {
    return JSON.parse(text + decoder.decode());
  } catch {
    throw new HttpError(400, 'INVALID_JSON', 'the body is not valid JSON');
  }
}

const tooLarge = (): HttpError =>
  new HttpError(413, 'TOO_LARGE', `the body exceeds the limit of ${maxBodyBytes} bytes`);

function check(schema: z.ZodType, value: unknown): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const message = result.error.issues
    .map((issue) => (issue.path.length === 0 ? issue.message : `${issue.path.join('.')}: ${issue.message}`))
    .join('; ');
  throw new HttpError(400, 'INVALID_ARGUMENT', message);
}

function describeError(error: unknown): Pick<HttpError, 'status' | 'code' | 'message'> {
  if (error instanceof HttpError) return error;
  if (!(error instanceof CtiError)) {
    return { status: 500, code: 'INTERNAL', message: error instanceof Error ? error.message : String(error) };
  }
  const { code, message } = error;
  if (code !== 'INVALID_ARGUMENT') return { status: 409, code, message };
  return { status: message.startsWith('unknown ') ? 404 : 400, code, message };
}

/** A JSON response; bytes in messages are hex. */
function json(context: Context<Env>, content: unknown, status: ContentfulStatusCode): Response {
  const text = JSON.stringify(content, (_key, value: unknown) =>
    value instanceof Uint8Array
      ? Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('')
      : value,
  );
  return context.body(text, status, { 'content-type': 'application/json' });
}
