/**
 * Builders of call events. Device and connection types are those of the guide's log files: 76 an agent's phone, 74 a
 * trigger, 73 a CTI port, connection type 0, EventCause 65535 for none.
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
import type { Call, CallData, Device } from '../model/entities.ts';

const connectionDeviceType = ConnectionDeviceType.CONNECTION_ID_STATIC;
const noCause: number = EventCause.CEC_NONE;
const { NULL_APPLICATION, NULL_CSQ } = SpecialValues;

/** Call data, DNIS and dialed number, as in the events that announce a call. */
export function callDataFields(
  call: Call,
): CallData & { readonly dnis: string; readonly dialedNumber: string } {
  return { ...call.data, dnis: call.called.id, dialedNumber: call.called.id };
}

/** Calling, called and last redirecting device. */
export function callingAndCalled(
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

/** Application and queue of an event at a device. At a CTI port there is no queue yet. */
function applicationAndQueueAt(
  call: Call,
  at: Device,
): { readonly applicationId: number; readonly csqId: number } {
  return {
    applicationId: applicationIdOf(call),
    csqId: at.type === DeviceType.DEVID_CTI_PORT ? NULL_CSQ : call.csqId,
  };
}

/** The application of a call. */
export const applicationIdOf = (call: Call): number =>
  call.routing?.application.applicationId ?? NULL_APPLICATION;

/** BEGIN_CALL_EVENT. `callType` defaults to the type that bridge clients see. */
export function beginCallEvent(call: Call, at: Device, callType: number = call.type): CtiMessage {
  return {
    type: 'BEGIN_CALL_EVENT',
    callType,
    connectionDeviceType,
    callId: call.callId,
    calledPartyDisposition: Disposition.CD_INVALID,
    connectionDeviceId: at.id,
    ...callDataFields(call),
  };
}

/** CALL_SERVICE_INITIATED_EVENT: a phone goes off-hook to dial. */
export function callServiceInitiatedEvent(call: Call, at: Device): CtiMessage {
  return {
    type: 'CALL_SERVICE_INITIATED_EVENT',
    connectionDeviceType,
    callId: call.callId,
    applicationId: NULL_APPLICATION,
    csqId: call.csqId,
    lineType: lineTypeOf(call),
    callingDeviceType: at.type,
    localConnectionState: LocalConnectionState.LCS_INITIATE,
    eventCause: noCause,
    connectionDeviceId: at.id,
    callingDeviceId: at.id,
  };
}

/** CALL_ORIGINATED_EVENT: a number was dialed. */
export function callOriginatedEvent(call: Call, at: Device): CtiMessage {
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

/** The LineType: business for calls of a queue. */
export const lineTypeOf = (call: Call): number =>
  call.routing === undefined && call.csqId === NULL_CSQ ? LineType.nonBusiness : LineType.business;

/** CALL_FAILED_EVENT: the called number is busy or out of service. That the caller's connection fails is inferred. */
export function callFailedEvent(call: Call, at: Device, to: Device, cause: number): CtiMessage {
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

/** CALL_DELIVERED_EVENT: the call rings at a device. */
export function callDeliveredEvent(
  call: Call,
  at: Device,
  from?: Device,
  cause: number = noCause,
): CtiMessage {
  return {
    type: 'CALL_DELIVERED_EVENT',
    connectionDeviceType,
    callId: call.callId,
    lineType: lineTypeOf(call),
    ...applicationAndQueueAt(call, at),
    alertingDeviceType: at.type,
    localConnectionState: LocalConnectionState.LCS_ALERTING,
    eventCause: cause,
    connectionDeviceId: at.id,
    alertingDeviceId: at.id,
    ...callingAndCalled(call, from),
    ...callDataFields(call),
  };
}

/** CALL_ESTABLISHED_EVENT: a device answered. */
export function callEstablishedEvent(
  call: Call,
  at: Device,
  from?: Device,
  cause: number = noCause,
): CtiMessage {
  return {
    type: 'CALL_ESTABLISHED_EVENT',
    connectionDeviceType,
    callId: call.callId,
    lineType: lineTypeOf(call),
    ...applicationAndQueueAt(call, at),
    answeringDeviceType: at.type,
    localConnectionState: LocalConnectionState.LCS_CONNECT,
    eventCause: cause,
    connectionDeviceId: at.id,
    answeringDeviceId: at.id,
    ...callingAndCalled(call, from),
  };
}

/** CALL_HELD_EVENT. */
export function callHeldEvent(call: Call, at: Device, cause: number = noCause): CtiMessage {
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

/** CALL_RETRIEVED_EVENT. */
export function callRetrievedEvent(call: Call, at: Device, cause: number = noCause): CtiMessage {
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

/** CALL_CONNECTION_CLEARED_EVENT. The state is LCS_NONE, as in the guide's logs of reservation calls. */
export function callConnectionClearedEvent(call: Call, at: Device, cause: number = noCause): CtiMessage {
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

/** CALL_CLEARED_EVENT. */
export function callClearedEvent(call: Call, at: Device, cause: number = noCause): CtiMessage {
  return {
    type: 'CALL_CLEARED_EVENT',
    callId: call.callId,
    localConnectionState: LocalConnectionState.LCS_NULL,
    eventCause: cause,
    connectionDeviceId: at.id,
  };
}

/** END_CALL_EVENT: the last event of a call for a client. */
export function endCallEvent(callId: number, connectionDeviceId: string): CtiMessage {
  return { type: 'END_CALL_EVENT', connectionDeviceType, callId, connectionDeviceId };
}

/** CALL_DATA_UPDATE_EVENT with the changed fields only. */
export function callDataUpdateEvent(
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
