/**
 * Writes one frame: header, fixed fields, floating fields. The generated writers call it for each field with the field's key,
 * which errors name.
 * @module
 */
import { CtiError } from '../errors.ts';
import {
  type NamedArrayElement,
  type NamedVariable,
  namedFieldLimits,
  type UnknownField,
} from './data-types.ts';
import type { FloatingWidths } from './reader.ts';
import { encodeUtf8, type TextCodec, truncateText } from './strings.ts';

const none: readonly never[] = [];

/** Frames are views of slabs of this size: allocating a buffer for each costs more than filling it. */
const slabBytes = 8192;
/** Upper bound for the header and the longest fixed part. */
const fixedRoom = 512;
/** Maximum size of a floating field's header. */
const fieldHeaderRoom = 4;

/** Writes one message type. */
export interface MessageWriter {
  readonly type: number;
  readonly name: string;
  /** First protocol version with the message. */
  readonly since: number;
  readonly write: (w: Writer, m: never) => void;
}

export class Writer {
  readonly version: number;

  readonly #tagBytes: 1 | 2;
  readonly #lengthBytes: 1 | 2;
  readonly #maxFieldLength: number;
  readonly #texts: TextCodec;
  readonly #enforcesLimits: boolean;
  #message = '';
  #slab = new Uint8Array(0);
  /** Start of the frame and position of the next byte in the slab. */
  #start = 0;
  #offset = 0;
  #namedBytes = 0;
  /** Key of the inferred fixed field that is missing and ends the message, if any. */
  #endedAt: string | undefined;

  /** Without `enforceLimits` only the width of a length limits a field, and longer texts are truncated. */
  constructor(version: number, widths: FloatingWidths, texts: TextCodec, enforceLimits: boolean) {
    this.version = version;
    this.#tagBytes = widths.tagBytes;
    this.#lengthBytes = widths.lengthBytes;
    this.#maxFieldLength = widths.lengthBytes === 1 ? 0xff : 0xffff;
    this.#texts = texts;
    this.#enforcesLimits = enforceLimits;
  }

  begin(message: string, messageType: number): void {
    this.#message = message;
    this.#offset = this.#start;
    this.#namedBytes = 0;
    this.#endedAt = undefined;
    this.#reserve(fixedRoom);
    this.#offset += 4;
    this.uint('messageType', messageType);
  }

  /** Writes the body length into the header and returns the frame. */
  finish(): Uint8Array {
    const start = this.#start;
    const end = this.#offset;
    this.#offset = start;
    this.putUint(end - start - 8);
    this.#start = end;
    return this.#slab.subarray(start, end);
  }

  /** Writes a whole body. */
  body(body: unknown): void {
    if (!(body instanceof Uint8Array)) this.#wrongType('body', body, 'a Uint8Array');
    this.#reserve(body.length);
    this.#putBytes(body);
  }

  // The fixed part, for which `begin` reserved space. `put...` write constants, the others values of the message.

  putUint(value: number): void {
    const slab = this.#slab;
    const at = this.#offset;
    slab[at] = value >>> 24;
    slab[at + 1] = value >>> 16;
    slab[at + 2] = value >>> 8;
    slab[at + 3] = value;
    this.#offset = at + 4;
  }

  putUshort(value: number): void {
    const slab = this.#slab;
    const at = this.#offset;
    slab[at] = value >>> 8;
    slab[at + 1] = value;
    this.#offset = at + 2;
  }

  putZeros(count: number): void {
    this.#slab.fill(0, this.#offset, this.#offset + count);
    this.#offset += count;
  }

  uchar(key: string, value: unknown): void {
    if (typeof value !== 'number' || (value & 0xff) !== value) this.#wrongNumber(key, value, 0, 0xff);
    this.#slab[this.#offset++] = value;
  }

  ushort(key: string, value: unknown): void {
    if (typeof value !== 'number' || (value & 0xffff) !== value) this.#wrongNumber(key, value, 0, 0xffff);
    this.putUshort(value);
  }

  uint(key: string, value: unknown): void {
    if (typeof value !== 'number' || value >>> 0 !== value) this.#wrongNumber(key, value, 0, 0xffffffff);
    this.putUint(value);
  }

  int(key: string, value: unknown): void {
    if (typeof value !== 'number' || (value | 0) !== value) {
      this.#wrongNumber(key, value, -0x80000000, 0x7fffffff);
    }
    this.putUint(value);
  }

  bool(key: string, value: unknown): void {
    if (typeof value !== 'boolean') this.#wrongType(key, value, 'a boolean');
    this.putUshort(value ? 1 : 0);
  }

