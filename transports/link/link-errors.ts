/**
 * The errors that transports report, made in one place so that they read the same on every runtime.
 * @module
 */
import { CtiError } from '../../core/errors.ts';
import type { Endpoint } from '../../core/transport.ts';
import type { AbortSignalLike } from '../../core/web.ts';

/** Short and greppable: the error's `code` (`ECONNREFUSED`) where the runtime gives one, else its message. */
export function reasonOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const { code, message, name } = error as { code?: unknown; message?: unknown; name?: unknown };
  if (typeof code === 'string' && code !== '') return code;
  if (typeof message === 'string' && message !== '') return message;
  return String(name);
}

const at = (endpoint: Endpoint): string => `${endpoint.host}:${endpoint.port}`;

/** The dial failed: refused, unknown host, no route, a certificate that does not hold. */
export function connectFailed(endpoint: Endpoint, cause: unknown): CtiError<'CONNECT_FAILED'> {
  const { host, port } = endpoint;
  const reason = reasonOf(cause);
  return new CtiError(
    'CONNECT_FAILED',
    `cannot connect to ${at(endpoint)}: ${reason}`,
    { host, port, reason },
    { cause },
  );
}

/** The dial took longer than allowed. */
export function connectTimeout(endpoint: Endpoint, timeoutMs: number): CtiError<'CONNECT_TIMEOUT'> {
  const { host, port } = endpoint;
  const message = `${at(endpoint)} did not answer within ${timeoutMs} ms`;
  return new CtiError('CONNECT_TIMEOUT', message, { host, port, timeoutMs });
}

/** The caller's signal fired before the dial was done. */
export function dialAborted(endpoint: Endpoint, signal: AbortSignalLike): CtiError<'ABORTED'> {
  return new CtiError('ABORTED', `the dial to ${at(endpoint)} was aborted`, {}, { cause: signal.reason });
}

/** send() after the end. */
export function linkClosed(endpoint: Endpoint): CtiError<'LINK_CLOSED'> {
  const { host, port } = endpoint;
  return new CtiError('LINK_CLOSED', `the link to ${at(endpoint)} is closed`, { host, port });
}

/** The link broke: a reset, a dead route. */
export function linkLost(endpoint: Endpoint, cause: unknown): CtiError<'LINK_LOST'> {
  const reason = reasonOf(cause);
  return new CtiError('LINK_LOST', `the link to ${at(endpoint)} was lost: ${reason}`, { reason }, { cause });
}

/** The peer does not take what we send. */
export function sendOverflow(
  endpoint: Endpoint,
  bufferedBytes: number,
  maxBufferedBytes: number,
): CtiError<'SEND_OVERFLOW'> {
  const message = `${at(endpoint)} reads too slowly: ${bufferedBytes} unsent bytes, ${maxBufferedBytes} allowed`;
  return new CtiError('SEND_OVERFLOW', message, { bufferedBytes, maxBufferedBytes });
}
