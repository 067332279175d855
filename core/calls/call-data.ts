/**
 * The data that travels with a call: caller, dialed numbers, variables. What a message leaves out stays.
 * Guide: CALL_DATA_UPDATE_EVENT; NamedVariable data format.
 * @module
 */
import type { NamedArrayElement, NamedVariable } from '../protocol/data-types.ts';
import type { BeginCallEvent } from '../protocol/generated/messages.ts';
import type { Call } from './call.ts';
import type { CallRecord } from './call-record.ts';

type CallVariableKey = `callVariable${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10}`;

/** The call data of any message that carries some. */
export type CallData = Partial<
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
 * Name of the array whose element 0 holds the wrap-up reason from version 17 on. The guide says "a NamedArray with a
 * key" and names none: this one is ours.
 */
export const wrapUpArray = 'wrapup';

/** Takes over the data that a message carries. */
export function takeData(call: CallRecord, data: CallData): void {
  if (data.callType !== undefined) call.callType = data.callType;
  if (data.ani !== undefined) call.ani = data.ani;
  if (data.dnis !== undefined) call.dnis = data.dnis;
  if (data.dialedNumber !== undefined) call.dialedNumber = data.dialedNumber;
  if (data.callerEnteredDigits !== undefined) call.callerEnteredDigits = data.callerEnteredDigits;
  if (data.callWrapupData !== undefined) call.wrapUp = data.callWrapupData;
  call.variables = withVariables(call.variables, data);
  if (data.namedVariables !== undefined)
    call.namedVariables = withNamed(call.namedVariables, data.namedVariables);
  if (data.namedArrays !== undefined) {
    call.namedArrays = withElements(call.namedArrays, data.namedArrays);
    const wrapUp = call.namedArrays.get(wrapUpArray)?.[0];
    if (wrapUp !== undefined) call.wrapUp = wrapUp;
  }
}

/** True when the call knows data that the message does not have: the server forgot it. */
export function knowsMoreThan(call: CallRecord, data: CallData): boolean {
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

function withVariables(variables: Call['variables'], data: CallData): Call['variables'] {
  let changed: Record<number, string> | undefined;
  for (let index = 0; index < variableKeys.length; index++) {
    const value = data[variableKeys[index] as CallVariableKey];
    if (value === undefined) continue;
    changed ??= { ...variables };
    changed[index + 1] = value;
  }
  return changed ?? variables;
}

function withNamed(
  known: ReadonlyMap<string, string>,
  changed: readonly NamedVariable[],
): ReadonlyMap<string, string> {
  const all = new Map(known);
  for (const { name, value } of changed) all.set(name, value);
  return all;
}

function withElements(
  known: Call['namedArrays'],
  changed: readonly NamedArrayElement[],
): Call['namedArrays'] {
  const all = new Map(known);
  for (const { name, index, value } of changed) {
    const elements = Array.from(all.get(name) ?? []);
    elements[index] = value;
    all.set(name, Array.from(elements));
  }
  return all;
}
