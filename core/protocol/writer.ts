/**
 * Writes one frame: header, fixed fields, floating fields. The generated writers call it field by field, each
 * with the field's key, so that a failure can say which field it was.
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
import { encodeUtf8 } from './strings.ts';

const none: readonly never[] = [];

/** Frames are cut out of slabs of this size: a buffer for each of them would cost more than all the rest. */
const slabBytes = 8192;
/** More than the header and the longest fixed part need. */
const fixedRoom = 512;
/** Header of a floating field at its widest. */
const fieldHeaderRoom = 4;

/** How to write a message. */
export interface MessageWriter {
  readonly type: number;
  readonly name: string;
  /** First protocol version with the message. */
  readonly since: number;
  readonly write: (w: Writer, m: never) => void;
}

export class Writer {
  readonly version: number;
  /** Where the floating part begins in the frame. */
  floatingAt = 0;
  /** Where the unknown fields at its end begin. */
  unknownAt = 0;
  /** Where the floating constants and counts begin, when somebody wants to know. */
  constantsAt: Set<number> | undefined;

  readonly #tagBytes: 1 | 2;
  readonly #lengthBytes: 1 | 2;
  readonly #longestField: number;
  #message = '';
  #slab = new Uint8Array(0);
  /** Where the frame begins in the slab, and where the next byte goes. */
  #start = 0;
  #offset = 0;
  #namedBytes = 0;
  /** Key of the inferred fixed field at which the message ends early, if it does. */
  #endedAt: string | undefined;

