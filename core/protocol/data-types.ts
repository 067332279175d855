/**
 * The data types of the protocol: sizes and ranges.
 * Guide: Message field data types.
 * @module
 */

/** Numbers with a fixed width, as they stand in the fixed part and in floating fields. */
export type NumberType = 'CHAR' | 'UCHAR' | 'SHORT' | 'USHORT' | 'INT' | 'UINT' | 'TIME';

/** Every data type a field can have. */
export type DataType = NumberType | 'BOOL' | 'STRING' | 'UNSPEC' | 'NAMEDVAR' | 'NAMEDARRAY';

/** Width in bytes; the others are as long as their content. TIME is Unix seconds, BOOL is two bytes. */
export const widths: Readonly<Record<NumberType | 'BOOL', 1 | 2 | 4>> = {
  CHAR: 1,
  UCHAR: 1,
  SHORT: 2,
  USHORT: 2,
  INT: 4,
  UINT: 4,
  TIME: 4,
  BOOL: 2,
};

/** A named call variable as it stands in `namedVariables`. */
export interface NamedVariable {
  /** At most 32 bytes. */
  readonly name: string;
  /** At most 210 bytes. */
  readonly value: string;
}

/** One element of a named call array as it stands in `namedArrays`. */
export interface NamedArrayElement {
  /** 0 to 255. */
  readonly index: number;
  /** At most 32 bytes. */
  readonly name: string;
  /** At most 210 bytes. */
  readonly value: string;
}

/** A floating field whose tag the message does not know, kept as it came. */
export interface UnknownField {
  readonly tag: number;
  readonly data: Uint8Array;
}

/** Largest sizes of a named variable's or array element's parts, their NULs counted. */
export const namedFieldLimits = { name: 33, value: 211, allInOneMessage: 2000 } as const;