  /** Number of items of a list, as a fixed USHORT. */
  count(list: string, items: readonly unknown[] | undefined): void {
    this.putUshort(this.#countOf(list, items));
  }

  /** True if the message has this inferred fixed field. It may end before such a field, but then nothing may follow. */
  goesOn(key: string, value: unknown): boolean {
    if (value !== undefined && this.#endedAt === undefined) return true;
    if (value !== undefined) this.#fail(this.#endedAt as string, 'is missing');
    this.#endedAt ??= key;
    return false;
  }

  /** The same for counts and reserved fields after such a field. */
  stillOn(): boolean {
    return this.#endedAt === undefined;
  }

  // The floating part.

  string(key: string, value: unknown, tag: number, max: number): void {
    if (value === undefined) return;
    if (typeof value !== 'string') this.#wrongType(key, value, 'a string');
    const text = this.#enforcesLimits ? value : truncateText(value, this.#maxFieldLength - 1);
    const at = this.#openField(key, tag, this.#roomFor(key, text, max));
    this.#putText(key, text, max);
    this.#closeField(key, at, max);
  }

  taggedUshort(key: string, value: unknown, tag: number): void {
    if (value === undefined) return;
    const at = this.#openField(key, tag, 2);
    this.ushort(key, value);
    this.#closeField(key, at, 2);
  }

  taggedUint(key: string, value: unknown, tag: number): void {
    if (value === undefined) return;
    const at = this.#openField(key, tag, 4);
    this.uint(key, value);
    this.#closeField(key, at, 4);
  }

  taggedInt(key: string, value: unknown, tag: number): void {
    if (value === undefined) return;
    const at = this.#openField(key, tag, 4);
    this.int(key, value);
    this.#closeField(key, at, 4);
  }

  taggedBool(key: string, value: unknown, tag: number): void {
    if (value === undefined) return;
    const at = this.#openField(key, tag, 2);
    this.bool(key, value);
    this.#closeField(key, at, 2);
  }

  taggedBytes(key: string, value: unknown, tag: number, max: number): void {
    if (value === undefined) return;
    if (!(value instanceof Uint8Array)) this.#wrongType(key, value, 'a Uint8Array');
    const at = this.#openField(key, tag, value.length);
    this.#putBytes(value);
    this.#closeField(key, at, max);
  }

  namedVariable(key: string, item: NamedVariable, tag: number, max: number): void {
    const { name, value } = this.#enforcesLimits ? item : this.#truncateNamed(item);
    const at = this.#openField(key, tag, this.#roomForNamed(key, name, value));
    this.#putText(`${key}.name`, name, namedFieldLimits.name);
    this.#putText(`${key}.value`, value, namedFieldLimits.value);
    this.#countNamed(key, this.#closeField(key, at, max));
  }

  namedArray(key: string, item: NamedArrayElement, tag: number, max: number): void {
    const { index } = item;
    const { name, value } = this.#enforcesLimits ? item : this.#truncateNamed(item);
    const at = this.#openField(key, tag, this.#roomForNamed(key, name, value) + 1);
    this.uchar(`${key}.index`, index);
    this.#putText(`${key}.name`, name, namedFieldLimits.name);
    this.#putText(`${key}.value`, value, namedFieldLimits.value);
    this.#countNamed(key, this.#closeField(key, at, max));
  }

  /** A reserved field with a constant. */
  constant(type: 'UINT' | 'USHORT' | 'STRING', value: number, tag: number): void {
    if (this.#endedAt !== undefined) return;
    const at = this.#openField('reserved', tag, 4);
    if (type === 'UINT') this.putUint(value);
    else if (type === 'USHORT') this.putUshort(value);
    else this.putZeros(1);
    this.#closeField('reserved', at, 4);
  }

  /** Number of items of a list, as a floating field. */
  taggedCount(list: string, items: readonly unknown[] | undefined, tag: number): void {
    this.constant('USHORT', this.#countOf(list, items), tag);
  }

  unknownFields(fields: readonly UnknownField[] | undefined): void {
    for (const field of this.list('unknownFields', fields)) {
      const { tag, data } = field;
      if (!(data instanceof Uint8Array)) this.#wrongType('unknownFields', data, 'a list of { tag, data }');
      const highest = this.#tagBytes === 1 ? 0xff : 0xffff;
      if ((tag & highest) !== tag) this.#wrongNumber('unknownFields', tag, 0, highest);
      this.taggedBytes('unknownFields', data, tag, this.#maxFieldLength);
    }
  }

  /** The items of a list; none if it is absent. */
  list<T extends object>(key: string, items: readonly T[] | undefined): readonly T[] {
    if (items === undefined) return none;
    if (!Array.isArray(items)) this.#wrongType(key, items, 'an array');
    for (const item of items) {
      if (typeof item !== 'object' || item === null) {
        this.#fail(key, `must be an array of objects, not of ${typeName(item)}`);
      }
    }
    return items;
  }

  require(key: string, value: unknown): void {
    if (value === undefined && this.#endedAt === undefined) this.#fail(key, 'is missing');
  }

  /** Throws if a field is set that the version does not have, instead of dropping it silently. */
  notInVersion(key: string, value: unknown): void {
    if (value !== undefined) this.#fail(key, `does not exist in protocol version ${this.version}`);
  }

  #countOf(list: string, items: readonly unknown[] | undefined): number {
    if (items === undefined) return 0;
    if (!Array.isArray(items)) this.#wrongType(list, items, 'an array');
    if (items.length > 0xffff) this.#fail(list, `has ${items.length} items (limit 65535)`);
    return items.length;
  }

  /** Writes tag and length of a field, reserves `room` bytes and returns the position of the data. */
  #openField(key: string, tag: number, room: number): number {
    if (this.#endedAt !== undefined) this.#fail(this.#endedAt, `is missing, but ${key} follows`);
    this.#reserve(fieldHeaderRoom + room);
    if (this.#tagBytes === 2) this.putUshort(tag);
    else if (tag < 256) this.#slab[this.#offset++] = tag;
    else this.#fail(key, `has tag ${tag} (limit 255)`);
    this.#offset += this.#lengthBytes;
    return this.#offset;
  }

  /** Writes and returns the length of the field whose data begins at `at`. */
  #closeField(key: string, at: number, max: number): number {
    const length = this.#offset - at;
    if (length > max || length > this.#maxFieldLength) {
      const limit = this.#limit(max);
      if (length > limit) this.#tooLong(key, length, limit);
    }
    this.#slab[at - 1] = length;
    if (this.#lengthBytes === 2) this.#slab[at - 2] = length >>> 8;
    return length;
  }

  /** Maximum size of a field's data for which the guide gives `max`. */
  #limit(max: number): number {
    return this.#enforcesLimits && max < this.#maxFieldLength ? max : this.#maxFieldLength;
  }

  /** Upper bound for a text's bytes with its NUL; throws for a text that is too long in any encoding. */
  #roomFor(key: string, text: string, max: number): number {
    if (text.length >= max && text.length >= this.#limit(max)) {
      this.#tooLong(key, encodeUtf8(text).length + 1, this.#limit(max));
    }
    return 3 * text.length + 1;
  }

  #roomForNamed(key: string, name: unknown, value: unknown): number {
    if (typeof name !== 'string') this.#wrongType(`${key}.name`, name, 'a string');
    if (typeof value !== 'string') this.#wrongType(`${key}.value`, value, 'a string');
    return (
      this.#roomFor(`${key}.name`, name, namedFieldLimits.name) +
      this.#roomFor(`${key}.value`, value, namedFieldLimits.value)
    );
  }

  /** Index, name, value and their NULs together must fit. */
  #truncateNamed({ name, value }: NamedVariable): NamedVariable {
    const fitting = truncateText(name, namedFieldLimits.name - 1);
    return { name: fitting, value: truncateText(value, this.#maxFieldLength - namedFieldLimits.name - 2) };
  }

  #putText(key: string, text: string, max: number): void {
    const slab = this.#slab;
    const length = text.length;
    let at = this.#offset;
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code > 127 || code === 0) {
        this.#putEncoded(key, text, this.#limit(max));
        return;
      }
      slab[at++] = code;
    }
    slab[at++] = 0;
    this.#offset = at;
  }

  #putEncoded(key: string, text: string, limit: number): void {
    if (text.includes('\0')) this.#fail(key, 'contains a NUL');
    const bytes = this.#texts.encode(text);
    if (bytes.length >= limit) this.#tooLong(key, bytes.length + 1, limit);
    this.#putBytes(bytes);
    this.putZeros(1);
  }

