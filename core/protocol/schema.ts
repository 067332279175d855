/**
 * How a message type is written down as data. The tables in `messages/` hold all 95 of them; `npm run generate` turns
 * them into the types, readers and writers under `generated/`.
 * @module
 */
import type { DataType } from './data-types.ts';

interface Field {
  /** The guide's name. */
  readonly name: string;
  /** The property in the decoded message; absent for reserved fields. */
  readonly key?: string;
  readonly type: DataType;
  /** The const object that names the values. */
  readonly enum?: string;
  readonly unit?: 'seconds' | 'ms';
  readonly about?: string;
  /** First protocol version with the field. */
  readonly since?: number;
  /** Last protocol version with the field. */
  readonly until?: number;
  /** Not shown by the guide: comes from the sibling protocol GED-188 or from a pattern. Read leniently. */
  readonly inferred?: true;
  /** The constant that a writer puts there (for a reserved field: always). */
  readonly value?: number | '';
}

/** A field of the fixed part, in wire order. */
export interface FixedField extends Field {
  /** Width of an UNSPEC field; it has no other place to say so. */
  readonly bytes?: number;
}

/** A tagged field of the floating part. */
export interface FloatingField extends Field {
  readonly tag: number;
  /** A second tag that a server may use for the same field; readers take both. */
  readonly alias?: number;
  /** Largest size of the data in bytes, a string's NUL counted. */
  readonly max: number;
  /** `true`: always there. A text names the condition, which the session checks, not the codec. */
  readonly required?: true | string;
}

/** A list in the floating part. A new item begins when the tag of the first field comes again. */
export interface Group {
  readonly group: string;
  /** Key of the field that carries the number of items. */
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
  /** The message that answers this request. */
  readonly confirm?: string;
  readonly summary: string;
  /** First protocol version with the message. */
  readonly since?: number;
  /** The number is GED-188's; the part of the CCX table that could be read ends at 57. */
  readonly typeInferred?: true;
  /** What the guide's page did not show. */
  readonly gap?: string;
  readonly fixed: readonly FixedField[];
  readonly floating: readonly FloatingPart[];
}

/** Writes a message type down. */
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
