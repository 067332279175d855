/** Sending and reading bytes in the contract suite. */
import type { Link } from '../../core/transport.ts';
import { turn } from './harness.ts';

/** Bytes with values that depend on their position, so that lost or swapped chunks are detected. */
export function pattern(length: number, from = 0): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let index = 0; index < length; index += 1) {
    const place = from + index;
    bytes[index] = (place ^ (place >> 8) ^ (place >> 16)) & 0xff;
  }
  return bytes;
}

export function concatenate(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.byteLength, 0));
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}

/** Reads this many bytes or to the end, then releases the reader. Chunks are not copied until then. */
export async function read(link: Link, length: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let missing = length;
  if (missing === 0) return new Uint8Array();
  for await (const chunk of link.incoming) {
    chunks.push(chunk);
    missing -= chunk.byteLength;
    if (missing <= 0) break;
  }
  return concatenate(chunks);
}

/** Reads to the end. */
export function readAll(link: Link): Promise<Uint8Array> {
  return read(link, Infinity);
}

/** Sends received bytes back until the link ends. */
export async function echo(link: Link): Promise<void> {
  for await (const chunk of link.incoming) link.send(chunk);
}

/** Sends with at most about `ahead` unsent bytes. */
export async function sendPaced(
  link: Link,
  bytes: Uint8Array,
  blockBytes: number,
  ahead = 262_144,
): Promise<void> {
  for (let offset = 0; offset < bytes.byteLength; offset += blockBytes) {
    while (link.bufferedAmount > ahead) await turn();
    link.send(bytes.subarray(offset, offset + blockBytes));
  }
}