  #putBytes(bytes: Uint8Array): void {
    this.#slab.set(bytes, this.#offset);
    this.#offset += bytes.length;
  }

  #countNamed(key: string, bytes: number): void {
    this.#namedBytes += bytes;
    const limit = namedFieldLimits.allInOneMessage;
    if (this.#namedBytes > limit && this.#enforcesLimits) {
      this.#tooLong(`${key} (all named fields together)`, this.#namedBytes, limit);
    }
  }

  /** Reserves space in the slab, or moves the frame to a new one. */
  #reserve(bytes: number): void {
    if (this.#offset + bytes <= this.#slab.length) return;
    const written = this.#offset - this.#start;
    const slab = new Uint8Array(Math.max(slabBytes, 2 * (written + bytes)));
    // With nothing written the old slab is not touched: its buffer may have been transferred.
    if (written > 0) slab.set(this.#slab.subarray(this.#start, this.#offset));
    this.#slab = slab;
    this.#start = 0;
    this.#offset = written;
  }

  #wrongNumber(key: string, value: unknown, from: number, to: number): never {
    if (value === undefined) this.#fail(key, 'is missing');
    return this.#fail(key, `must be an integer from ${from} to ${to}, not ${typeName(value)}`);
  }

  #wrongType(key: string, value: unknown, wanted: string): never {
    if (value === undefined) this.#fail(key, 'is missing');
    return this.#fail(key, `must be ${wanted}, not ${typeName(value)}`);
  }

  #tooLong(key: string, bytes: number, limit: number): never {
    return this.#fail(key, `has ${bytes} bytes (limit ${limit})`, limit);
  }

  #fail(field: string, what: string, limit?: number): never {
    throw new CtiError('ENCODE_FAILED', `${this.#message}: ${field} ${what}`, {
      message: this.#message,
      field,
      offset: this.#offset - this.#start,
      ...(limit === undefined ? {} : { limit }),
    });
  }
}

/** The type of a wrong value, not the value: it may be a password. */
function typeName(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return value === null ? 'null' : Array.isArray(value) ? 'an array' : `a ${typeof value}`;
}
