/**
 * The errors of transports, the same on every runtime.
 * @module
 */
import { CtiError } from '../../core/errors.ts';
import type { Endpoint } from '../../core/transport.ts';
import type { AbortSignalLike } from '../../core/web.ts';

/** The error's `code`, such as `ECONNREFUSED`, else its message. */
function reasonOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const { code, message, name } = error as { code?: unknown; message?: unknown; name?: unknown };
  if (typeof code === 'string' && code !== '') return code;
  if (typeof message === 'string' && message !== '') return message;
  return String(name);
}

const at = (endpoint: Endpoint): string => `${endpoint.host}:${endpoint.port}`;

/** The dial failed: refused, unknown host, no route, invalid certificate. */
export function connectFailed(endpoint: Endpoint, cause: unknown): CtiError<'CONNECT_FAILED'> {
  const { host, port } = endpoint;
  const reason = reasonOf(cause);
  return new CtiError(
    'CONNECT_FAILED',
    `Connection to ${at(endpoint)} failed: ${reason}`,
    { host, port, reason },
    { cause },
  );
}

/** The dial timed out. */
export function connectTimeout(endpoint: Endpoint, timeoutMs: number): CtiError<'CONNECT_TIMEOUT'> {
  const { host, port } = endpoint;
  const message = `Connection to ${at(endpoint)} timed out after ${timeoutMs} ms`;
  return new CtiError('CONNECT_TIMEOUT', message, { host, port, timeoutMs });
}

/** The caller's signal was aborted during the dial. */
export function dialAborted(endpoint: Endpoint, signal: AbortSignalLike): CtiError<'ABORTED'> {
  return new CtiError('ABORTED', `Connection to ${at(endpoint)} aborted`, {}, { cause: signal.reason });
}

/** `send()` on a closed link. */
export function linkClosed(endpoint: Endpoint): CtiError<'LINK_CLOSED'> {
  const { host, port } = endpoint;
  return new CtiError('LINK_CLOSED', `Link to ${at(endpoint)} is closed`, { host, port });
}

/** The link was lost: reset, no route. */
export function linkLost(endpoint: Endpoint, cause: unknown): CtiError<'LINK_LOST'> {
  const reason = reasonOf(cause);
  return new CtiError('LINK_LOST', `Link to ${at(endpoint)} lost: ${reason}`, { reason }, { cause });
}

/** The limit of unsent bytes was exceeded: the peer reads too slowly. */
export function sendOverflow(
  endpoint: Endpoint,
  bufferedBytes: number,
  maxBufferedBytes: number,
): CtiError<'SEND_OVERFLOW'> {
  const message = `Send buffer overflow: ${at(endpoint)} reads too slowly, ${bufferedBytes} bytes unsent (limit ${maxBufferedBytes})`;
  return new CtiError('SEND_OVERFLOW', message, { bufferedBytes, maxBufferedBytes });
}
