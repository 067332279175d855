/**
 * Answers to clients that ask what is at a device or in a call.
 * Guide: SNAPSHOT_DEVICE_REQ, SNAPSHOT_CALL_REQ, QUERY_DEVICE_INFO_REQ.
 * @module
 */
import { CallType, LocalConnectionState } from '../../core/protocol/constants/calls.ts';
import { ConnectionDeviceType } from '../../core/protocol/constants/devices.ts';
import { CCXErrorCode, ControlFailureCode } from '../../core/protocol/constants/failures.ts';
import { AgentStateMask } from '../../core/protocol/constants/service-masks.ts';
import type {
  QueryDeviceInfoConf,
  QueryDeviceInfoReq,
  SnapshotCallConf,
  SnapshotCallReq,
  SnapshotDeviceConf,
  SnapshotDeviceReq,
} from '../../core/protocol/generated/messages.ts';
import type { ControlRefusal } from './agent-requests.ts';
import { partiesOf } from './calls.ts';
import type { Call, CallStage, Centre } from './centre.ts';

/** The connection state of a call's device at each stage. */
export const connectionStates: Readonly<Record<CallStage, LocalConnectionState>> = {
  offered: LocalConnectionState.LCS_ALERTING,
  greeted: LocalConnectionState.LCS_CONNECT,
  queued: LocalConnectionState.LCS_QUEUED,
  ringing: LocalConnectionState.LCS_ALERTING,
  connected: LocalConnectionState.LCS_CONNECT,
  held: LocalConnectionState.LCS_HOLD,
};

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
  centre: Centre,
  request: SnapshotDeviceReq,
): SnapshotDeviceConf | ControlRefusal {
  const device = request.agentInstrument;
  const { people, ports, applications } = centre.world;
  const known =
    people.some(({ extension }) => extension === device) ||
    ports.includes(device) ||
    applications.some(({ trigger }) => trigger === device);
  if (!known) return unknownDevice;
  const calls = [...centre.calls.values()].filter((call) => partiesOf(call).some(({ id }) => id === device));
  return {
    type: 'SNAPSHOT_DEVICE_CONF',
    invokeId: request.invokeId,
    calls: calls.map((call) => ({
      callConnectionCallId: call.callId,
      callConnectionDeviceType: ConnectionDeviceType.CONNECTION_ID_STATIC,
      callConnectionDeviceId: device,
      callDeviceConnectionState: connectionStates[call.stage],
    })),
  };
}

/** The devices in a call, and the data that travel with it. */
export function callSnapshot(centre: Centre, request: SnapshotCallReq): SnapshotCallConf | ControlRefusal {
  // The connection need not be one that still exists: bridge clients know a call by the one it began with.
  const call = centre.calls.get(request.callId);
  if (call === undefined) return unknownCall;
  const { ani, callVariable1, callVariable2, namedVariables, application } = call;
  return {
    type: 'SNAPSHOT_CALL_CONF',
    invokeId: request.invokeId,
    callType: CallType.CALLTYPE_INVALID,
    ani,
    dnis: application.trigger,
    dialedNumber: application.trigger,
    callVariable1,
    callVariable2,
    namedVariables,
    callDevices: callDevices(call),
  };
}

function callDevices(call: Call): SnapshotCallConf['callDevices'] {
  return partiesOf(call).map(({ id, type }) => ({
    callConnectionCallId: call.callId,
    callConnectionDeviceType: ConnectionDeviceType.CONNECTION_ID_STATIC,
    callConnectionDeviceId: id,
    callDeviceType: type,
    callDeviceId: id,
    callDeviceConnectionState: connectionStates[call.stage],
  }));
}

/** What an agent's phone can do. */
export function deviceInfo(
  centre: Centre,
  request: QueryDeviceInfoReq,
): QueryDeviceInfoConf | ControlRefusal {
  const { people } = centre.world;
  if (!people.some(({ extension }) => extension === request.agentInstrument)) return unknownDevice;
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
