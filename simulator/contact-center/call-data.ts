/**
 * Call data and their changes.
 * Guide: SET_CALL_DATA_REQ, CALL_DATA_UPDATE_EVENT.
 * @module
 */
import { encodeUtf8, namedFieldLimits } from 'rxcti/server';
import { callDataUpdateEvent } from '../events/call-events.ts';
import { publishToCall } from '../events/publish.ts';
import type { ContactCenter } from '../model/contact-center.ts';
import { type Call, type CallData, type CallText, callTexts, type Party } from '../model/entities.ts';

/** Call data in a request. What is left out stays. */
export type CallDataChange = { readonly [Text in CallText]?: string | undefined } & {
  readonly namedVariables?: CallData['namedVariables'] | undefined;
  readonly namedArrays?: CallData['namedArrays'] | undefined;
};

/** Empty call data. */
export const noData: CallData = { namedVariables: [], namedArrays: [] };

/** Why call data exceed the limits; undefined if they do not. Guide: NamedVariable and NamedArray data format. */
export function dataError({ namedVariables, namedArrays }: CallData): string | undefined {
  let all = 0;
  for (const { name, value } of [...namedVariables, ...namedArrays]) {
    const [nameBytes, valueBytes] = [encodeUtf8(name).length + 1, encodeUtf8(value).length + 1];
    if (nameBytes > namedFieldLimits.name || valueBytes > namedFieldLimits.value)
      return 'the name or value of a named variable or array is too long';
    all += nameBytes + valueBytes;
  }
  // The index of a named array takes one byte.
  all += namedArrays.length;
  const limit = namedFieldLimits.allInOneMessage;
  return all > limit ? `named variables and arrays take more than ${limit} bytes` : undefined;
}

/** The fields of a request that differ from the call's data. */
export function changedData(data: CallData, request: CallDataChange): Partial<CallData> {
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

/** For a name that occurs twice the last value counts. */
function lastOfEach<T>(items: readonly T[] = [], keyOf: (item: T) => string): readonly T[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}

/** Call data with changes applied. */
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

/** Sets call data and publishes the changes, if there are any. */
export function setData(center: ContactCenter, call: Call, at: Party, request: CallDataChange): void {
  const changes = changedData(call.data, request);
  if (Object.keys(changes).length === 0) return;
  call.data = withChanges(call.data, changes);
  publishToCall(center, call, callDataUpdateEvent(call, at, changes));
}
