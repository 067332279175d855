/**
 * Strings: UTF-8, and another encoding where the bytes are not valid UTF-8. Nearly all strings of the protocol are short and
 * ASCII, for which TextDecoder takes several times as long as String.fromCharCode.
 * @module
 */
import { CtiError } from '../errors.ts';
import { web } from '../web.ts';

/** Keeps a byte order mark, which is part of the text here. */
const utf8 = new web.TextDecoder('utf-8', { fatal: false, ignoreBOM: true });
const encoder = new web.TextEncoder();

/** The default encoding of text that is not UTF-8. */
export const defaultEncoding = 'windows-1252';

/** Maximum number of non-UTF-8 texts whose bytes are kept. The oldest are removed first. */
const maxKeptTexts = 20_000;

/**
 * Decodes and encodes texts that are not ASCII. Keep one for all sessions with a server: texts that were not UTF-8 are written
 * with the bytes that were read.
 */
export interface TextCodec {
  /** Decodes bytes without NUL. */
  decode(bytes: Uint8Array): string;
  encode(text: string): Uint8Array;
}

/** UTF-8 only; invalid bytes become U+FFFD. */
export const utf8Texts: TextCodec = { decode: (bytes) => utf8.decode(bytes), encode: encodeUtf8 };

/**
 * Makes a TextCodec. `encoding` is a label of the Encoding Standard, such as `windows-1252` or `shift_jis`.
 * @throws {CtiError} `INVALID_ARGUMENT` if the runtime does not have the encoding.
 */
export function createTextCodec(encoding: string = defaultEncoding): TextCodec {
  const fallback = decoderOf(encoding);
  const kept = new Map<string, Uint8Array>();

  function keep(text: string, bytes: Uint8Array): string {
    kept.delete(text);
    kept.set(text, bytes.slice());
    if (kept.size > maxKeptTexts) kept.delete(kept.keys().next().value as string);
    return text;
  }

  return {
    decode(bytes) {
      const validBytes = validUtf8Prefix(bytes);
      if (validBytes === bytes.length) {
        const text = utf8.decode(bytes);
        // The server now sends this text as UTF-8.
        if (kept.size > 0) kept.delete(text);
        return text;
      }
      if (!isTruncatedCharacter(bytes, validBytes)) return keep(fallback.decode(bytes), bytes);
      // The server truncated a UTF-8 text at its limit. The rest of the character is kept, so that two texts stay different.
      const text = utf8.decode(bytes.subarray(0, validBytes)) + fallback.decode(bytes.subarray(validBytes));
      return keep(text, bytes);
    },
    encode: (text) => kept.get(text) ?? encodeUtf8(text),
  };
}

/** Windows-1252, bytes 0x80 to 0x9f. Node's TextDecoder reads them as ISO 8859-1. */
const windows1252 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

function decodeWindows1252(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    text += byte >= 0x80 && byte < 0xa0 ? windows1252[byte - 0x80] : ascii(byte);
  }
  return text;
}

function decoderOf(encoding: string): { decode(bytes: Uint8Array): string } {
  if (encoding.toLowerCase() === defaultEncoding) return { decode: decodeWindows1252 };
  try {
    return new web.TextDecoder(encoding);
  } catch {
    throw new CtiError('INVALID_ARGUMENT', `encoding "${encoding}" is not supported by this runtime`, {
      argument: 'encoding',
    });
  }
}

/** Number of bytes before the first that is not part of a valid UTF-8 character. Unicode, table 3-7. */
function validUtf8Prefix(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const length = characterLength(bytes, at);
    if (length === 0 || at + length > bytes.length) return at;
    for (let next = at + 2; next < at + length; next++) if (!isContinuation(bytes[next])) return at;
    at += length;
  }
  return at;
}

/** Length of the UTF-8 character that the first byte, and the second if present, begin; 0 if they begin none. */
function characterLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] as number;
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  const second = bytes[at + 1];
  if (second !== undefined) {
    const lowest = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
    const highest = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
    if (second < lowest || second > highest) return 0;
  }
  return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

/** True if the bytes from `at` to the end are the beginning of one UTF-8 character. */
function isTruncatedCharacter(bytes: Uint8Array, at: number): boolean {
  if (at + characterLength(bytes, at) <= bytes.length) return false;
  for (let next = at + 2; next < bytes.length; next++) if (!isContinuation(bytes[next])) return false;
  return true;
}

const isContinuation = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;

/** The text from `start` to the first NUL or to `end`. */
export function decodeText(bytes: Uint8Array, start: number, end: number, texts: TextCodec): string {
  let at = start;
  for (; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte === 0) break;
    if (byte > 127) return texts.decode(untilNul(bytes, start, end));
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

function untilNul(bytes: Uint8Array, start: number, end: number): Uint8Array {
  let nul = start;
  while (nul < end && bytes[nul] !== 0) nul++;
  return bytes.subarray(start, nul);
}

/** The UTF-8 bytes of a text. */
export function encodeUtf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** The text, or as many of its characters as fit in this many bytes of UTF-8. */
export function truncateText(text: string, maxBytes: number): string {
  // At most three bytes for each UTF-16 unit.
  if (3 * text.length <= maxBytes) return text;
  const bytes = encoder.encode(text);
  if (bytes.length <= maxBytes) return text;
  let end = maxBytes;
  while (isContinuation(bytes[end])) end--;
  return utf8.decode(bytes.subarray(0, end));
}

/** Lowercase hexadecimal digits of bytes. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
