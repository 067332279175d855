/**
 * Builders of events about queues: CALL_QUEUED_EVENT, CALL_DEQUEUED_EVENT, CALL_DIVERTED_EVENT.
 * @module
 */
import type { CtiMessage } from 'rxcti';
import { ConnectionDeviceType, DeviceType, EventCause, LocalConnectionState } from 'rxcti/protocol';
import type { Call, Device } from '../model/entities.ts';
import { applicationIdOf, callingAndCalled } from './call-events.ts';

const connectionDeviceType = ConnectionDeviceType.CONNECTION_ID_STATIC;
const noCause: number = EventCause.CEC_NONE;

/** A queue as a device; its id is the CSQID, as in the team messages. */
export const queueDevice = (csqId: number): Device => ({ id: String(csqId), type: DeviceType.DEVID_QUEUE });

/** CALL_QUEUED_EVENT: the script queued the call. */
export function callQueuedEvent(call: Call, at: Device): CtiMessage {
  const queue = queueDevice(call.csqId);
  return {
    type: 'CALL_QUEUED_EVENT',
    connectionDeviceType,
    callId: call.callId,
    applicationId: applicationIdOf(call),
    queueDeviceType: queue.type,
    localConnectionState: LocalConnectionState.LCS_QUEUED,
    eventCause: noCause,
    connectionDeviceId: at.id,
    queueDeviceId: queue.id,
    ...callingAndCalled(call),
    csqs: [{ csqId: call.csqId }],
  };
}

/** CALL_DEQUEUED_EVENT: the script took the call out of a queue in which `numQueued` calls remain. Inferred. */
export function callDequeuedEvent(call: Call, at: Device, numQueued: number): CtiMessage {
  const queue = queueDevice(call.csqId);
  return {
    type: 'CALL_DEQUEUED_EVENT',
    connectionDeviceType,
    callId: call.callId,
    applicationId: applicationIdOf(call),
    queueDeviceType: queue.type,
    numQueued,
    localConnectionState: LocalConnectionState.LCS_CONNECT,
    eventCause: noCause,
    connectionDeviceId: at.id,
    queueDeviceId: queue.id,
    csqs: [{ csqId: call.csqId }],
  };
}

/** CALL_DIVERTED_EVENT: the call leaves one device or queue for another; `at` is the connection that ends. */
export function callDivertedEvent(
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
    applicationId: applicationIdOf(call),
    divertingDeviceType: from.type,
    calledDeviceType: to.type,
    localConnectionState: LocalConnectionState.LCS_NULL,
    eventCause: cause,
    connectionDeviceId: at.id,
    divertingDeviceId: from.id,
    calledDeviceId: to.id,
  };
}
