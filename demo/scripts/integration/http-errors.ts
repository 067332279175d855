/** Failures as HTTP answers: `{ error: { code, message } }` with a status that fits. */
import { CtiError, type CtiErrorCode } from 'rxcti';

/** A failure that the caller is told of. */
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

/** The answer to a caller whose request failed. What nobody foresaw is told to `complain` alone. */
export function answerTo(error: unknown, complain: (line: string) => void): Response {
  if (error instanceof HttpError) return failure(error.status, error.code, error.message, error.headers);
  const status = CtiError.is(error) ? statuses[error.code] : undefined;
  if (status !== undefined && CtiError.is(error)) return failure(status, error.code, error.message);
  complain(`unexpected: ${error instanceof Error ? error.message : String(error)}`);
  return failure(500, 'UNEXPECTED', 'the request failed for an unexpected reason');
}

function failure(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const retry = status === 503 ? { 'retry-after': '5' } : {};
  return json({ error: { code, message } }, status, { ...retry, ...headers });
}

/** An answer in JSON. Agents' states are not to be kept by anybody on the way. */
export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(`${JSON.stringify(body)}\n`, {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
  });
}
