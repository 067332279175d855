/**
 * Call data: caller, dialed numbers, variables. Reads them from messages and writes them into requests.
 * Guide: CALL_DATA_UPDATE_EVENT; SET_CALL_DATA_REQ; NamedVariable data format.
 * @module
 */
import type { NamedArrayElement, NamedVariable } from '../protocol/data-types.ts';
import type { BeginCallEvent } from '../protocol/generated/messages.ts';
import type { Call } from './call.ts';
import type { CallRecord } from './call-record.ts';

type CallVariableKey = `callVariable${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10}`;

/** The call data fields that several messages have in common. */
type CallData = Partial<
  Pick<
    BeginCallEvent,
    | 'callType'
    | 'ani'
    | 'dnis'
    | 'dialedNumber'
    | 'callerEnteredDigits'
    | 'callWrapupData'
    | 'namedVariables'
    | 'namedArrays'
    | CallVariableKey
  >
>;

const variableKeys: readonly CallVariableKey[] = [
  'callVariable1',
  'callVariable2',
  'callVariable3',
  'callVariable4',
  'callVariable5',
  'callVariable6',
  'callVariable7',
  'callVariable8',
  'callVariable9',
  'callVariable10',
];

/**
 * Name of the array whose element 0 holds the wrap-up reason from version 17 on. Inferred: the guide says "a NamedArray
 * with a key" and does not give the key.
 */
const wrapUpArray = 'wrapup';

/** Copies the call data of a message to the call. Fields that the message does not have stay. */
export function mergeCallData(call: CallRecord, data: CallData): void {
  if (data.callType !== undefined) call.callType = data.callType;
  if (data.ani !== undefined) call.ani = data.ani;
  if (data.dnis !== undefined) call.dnis = data.dnis;
  if (data.dialedNumber !== undefined) call.dialedNumber = data.dialedNumber;
  if (data.callerEnteredDigits !== undefined) call.callerEnteredDigits = data.callerEnteredDigits;
  if (data.callWrapupData !== undefined) call.wrapUp = data.callWrapupData;
  call.variables = mergeVariables(call.variables, data);
  if (data.namedVariables !== undefined)
    call.namedVariables = mergeNamedVariables(call.namedVariables, data.namedVariables);
  if (data.namedArrays !== undefined) {
    call.namedArrays = mergeNamedArrays(call.namedArrays, data.namedArrays);
    const wrapUp = call.namedArrays.get(wrapUpArray)?.[0];
    if (wrapUp !== undefined) call.wrapUp = wrapUp;
  }
}

/** Returns whether the call has data that the server's snapshot does not have: the server lost them. */
export function hasLostData(call: CallRecord, data: CallData): boolean {
  const named = new Set(data.namedVariables?.map(({ name }) => name));
  const arrays = new Set(data.namedArrays?.map(({ name }) => name));
  return (
    (call.ani !== undefined && data.ani === undefined) ||
    Object.keys(call.variables).some(
      (number) => data[variableKeys[Number(number) - 1] as CallVariableKey] === undefined,
    ) ||
    [...call.namedVariables.keys()].some((name) => !named.has(name)) ||
    [...call.namedArrays.keys()].some((name) => !arrays.has(name))
  );
}

function mergeVariables(variables: Call['variables'], data: CallData): Call['variables'] {
  let changed: Record<number, string> | undefined;
  for (let index = 0; index < variableKeys.length; index++) {
    const value = data[variableKeys[index] as CallVariableKey];
    if (value === undefined) continue;
    changed ??= { ...variables };
    changed[index + 1] = value;
  }
  return changed ?? variables;
}

function mergeNamedVariables(
  known: ReadonlyMap<string, string>,
  changed: readonly NamedVariable[],
): ReadonlyMap<string, string> {
  const merged = new Map(known);
  for (const { name, value } of changed) merged.set(name, value);
  return merged;
}

function mergeNamedArrays(
  known: Call['namedArrays'],
  changed: readonly NamedArrayElement[],
): Call['namedArrays'] {
  const merged = new Map(known);
  for (const { name, index, value } of changed) {
    const elements = Array.from(merged.get(name) ?? []);
    elements[index] = value;
    merged.set(name, Array.from(elements));
  }
  return merged;
}

/** Call data to set. What is left out stays. */
export interface CallDataChange {
  /** Call variables by number, 1 to 10. */
  readonly variables?: Readonly<Record<number, string>>;
  /** Named variables by name. */
  readonly namedVariables?: Readonly<Record<string, string>>;
  /** Elements of named arrays by name; undefined elements are not sent. */
  readonly namedArrays?: Readonly<Record<string, readonly (string | undefined)[]>>;
  /** Sent by `call.setData()` only. */
  readonly callerEnteredDigits?: string;
  /** Wrap-up reason. From version 17 on it is sent as a named array. */
  readonly wrapUp?: string;
}

/** The call data fields of a request. */
export type CallDataFields = {
  -readonly [Field in CallVariableKey | 'callWrapupData']?: string;
} & {
  namedVariables?: readonly NamedVariable[];
  namedArrays?: readonly NamedArrayElement[];
};

/** Returns the request fields of a change. */
export function callDataFields(data: CallDataChange | undefined, version: number): CallDataFields {
  const fields: CallDataFields = {};
  if (data === undefined) return fields;
  for (const [number, value] of Object.entries(data.variables ?? {})) {
    fields[`callVariable${number}` as CallVariableKey] = value;
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
