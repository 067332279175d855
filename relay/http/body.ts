/**
 * The body of a request, as far as it is worth reading.
 * @module
 */
import type { IncomingMessage } from 'node:http';
import type { Clock } from 'rxcti';

/** What came of it: the text, or why there is none. */
export type Body =
  | { readonly kind: 'read'; readonly text: string }
  | { readonly kind: 'too long' | 'too slow' | 'given up' };

export interface BodyOptions {
  readonly longestBytes: number;
  /** How long it may take to arrive. */
  readonly patienceMs: number;
  readonly clock: Clock;
}

/** Reads it. Never rejects, and leaves the connection open for an answer. */
export function readBody(
  request: IncomingMessage,
  { longestBytes, patienceMs, clock }: BodyOptions,
): Promise<Body> {
  return new Promise((resolve) => {
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    const settle = (body: Body): void => {
      clock.clearTimeout(timer);
      request.off('data', take).off('end', ended).off('close', gone);
      request.resume(); // what still comes is thrown away
      resolve(body);
    };
    const take = (chunk: Uint8Array): void => {
      bytes += chunk.byteLength;
      if (bytes > longestBytes) settle({ kind: 'too long' });
      else chunks.push(chunk);
    };
    const ended = (): void => settle({ kind: 'read', text: Buffer.concat(chunks).toString('utf8') });
    const gone = (): void => settle({ kind: 'given up' });
    const timer = clock.setTimeout(() => settle({ kind: 'too slow' }), patienceMs);
    request.on('error', () => {}); // `close` follows
    if (Number(request.headers['content-length'] ?? 0) > longestBytes) settle({ kind: 'too long' });
    else request.on('data', take).on('end', ended).on('close', gone);
  });
}
