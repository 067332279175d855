/**
 * The events of calls, as messages. Device and connection types are those of the guide's log files: 76 an
 * agent's phone, 74 a trigger, 73 a CTI port, connection type 0, EventCause 65535 for none.
 * Guide: Call Event messages; Example message flow for a queued and answered call.
 * @module
 */

import type { CtiMessage } from 'rxcti';
import {
  ConnectionDeviceType,
  DeviceType,
  Disposition,
  EventCause,
  LineType,
  LocalConnectionState,
  SpecialValues,
} from 'rxcti/protocol';
import type { Call, CallData, Device } from '../center/center.ts';

/** The queue as a device; its id is the CSQ's, as in the team messages. */
export const queueOf = (csqId: number): Device => ({ id: String(csqId), type: DeviceType.DEVID_QUEUE });

const connectionDeviceType = ConnectionDeviceType.CONNECTION_ID_STATIC;
const noCause: number = EventCause.CEC_NONE;
const { NULL_APPLICATION, NULL_CSQ } = SpecialValues;

/** What events that announce a call carry of it. */
export function announced(call: Call): CallData & { readonly dnis: string; readonly dialedNumber: string } {
  return { ...call.data, dnis: call.called.id, dialedNumber: call.called.id };
}

/** Who calls whom. */
function callingAndCalled(
  call: Call,
  lastRedirect?: Device,
): {
  readonly callingDeviceType: number;
  readonly calledDeviceType: number;
  readonly lastRedirectDeviceType: number;
  readonly callingDeviceId: string;
  readonly calledDeviceId: string;
  readonly lastRedirectDeviceId?: string;
} {
  return {
    callingDeviceType: call.calling.type,
    calledDeviceType: call.called.type,
    lastRedirectDeviceType: lastRedirect?.type ?? DeviceType.DEVID_NONE,
    callingDeviceId: call.calling.id,
    calledDeviceId: call.called.id,
    ...(lastRedirect === undefined ? {} : { lastRedirectDeviceId: lastRedirect.id }),
  };
}

/** Which application and queue a device sees: at a CTI port no queue is known yet. */
function servedAt(call: Call, at: Device): { readonly applicationId: number; readonly csqId: number } {
  return {
    applicationId: applicationOf(call),
    csqId: at.type === DeviceType.DEVID_CTI_PORT ? NULL_CSQ : call.csqId,
  };
}

const applicationOf = (call: Call): number => call.visit?.application.applicationId ?? NULL_APPLICATION;

/** The call begins to concern a client, by default as the type that bridge clients know. */
export function callBegins(call: Call, at: Device, callType: number = call.type): CtiMessage {
  return {
    type: 'BEGIN_CALL_EVENT',
    callType,
    connectionDeviceType,
    callId: call.callId,
    calledPartyDisposition: Disposition.CD_INVALID,
    connectionDeviceId: at.id,
    ...announced(call),
  };
}

/** A phone went off-hook to dial. */
export function callServiceInitiated(call: Call, at: Device): CtiMessage {
  return {
    type: 'CALL_SERVICE_INITIATED_EVENT',
    connectionDeviceType,
    callId: call.callId,
    applicationId: NULL_APPLICATION,
    csqId: call.csqId,
    lineType: lineOf(call),
    callingDeviceType: at.type,
    localConnectionState: LocalConnectionState.LCS_INITIATE,
    eventCause: noCause,
    connectionDeviceId: at.id,
    callingDeviceId: at.id,
  };
}

/** A number has been dialed. */
export function callOriginated(call: Call, at: Device): CtiMessage {
  return {
    type: 'CALL_ORIGINATED_EVENT',
    connectionDeviceType,
    callId: call.callId,
    applicationId: NULL_APPLICATION,
    csqId: call.csqId,
    callingDeviceType: at.type,
    calledDeviceType: call.called.type,
    localConnectionState: LocalConnectionState.LCS_INITIATE,
    eventCause: noCause,
    connectionDeviceId: at.id,
    callingDeviceId: at.id,
    calledDeviceId: call.called.id,
  };
}

/** The line is a business line where the call has to do with a queue. */
export const lineOf = (call: Call): number =>
  call.visit === undefined && call.csqId === NULL_CSQ ? LineType.nonBusiness : LineType.business;

/** A number was dialed in vain; the connection that fails is the caller's. Inferred: no page shows one. */
export function callFailed(call: Call, at: Device, to: Device, cause: number): CtiMessage {
  return {
    type: 'CALL_FAILED_EVENT',
    connectionDeviceType,
    callId: call.callId,
    failingDeviceType: at.type,
    calledDeviceType: to.type,
    localConnectionState: LocalConnectionState.LCS_FAIL,
    eventCause: cause,
    connectionDeviceId: at.id,
    failingDeviceId: at.id,
    calledDeviceId: to.id,
  };
}

/** It rings at a device. */
export function callDelivered(call: Call, at: Device, from?: Device, cause: number = noCause): CtiMessage {
  return {
    type: 'CALL_DELIVERED_EVENT',
    connectionDeviceType,
    callId: call.callId,
    lineType: lineOf(call),
    ...servedAt(call, at),
    alertingDeviceType: at.type,
    localConnectionState: LocalConnectionState.LCS_ALERTING,
    eventCause: cause,
    connectionDeviceId: at.id,
    alertingDeviceId: at.id,
    ...callingAndCalled(call, from),
    ...announced(call),
  };
}

