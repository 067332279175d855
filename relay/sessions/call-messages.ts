/**
 * What the mirror knows of calls, as messages.
 * Guide: SNAPSHOT_DEVICE_CONF; SNAPSHOT_CALL_CONF; BEGIN_CALL_EVENT.
 * @module
 */
import { actualDevice, type Call } from 'rxcti';
import type { BeginCallEvent, EndCallEvent, SnapshotCallConf, SnapshotDeviceConf } from 'rxcti/protocol';
import { CallType, ConnectionDeviceType, DeviceType, Disposition } from 'rxcti/protocol';
import { connectionStateNumbers } from './state-numbers.ts';

const connectionDeviceType = ConnectionDeviceType.CONNECTION_ID_STATIC;

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
    ...(found.length === 0 ? {} : { calls: found.slice(0, mostDevices) }),
  };
}

/** Most calls, and most parties, in a snapshot. Guide: Special values (MAX_NUM_DEVICES). */
const mostDevices = 16;

/** Answers SNAPSHOT_CALL_REQ. */
export function callSnapshotConf(invokeId: number, call: Call, version: number): SnapshotCallConf {
  const parties = [...call.connections.values()].slice(0, mostDevices);
  return {
    type: 'SNAPSHOT_CALL_CONF',
    invokeId,
    callType: call.callType ?? CallType.CALLTYPE_INVALID,
    ...dataOf(call, version),
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

/** The call begins to concern a browser that has not heard of it. */
export function beginCall(call: Call, version: number): BeginCallEvent {
  return {
    type: 'BEGIN_CALL_EVENT',
    callType: call.callType ?? CallType.CALLTYPE_INVALID,
    connectionDeviceType,
    callId: call.callId,
    calledPartyDisposition: Disposition.CD_INVALID,
    connectionDeviceId: call.origin ?? '',
    ...dataOf(call, version),
  };
}

/** A browser hears no more of the call. */
export function endCall(callId: number, connectionDeviceId: string): EndCallEvent {
  return { type: 'END_CALL_EVENT', connectionDeviceType, callId, connectionDeviceId };
}

type CallDataFields = Pick<
  SnapshotCallConf,
  Exclude<keyof SnapshotCallConf, 'type' | 'invokeId' | 'callType' | 'callDevices' | 'unknownFields'>
>;

function dataOf(call: Call, version: number): CallDataFields {
  const variables = Object.fromEntries(
    Object.entries(call.variables).map(([number, value]) => [`callVariable${number}`, value]),
  );
  const named = [...call.namedVariables].map(([name, value]) => ({ name, value }));
  const arrays = [...call.namedArrays].flatMap(([name, elements]) =>
    elements.flatMap((value, index) => (value === undefined ? [] : [{ name, index, value }])),
  );
  const wrapUp = version <= 16 ? call.wrapUp : undefined; // later it is one of the named arrays
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
