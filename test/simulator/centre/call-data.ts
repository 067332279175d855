/**
 * The data that travel with a call, and how they change.
 * Guide: SET_CALL_DATA_REQ, CALL_DATA_UPDATE_EVENT.
 * @module
 */
import { callDataUpdate } from '../telling/call-events.ts';
import { tellAll } from '../telling/telling.ts';
import { type Call, type CallData, type CallText, type Centre, callTexts, type Party } from './centre.ts';

/** Data as a request brings them: what is left out stays. */
export type CallDataChange = { readonly [Text in CallText]?: string | undefined } & {
  readonly namedVariables?: CallData['namedVariables'] | undefined;
  readonly namedArrays?: CallData['namedArrays'] | undefined;
};

/** A call's data before anybody has set any. */
export const noData: CallData = { namedVariables: [], namedArrays: [] };

/** What of a request is new to a call. */
export function changesOf(data: CallData, request: CallDataChange): Partial<CallData> {
  const texts: [string, string][] = [];
  for (const text of callTexts) {
    const value = request[text];
    if (value !== undefined && value !== data[text]) texts.push([text, value]);
  }
  const namedVariables = (request.namedVariables ?? []).filter(
    ({ name, value }) => !data.namedVariables.some((old) => old.name === name && old.value === value),
  );
  const namedArrays = (request.namedArrays ?? []).filter(
    ({ name, index, value }) =>
      !data.namedArrays.some((old) => old.name === name && old.index === index && old.value === value),
  );
  return {
    ...Object.fromEntries(texts),
    ...(namedVariables.length === 0 ? {} : { namedVariables }),
    ...(namedArrays.length === 0 ? {} : { namedArrays }),
  };
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
export function setData(centre: Centre, call: Call, at: Party, request: CallDataChange): void {
  const changes = changesOf(call.data, request);
  if (Object.keys(changes).length === 0) return;
  call.data = withChanges(call.data, changes);
  tellAll(centre, call, callDataUpdate(call, at, changes));
}
