/**
 * The constants in the fixed part of a message, which a server checks.
 * Guide: Error (E) status codes (E_CTI_INVALID_PERIPHERAL_ID).
 * @module
 */
import { widths } from '../protocol/data-types.ts';
import type { FixedField, MessageDefinition } from '../protocol/schema.ts';

/** One constant of a fixed part. */
export interface ReservedField {
  /** Offset in the frame. */
  readonly at: number;
  readonly bytes: readonly number[];
  readonly value: number;
}

/** The fixed part of a message in one version. */
export interface FixedPart {
  /** Where the floating part begins in the frame. */
  readonly end: number;
  /** How long a frame must be at least: inferred fields at the end may be missing. */
  readonly least: number;
  readonly reserved: readonly ReservedField[];
}

/** Lays out the fixed part of a message as the version has it. */
export function layoutFixed(definition: MessageDefinition, version: number): FixedPart {
  const reserved: ReservedField[] = [];
  let at = 8;
  let least: number | undefined;
  for (const field of definition.fixed) {
    if ((field.since ?? 0) > version || (field.until ?? 99) < version) continue;
    if (field.inferred === true) least ??= at;
    const width = widthOf(field);
    if (field.key === undefined && typeof field.value === 'number') {
      reserved.push({ at, bytes: bigEndian(field.value, width), value: field.value });
    }
    at += width;
  }
  return { end: at, least: least ?? at, reserved };
}

/** The first constant that a frame gets wrong. */
export function wrongReserved(frame: Uint8Array, part: FixedPart): ReservedField | undefined {
  return part.reserved.find(
    ({ at, bytes }) => at + bytes.length <= frame.length && bytes.some((byte, i) => frame[at + i] !== byte),
  );
}

function widthOf(field: FixedField): number {
  return field.type in widths ? widths[field.type as keyof typeof widths] : (field.bytes ?? 0);
}

function bigEndian(value: number, width: number): number[] {
  const bytes = new Array<number>(width).fill(0);
  for (let i = 0; i < Math.min(width, 4); i++) bytes[width - 1 - i] = (value >>> (8 * i)) & 0xff;
  return bytes;
}
