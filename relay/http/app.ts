/**
 * Hono applications on a server of `node:http`, which Node, Deno and Bun have.
 * @module
 */
import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Logger } from 'rxcti';

/** Types of a handler's `context`: `context.env` has the request and response of `node:http`. */
export interface HttpEnv {
  readonly Bindings: { readonly incoming: IncomingMessage; readonly outgoing: ServerResponse };
}

export interface HttpAppOptions {
  readonly logger: Logger;
  /** Called for each request without a route. */
  onNotFound?(): void;
}

/** Creates an application. It answers errors as JSON: `{ "error": "..." }`. */
export function createHttpApp({ logger, onNotFound }: HttpAppOptions): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.notFound((context) => {
    onNotFound?.();
    return context.json({ error: 'not found' }, 404);
  });
  app.onError((error, context) => {
    if (error instanceof HTTPException) return context.json({ error: error.message }, error.status);
    const { incoming } = context.env;
    const { path } = context.req;
    if (incoming.destroyed && !incoming.complete)
      logger.debug('HTTP request aborted', { path, reason: 'client disconnected' });
    else logger.error('HTTP request failed', { path, reason: String(error) });
    return context.json({ error: 'internal server error' }, 500);
  });
  return app;
}

/** The application as a listener for `request` events. The runtime's own `Request` and `Response` are left alone. */
export function requestListener(app: Hono<HttpEnv>): RequestListener {
  return getRequestListener(app.fetch, { overrideGlobalObjects: false });
}

/**
 * True if the request comes from an allowed origin, by default the server's own. Browsers always send the origin of the
 * page; programs other than browsers send none and are allowed.
 */
export function isOriginAllowed(
  { origin, host }: Pick<IncomingHttpHeaders, 'origin' | 'host'>,
  allowed: readonly string[] | undefined,
): boolean {
  if (origin === undefined) return true;
  if (allowed !== undefined) return allowed.includes(origin);
  try {
    return new URL(origin).host === host;
  } catch {
    return false; // `null`: a page without an origin
  }
}
