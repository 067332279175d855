/**
 * Call data as an application writes it, turned into the fields of a request.
 * Guide: SET_CALL_DATA_REQ; NamedVariable data format.
 * @module
 */
import type { NamedArrayElement, NamedVariable } from '../protocol/data-types.ts';
import { wrapUpArray } from './call-data.ts';

/** Call data to set; what is left out stays. */
export interface CallDataChange {
  /** Call variables 1 to 10 by their number. */
  readonly variables?: Readonly<Record<number, string>>;
  /** Named variables by name. */
  readonly namedVariables?: Readonly<Record<string, string>>;
  /** Elements of named arrays: name -> elements by index. */
  readonly namedArrays?: Readonly<Record<string, readonly (string | undefined)[]>>;
  readonly callerEnteredDigits?: string;
  /** Wrap-up reason; from version 17 on it is sent as a named array. */
  readonly wrapUp?: string;
}

/** The same as fields of a request. */
export interface DataFields {
  callVariable1?: string;
  callVariable2?: string;
  callVariable3?: string;
  callVariable4?: string;
  callVariable5?: string;
  callVariable6?: string;
  callVariable7?: string;
  callVariable8?: string;
  callVariable9?: string;
  callVariable10?: string;
  callWrapupData?: string;
  namedVariables?: readonly NamedVariable[];
  namedArrays?: readonly NamedArrayElement[];
}

export function dataFields(data: CallDataChange | undefined, version: number): DataFields {
  const fields: DataFields = {};
  if (data === undefined) return fields;
  for (const [number, value] of Object.entries(data.variables ?? {})) {
    fields[`callVariable${number}` as 'callVariable1'] = value;
  }
  const variables = Object.entries(data.namedVariables ?? {}).map(([name, value]) => ({ name, value }));
  if (variables.length > 0) fields.namedVariables = variables;
  const elements = Object.entries(data.namedArrays ?? {}).flatMap(([name, values]) =>
    values.flatMap((value, index) => (value === undefined ? [] : [{ index, name, value }])),
  );
  if (data.wrapUp !== undefined) {
    if (version < 17) fields.callWrapupData = data.wrapUp;
    else elements.push({ index: 0, name: wrapUpArray, value: data.wrapUp });
  }
  if (elements.length > 0) fields.namedArrays = elements;
  return fields;
}
