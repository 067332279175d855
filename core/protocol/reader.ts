/**
 * Reads one body: the fixed fields in order, then the floating fields until the body ends. The generated readers call it for
 * each field with the field's key, which errors name.
 * @module
 */
import { CtiError } from '../errors.ts';
import type { NamedArrayElement, NamedVariable, UnknownField } from './data-types.ts';
import type { CtiMessage } from './generated/messages.ts';
import { decodeText } from './strings.ts';

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

export class Reader {
  readonly version: number;
  /** Fields with tags that the message does not have, in the order in which they were read. */
  unknownFields: UnknownField[] | undefined;

  readonly #tagBytes: 1 | 2;
  readonly #lengthBytes: 1 | 2;
  #message = '';
  #bytes: Uint8Array = new Uint8Array(0);
  #offset = 0;
  #end = 0;
  #fieldStart = 0;

  constructor(version: number, widths: FloatingWidths) {
    this.version = version;
    this.#tagBytes = widths.tagBytes;
    this.#lengthBytes = widths.lengthBytes;
  }

  /** Starts with a body: `bytes` is the whole frame, the body begins at `offset`. */
  begin(message: string, bytes: Uint8Array, offset: number): void {
    this.#message = message;
    this.#bytes = bytes;
    this.#offset = offset;
    this.#end = bytes.length;
    this.unknownFields = undefined;
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

  // The floating part.

  /** Moves to the next floating field and returns its tag; -1 at the end of the body. */
  next(): number {
    const bytes = this.#bytes;
    const at = this.#offset;
    if (at === this.#end) return -1;
    const start = at + this.#tagBytes + this.#lengthBytes;
    if (start > this.#end) this.#fail('floating field', 'is truncated in its tag or length', at);
    this.#fieldStart = start;
    this.#offset =
      start + (this.#lengthBytes === 1 ? (bytes[start - 1] as number) : uint16(bytes, start - 2));
    return this.#tagBytes === 1 ? (bytes[at] as number) : uint16(bytes, at);
  }

  string(key: string): string {
    this.#checkField(key);
    return decodeText(this.#bytes, this.#fieldStart, this.#offset);
  }

  /** A number of exactly 2 bytes; with `loose`, for an inferred width, of 1, 2 or 4 bytes. */
  taggedUshort(key: string, loose?: true): number {
    return this.#number(key, 2, loose === true) >>> 0;
  }

  taggedUint(key: string, loose?: true): number {
    return this.#number(key, 4, loose === true) >>> 0;
  }

  taggedInt(key: string, loose?: true): number {
    return this.#number(key, 4, loose === true);
  }

  /** True if any byte is not zero, for any length: the guide gives AutoWork two sizes. */
  taggedBool(key: string): boolean {
    this.#checkField(key);
    for (let at = this.#fieldStart; at < this.#offset; at++) if (this.#bytes[at] !== 0) return true;
    return false;
  }

  /** A copy, since the frame's buffer may be reused. */
  taggedBytes(key: string): Uint8Array {
    this.#checkField(key);
    return copyOf(this.#bytes, this.#fieldStart, this.#offset);
  }

  namedVariable(key: string): NamedVariable {
    this.#checkField(key);
    return this.#nameAndValue(this.#fieldStart);
  }

  namedArray(key: string): NamedArrayElement {
    this.#checkField(key);
    if (this.#fieldStart === this.#offset) this.#fail(key, 'is empty, expected an index', this.#fieldStart);
    const index = this.#bytes[this.#fieldStart] as number;
    return { index, ...this.#nameAndValue(this.#fieldStart + 1) };
  }

  /** Skips a reserved field or a count. */
  drop(): void {
    this.#checkField('reserved');
  }

  /** Keeps a field that the message does not have in this version or position. */
  unknown(tag: number): void {
    this.#checkField(`tag ${tag}`);
    this.unknownFields ??= [];
    this.unknownFields.push({ tag, data: copyOf(this.#bytes, this.#fieldStart, this.#offset) });
  }

  /** Throws: a required floating field is missing. */
  missing(key: string): never {
    return this.#fail(key, 'is missing', this.#end);
  }

  #nameAndValue(start: number): NamedVariable {
    const bytes = this.#bytes;
    const end = this.#offset;
    let nul = start;
    while (nul < end && bytes[nul] !== 0) nul++;
    const name = decodeText(bytes, start, nul);
    return { name, value: nul < end ? decodeText(bytes, nul + 1, end) : '' };
  }

  #number(key: string, width: 2 | 4, loose: boolean): number {
    this.#checkField(key);
    const start = this.#fieldStart;
    const length = this.#offset - start;
    if (length !== width && !(loose && (length === 1 || length === 2 || length === 4))) {
      this.#fail(key, `has ${length} bytes, expected ${width}`, start);
    }
    if (length === 4) return int32(this.#bytes, start);
    return length === 2 ? uint16(this.#bytes, start) : (this.#bytes[start] as number);
  }

  #checkField(key: string): void {
    if (this.#offset > this.#end) {
      const length = this.#offset - this.#fieldStart;
      this.#fail(
        key,
        `has length ${length}, but ${this.#end - this.#fieldStart} bytes remain`,
        this.#fieldStart,
      );
    }
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
