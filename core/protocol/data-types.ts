/**
 * The data types of the protocol: sizes and ranges.
 * Guide: Message field data types.
 * @module
 */

/** Numbers of fixed width. */
export type NumberType = 'CHAR' | 'UCHAR' | 'SHORT' | 'USHORT' | 'INT' | 'UINT' | 'TIME';

/** Data types of fields. */
export type DataType = NumberType | 'BOOL' | 'STRING' | 'UNSPEC' | 'NAMEDVAR' | 'NAMEDARRAY';

/** Width in bytes; other types are as long as their content. TIME is in Unix seconds. */
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

/** An item of `namedVariables`. */
export interface NamedVariable {
  /** At most 32 bytes. */
  readonly name: string;
  /** At most 210 bytes. */
  readonly value: string;
}

/** An item of `namedArrays`. */
export interface NamedArrayElement {
  /** 0 to 255. */
  readonly index: number;
  /** At most 32 bytes. */
  readonly name: string;
  /** At most 210 bytes. */
  readonly value: string;
}

/** A floating field with a tag that the message does not have. */
export interface UnknownField {
  readonly tag: number;
  readonly data: Uint8Array;
}

/** A floating field that could not be read and was left out of its message. */
export interface FieldError {
  /** Key of the field in the message; `tag N` for a field that the message does not have. */
  readonly field: string;
  /** For logs; contains no data of the field. */
  readonly problem: string;
  /** Bytes from the start of the frame. */
  readonly offset: number;
}

/** Maximum sizes of a named variable or array element in bytes, including NULs. */
export const namedFieldLimits = { name: 33, value: 211, allInOneMessage: 2000 } as const;
