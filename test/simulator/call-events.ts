/**
 * The events of an inbound call, as messages. Device and connection types are those of the guide's log files: 76 an
 * agent's phone, 74 a trigger, 73 a CTI port, connection type 0, EventCause 65535 for none.
 * Guide: Call Event messages; Example message flow for a queued and answered call.
 * @module
 */
import {
  CallType,
  Disposition,
  EventCause,
  LineType,
  LocalConnectionState,
} from '../../core/protocol/constants/calls.ts';
import { ConnectionDeviceType, DeviceType } from '../../core/protocol/constants/devices.ts';
import { SpecialValues } from '../../core/protocol/constants/session.ts';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import type { Agent } from './agents.ts';
import type { Call } from './centre.ts';

/** A device that has a part in a call: the CTI port or an agent's phone. */
export interface Party {
  readonly id: string;
  readonly type: DeviceType;
}

/** The call's CTI port. */
export const portOf = (call: Call): Party => ({ id: call.port, type: DeviceType.DEVID_CTI_PORT });

/** An agent's phone. */
export const phoneOf = (agent: Agent): Party => ({
  id: agent.person.extension,
  type: DeviceType.DEVID_AGENT_DEVICE,
});

/** The queue as a device; its id is the CSQ's, as in the team messages. */
export const queueOf = (call: Call): Party => ({
  id: String(call.application.csqId),
  type: DeviceType.DEVID_QUEUE,
});

const connectionDeviceType = ConnectionDeviceType.CONNECTION_ID_STATIC;
const eventCause = EventCause.CEC_NONE;

/** What events that announce a call carry of it. */
function callData(call: Call): {
  readonly ani: string;
  readonly dnis: string;
  readonly dialedNumber: string;
  readonly callVariable1: string;
  readonly callVariable2: string;
  readonly namedVariables: Call['namedVariables'];
} {
  const { trigger } = call.application;
  const { ani, callVariable1, callVariable2, namedVariables } = call;
  return { ani, dnis: trigger, dialedNumber: trigger, callVariable1, callVariable2, namedVariables };
}

/** Who calls whom. A caller from outside is no monitored device: the plain device type. */
function callingAndCalled(
  call: Call,
  lastRedirect?: Party,
): {
  readonly callingDeviceType: number;
  readonly calledDeviceType: number;
  readonly lastRedirectDeviceType: number;
  readonly callingDeviceId: string;
  readonly calledDeviceId: string;
  readonly lastRedirectDeviceId?: string;
} {
  return {
    callingDeviceType: DeviceType.DEVID_DEVICE_IDENTIFIER,
    calledDeviceType: DeviceType.DEVID_ROUTE_POINT,
    lastRedirectDeviceType: lastRedirect?.type ?? DeviceType.DEVID_NONE,
    callingDeviceId: call.ani,
    calledDeviceId: call.application.trigger,
    ...(lastRedirect === undefined ? {} : { lastRedirectDeviceId: lastRedirect.id }),
  };
}

/** The call begins to concern a client. */
export function callBegins(call: Call, at: Party): CtiMessage {
  return {
    type: 'BEGIN_CALL_EVENT',
    callType: CallType.CALLTYPE_CCX_IN,
    connectionDeviceType,
    callId: call.callId,
    calledPartyDisposition: Disposition.CD_INVALID,
    connectionDeviceId: at.id,
    ...callData(call),
  };
}

/** It rings at a device. */
export function callDelivered(call: Call, at: Party, from?: Party): CtiMessage {
  const queued = at.type === DeviceType.DEVID_AGENT_DEVICE;
  return {
    type: 'CALL_DELIVERED_EVENT',
    connectionDeviceType,
    callId: call.callId,
    lineType: LineType.business,
    applicationId: call.application.applicationId,
    csqId: queued ? call.application.csqId : SpecialValues.NULL_CSQ,
    alertingDeviceType: at.type,
    localConnectionState: LocalConnectionState.LCS_ALERTING,
    eventCause,
    connectionDeviceId: at.id,
    alertingDeviceId: at.id,
    ...callingAndCalled(call, from),
    ...callData(call),
  };
}

