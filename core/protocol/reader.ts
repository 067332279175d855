/**
 * Reads one body: the fixed fields in order, then the floating fields until the body ends. The generated readers call it for
 * each field with the field's key, which errors name.
 * @module
 */
import { CtiError } from '../errors.ts';
import type { FieldError, NamedArrayElement, NamedVariable, UnknownField } from './data-types.ts';
import type { CtiMessage } from './generated/messages.ts';
import { decodeText, type TextCodec } from './strings.ts';

/** Width of a tag and of a length in the floating part. */
export interface FloatingWidths {
  readonly tagBytes: 1 | 2;
  readonly lengthBytes: 1 | 2;
}

/** Reads one message type. */
export interface MessageReader {
  readonly type: number;
  readonly name: string;
  /** First protocol version with the message. */
  readonly since: number;
  readonly read: (r: Reader) => CtiMessage;
}

/** A message that is being built. */
export type Building<T> = { -readonly [K in keyof T]: T[K] };

/** Adds an item to a list that may not exist yet. An unreadable item is left out. */
export function append<T>(list: T[] | undefined, item: T | undefined): T[] | undefined {
  if (item === undefined) return list;
  if (list === undefined) return [item];
  list.push(item);
  return list;
}

export class Reader {
  readonly version: number;
  /** Fields with tags that the message does not have, in the order in which they were read. */
  unknownFields: UnknownField[] | undefined;
  /** Floating fields that could not be read. */
  fieldErrors: FieldError[] | undefined;

  readonly #tagBytes: 1 | 2;
  readonly #lengthBytes: 1 | 2;
  readonly #texts: TextCodec;
  readonly #strict: boolean;
  #message = '';
  #bytes: Uint8Array = new Uint8Array(0);
  #offset = 0;
  #end = 0;
  #fieldStart = 0;

  /** `strict`: an unreadable floating field throws instead of being left out. */
  constructor(version: number, widths: FloatingWidths, texts: TextCodec, strict: boolean) {
    this.version = version;
    this.#tagBytes = widths.tagBytes;
    this.#lengthBytes = widths.lengthBytes;
    this.#texts = texts;
    this.#strict = strict;
  }

  /** Starts with a body: `bytes` is the whole frame, the body begins at `offset`. */
  begin(message: string, bytes: Uint8Array, offset: number): void {
    this.#message = message;
    this.#bytes = bytes;
    this.#offset = offset;
    this.#end = bytes.length;
    this.unknownFields = undefined;
    this.fieldErrors = undefined;
  }

  // The fixed part. `past`: bytes of reserved fields and counts to skip first.

  uchar(key: string, past = 0): number {
    return this.#bytes[this.#take(1, key, past)] as number;
  }

