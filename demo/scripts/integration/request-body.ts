/** Reads and validates the JSON bodies of requests. */
import type { RequestedState } from 'rxcti';
import { HttpError } from './http-errors.ts';

const maxBodyBytes = 16_384;

const badRequest = (message: string): HttpError => new HttpError(400, 'BAD_REQUEST', message);

/**
 * The body as an object. Requires `application/json`, which a web page of another origin cannot send without a preflight.
 * @throws {HttpError} 400, 413 or 415, as a rejection.
 */
export async function readJsonBody(request: Request): Promise<Readonly<Record<string, unknown>>> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new HttpError(415, 'UNSUPPORTED_MEDIA_TYPE', 'the body must be application/json');
  }
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await readBytes(request)));
  } catch (error) {
    if (error instanceof HttpError) throw error;
    throw badRequest('the body is not valid JSON');
  }
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ...body };
  throw badRequest('the body must be a JSON object');
}

async function readBytes(request: Request): Promise<Uint8Array> {
  const tooLarge = new HttpError(413, 'BODY_TOO_LARGE', `the body is longer than ${maxBodyBytes} bytes`, {
    connection: 'close',
  });
  // The announced length only saves reading the body: it may be missing or wrong.
  if (Number(request.headers.get('content-length') ?? 0) > maxBodyBytes) throw tooLarge;
  const body = new Uint8Array(maxBodyBytes);
  let length = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    if (length + part.value.byteLength > maxBodyBytes) throw tooLarge;
    body.set(part.value, length);
    length += part.value.byteLength;
  }
  return body.subarray(0, length);
}

const requestedStates: readonly RequestedState[] = ['ready', 'notReady', 'work'];

/** `{ "state": "notReady", "reasonCode": 12 }` */
export function parseStateRequest(body: Readonly<Record<string, unknown>>): {
  readonly state: RequestedState;
  readonly reasonCode?: number;
} {
  const { reasonCode } = body;
  const state = requestedStates.find((name) => name === body.state);
  if (state === undefined) throw badRequest(`state must be one of ${requestedStates.join(', ')}`);
  if (reasonCode === undefined) return { state };
  if (
    typeof reasonCode === 'number' &&
    Number.isInteger(reasonCode) &&
    reasonCode >= 0 &&
    reasonCode <= 65_535
  ) {
    return { state, reasonCode };
  }
  throw badRequest('reasonCode must be an integer from 0 to 65535');
}

/** `{ "to": "7000" }` */
export function parseCallRequest({ to }: Readonly<Record<string, unknown>>): string {
  // The protocol allows 40 bytes.
  if (typeof to === 'string' && /^[\x21-\x7e]{1,40}$/.test(to)) return to;
  throw badRequest('to must be the number to dial: 1 to 40 characters without spaces');
}
