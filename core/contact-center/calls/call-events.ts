/**
 * How each call event changes a call: pure functions, one table.
 * Guide: Call Event messages.
 * @module
 */
import type { CtiMessage } from '../../protocol/generated/messages.ts';
import { type Call, type CallStateName, type ConnectionStateName, connectionStateName } from './call.ts';

type EventNamed<Name extends CtiMessage['type']> = Extract<CtiMessage, { type: Name }>;

/** The events that change one call and leave it in the mirror. */
export type CallChange = EventNamed<
  | 'BEGIN_CALL_EVENT'
  | 'CALL_DATA_UPDATE_EVENT'
  | 'CALL_SERVICE_INITIATED_EVENT'
  | 'CALL_ORIGINATED_EVENT'
  | 'CALL_DELIVERED_EVENT'
  | 'CALL_ESTABLISHED_EVENT'
  | 'CALL_HELD_EVENT'
  | 'CALL_RETRIEVED_EVENT'
  | 'CALL_QUEUED_EVENT'
  | 'CALL_DEQUEUED_EVENT'
  | 'CALL_DIVERTED_EVENT'
  | 'CALL_CONNECTION_CLEARED_EVENT'
  | 'CALL_FAILED_EVENT'
  | 'CALL_CLEARED_EVENT'
>;

/** The call after the event. */
export function withCallEvent(call: Call, event: CallChange, now: number): Call {
  const fresh =
    'eventCause' in event && event.eventCause !== undefined ? { ...call, cause: event.eventCause } : call;
  switch (event.type) {
    case 'BEGIN_CALL_EVENT':
    case 'CALL_DATA_UPDATE_EVENT':
      return withCallData(fresh, event);
    case 'CALL_SERVICE_INITIATED_EVENT':
    case 'CALL_ORIGINATED_EVENT':
      return move(connect(fresh, event.callingDeviceId, 'initiated'), 'initiated', now);
    case 'CALL_DELIVERED_EVENT': {
      const alerting = event.alertingDeviceId ?? event.connectionDeviceId;
      return move(connect(withCallData(fresh, event), alerting, 'alerting'), 'alerting', now);
    }
    case 'CALL_ESTABLISHED_EVENT': {
      const answering = event.answeringDeviceId ?? event.connectionDeviceId;
      const answered = connect(connect(fresh, event.callingDeviceId, 'connected'), answering, 'connected');
      return move({ ...answered, queueIds: [] }, 'connected', now);
    }
    case 'CALL_HELD_EVENT':
      return move(connect(fresh, event.holdingDeviceId, 'held'), 'held', now);
    case 'CALL_RETRIEVED_EVENT':
      return move(
        connect(fresh, event.retrievingDeviceId ?? event.connectionDeviceId, 'connected'),
        'connected',
        now,
      );
    case 'CALL_QUEUED_EVENT':
      return move({ ...fresh, queueIds: event.csqs?.map((csq) => csq.csqId) ?? [] }, 'queued', now);
    case 'CALL_DEQUEUED_EVENT': {
      const left = new Set(event.csqs?.map((csq) => csq.csqId) ?? []);
      return { ...fresh, queueIds: fresh.queueIds.filter((queueId) => !left.has(queueId)) };
    }
    case 'CALL_DIVERTED_EVENT':
      return { ...disconnect(fresh, event.divertingDeviceId), queueIds: [] };
    case 'CALL_CONNECTION_CLEARED_EVENT':
      return disconnect(fresh, event.releasingDeviceId);
    case 'CALL_FAILED_EVENT':
      return move(connect(fresh, event.failingDeviceId, 'failed'), 'failed', now);
    case 'CALL_CLEARED_EVENT':
      return move({ ...fresh, connections: new Map(), queueIds: [] }, 'cleared', now);
  }
}

/** The surviving call of a transfer or conference: it takes over the parties that the event lists. */
export function withMergedCall(
  primary: Call,
  secondary: Call | undefined,
  event: EventNamed<'CALL_CONFERENCED_EVENT' | 'CALL_TRANSFERRED_EVENT'>,
  callId: number,
  now: number,
): Call {
  const connections = new Map<string, ConnectionStateName>();
  for (const party of event.connectedParties ?? []) {
    const device = party.connectedPartyDeviceId;
    if (device === undefined) continue;
    const before = primary.connections.get(device) ?? secondary?.connections.get(device);
    connections.set(device, before === undefined || before === 'held' ? 'connected' : before);
  }
  const merged = {
    ...primary,
    callId,
    connections: connections.size > 0 ? connections : primary.connections,
  };
  return move({ ...merged, cause: event.eventCause ?? merged.cause }, 'connected', now);
}

type CallData = Partial<
  Pick<
    EventNamed<'BEGIN_CALL_EVENT'>,
    'callType' | 'ani' | 'dnis' | 'dialedNumber' | 'namedVariables' | 'namedArrays' | CallVariableKey
  >
>;
type CallVariableKey = `callVariable${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10}` &
  keyof EventNamed<'BEGIN_CALL_EVENT'>;

/** Takes over the call data that a message carries; what is left out stays. */
export function withCallData(call: Call, data: CallData): Call {
  const variables: Record<number, string> = { ...call.variables };
  for (let number = 1; number <= 10; number++) {
    const value = data[`callVariable${number}` as CallVariableKey];
    if (value !== undefined) variables[number] = value;
  }
  const names = new Set(data.namedVariables?.map((variable) => variable.name));
  const elements = new Set(data.namedArrays?.map((element) => `${element.name}\0${element.index}`));
  return {
    ...call,
    ...(data.callType === undefined ? {} : { callType: data.callType }),
    ...(data.ani === undefined ? {} : { ani: data.ani }),
    ...(data.dnis === undefined ? {} : { dnis: data.dnis }),
    ...(data.dialedNumber === undefined ? {} : { dialedNumber: data.dialedNumber }),
    variables,
    namedVariables: data.namedVariables
      ? [...call.namedVariables.filter((variable) => !names.has(variable.name)), ...data.namedVariables]
      : call.namedVariables,
    namedArrays: data.namedArrays
      ? [
          ...call.namedArrays.filter((element) => !elements.has(`${element.name}\0${element.index}`)),
          ...data.namedArrays,
        ]
      : call.namedArrays,
  };
}

/** A party's connection as a snapshot tells it. */
export function withConnection(call: Call, device: string, localConnectionState: number): Call {
  return connect(call, device, connectionStateName(localConnectionState));
}

function connect(call: Call, device: string | undefined, state: ConnectionStateName): Call {
  if (device === undefined || device === '' || call.connections.get(device) === state) return call;
  return { ...call, connections: new Map(call.connections).set(device, state) };
}

function disconnect(call: Call, device: string): Call {
  if (!call.connections.has(device)) return call;
  const connections = new Map(call.connections);
  connections.delete(device);
  return { ...call, connections };
}

function move(call: Call, state: CallStateName, now: number): Call {
  return call.state === state ? call : { ...call, state, since: now };
}
