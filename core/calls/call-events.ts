/**
 * How each call event changes a call: one switch.
 * Guide: Call Event messages.
 * @module
 */
import { LocalConnectionState } from '../protocol/constants/calls.ts';
import type { CtiMessage } from '../protocol/generated/messages.ts';
import type { ConnectionStateName } from './call.ts';
import { takeData } from './call-data.ts';
import type { CallLifeEvent } from './call-machine.ts';
import {
  type CallRecord,
  connect,
  disconnect,
  move,
  type Party,
  partyAt,
  replaceParties,
} from './call-record.ts';

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

/** Changes the call as the event says. */
export function applyCallEvent(call: CallRecord, event: CallChange, now: number): void {
  if ('eventCause' in event && event.eventCause !== undefined) call.cause = event.eventCause;
  switch (event.type) {
    case 'BEGIN_CALL_EVENT':
      takeData(call, event);
      call.origin = event.connectionDeviceId;
      break;
    case 'CALL_DATA_UPDATE_EVENT':
      takeData(call, event);
      break;
    case 'CALL_SERVICE_INITIATED_EVENT':
    case 'CALL_ORIGINATED_EVENT':
      takeHandler(call, event);
      connect(call, event.callingDeviceId, 'initiated', now);
      break;
    case 'CALL_DELIVERED_EVENT': {
      const alerting = event.alertingDeviceId ?? event.connectionDeviceId;
      takeHandler(call, event);
      takeData(call, event);
      // A caller from outside has no event of his own before the first phone rings.
      if (call.parties.length === 0 && event.callingDeviceId !== alerting)
        connect(call, event.callingDeviceId, 'initiated', now);
      connect(call, alerting, 'alerting', now);
      move(call, 'DELIVERED', now);
      break;
    }
    case 'CALL_ESTABLISHED_EVENT': {
      const answering = event.answeringDeviceId ?? event.connectionDeviceId ?? '';
      takeHandler(call, event);
      // The event names who called first, also after a transfer by which he left: then somebody else is there.
      const caller = partyAt(call, event.callingDeviceId);
      if (caller === undefined ? !hasPartyBesides(call, answering) : caller.state !== 'held')
        connect(call, event.callingDeviceId, 'connected', now);
      connect(call, answering, 'connected', now);
      leaveQueues(call);
      move(call, 'ESTABLISHED', now);
      break;
    }
    case 'CALL_HELD_EVENT':
      connect(call, event.holdingDeviceId, 'held', now);
      move(call, 'HELD', now);
      break;
    case 'CALL_RETRIEVED_EVENT':
      connect(call, event.retrievingDeviceId ?? event.connectionDeviceId, 'connected', now);
      move(call, 'RETRIEVED', now);
      break;
    case 'CALL_QUEUED_EVENT':
      if (event.applicationId !== none) call.applicationId = event.applicationId;
      call.queueIds = queuesOf(event);
      call.waitedIn = [...call.waitedIn.filter((id) => !call.queueIds.includes(id)), ...call.queueIds];
      connect(call, event.connectionDeviceId, 'queued', now);
      move(call, 'QUEUED', now);
      break;
    case 'CALL_DEQUEUED_EVENT':
      leaveQueues(call, queuesOf(event));
      break;
    case 'CALL_DIVERTED_EVENT':
      disconnect(call, event.divertingDeviceId);
      // Out of a queue, the connection that ends is the one that waited, not the queue's.
      if (event.localConnectionState === LocalConnectionState.LCS_NULL)
        disconnect(call, event.connectionDeviceId);
      leaveQueues(call);
      break;
    case 'CALL_CONNECTION_CLEARED_EVENT':
      disconnect(call, event.releasingDeviceId);
      break;
    case 'CALL_FAILED_EVENT':
      connect(call, event.failingDeviceId, 'failed', now);
      move(call, 'FAILED', now);
      break;
  }
}

/** Ends the call: it keeps its data and has no parties. */
export function finish(call: CallRecord, now: number): void {
  if (call.endedAt !== undefined) return;
  move(call, 'CLEARED', now);
  replaceParties(call, []);
  leaveQueues(call);
  call.endedAt = now;
  call.stale = false;
}

/** Changes the call that survives a transfer or conference: it takes over the parties that the event lists. */
export function mergeCalls(
  primary: CallRecord,
  secondary: CallRecord | undefined,
  event: CallMerge,
  now: number,
): void {
  const named =
    event.type === 'CALL_CONFERENCED_EVENT' ? event.controllerDeviceId : event.transferringDeviceId;
  const controller = named ?? event.primaryDeviceId;
  const known = [...primary.parties, ...(secondary?.parties ?? [])];
  const listed = event.connectedParties?.map((party) => party.connectedPartyDeviceId).filter(isNamed) ?? [];
  // A server that lists no parties: all of both calls but, in a transfer, the one who left.
  const left = event.type === 'CALL_TRANSFERRED_EVENT' ? event.transferringDeviceId : undefined;
  const joined =
    listed.length > 0 ? listed : known.map(({ deviceId }) => deviceId).filter((device) => device !== left);
  const parties = [...new Set(joined)].map((deviceId): Party => {
    const before = known.find((party) => party.deviceId === deviceId);
    // The one who joins the two calls had one of them on hold, and no longer has; others who hold go on holding.
    const released = before?.state === 'held' && deviceId === controller;
    return before === undefined || released ? { deviceId, state: 'connected', since: now } : before;
  });
  replaceParties(primary, parties);
  primary.consult = undefined;
  primary.cause = event.eventCause ?? primary.cause;
  leaveQueues(primary);
  move(primary, 'MERGED', now);
}

const lifeEventOf: Readonly<Partial<Record<ConnectionStateName, CallLifeEvent>>> = {
  alerting: 'DELIVERED',
  held: 'HELD',
  queued: 'QUEUED',
  connected: 'ESTABLISHED',
};

/** Takes the call to the state that its parties show, after a snapshot. */
export function moveByParties(call: CallRecord, now: number): void {
  for (const state of ['queued', 'alerting', 'held', 'connected'] as const) {
    const event = lifeEventOf[state];
    if (event === undefined || !call.parties.some((party) => party.state === state)) continue;
    move(call, event, now);
    return;
  }
}

const isNamed = (deviceId: string | undefined): deviceId is string => deviceId !== undefined;

/** Somebody besides this device is in the call, or about to be. */
function hasPartyBesides(call: CallRecord, device: string): boolean {
  return call.parties.some(
    ({ deviceId, state }) =>
      deviceId !== device && (state === 'connected' || state === 'held' || state === 'initiated'),
  );
}

function takeHandler(
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
