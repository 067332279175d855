/**
 * Calls of the replica as messages.
 * Guide: SNAPSHOT_DEVICE_CONF; SNAPSHOT_CALL_CONF; BEGIN_CALL_EVENT.
 * @module
 */
import { actualDevice, type Call, type ConnectionStateName } from 'rxcti';
import {
  type BeginCallEvent,
  CallType,
  ConnectionDeviceType,
  DeviceType,
  Disposition,
  type EndCallEvent,
  LocalConnectionState,
  type SnapshotCallConf,
  type SnapshotDeviceConf,
} from 'rxcti/protocol';

const { LCS_NULL, LCS_INITIATE, LCS_ALERTING, LCS_CONNECT, LCS_HOLD, LCS_QUEUED, LCS_FAIL } =
  LocalConnectionState;

const connectionStateNumbers: Readonly<Record<ConnectionStateName, number>> = {
  null: LCS_NULL,
  initiated: LCS_INITIATE,
  alerting: LCS_ALERTING,
  connected: LCS_CONNECT,
  held: LCS_HOLD,
  queued: LCS_QUEUED,
  failed: LCS_FAIL,
  unknown: LCS_NULL,
};

const connectionDeviceType = ConnectionDeviceType.CONNECTION_ID_STATIC;

/** Maximum number of calls, and of parties, in a snapshot. Guide: Special values (MAX_NUM_DEVICES). */
const maxDevices = 16;

/** Answers SNAPSHOT_DEVICE_REQ with the calls at a device. */
export function deviceSnapshotConf(
  invokeId: number,
  deviceId: string,
  calls: readonly Call[],
): SnapshotDeviceConf {
  const device = actualDevice(deviceId);
  const found = calls.flatMap((call) =>
    [...call.connections.values()]
      .filter((connection) => actualDevice(connection.deviceId) === device)
      .map((connection) => ({
        callConnectionCallId: call.callId,
        callConnectionDeviceType: connectionDeviceType,
        callConnectionDeviceId: connection.deviceId,
        callDeviceConnectionState: connectionStateNumbers[connection.state],
      })),
  );
  return {
    type: 'SNAPSHOT_DEVICE_CONF',
    invokeId,
    ...(found.length === 0 ? {} : { calls: found.slice(0, maxDevices) }),
  };
}

/** Answers SNAPSHOT_CALL_REQ. */
export function callSnapshotConf(invokeId: number, call: Call, version: number): SnapshotCallConf {
  const parties = [...call.connections.values()].slice(0, maxDevices);
  return {
    type: 'SNAPSHOT_CALL_CONF',
    invokeId,
    callType: call.callType ?? CallType.CALLTYPE_INVALID,
    ...callDataFields(call, version),
    callDevices: parties.map(({ deviceId, state }) => ({
      callConnectionCallId: call.callId,
      callConnectionDeviceType: connectionDeviceType,
      callConnectionDeviceId: deviceId,
      callDeviceType: DeviceType.DEVID_DEVICE_IDENTIFIER,
      callDeviceId: deviceId,
      callDeviceConnectionState: connectionStateNumbers[state],
    })),
  };
}

/** For clients to which a call becomes visible. */
export function beginCallEvent(call: Call, version: number): BeginCallEvent {
  return {
    type: 'BEGIN_CALL_EVENT',
    callType: call.callType ?? CallType.CALLTYPE_INVALID,
    connectionDeviceType,
    callId: call.callId,
    calledPartyDisposition: Disposition.CD_INVALID,
    connectionDeviceId: call.origin ?? '',
    ...callDataFields(call, version),
  };
}

/** For clients to which a call becomes invisible. */
export function endCallEvent(callId: number, connectionDeviceId: string): EndCallEvent {
  return { type: 'END_CALL_EVENT', connectionDeviceType, callId, connectionDeviceId };
}

type CallDataFields = Pick<
  SnapshotCallConf,
  Exclude<keyof SnapshotCallConf, 'type' | 'invokeId' | 'callType' | 'callDevices' | 'unknownFields'>
>;

function callDataFields(call: Call, version: number): CallDataFields {
  const variables = Object.fromEntries(
    Object.entries(call.variables).map(([number, value]) => [`callVariable${number}`, value]),
  );
  const named = [...call.namedVariables].map(([name, value]) => ({ name, value }));
  const arrays = [...call.namedArrays].flatMap(([name, elements]) =>
    elements.flatMap((value, index) => (value === undefined ? [] : [{ name, index, value }])),
  );
  const wrapUp = version <= 16 ? call.wrapUp : undefined; // from version 17 on it is one of the named arrays
  return {
    ...(call.ani === undefined ? {} : { ani: call.ani }),
    ...(call.dnis === undefined ? {} : { dnis: call.dnis }),
    ...(call.dialedNumber === undefined ? {} : { dialedNumber: call.dialedNumber }),
    ...(call.callerEnteredDigits === undefined ? {} : { callerEnteredDigits: call.callerEnteredDigits }),
    ...variables,
    ...(wrapUp === undefined ? {} : { callWrapupData: wrapUp }),
    ...(named.length === 0 ? {} : { namedVariables: named }),
    ...(arrays.length === 0 ? {} : { namedArrays: arrays }),
  };
}
