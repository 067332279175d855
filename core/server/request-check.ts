/**
 * Checks the bytes of a request against the tables before it is decoded, because the decoder forgives what a server
 * need not: wrong constants, unknown fields, fields that are too long.
 * Guide: Error (E) status codes.
 * @module
 */
import { ErrorStatus } from '../protocol/constants/failures.ts';
import { messageDefinitions } from '../protocol/messages/all.ts';
import type { FloatingWidths } from '../protocol/reader.ts';
import {
  type FloatingField,
  type FloatingPart,
  isGroup,
  type MessageDefinition,
} from '../protocol/schema.ts';
import type { Refusal } from './grant.ts';
import { type FixedPart, layoutFixed, wrongReserved } from './reserved.ts';

/** What a server knows of a request's bytes. */
export interface RequestShape {
  readonly name: string;
  readonly fixed: FixedPart;
  /** Of each floating field, its name and largest size by its tag. */
  readonly floating: ReadonlyMap<number, { readonly name: string; readonly max: number }>;
  readonly required: readonly FloatingField[];
}

// Compiled once per message and version, for all sessions.
const shapes = new Map<number, RequestShape | undefined>();

/** The shape of a message that clients send; undefined for any other MessageTypeID. */
export function requestShape(messageType: number, version: number): RequestShape | undefined {
  const key = messageType * 32 + version;
  if (shapes.has(key)) return shapes.get(key);
  const definition = messageDefinitions.find(
    (candidate) => candidate.type === messageType && (candidate.since ?? 0) <= version,
  );
  // A number that no table has is not kept: a peer could fill the memory with them.
  if (definition === undefined || definition.from === 'server') return undefined;
  const shape = compile(definition, version);
  shapes.set(key, shape);
  return shape;
}

function compile(definition: MessageDefinition, version: number): RequestShape {
  const fields = definition.floating
    .flatMap(flatten)
    .filter((field) => (field.since ?? 0) <= version && (field.until ?? 99) >= version);
  const floating = new Map(fields.map((field) => [field.tag, { name: field.name, max: field.max }]));
  const required = fields.filter(
    (field) => field.required === true && field.key !== undefined && field.inferred !== true,
  );
  return { name: definition.name, fixed: layoutFixed(definition, version), floating, required };
}

function flatten(part: FloatingPart): FloatingField[] {
  return isGroup(part) ? part.fields.flatMap(flatten) : [part];
}

/** Says what is wrong with the bytes of a request; undefined when nothing is. */
export function checkRequest(
  frame: Uint8Array,
  shape: RequestShape,
  widths: FloatingWidths,
): Refusal | undefined {
  const { name, fixed } = shape;
  if (frame.length < fixed.least) {
    const text = `${name}: the fixed part has ${fixed.end - 8} bytes, the body ${frame.length - 8}`;
    return { status: ErrorStatus.E_CTI_REQUIRED_DATA_MISSING, text };
  }
  const wrong = wrongReserved(frame, fixed);
  if (wrong !== undefined) {
    const text = `${name}: the reserved field at offset ${wrong.at} must be ${wrong.value}`;
    return { status: ErrorStatus.E_CTI_INVALID_PERIPHERAL_ID, text };
  }
  const seen = new Set<number>();
  const end = walkFloating(frame, fixed.end, widths, (tag, length) => {
    seen.add(tag);
    const field = shape.floating.get(tag);
    if (field === undefined) {
      return { status: ErrorStatus.E_CTI_INVALID_FIELD, text: `${name}: there is no floating field ${tag}` };
    }
    if (length <= field.max) return undefined;
    const text = `${name}: ${field.name} has ${length} bytes, at most ${field.max} are allowed`;
    return { status: ErrorStatus.E_CTI_INVALID_FIELD_LENGTH, text };
  });
  if (typeof end === 'object') return end;
  if (end < frame.length) {
    const text = `${name}: the floating field at offset ${end} is cut off`;
    return { status: ErrorStatus.E_CTI_UNSPECIFIED_FAILURE, text };
  }
  const missing = shape.required.find((field) => !seen.has(field.tag));
  if (missing === undefined) return undefined;
  return { status: ErrorStatus.E_CTI_REQUIRED_DATA_MISSING, text: `${name}: ${missing.name} is missing` };
}

/**
 * Visits the floating fields that lie whole in the frame, until the visitor objects. Gives the objection, or the offset
 * behind the last whole field: the frame's length when nothing is cut off.
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
    const length = number(frame, at + widths.tagBytes, widths.lengthBytes);
    const end = at + headerBytes + length;
    if (end > frame.length) break;
    const objection = visit(number(frame, at, widths.tagBytes), length);
    if (objection !== undefined) return objection;
    at = end;
  }
  return at;
}

function number(bytes: Uint8Array, at: number, width: 1 | 2): number {
  const high = bytes[at] as number;
  return width === 1 ? high : (high << 8) | (bytes[at + 1] as number);
}
