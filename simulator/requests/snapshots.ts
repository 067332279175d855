/**
 * Snapshot and device queries.
 * Guide: SNAPSHOT_DEVICE_REQ, SNAPSHOT_CALL_REQ, QUERY_DEVICE_INFO_REQ.
 * @module
 */
import {
  AgentStateMask,
  CallType,
  CCXErrorCode,
  ConnectionDeviceType,
  ControlFailureCode,
  type QueryDeviceInfoConf,
  type QueryDeviceInfoReq,
  type SnapshotCallConf,
  type SnapshotCallReq,
  type SnapshotDeviceConf,
  type SnapshotDeviceReq,
  SpecialValues,
} from 'rxcti/protocol';
import { callDataFields } from '../events/call-events.ts';
import { deviceOf, partiesInOrder } from '../model/calls.ts';
import type { ContactCenter } from '../model/contact-center.ts';
import type { Call, Party } from '../model/entities.ts';
import type { ControlRefusal } from './refusals.ts';

const unknownDevice: ControlRefusal = {
  failureCode: ControlFailureCode.CF_INVALID_CSTA_DEVICE_ID,
  ccxErrorCode: CCXErrorCode.CCX_LOOKUP_FAILURE,
  text: 'unknown device',
};

const unknownCall: ControlRefusal = {
  failureCode: ControlFailureCode.CF_INVALID_CSTA_CALL_ID,
  ccxErrorCode: CCXErrorCode.CCX_CALL_OBJECT_NULL,
  text: 'unknown call',
};

/** SNAPSHOT_DEVICE_CONF: the calls at a phone, CTI port or route point. */
export function deviceSnapshot(
  center: ContactCenter,
  request: SnapshotDeviceReq,
): SnapshotDeviceConf | ControlRefusal {
  const device = deviceOf(request.agentInstrument) ?? '';
  const parties = partiesAt(center, device);
  if (parties === undefined) return unknownDevice;
  return {
    type: 'SNAPSHOT_DEVICE_CONF',
    invokeId: request.invokeId,
    calls: parties.slice(0, SpecialValues.MAX_NUM_DEVICES).map(({ call, state }) => ({
      callConnectionCallId: call.callId,
      callConnectionDeviceType: ConnectionDeviceType.CONNECTION_ID_STATIC,
      callConnectionDeviceId: device,
      callDeviceConnectionState: state,
    })),
  };
}

/** The parties of a device; undefined for an unknown device. Route points have none. */
function partiesAt(center: ContactCenter, device: string): readonly Party[] | undefined {
  const owners = center.phones.get(device);
  if (owners !== undefined) return owners.flatMap(({ parties }) => parties);
  const { ports, applications } = center.config;
  if (applications.some(({ trigger }) => trigger === device)) return [];
  if (!ports.includes(device)) return undefined;
  return [...center.calls.values()].flatMap((call) => call.parties.filter(({ id }) => id === device));
}

/** SNAPSHOT_CALL_CONF: the devices and data of a call. */
export function callSnapshot(
  center: ContactCenter,
  request: SnapshotCallReq,
): SnapshotCallConf | ControlRefusal {
  // The connection need not exist any more: bridge clients name the one that the call began with.
  const call = center.calls.get(request.callId);
  if (call === undefined) return unknownCall;
  return {
    type: 'SNAPSHOT_CALL_CONF',
    invokeId: request.invokeId,
    callType: CallType.CALLTYPE_INVALID,
    ...(call.dataLost ? {} : callDataFields(call)),
    callDevices: callDevices(call),
  };
}

function callDevices(call: Call): SnapshotCallConf['callDevices'] {
  return partiesInOrder(call)
    .slice(0, SpecialValues.MAX_NUM_DEVICES)
    .map(({ id, type, state }) => ({
      callConnectionCallId: call.callId,
      callConnectionDeviceType: ConnectionDeviceType.CONNECTION_ID_STATIC,
      callConnectionDeviceId: id,
      callDeviceType: type,
      callDeviceId: id,
      callDeviceConnectionState: state,
    }));
}

/** QUERY_DEVICE_INFO_CONF. */
export function deviceInfo(
  center: ContactCenter,
  request: QueryDeviceInfoReq,
): QueryDeviceInfoConf | ControlRefusal {
  if (!center.phones.has(deviceOf(request.agentInstrument) ?? '')) return unknownDevice;
  const { AGENT_NOT_READY_MASK, AGENT_AVAILABLE_MASK, AGENT_WORK_MASK } = AgentStateMask;
  return {
    type: 'QUERY_DEVICE_INFO_CONF',
    invokeId: request.invokeId,
    // An agent's line holds two calls, one of them active.
    maxActiveCalls: 2,
    maxHeldCalls: 0xffff,
    maxDevicesInConference: 0xffff,
    makeCallSetup: AGENT_NOT_READY_MASK | AGENT_AVAILABLE_MASK | AGENT_WORK_MASK,
  };
}
