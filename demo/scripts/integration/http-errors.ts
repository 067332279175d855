/** JSON responses, and errors as JSON: `{ error: { code, message } }`. */
import { CtiError, type CtiErrorCode } from 'rxcti';

/** An error that is reported to the caller. */
export class HttpError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

const statuses: Readonly<Partial<Record<CtiErrorCode, number>>> = {
  INVALID_ARGUMENT: 400,
  ENCODE_FAILED: 400,
  NOT_POSSIBLE: 409,
  CONTROL_FAILED: 409,
  REQUEST_FAILED: 502,
  SESSION_NOT_READY: 503,
  SESSION_CLOSED: 503,
  LINK_LOST: 503,
  LINK_CLOSED: 503,
  HEARTBEAT_LOST: 503,
  CLOCK_JUMPED: 503,
  SERVER_FAILURE: 503,
  SERVER_OFFLINE: 503,
  SESSION_REPLACED: 503,
  SEND_OVERFLOW: 503,
  REQUEST_TIMEOUT: 504,
};

/** The response for a failed request. Unexpected errors are logged and not shown to the caller. */
export function errorResponse(error: unknown, logError: (line: string) => void): Response {
  if (error instanceof HttpError) return failure(error.status, error.code, error.message, error.headers);
  const status = CtiError.is(error) ? statuses[error.code] : undefined;
  if (status !== undefined && CtiError.is(error)) return failure(status, error.code, error.message);
  logError(`unexpected error: ${error instanceof Error ? error.message : String(error)}`);
  return failure(500, 'UNEXPECTED', 'unexpected error');
}

function failure(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const retry = status === 503 ? { 'retry-after': '5' } : {};
  return jsonResponse({ error: { code, message } }, status, { ...retry, ...headers });
}

/** A JSON response that caches must not store. */
export function jsonResponse(
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(`${JSON.stringify(body)}\n`, {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
  });
}