  constructor(version: number, widths: FloatingWidths) {
    this.version = version;
    this.#tagBytes = widths.tagBytes;
    this.#lengthBytes = widths.lengthBytes;
    this.#longestField = widths.lengthBytes === 1 ? 0xff : 0xffff;
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

  /** Puts the body length into the header and hands out the frame. */
  finish(): Uint8Array {
    const start = this.#start;
    const end = this.#offset;
    this.#offset = start;
    this.putUint(end - start - 8);
    this.#start = end;
    return this.#slab.subarray(start, end);
  }

  /** Adds a whole body. */
  body(body: unknown): void {
    if (!(body instanceof Uint8Array)) this.#wrongType('body', body, 'a Uint8Array');
    this.#reserve(body.length);
    this.#putBytes(body);
  }

  // The fixed part, for which `begin` made room. `put...` write what the table says, the others what the
  // caller gave.

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

  /**
   * True when the message goes on at an inferred fixed field. A message may leave out such fields at its end,
   * but only together with all that would follow.
   */
  goesOn(key: string, value: unknown): boolean {
    if (value !== undefined && this.#endedAt === undefined) return true;
    if (value !== undefined) this.#fail(this.#endedAt as string, 'is missing');
    this.#endedAt ??= key;
    return false;
  }

  /** The same for counts and reserved fields behind such a field. */
  stillOn(): boolean {
    return this.#endedAt === undefined;
  }

  // The floating part.

  /** Marks the end of the fixed part. */
  floating(): void {
    this.floatingAt = this.#offset - this.#start;
  }

  string(key: string, value: unknown, tag: number, max: number): void {
    if (value === undefined) return;
    if (typeof value !== 'string') this.#wrongType(key, value, 'a string');
    const at = this.#openField(key, tag, this.#roomFor(key, value, max));
    this.#putText(key, value, max);
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
    const { name, value } = item;
    const at = this.#openField(key, tag, this.#roomForNamed(key, name, value));
    this.#putText(`${key}.name`, name, namedFieldLimits.name);
    this.#putText(`${key}.value`, value, namedFieldLimits.value);
    this.#countNamed(key, this.#closeField(key, at, max));
  }

  namedArray(key: string, item: NamedArrayElement, tag: number, max: number): void {
    const { index, name, value } = item;
    const at = this.#openField(key, tag, this.#roomForNamed(key, name, value) + 1);
    this.uchar(`${key}.index`, index);
    this.#putText(`${key}.name`, name, namedFieldLimits.name);
    this.#putText(`${key}.value`, value, namedFieldLimits.value);
    this.#countNamed(key, this.#closeField(key, at, max));
  }

  /** A reserved field with a constant. */
  constant(type: 'UINT' | 'USHORT' | 'STRING', value: number, tag: number): void {
    if (this.#endedAt !== undefined) return;
    this.constantsAt?.add(this.#offset - this.#start);
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
    this.unknownAt = this.#offset - this.#start;
    for (const field of this.list('unknownFields', fields)) {
      const { tag, data } = field;
      if (!(data instanceof Uint8Array)) this.#wrongType('unknownFields', data, 'a list of { tag, data }');
      const highest = this.#tagBytes === 1 ? 0xff : 0xffff;
      if ((tag & highest) !== tag) this.#wrongNumber('unknownFields', tag, 0, highest);
      this.taggedBytes('unknownFields', data, tag, this.#longestField);
    }
  }

  /** The items of a list; an absent list has none. */
  list<T extends object>(key: string, items: readonly T[] | undefined): readonly T[] {
    if (items === undefined) return none;
    if (!Array.isArray(items)) this.#wrongType(key, items, 'an array');
    for (const item of items) {
      if (typeof item !== 'object' || item === null) {
        this.#fail(key, `must be an array of objects, not of ${show(item)}`);
      }
    }
    return items;
  }

  require(key: string, value: unknown): void {
    if (value === undefined && this.#endedAt === undefined) this.#fail(key, 'is missing');
  }

  /** Refuses a field that the session's version does not have: it would be lost silently. */
  notInVersion(key: string, value: unknown): void {
    if (value !== undefined) this.#fail(key, `does not exist in protocol version ${this.version}`);
  }

  #countOf(list: string, items: readonly unknown[] | undefined): number {
    if (items === undefined) return 0;
    if (!Array.isArray(items)) this.#wrongType(list, items, 'an array');
    if (items.length > 0xffff) this.#fail(list, `has ${items.length} items, more than its count can say`);
    return items.length;
  }

  /**
   * Writes tag and length of a field and makes room for `room` bytes of data; gives where the data begins.
   */
  #openField(key: string, tag: number, room: number): number {
    if (this.#endedAt !== undefined) this.#fail(this.#endedAt, `is missing, but ${key} follows it`);
    this.#reserve(fieldHeaderRoom + room);
    if (this.#tagBytes === 2) this.putUshort(tag);
    else if (tag < 256) this.#slab[this.#offset++] = tag;
    else this.#fail(key, `has tag ${tag}, more than one byte can say`);
    this.#offset += this.#lengthBytes;
    return this.#offset;
  }

  /** Writes the length of the field whose data began at `at`, and gives it. */
  #closeField(key: string, at: number, max: number): number {
    const length = this.#offset - at;
    if (length > max || length > this.#longestField) {
      this.#tooLong(key, length, Math.min(max, this.#longestField));
    }
    this.#slab[at - 1] = length;
    if (this.#lengthBytes === 2) this.#slab[at - 2] = length >>> 8;
    return length;
  }

  /** Bytes that a text can take at most, with its NUL; fails for one that is too long in any case. */
  #roomFor(key: string, text: string, max: number): number {
    if (text.length >= max) this.#tooLong(key, encodeUtf8(text).length + 1, max);
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

  #putText(key: string, text: string, max: number): void {
    const slab = this.#slab;
    const length = text.length;
    let at = this.#offset;
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code > 127 || code === 0) {
        this.#putUtf8(key, text, max);
        return;
      }
      slab[at++] = code;
    }
    slab[at++] = 0;
    this.#offset = at;
  }

  #putUtf8(key: string, text: string, max: number): void {
    if (text.includes('\0')) this.#fail(key, 'contains a NUL, which would cut it off');
    const utf8 = encodeUtf8(text);
    if (utf8.length >= max) this.#tooLong(key, utf8.length + 1, max);
    this.#putBytes(utf8);
    this.putZeros(1);
  }

  #putBytes(bytes: Uint8Array): void {
    this.#slab.set(bytes, this.#offset);
    this.#offset += bytes.length;
  }

  #countNamed(key: string, bytes: number): void {
    this.#namedBytes += bytes;
    const limit = namedFieldLimits.allInOneMessage;
    if (this.#namedBytes > limit) {
      this.#tooLong(`${key} (all named fields together)`, this.#namedBytes, limit);
    }
  }

  /** Makes room in the slab; where there is none, the frame moves to a new one. */
  #reserve(bytes: number): void {
    if (this.#offset + bytes <= this.#slab.length) return;
    const begun = this.#offset - this.#start;
    const slab = new Uint8Array(Math.max(slabBytes, 2 * (begun + bytes)));
    // At the beginning of a frame there is nothing to take along, not even a slab if somebody transferred its
    // buffer.
    if (begun > 0) slab.set(this.#slab.subarray(this.#start, this.#offset));
    this.#slab = slab;
    this.#start = 0;
    this.#offset = begun;
  }

  #wrongNumber(key: string, value: unknown, from: number, to: number): never {
    if (value === undefined) this.#fail(key, 'is missing');
    return this.#fail(key, `must be a whole number from ${from} to ${to}, not ${show(value)}`);
  }

  #wrongType(key: string, value: unknown, wanted: string): never {
    if (value === undefined) this.#fail(key, 'is missing');
    return this.#fail(key, `must be ${wanted}, not ${show(value)}`);
  }

  #tooLong(key: string, bytes: number, limit: number): never {
    return this.#fail(key, `takes ${bytes} bytes, the limit is ${limit}`, limit);
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

/** Names a wrong value by its type: it may be a password. */
function show(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return value === null ? 'null' : Array.isArray(value) ? 'an array' : `a ${typeof value}`;
}
