/** What callers send: a small JSON object, checked field by field. */
import type { RequestedState } from 'rxcti';
import { HttpError } from './http-errors.ts';

const maxBodyBytes = 16_384;

const bad = (message: string): HttpError => new HttpError(400, 'BAD_REQUEST', message);

/** The body as an object. Only `application/json`: a web page of another origin cannot send that without asking. */
export async function bodyOf(request: Request): Promise<Readonly<Record<string, unknown>>> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new HttpError(415, 'UNSUPPORTED_MEDIA_TYPE', 'the body must be application/json');
  }
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await bytesOf(request)));
  } catch (error) {
    if (error instanceof HttpError) throw error;
    throw bad('the body is no JSON');
  }
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ...body };
  throw bad('the body must be a JSON object');
}

async function bytesOf(request: Request): Promise<Uint8Array> {
  const tooLarge = new HttpError(413, 'BODY_TOO_LARGE', `the body is longer than ${maxBodyBytes} bytes`, {
    connection: 'close',
  });
  // What the caller announces saves reading it; what arrives is counted all the same.
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

const requestable: readonly RequestedState[] = ['ready', 'notReady', 'work'];

/** `{ "state": "notReady", "reasonCode": 12 }` */
export function stateWish(body: Readonly<Record<string, unknown>>): {
  readonly state: RequestedState;
  readonly reasonCode?: number;
} {
  const { reasonCode } = body;
  const state = requestable.find((name) => name === body.state);
  if (state === undefined) throw bad(`state must be one of ${requestable.join(', ')}`);
  if (reasonCode === undefined) return { state };
  if (
    typeof reasonCode === 'number' &&
    Number.isInteger(reasonCode) &&
    reasonCode >= 0 &&
    reasonCode <= 65_535
  ) {
    return { state, reasonCode };
  }
  throw bad('reasonCode must be a whole number from 0 to 65535');
}

/** `{ "to": "7000" }` */
export function callWish({ to }: Readonly<Record<string, unknown>>): string {
  // The protocol takes 40 bytes at most.
  if (typeof to === 'string' && /^[\x21-\x7e]{1,40}$/.test(to)) return to;
  throw bad('to must be the number to dial: 1 to 40 characters without spaces');
}
