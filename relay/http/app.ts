/**
 * Finds the route of a request, and outlives its failures.
 * @module
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'rxcti';

/** Answers one route. */
export type Route = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** By method and path: `POST /sign-in`. HEAD is answered as GET is, without a body. */
export type Routes = Readonly<Record<string, Route>>;

/** Answers a request; false when there is no such route, and nothing was answered. */
export function dispatch(
  routes: Routes,
  request: IncomingMessage,
  response: ServerResponse,
  logger: Logger,
): boolean {
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const path = (request.url ?? '/').split('?')[0];
  const route = Object.hasOwn(routes, `${method} ${path}`) ? routes[`${method} ${path}`] : undefined;
  if (route === undefined) return false;
  void (async () => {
    try {
      await route(request, response);
    } catch (error) {
      if (request.destroyed && !request.complete) {
        logger.debug('a client gave its request up', { path });
        return;
      }
      logger.error('a route failed', { path, reason: String(error) });
      if (!response.headersSent) response.writeHead(500);
      response.end();
    }
  })();
  return true;
}
