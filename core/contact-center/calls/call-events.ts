/**
 * How each call event changes a call: pure functions, one switch.
 * Guide: Call Event messages.
 * @module
 */
import { LocalConnectionState } from '../../protocol/constants/calls.ts';
import type { CtiMessage } from '../../protocol/generated/messages.ts';
import { type Call, type ConnectionStateName, connectionStateName, movedCall } from './call.ts';
import { withCallData } from './call-data.ts';
import { type CallLifeEvent, callLifecycle } from './call-machine.ts';
import { Connections } from './connections.ts';

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
>;

/** The events that make one call of two. */
export type CallMerge = EventNamed<'CALL_CONFERENCED_EVENT' | 'CALL_TRANSFERRED_EVENT'>;

/** No application, no CSQ. Guide: Special values. */
const none = 0xffffffff;

/** The call after the event. */
export function withCallEvent(call: Call, event: CallChange, now: number): Call {
  const cause = 'eventCause' in event ? event.eventCause : undefined;
  const fresh = cause === undefined || cause === call.cause ? call : { ...call, cause };
  switch (event.type) {
    case 'BEGIN_CALL_EVENT':
      return { ...withCallData(fresh, event), origin: event.connectionDeviceId };
    case 'CALL_DATA_UPDATE_EVENT':
      return withCallData(fresh, event);
    case 'CALL_SERVICE_INITIATED_EVENT':
    case 'CALL_ORIGINATED_EVENT':
      return connect(handledBy(fresh, event), event.callingDeviceId, 'initiated', now);
    case 'CALL_DELIVERED_EVENT': {
      const alerting = event.alertingDeviceId ?? event.connectionDeviceId;
      const known = withCallData(handledBy(fresh, event), event);
      // A caller from outside has no event of his own before the first phone rings.
      const calling = known.connections.size === 0 ? event.callingDeviceId : undefined;
      const called = connect(known, calling === alerting ? undefined : calling, 'initiated', now);
      return step(called, alerting, 'alerting', 'DELIVERED', now);
    }
    case 'CALL_ESTABLISHED_EVENT': {
      const answering = event.answeringDeviceId ?? event.connectionDeviceId ?? '';
      const known = handledBy(fresh, event);
      // The event names who called first, also after a transfer by which he left: then somebody else is there.
      const calling = event.callingDeviceId;
      const before = known.connections.get(calling ?? '')?.state;
      const answers = before === undefined ? !hasPartyBesides(known, answering) : before !== 'held';
      const answered = connect(known, answers ? calling : undefined, 'connected', now);
      const talking = step(answered, answering, 'connected', 'ESTABLISHED', now);
      return talking.queueIds.length === 0 ? talking : { ...talking, queueIds: [] };
    }
    case 'CALL_HELD_EVENT':
      return step(fresh, event.holdingDeviceId, 'held', 'HELD', now);
    case 'CALL_RETRIEVED_EVENT': {
      const retrieving = event.retrievingDeviceId ?? event.connectionDeviceId;
      return step(fresh, retrieving, 'connected', 'RETRIEVED', now);
    }
    case 'CALL_QUEUED_EVENT': {
      const queueIds = event.csqs?.map((csq) => csq.csqId >>> 0) ?? [];
      const applied = event.applicationId === none ? {} : { applicationId: event.applicationId };
      const waiting = connect(fresh, event.connectionDeviceId, 'queued', now);
      return move({ ...waiting, ...applied, queueIds }, 'QUEUED', now);
    }
    case 'CALL_DEQUEUED_EVENT': {
      const left = new Set(event.csqs?.map((csq) => csq.csqId >>> 0) ?? []);
      return { ...fresh, queueIds: fresh.queueIds.filter((queueId) => !left.has(queueId)) };
    }
    case 'CALL_DIVERTED_EVENT': {
      // Out of a queue, the connection that ends is the one that waited, not the queue's.
      const left =
        event.localConnectionState === LocalConnectionState.LCS_NULL ? event.connectionDeviceId : '';
      return { ...disconnect(disconnect(fresh, event.divertingDeviceId), left), queueIds: [] };
    }
    case 'CALL_CONNECTION_CLEARED_EVENT':
      return disconnect(fresh, event.releasingDeviceId);
    case 'CALL_FAILED_EVENT':
      return step(fresh, event.failingDeviceId, 'failed', 'FAILED', now);
  }
}

/** The call after its end: it keeps its data and has no parties. */
export function ended(call: Call, now: number): Call {
  if (call.endedAt !== undefined) return call;
  return { ...move(call, 'CLEARED', now), connections: Connections.none, queueIds: [], endedAt: now };
}

