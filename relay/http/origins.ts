/**
 * From which pages browsers may connect.
 * @module
 */
import type { IncomingMessage } from 'node:http';

/** Browsers always name the page's origin and cannot lie about it; other programs name none. */
export function isOriginAllowed(request: IncomingMessage, origins: readonly string[] | undefined): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  if (origins !== undefined) return origins.includes(origin);
  try {
    return new URL(origin).host === host;
  } catch {
    return false; // `null`, of a page without an origin
  }
}