/** A device answered. */
export function callEstablished(call: Call, at: Device, from?: Device, cause: number = noCause): CtiMessage {
  return {
    type: 'CALL_ESTABLISHED_EVENT',
    connectionDeviceType,
    callId: call.callId,
    lineType: lineOf(call),
    ...servedAt(call, at),
    answeringDeviceType: at.type,
    localConnectionState: LocalConnectionState.LCS_CONNECT,
    eventCause: cause,
    connectionDeviceId: at.id,
    answeringDeviceId: at.id,
    ...callingAndCalled(call, from),
  };
}

/** The script queued the call. */
export function callQueued(call: Call, at: Device): CtiMessage {
  const queue = queueOf(call.csqId);
  return {
    type: 'CALL_QUEUED_EVENT',
    connectionDeviceType,
    callId: call.callId,
    applicationId: applicationOf(call),
    queueDeviceType: queue.type,
    localConnectionState: LocalConnectionState.LCS_QUEUED,
    eventCause: noCause,
    connectionDeviceId: at.id,
    queueDeviceId: queue.id,
    ...callingAndCalled(call),
    csqs: [{ csqId: call.csqId }],
  };
}

/** The script took the call out of a queue, in which others still wait. Inferred: CCX is not expected to do so often. */
export function callDequeued(call: Call, at: Device, numQueued: number): CtiMessage {
  const queue = queueOf(call.csqId);
  return {
    type: 'CALL_DEQUEUED_EVENT',
    connectionDeviceType,
    callId: call.callId,
    applicationId: applicationOf(call),
    queueDeviceType: queue.type,
    numQueued,
    localConnectionState: LocalConnectionState.LCS_CONNECT,
    eventCause: noCause,
    connectionDeviceId: at.id,
    queueDeviceId: queue.id,
    csqs: [{ csqId: call.csqId }],
  };
}

/** The call leaves one device or queue for another; `at` is the connection that goes. */
export function callDiverted(
  call: Call,
  at: Device,
  from: Device,
  to: Device,
  cause: number = noCause,
): CtiMessage {
  return {
    type: 'CALL_DIVERTED_EVENT',
    connectionDeviceType,
    callId: call.callId,
    applicationId: applicationOf(call),
    divertingDeviceType: from.type,
    calledDeviceType: to.type,
    localConnectionState: LocalConnectionState.LCS_NULL,
    eventCause: cause,
    connectionDeviceId: at.id,
    divertingDeviceId: from.id,
    calledDeviceId: to.id,
  };
}

/** A phone put the call on hold. */
export function callHeld(call: Call, at: Device, cause: number = noCause): CtiMessage {
  return {
    type: 'CALL_HELD_EVENT',
    connectionDeviceType,
    callId: call.callId,
    holdingDeviceType: at.type,
    localConnectionState: LocalConnectionState.LCS_HOLD,
    eventCause: cause,
    connectionDeviceId: at.id,
    holdingDeviceId: at.id,
  };
}

/** A phone took the call back. */
export function callRetrieved(call: Call, at: Device, cause: number = noCause): CtiMessage {
  return {
    type: 'CALL_RETRIEVED_EVENT',
    connectionDeviceType,
    callId: call.callId,
    retrievingDeviceType: at.type,
    localConnectionState: LocalConnectionState.LCS_CONNECT,
    eventCause: cause,
    connectionDeviceId: at.id,
    retrievingDeviceId: at.id,
  };
}

/** A device left the call; its state is none, as in the guide's logs of reservation calls, where the call's own is null. */
export function connectionCleared(call: Call, at: Device, cause: number = noCause): CtiMessage {
  return {
    type: 'CALL_CONNECTION_CLEARED_EVENT',
    connectionDeviceType,
    callId: call.callId,
    releasingDeviceType: at.type,
    localConnectionState: LocalConnectionState.LCS_NONE,
    eventCause: cause,
    connectionDeviceId: at.id,
    releasingDeviceId: at.id,
  };
}

/** The call is over. */
export function callCleared(call: Call, at: Device, cause: number = noCause): CtiMessage {
  return {
    type: 'CALL_CLEARED_EVENT',
    callId: call.callId,
    localConnectionState: LocalConnectionState.LCS_NULL,
    eventCause: cause,
    connectionDeviceId: at.id,
  };
}

/** The client will hear no more of the call. */
export function callEnds(callId: number, connectionDeviceId: string): CtiMessage {
  return { type: 'END_CALL_EVENT', connectionDeviceType, callId, connectionDeviceId };
}

/** Data of the call have changed; `changes` holds them and nothing else. */
export function callDataUpdate(
  call: Call,
  at: Device,
  changes: Partial<CallData>,
  callType: number = call.type,
  callId: number = call.callId,
): CtiMessage {
  return {
    type: 'CALL_DATA_UPDATE_EVENT',
    callType,
    connectionDeviceType,
    callId,
    newConnectionDeviceType: connectionDeviceType,
    newCallId: callId,
    calledPartyDisposition: Disposition.CD_INVALID,
    connectionDeviceId: at.id,
    newConnectionDeviceId: at.id,
    ...changes,
  };
}
