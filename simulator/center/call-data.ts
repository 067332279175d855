/**
 * The data that travel with a call, and how they change.
 * Guide: SET_CALL_DATA_REQ, CALL_DATA_UPDATE_EVENT.
 * @module
 */
import { encodeUtf8, namedFieldLimits } from 'rxcti/server';
import { callDataUpdate } from '../telling/call-events.ts';
import { tellAll } from '../telling/telling.ts';
import { type Call, type CallData, type CallText, type Center, callTexts, type Party } from './center.ts';

/** Data as a request brings them: what is left out stays. */
export type CallDataChange = { readonly [Text in CallText]?: string | undefined } & {
  readonly namedVariables?: CallData['namedVariables'] | undefined;
  readonly namedArrays?: CallData['namedArrays'] | undefined;
};

/** A call's data before anybody has set any. */
export const noData: CallData = { namedVariables: [], namedArrays: [] };

/** Why data cannot travel with a call; undefined for those that can. Guide: NamedVariable and NamedArray data format. */
export function dataFault({ namedVariables, namedArrays }: CallData): string | undefined {
  let all = 0;
  for (const { name, value } of [...namedVariables, ...namedArrays]) {
    const [nameBytes, valueBytes] = [encodeUtf8(name).length + 1, encodeUtf8(value).length + 1];
    if (nameBytes > namedFieldLimits.name || valueBytes > namedFieldLimits.value)
      return 'a named variable or array has a name or value that is too long';
    all += nameBytes + valueBytes;
  }
  // The index of a named array takes a byte.
  all += namedArrays.length;
  const limit = namedFieldLimits.allInOneMessage;
  return all > limit ? `named variables and arrays take more than ${limit} bytes` : undefined;
}

/** What of a request is new to a call. */
export function changesOf(data: CallData, request: CallDataChange): Partial<CallData> {
  const texts: [string, string][] = [];
  for (const text of callTexts) {
    const value = request[text];
    if (value !== undefined && value !== data[text]) texts.push([text, value]);
  }
  const namedVariables = lastOfEach(request.namedVariables, ({ name }) => name).filter(
    ({ name, value }) => !data.namedVariables.some((old) => old.name === name && old.value === value),
  );
  const namedArrays = lastOfEach(request.namedArrays, ({ name, index }) => `${index} ${name}`).filter(
    ({ name, index, value }) =>
      !data.namedArrays.some((old) => old.name === name && old.index === index && old.value === value),
  );
  return {
    ...Object.fromEntries(texts),
    ...(namedVariables.length === 0 ? {} : { namedVariables }),
    ...(namedArrays.length === 0 ? {} : { namedArrays }),
  };
}

/** Who names a variable twice means the last value. */
function lastOfEach<T>(items: readonly T[] = [], keyOf: (item: T) => string): readonly T[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}

/** Data with changes laid over them. */
export function withChanges(data: CallData, changes: Partial<CallData>): CallData {
  const { namedVariables = [], namedArrays = [], ...texts } = changes;
  return {
    ...data,
    ...texts,
    namedVariables: [
      ...data.namedVariables.filter(({ name }) => !namedVariables.some((next) => next.name === name)),
      ...namedVariables,
    ],
    namedArrays: [
      ...data.namedArrays.filter(
        ({ name, index }) => !namedArrays.some((next) => next.name === name && next.index === index),
      ),
      ...namedArrays,
    ],
  };
}

/** Sets data and tells whoever follows the call what has changed; nothing if nothing has. */
export function setData(center: Center, call: Call, at: Party, request: CallDataChange): void {
  const changes = changesOf(call.data, request);
  if (Object.keys(changes).length === 0) return;
  call.data = withChanges(call.data, changes);
  tellAll(center, call, callDataUpdate(call, at, changes));
}