/** A device answered. */
export function callEstablished(call: Call, at: Party, from?: Party): CtiMessage {
  const queued = at.type === DeviceType.DEVID_AGENT_DEVICE;
  return {
    type: 'CALL_ESTABLISHED_EVENT',
    connectionDeviceType,
    callId: call.callId,
    lineType: LineType.business,
    applicationId: call.application.applicationId,
    csqId: queued ? call.application.csqId : SpecialValues.NULL_CSQ,
    answeringDeviceType: at.type,
    localConnectionState: LocalConnectionState.LCS_CONNECT,
    eventCause,
    connectionDeviceId: at.id,
    answeringDeviceId: at.id,
    ...callingAndCalled(call, from),
  };
}

/** The script queued the call. */
export function callQueued(call: Call): CtiMessage {
  const queue = queueOf(call);
  return {
    type: 'CALL_QUEUED_EVENT',
    connectionDeviceType,
    callId: call.callId,
    applicationId: call.application.applicationId,
    queueDeviceType: queue.type,
    localConnectionState: LocalConnectionState.LCS_QUEUED,
    eventCause,
    connectionDeviceId: call.port,
    queueDeviceId: queue.id,
    ...callingAndCalled(call),
    csqs: [{ csqId: call.application.csqId }],
  };
}

/** The call leaves one device or queue for another; `at` is the connection that goes. */
export function callDiverted(call: Call, at: Party, from: Party, to: Party, cause?: EventCause): CtiMessage {
  return {
    type: 'CALL_DIVERTED_EVENT',
    connectionDeviceType,
    callId: call.callId,
    applicationId: call.application.applicationId,
    divertingDeviceType: from.type,
    calledDeviceType: to.type,
    localConnectionState: LocalConnectionState.LCS_NULL,
    eventCause: cause ?? eventCause,
    connectionDeviceId: at.id,
    divertingDeviceId: from.id,
    calledDeviceId: to.id,
  };
}

/** The agent put the caller on hold. */
export function callHeld(call: Call, at: Party): CtiMessage {
  return {
    type: 'CALL_HELD_EVENT',
    connectionDeviceType,
    callId: call.callId,
    holdingDeviceType: at.type,
    localConnectionState: LocalConnectionState.LCS_HOLD,
    eventCause,
    connectionDeviceId: at.id,
    holdingDeviceId: at.id,
  };
}

/** The agent took the caller back. */
export function callRetrieved(call: Call, at: Party): CtiMessage {
  return {
    type: 'CALL_RETRIEVED_EVENT',
    connectionDeviceType,
    callId: call.callId,
    retrievingDeviceType: at.type,
    localConnectionState: LocalConnectionState.LCS_CONNECT,
    eventCause,
    connectionDeviceId: at.id,
    retrievingDeviceId: at.id,
  };
}

/** A device left, and with it, as there is no other, the call ended. */
export function callOver(call: Call, at: Party): readonly CtiMessage[] {
  const localConnectionState = LocalConnectionState.LCS_NULL;
  return [
    {
      type: 'CALL_CONNECTION_CLEARED_EVENT',
      connectionDeviceType,
      callId: call.callId,
      releasingDeviceType: at.type,
      localConnectionState,
      eventCause,
      connectionDeviceId: at.id,
      releasingDeviceId: at.id,
    },
    {
      type: 'CALL_CLEARED_EVENT',
      callId: call.callId,
      localConnectionState,
      eventCause,
      connectionDeviceId: at.id,
    },
  ];
}

/** The client will hear no more of the call. */
export function callEnds(call: Call, at: Party): CtiMessage {
  return { type: 'END_CALL_EVENT', connectionDeviceType, callId: call.callId, connectionDeviceId: at.id };
}
