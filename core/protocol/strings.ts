/**
 * UTF-8 strings. Nearly all strings of the protocol are short and ASCII, for which TextDecoder takes several times as long as
 * String.fromCharCode.
 * @module
 */
import { web } from '../web.ts';

/** Keeps a byte order mark, which is part of the text here. */
const utf8 = new web.TextDecoder('utf-8', { fatal: false, ignoreBOM: true });
const encoder = new web.TextEncoder();

/** The text from `start` to the first NUL or to `end`. Invalid UTF-8 becomes U+FFFD. */
export function decodeText(bytes: Uint8Array, start: number, end: number): string {
  let at = start;
  for (; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte === 0) break;
    if (byte > 127) return decodeUtf8(bytes, start, end);
  }
  let text = asciiUpTo8(bytes, start, at);
  for (let next = start + 8; next < at; next += 8) text += asciiUpTo8(bytes, next, at);
  return text;
}

/** Up to eight characters in one call. */
function asciiUpTo8(b: Uint8Array, at: number, end: number): string {
  switch (end - at) {
    case 0:
      return '';
    case 1:
      return ascii(b[at]);
    case 2:
      return ascii(b[at], b[at + 1]);
    case 3:
      return ascii(b[at], b[at + 1], b[at + 2]);
    case 4:
      return ascii(b[at], b[at + 1], b[at + 2], b[at + 3]);
    case 5:
      return ascii(b[at], b[at + 1], b[at + 2], b[at + 3], b[at + 4]);
    case 6:
      return ascii(b[at], b[at + 1], b[at + 2], b[at + 3], b[at + 4], b[at + 5]);
    case 7:
      return ascii(b[at], b[at + 1], b[at + 2], b[at + 3], b[at + 4], b[at + 5], b[at + 6]);
    default:
      return ascii(b[at], b[at + 1], b[at + 2], b[at + 3], b[at + 4], b[at + 5], b[at + 6], b[at + 7]);
  }
}

const ascii = String.fromCharCode as (...codes: (number | undefined)[]) => string;

function decodeUtf8(bytes: Uint8Array, start: number, end: number): string {
  let nul = start;
  while (nul < end && bytes[nul] !== 0) nul++;
  return utf8.decode(bytes.subarray(start, nul));
}

/** The UTF-8 bytes of a text. */
export function encodeUtf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Lowercase hexadecimal digits of bytes. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
