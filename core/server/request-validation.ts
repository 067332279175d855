/**
 * Validates the bytes of a request against the message tables before decoding: a server rejects what the decoder tolerates,
 * such as wrong constants, unknown fields and fields that are too long.
 * Guide: Error (E) status codes.
 * @module
 */

import { ErrorStatus } from '../protocol/constants/failures.ts';
import { widths as typeWidths } from '../protocol/data-types.ts';
import { messageDefinitions } from '../protocol/messages/all.ts';
import type { FloatingWidths } from '../protocol/reader.ts';
import {
  type FixedField,
  type FloatingField,
  type FloatingPart,
  isGroup,
  type MessageDefinition,
} from '../protocol/schema.ts';
import type { Refusal } from './refusal.ts';

/** A constant of the fixed part. */
interface ReservedField {
  /** Offset in the frame. */
  readonly at: number;
  readonly bytes: readonly number[];
  readonly value: number;
}

/** The fixed part of a message in one version. */
export interface FixedLayout {
  /** Offset of the floating part in the frame. */
  readonly end: number;
  /** Minimum frame length: inferred fields at the end may be missing. */
  readonly minLength: number;
  readonly reserved: readonly ReservedField[];
}

/** The layout of a request in one version. */
export interface RequestLayout {
  readonly name: string;
  readonly fixed: FixedLayout;
  /** Name and maximum size of the floating fields by tag. */
  readonly floating: ReadonlyMap<number, { readonly name: string; readonly max: number }>;
  readonly required: readonly FloatingField[];
}

// Compiled once per message and version, for all sessions.
const layouts = new Map<number, RequestLayout>();

/** The layout of a message that clients send; undefined for any other MessageTypeID. */
export function requestLayout(messageType: number, version: number): RequestLayout | undefined {
  const key = messageType * 32 + version;
  const cached = layouts.get(key);
  if (cached !== undefined) return cached;
  const definition = messageDefinitions.find(
    (candidate) => candidate.type === messageType && (candidate.since ?? 0) <= version,
  );
  // Unknown types are not cached: a client could fill the memory with them.
  if (definition === undefined || definition.from === 'server') return undefined;
  const layout = compile(definition, version);
  layouts.set(key, layout);
  return layout;
}

function compile(definition: MessageDefinition, version: number): RequestLayout {
  const fields = definition.floating
    .flatMap(flatten)
    .filter((field) => (field.since ?? 0) <= version && (field.until ?? 99) >= version);
  const floating = new Map(fields.map((field) => [field.tag, { name: field.name, max: field.max }]));
  const required = fields.filter(
    (field) => field.required === true && field.key !== undefined && field.inferred !== true,
  );
  return { name: definition.name, fixed: fixedLayout(definition, version), floating, required };
}

function flatten(part: FloatingPart): FloatingField[] {
  return isGroup(part) ? part.fields.flatMap(flatten) : [part];
}

/** The layout of a message's fixed part in this version. */
export function fixedLayout(definition: MessageDefinition, version: number): FixedLayout {
  const reserved: ReservedField[] = [];
  let at = 8;
  let minLength: number | undefined;
  for (const field of definition.fixed) {
    if ((field.since ?? 0) > version || (field.until ?? 99) < version) continue;
    if (field.inferred === true) minLength ??= at;
    const width = widthOf(field);
    if (field.key === undefined && typeof field.value === 'number') {
      reserved.push({ at, bytes: bigEndian(field.value, width), value: field.value });
    }
    at += width;
  }
  return { end: at, minLength: minLength ?? at, reserved };
}

/** Returns why a request is refused; undefined for a valid one. */
export function validateRequest(
  frame: Uint8Array,
  layout: RequestLayout,
  widths: FloatingWidths,
): Refusal | undefined {
  const { name, fixed } = layout;
  if (frame.length < fixed.minLength) {
    const text = `${name}: the fixed part has ${fixed.end - 8} bytes, the body ${frame.length - 8}`;
    return { status: ErrorStatus.E_CTI_REQUIRED_DATA_MISSING, text };
  }
  const wrong = fixed.reserved.find(
    ({ at, bytes }) => at + bytes.length <= frame.length && bytes.some((byte, i) => frame[at + i] !== byte),
  );
  if (wrong !== undefined) {
    const text = `${name}: the reserved field at offset ${wrong.at} must be ${wrong.value}`;
    return { status: ErrorStatus.E_CTI_INVALID_PERIPHERAL_ID, text };
  }
  const seen = new Set<number>();
  const end = walkFloating(frame, fixed.end, widths, (tag, length) => {
    seen.add(tag);
    const field = layout.floating.get(tag);
    if (field === undefined) {
      return { status: ErrorStatus.E_CTI_INVALID_FIELD, text: `${name}: unknown floating field ${tag}` };
    }
    if (length <= field.max) return undefined;
    const text = `${name}: ${field.name} has ${length} bytes (limit ${field.max})`;
    return { status: ErrorStatus.E_CTI_INVALID_FIELD_LENGTH, text };
  });
  if (typeof end === 'object') return end;
  if (end < frame.length) {
    const text = `${name}: the floating field at offset ${end} is truncated`;
    return { status: ErrorStatus.E_CTI_UNSPECIFIED_FAILURE, text };
  }
  const missing = layout.required.find((field) => !seen.has(field.tag));
  if (missing === undefined) return undefined;
  return { status: ErrorStatus.E_CTI_REQUIRED_DATA_MISSING, text: `${name}: ${missing.name} is missing` };
}

/**
 * Visits the complete floating fields until the visitor refuses one. Returns the refusal, or the offset behind the last
 * complete field: the frame's length when none is truncated.
 */
export function walkFloating(
  frame: Uint8Array,
  start: number,
  widths: FloatingWidths,
  visit: (tag: number, length: number) => Refusal | undefined,
): number | Refusal {
  const headerBytes = widths.tagBytes + widths.lengthBytes;
  let at = start;
  while (at + headerBytes <= frame.length) {
    const length = readUint(frame, at + widths.tagBytes, widths.lengthBytes);
    const end = at + headerBytes + length;
    if (end > frame.length) break;
    const refusal = visit(readUint(frame, at, widths.tagBytes), length);
    if (refusal !== undefined) return refusal;
    at = end;
  }
  return at;
}

function readUint(bytes: Uint8Array, at: number, width: 1 | 2): number {
  const high = bytes[at] as number;
  return width === 1 ? high : (high << 8) | (bytes[at + 1] as number);
}

function widthOf(field: FixedField): number {
  return field.type in typeWidths ? typeWidths[field.type as keyof typeof typeWidths] : (field.bytes ?? 0);
}

function bigEndian(value: number, width: number): number[] {
  const bytes = new Array<number>(width).fill(0);
  for (let i = 0; i < Math.min(width, 4); i++) bytes[width - 1 - i] = (value >>> (8 * i)) & 0xff;
  return bytes;
}