  ushort(key: string, past = 0): number {
    const at = this.#take(2, key, past);
    return uint16(this.#bytes, at);
  }

  uint(key: string, past = 0): number {
    const at = this.#take(4, key, past);
    return uint32(this.#bytes, at);
  }

  int(key: string, past = 0): number {
    return int32(this.#bytes, this.#take(4, key, past));
  }

  bool(key: string, past = 0): boolean {
    return this.ushort(key, past) !== 0;
  }

  /** Skips reserved fields and counts. */
  skip(bytes: number): void {
    this.#take(bytes, 'reserved', 0);
  }

  /** True while bytes remain: inferred fields at the end of the fixed part may be missing. */
  more(): boolean {
    return this.#offset < this.#end;
  }

  // The floating part. Methods return undefined for a field that cannot be read, after reporting it.

  /** Moves to the next floating field and returns its tag; -1 at the end of the body. */
  next(): number {
    const bytes = this.#bytes;
    const at = this.#offset;
    if (at === this.#end) return -1;
    const start = at + this.#tagBytes + this.#lengthBytes;
    if (start > this.#end) {
      this.#report('floating field', 'is truncated in its tag or length', at);
      this.#offset = this.#end;
      return -1;
    }
    this.#fieldStart = start;
    this.#offset =
      start + (this.#lengthBytes === 1 ? (bytes[start - 1] as number) : uint16(bytes, start - 2));
    return this.#tagBytes === 1 ? (bytes[at] as number) : uint16(bytes, at);
  }

  string(key: string): string | undefined {
    if (!this.#isWhole(key)) return undefined;
    return decodeText(this.#bytes, this.#fieldStart, this.#offset, this.#texts);
  }

  /** A number of 2 bytes. Widths of 1, 2 and 4 bytes are read unless strict; `loose`: always, for an inferred width. */
  taggedUshort(key: string, loose?: true): number | undefined {
    const value = this.#number(key, 2, loose === true);
    return value === undefined ? undefined : value >>> 0;
  }

  taggedUint(key: string, loose?: true): number | undefined {
    const value = this.#number(key, 4, loose === true);
    return value === undefined ? undefined : value >>> 0;
  }

  taggedInt(key: string, loose?: true): number | undefined {
    return this.#number(key, 4, loose === true);
  }

  /** True if any byte is not zero, for any length: the guide gives AutoWork two sizes. */
  taggedBool(key: string): boolean | undefined {
    if (!this.#isWhole(key)) return undefined;
    for (let at = this.#fieldStart; at < this.#offset; at++) if (this.#bytes[at] !== 0) return true;
    return false;
  }

  /** A copy, since the frame's buffer may be reused. */
  taggedBytes(key: string): Uint8Array | undefined {
    if (!this.#isWhole(key)) return undefined;
    return copyOf(this.#bytes, this.#fieldStart, this.#offset);
  }

  namedVariable(key: string): NamedVariable | undefined {
    return this.#isWhole(key) ? this.#nameAndValue(this.#fieldStart) : undefined;
  }

  namedArray(key: string): NamedArrayElement | undefined {
    if (!this.#isWhole(key)) return undefined;
    const start = this.#fieldStart;
    if (start === this.#offset) return this.#report(key, 'is empty, expected an index', start);
    return { index: this.#bytes[start] as number, ...this.#nameAndValue(start + 1) };
  }

  /** Skips a reserved field or a count. */
  drop(): void {
    this.#isWhole('reserved');
  }

  /** Keeps a field that the message does not have in this version or position. */
  unknown(tag: number): void {
    if (!this.#isWhole(`tag ${tag}`)) return;
    this.unknownFields ??= [];
    this.unknownFields.push({ tag, data: copyOf(this.#bytes, this.#fieldStart, this.#offset) });
  }

  /** Reports that a required floating field is missing; it is read as an empty string. */
  missing(key: string): string {
    this.#report(key, 'is missing', this.#end);
    return '';
  }

  missingBytes(key: string): Uint8Array {
    this.missing(key);
    return new Uint8Array(0);
  }

  #nameAndValue(start: number): NamedVariable {
    const bytes = this.#bytes;
    const end = this.#offset;
    let nul = start;
    while (nul < end && bytes[nul] !== 0) nul++;
    const name = decodeText(bytes, start, nul, this.#texts);
    return { name, value: nul < end ? decodeText(bytes, nul + 1, end, this.#texts) : '' };
  }

  #number(key: string, width: 2 | 4, loose: boolean): number | undefined {
    if (!this.#isWhole(key)) return undefined;
    const start = this.#fieldStart;
    const length = this.#offset - start;
    if (length !== width && !((loose || !this.#strict) && (length === 1 || length === 2 || length === 4))) {
      return this.#report(key, `has ${length} bytes, expected ${width}`, start);
    }
    if (length === 4) return int32(this.#bytes, start);
    return length === 2 ? uint16(this.#bytes, start) : (this.#bytes[start] as number);
  }

  /** False, and the end of the floating part, for a field that is longer than the rest of the body. */
  #isWhole(key: string): boolean {
    if (this.#offset <= this.#end) return true;
    const start = this.#fieldStart;
    this.#report(key, `has length ${this.#offset - start}, but ${this.#end - start} bytes remain`, start);
    this.#offset = this.#end;
    return false;
  }

  #report(field: string, problem: string, offset: number): undefined {
    if (this.#strict) this.#fail(field, problem, offset);
    this.fieldErrors ??= [];
    this.fieldErrors.push({ field, problem, offset });
  }

  #take(bytes: number, key: string, past: number): number {
    const at = this.#offset + past;
    if (at + bytes > this.#end) this.#truncated(bytes, key, past);
    this.#offset = at + bytes;
    return at;
  }

  #truncated(bytes: number, key: string, past: number): never {
    const remain = this.#end - this.#offset;
    if (past > remain) this.#fail('reserved', `needs ${past} bytes, but ${remain} remain`, this.#offset);
    return this.#fail(key, `needs ${bytes} bytes, but ${remain - past} remain`, this.#offset + past);
  }

  #fail(field: string, what: string, offset: number): never {
    throw new CtiError('DECODE_FAILED', `${this.#message}: ${field} ${what} (offset ${offset})`, {
      message: this.#message,
      field,
      offset,
    });
  }
}

/** A copy as a plain Uint8Array; `slice()` of a Node Buffer returns a view. */
export function copyOf(bytes: Uint8Array, start: number, end: number): Uint8Array {
  const copy = new Uint8Array(end - start);
  copy.set(bytes.subarray(start, end));
  return copy;
}

export function uint16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
}

function int32(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at] as number) << 24) |
    ((bytes[at + 1] as number) << 16) |
    ((bytes[at + 2] as number) << 8) |
    (bytes[at + 3] as number)
  );
}

export function uint32(bytes: Uint8Array, at: number): number {
  return int32(bytes, at) >>> 0;
}
