/**
 * Answers to clients that ask what is at a device or in a call.
 * Guide: SNAPSHOT_DEVICE_REQ, SNAPSHOT_CALL_REQ, QUERY_DEVICE_INFO_REQ.
 * @module
 */

import type {
  QueryDeviceInfoConf,
  QueryDeviceInfoReq,
  SnapshotCallConf,
  SnapshotCallReq,
  SnapshotDeviceConf,
  SnapshotDeviceReq,
} from 'rxcti/protocol';
import {
  AgentStateMask,
  CallType,
  CCXErrorCode,
  ConnectionDeviceType,
  ControlFailureCode,
  SpecialValues,
} from 'rxcti/protocol';
import { deviceOf, partiesOf } from '../center/call-model.ts';
import type { Call, Center, Party } from '../center/center.ts';
import { announced } from '../telling/call-events.ts';
import type { ControlRefusal } from './agent-requests.ts';

const unknownDevice: ControlRefusal = {
  failureCode: ControlFailureCode.CF_INVALID_CSTA_DEVICE_ID,
  ccxErrorCode: CCXErrorCode.CCX_LOOKUP_FAILURE,
  text: 'there is no such device',
};

const unknownCall: ControlRefusal = {
  failureCode: ControlFailureCode.CF_INVALID_CSTA_CALL_ID,
  ccxErrorCode: CCXErrorCode.CCX_CALL_OBJECT_NULL,
  text: 'there is no such call',
};

/** The calls at a phone, a CTI port or a route point. */
export function deviceSnapshot(
  center: Center,
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

/** The parts of a device in calls; undefined for one that there is not. Route points have none: they pass calls on. */
function partiesAt(center: Center, device: string): readonly Party[] | undefined {
  const owners = center.phones.get(device);
  if (owners !== undefined) return owners.flatMap(({ parties }) => parties);
  const { ports, applications } = center.world;
  if (applications.some(({ trigger }) => trigger === device)) return [];
  if (!ports.includes(device)) return undefined;
  return [...center.calls.values()].flatMap((call) => call.parties.filter(({ id }) => id === device));
}

/** The devices in a call, and the data that travel with it. */
export function callSnapshot(center: Center, request: SnapshotCallReq): SnapshotCallConf | ControlRefusal {
  // The connection need not be one that still exists: bridge clients know a call by the one it began with.
  const call = center.calls.get(request.callId);
  if (call === undefined) return unknownCall;
  return {
    type: 'SNAPSHOT_CALL_CONF',
    invokeId: request.invokeId,
    callType: CallType.CALLTYPE_INVALID,
    ...(call.forgotten ? {} : announced(call)),
    callDevices: callDevices(call),
  };
}

function callDevices(call: Call): SnapshotCallConf['callDevices'] {
  return partiesOf(call)
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

/** What an agent's phone can do. */
export function deviceInfo(
  center: Center,
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
