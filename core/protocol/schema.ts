/**
 * A message type as data. The tables in `messages/` define all 95 of them; `npm run generate` turns them into the types,
 * readers and writers in `generated/`.
 * @module
 */
import type { DataType } from './data-types.ts';

interface Field {
  /** The guide's name. */
  readonly name: string;
  /** Property of the decoded message; absent for reserved fields. */
  readonly key?: string;
  readonly type: DataType;
  /** The const object with the names of the values. */
  readonly enum?: string;
  readonly unit?: 'seconds' | 'ms';
  readonly about?: string;
  /** First protocol version with the field. */
  readonly since?: number;
  /** Last protocol version with the field. */
  readonly until?: number;
  /** Not shown by the guide: taken from the sibling protocol GED-188 or from a pattern. Read leniently. */
  readonly inferred?: true;
  /** The value that is written by default; for a reserved field, always. */
  readonly value?: number | '';
}

/** A field of the fixed part, in wire order. */
export interface FixedField extends Field {
  /** Width of an UNSPEC field, whose type has none. */
  readonly bytes?: number;
}

/** A tagged field of the floating part. */
export interface FloatingField extends Field {
  readonly tag: number;
  /** A second tag that a server may use for the same field; both are read. */
  readonly alias?: number;
  /** Maximum size of the data in bytes, including a string's NUL. */
  readonly max: number;
  /** `true`: always present. A string names the condition, which the codec does not check. */
  readonly required?: true | string;
}

/** A list in the floating part. An item begins with each repetition of the first field's tag. */
export interface Group {
  readonly group: string;
  /** Key of the field with the number of items. */
  readonly count: string;
  readonly fields: readonly FloatingPart[];
}

export type FloatingPart = FloatingField | Group;

/** One message type. */
export interface MessageDefinition {
  readonly name: string;
  /** MessageTypeID in the header. */
  readonly type: number;
  readonly from: 'client' | 'server';
  /** The message that confirms this request. */
  readonly confirm?: string;
  readonly summary: string;
  /** First protocol version with the message. */
  readonly since?: number;
  /** The number is from GED-188; the readable part of the CCX table ends at 57. */
  readonly typeInferred?: true;
  readonly fixed: readonly FixedField[];
  readonly floating: readonly FloatingPart[];
}

/** Defines a message type. */
export function defineMessage(
  name: string,
  type: number,
  rest: Omit<MessageDefinition, 'name' | 'type'>,
): MessageDefinition {
  return { name, type, ...rest };
}

export function isGroup(part: FloatingPart): part is Group {
  return 'group' in part;
}
