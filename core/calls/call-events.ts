/**
 * Applies call events to call records.
 * Guide: Call Event messages.
 * @module
 */
import { LocalConnectionState } from '../protocol/constants/calls.ts';
import type { CtiMessage } from '../protocol/generated/messages.ts';
import type { CallStateName } from './call.ts';
import { mergeCallData } from './call-data.ts';
import {
  type CallRecord,
  connectionAt,
  type MutableConnection,
  removeConnection,
  replaceConnections,
  setCallState,
  setConnection,
} from './call-record.ts';
import type { ConnectionStateName } from './connections.ts';

type EventNamed<Name extends CtiMessage['type']> = Extract<CtiMessage, { type: Name }>;

/** Events that change one call and do not end it. */
export type CallChangeEvent = EventNamed<
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

/** Events that merge two calls into one. */
export type CallMergeEvent = EventNamed<'CALL_CONFERENCED_EVENT' | 'CALL_TRANSFERRED_EVENT'>;

/** No application, no CSQ. Guide: Special values. */
const none = 0xffffffff;

/** Applies the event to the call's connections and data, not to its state. */
export function applyCallEvent(call: CallRecord, event: CallChangeEvent, now: number): void {
  if ('eventCause' in event && event.eventCause !== undefined) call.cause = event.eventCause;
  switch (event.type) {
    case 'BEGIN_CALL_EVENT':
      mergeCallData(call, event);
      call.origin = event.connectionDeviceId;
      break;
    case 'CALL_DATA_UPDATE_EVENT':
      mergeCallData(call, event);
      break;
    case 'CALL_SERVICE_INITIATED_EVENT':
    case 'CALL_ORIGINATED_EVENT':
      setHandler(call, event);
      setConnection(call, event.callingDeviceId, 'initiated', now);
      break;
    case 'CALL_DELIVERED_EVENT': {
      const alerting = event.alertingDeviceId ?? event.connectionDeviceId;
      setHandler(call, event);
      mergeCallData(call, event);
      // An external caller has no event of their own before the first device rings.
      if (call.connections.length === 0 && event.callingDeviceId !== alerting)
        setConnection(call, event.callingDeviceId, 'initiated', now);
      setConnection(call, alerting, 'alerting', now);
      break;
    }
    case 'CALL_ESTABLISHED_EVENT': {
      const answering = event.answeringDeviceId ?? event.connectionDeviceId ?? '';
      setHandler(call, event);
      // After a transfer the event still names the original caller, who may have left: another party is there then.
      const caller = connectionAt(call, event.callingDeviceId);
      if (caller === undefined ? !hasPartyBesides(call, answering) : caller.state !== 'held')
        setConnection(call, event.callingDeviceId, 'connected', now);
      setConnection(call, answering, 'connected', now);
      leaveQueues(call);
      break;
    }
    case 'CALL_HELD_EVENT':
      setConnection(call, event.holdingDeviceId, 'held', now);
      break;
    case 'CALL_RETRIEVED_EVENT':
      setConnection(call, event.retrievingDeviceId ?? event.connectionDeviceId, 'connected', now);
      break;
    case 'CALL_QUEUED_EVENT':
      if (event.applicationId !== none) call.applicationId = event.applicationId;
      call.queueIds = queuesOf(event);
      call.waitedIn = [...call.waitedIn.filter((id) => !call.queueIds.includes(id)), ...call.queueIds];
      setConnection(call, event.connectionDeviceId, 'queued', now);
      break;
    case 'CALL_DEQUEUED_EVENT':
      leaveQueues(call, queuesOf(event));
      break;
    case 'CALL_DIVERTED_EVENT':
      removeConnection(call, event.divertingDeviceId);
      // When a call leaves a queue, the waiting connection ends, not the queue's.
      if (event.localConnectionState === LocalConnectionState.LCS_NULL)
        removeConnection(call, event.connectionDeviceId);
      leaveQueues(call);
      break;
    case 'CALL_CONNECTION_CLEARED_EVENT':
      removeConnection(call, event.releasingDeviceId);
      break;
    case 'CALL_FAILED_EVENT':
      setConnection(call, event.failingDeviceId, 'failed', now);
      break;
  }
}

/** Removes the call's connections; its data stay. */
export function endCall(call: CallRecord, now: number): void {
  if (call.endedAt !== undefined) return;
  replaceConnections(call, []);
  leaveQueues(call);
  call.endedAt = now;
  call.stale = false;
}

/** Applies a transfer or conference to the call that survives: it gets the connections that the event lists. */
export function mergeCalls(
  primary: CallRecord,
  secondary: CallRecord | undefined,
  event: CallMergeEvent,
  now: number,
): void {
  const controller =
    (event.type === 'CALL_CONFERENCED_EVENT' ? event.controllerDeviceId : event.transferringDeviceId) ??
    event.primaryDeviceId;
  const known = [...primary.connections, ...(secondary?.connections ?? [])];
  const listed = event.connectedParties?.map((party) => party.connectedPartyDeviceId).filter(isDefined) ?? [];
  // A server that lists no parties means all parties of both calls, without the transferring one.
  const left = event.type === 'CALL_TRANSFERRED_EVENT' ? event.transferringDeviceId : undefined;
  const devices =
    listed.length > 0 ? listed : known.map(({ deviceId }) => deviceId).filter((device) => device !== left);
  const connections = [...new Set(devices)].map((deviceId): MutableConnection => {
    const before = known.find((connection) => connection.deviceId === deviceId);
    // The controller's held connection is retrieved by the merge; other held connections stay held.
    const isRetrieved = before?.state === 'held' && deviceId === controller;
    return before === undefined || isRetrieved ? { deviceId, state: 'connected', since: now } : before;
  });
  replaceConnections(primary, connections);
  primary.consult = undefined;
  primary.cause = event.eventCause ?? primary.cause;
  leaveQueues(primary);
}

/** In order of precedence: the call is queued while any connection is. */
const statesByConnection: readonly (ConnectionStateName & CallStateName)[] = [
  'queued',
  'alerting',
  'held',
  'connected',
];

/** Derives the call's state from its connections, after SNAPSHOT_CALL_CONF. */
export function setStateByConnections(call: CallRecord, now: number): void {
  const found = statesByConnection.find((state) =>
    call.connections.some((connection) => connection.state === state),
  );
  if (found !== undefined) setCallState(call, found, now);
}

const isDefined = (deviceId: string | undefined): deviceId is string => deviceId !== undefined;

/** Whether another device takes part in the call or is about to. */
function hasPartyBesides(call: CallRecord, device: string): boolean {
  return call.connections.some(
    ({ deviceId, state }) =>
      deviceId !== device && (state === 'connected' || state === 'held' || state === 'initiated'),
  );
}

function setHandler(
  call: CallRecord,
  { applicationId, csqId }: { readonly applicationId: number; readonly csqId: number },
): void {
  if (applicationId !== none) call.applicationId = applicationId;
  if (csqId !== none) call.csqId = csqId;
}

function queuesOf({ csqs = [] }: EventNamed<'CALL_QUEUED_EVENT' | 'CALL_DEQUEUED_EVENT'>): number[] {
  return csqs.map(({ csqId }) => csqId >>> 0);
}

function leaveQueues(call: CallRecord, left: readonly number[] = call.queueIds): void {
  if (call.queueIds.some((queueId) => left.includes(queueId)))
    call.queueIds = call.queueIds.filter((queueId) => !left.includes(queueId));
}