/** The surviving call of a transfer or conference: it takes over the parties that the event lists. */
export function withMergedCall(
  primary: Call,
  secondary: Call | undefined,
  event: CallMerge,
  callId: number,
  now: number,
): Call {
  const named =
    event.type === 'CALL_CONFERENCED_EVENT' ? event.controllerDeviceId : event.transferringDeviceId;
  const controller = named ?? event.primaryDeviceId;
  let connections = Connections.none;
  /** The one who joins the two calls had one of them on hold, and no longer has; others who hold go on holding. */
  const join = (deviceId: string): void => {
    const before = primary.connections.get(deviceId) ?? secondary?.connections.get(deviceId);
    const released = before?.state === 'held' && deviceId === controller;
    connections = connections.with(
      before === undefined || released ? { deviceId, state: 'connected', since: now } : before,
    );
  };
  const listed = event.connectedParties?.map((party) => party.connectedPartyDeviceId) ?? [];
  for (const deviceId of listed) if (deviceId !== undefined) join(deviceId);
  if (connections.size === 0) {
    // A server that lists no parties: all of both calls but, in a transfer, the one who left.
    for (const deviceId of [...primary.connections.keys(), ...(secondary?.connections.keys() ?? [])])
      join(deviceId);
    if (event.type === 'CALL_TRANSFERRED_EVENT')
      connections = connections.without(event.transferringDeviceId ?? '');
  }
  return move(
    {
      ...primary,
      consult: undefined,
      callId,
      connections,
      queueIds: [],
      cause: event.eventCause ?? primary.cause,
    },
    'MERGED',
    now,
  );
}

/** A party's connection as a snapshot tells it. */
export function withConnection(call: Call, device: string, localConnectionState: number, now: number): Call {
  return connect(call, device, connectionStateName(localConnectionState), now);
}

const lifeEventOf: Readonly<Partial<Record<ConnectionStateName, CallLifeEvent>>> = {
  alerting: 'DELIVERED',
  held: 'HELD',
  queued: 'QUEUED',
  connected: 'ESTABLISHED',
};

/** The call in the state that its connections show, after a snapshot. */
export function stateFromConnections(call: Call, now: number): Call {
  const states = new Set([...call.connections.values()].map((connection) => connection.state));
  for (const state of ['queued', 'alerting', 'held', 'connected'] as const) {
    const event = lifeEventOf[state];
    if (states.has(state) && event !== undefined) return move(call, event, now);
  }
  return call;
}

/** Somebody besides this device is in the call, or about to be. */
function hasPartyBesides(call: Call, device: string): boolean {
  for (const { deviceId, state } of call.connections.values()) {
    if (deviceId !== device && (state === 'connected' || state === 'held' || state === 'initiated'))
      return true;
  }
  return false;
}

function handledBy(call: Call, event: { readonly applicationId: number; readonly csqId: number }): Call {
  const { applicationId, csqId } = event;
  if (
    (applicationId === none || applicationId === call.applicationId) &&
    (csqId === none || csqId === call.csqId)
  ) {
    return call;
  }
  return {
    ...call,
    ...(applicationId === none ? {} : { applicationId }),
    ...(csqId === none ? {} : { csqId }),
  };
}

function connect(call: Call, deviceId: string | undefined, state: ConnectionStateName, now: number): Call {
  const connections = connected(call, deviceId, state, now);
  return connections === call.connections ? call : movedCall(call, call.state, call.since, connections);
}

function disconnect(call: Call, device: string): Call {
  if (!call.connections.has(device)) return call;
  return movedCall(call, call.state, call.since, call.connections.without(device));
}

function move(call: Call, event: CallLifeEvent, now: number): Call {
  const state = callLifecycle.next(call.state, event);
  return state === call.state ? call : movedCall(call, state, now, call.connections);
}

/** A party's connection and the call's life in one step: most events change both. */
function step(
  call: Call,
  deviceId: string | undefined,
  leg: ConnectionStateName,
  event: CallLifeEvent,
  now: number,
): Call {
  const state = callLifecycle.next(call.state, event);
  if (state === call.state) return connect(call, deviceId, leg, now);
  return movedCall(call, state, now, connected(call, deviceId, leg, now));
}

/** The parties with this one in this state; the same when nothing changes. */
function connected(
  call: Call,
  deviceId: string | undefined,
  state: ConnectionStateName,
  now: number,
): Connections {
  const { connections } = call;
  if (deviceId === undefined || deviceId === '' || connections.get(deviceId)?.state === state)
    return connections;
  return connections.with({ deviceId, state, since: now });
}
