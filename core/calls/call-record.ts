/**
 * The mutable record of a call: events change it in place. Its immutable snapshot is created when it is read and kept
 * until the next change. With thousands of live calls, a new object per event would cost more than decoding the event.
 * @module
 */
import type { Call, CallStateName } from './call.ts';
import { initialCallState } from './call-machine.ts';
import { type Connection, type ConnectionStateName, Connections } from './connections.ts';

type Mutable<T> = { -readonly [Field in keyof T]: T[Field] };

export type MutableConnection = Mutable<Connection>;

/**
 * Times are whole milliseconds since the store's epoch. V8 keeps such small integers inside the object, but allocates a
 * box for each time since 1970 (small integers last 24 days in Node, 12 in browsers). So an event touches two objects: the
 * record and one connection.
 */
export interface CallRecord extends Mutable<Omit<Call, 'connections'>> {
  /** In the order in which they were added. */
  connections: MutableConnection[];
  /** The connection that was looked up last, checked first at the next lookup. */
  lastConnection: MutableConnection | undefined;
  /** The snapshot that was created last. */
  lastSnapshot: Call | undefined;
  /** True if an event was applied since. */
  isChanged: boolean;
}

const noVariables: Call['variables'] = {};
const emptyMap: ReadonlyMap<string, never> = new Map<string, never>();
const noQueues: Call['queueIds'] = [];

export function newCall(id: number, callId: number, now: number): CallRecord {
  return {
    // Fields that every event reads or writes come first, close together in memory.
    id,
    callId,
    state: initialCallState,
    since: now,
    cause: 0xffff,
    lastConnection: undefined,
    isChanged: true,
    connections: [],
    lastSnapshot: undefined,
    endedAt: undefined,
    queueIds: noQueues,
    waitedIn: noQueues,
    applicationId: undefined,
    csqId: undefined,
    callType: undefined,
    origin: undefined,
    ani: undefined,
    dnis: undefined,
    dialedNumber: undefined,
    callerEnteredDigits: undefined,
    wrapUp: undefined,
    variables: noVariables,
    namedVariables: emptyMap,
    namedArrays: emptyMap,
    consultOf: undefined,
    consult: undefined,
    startedAt: now,
    stale: false,
    restored: false,
  };
}

/** Returns the call's snapshot, the same object while nothing changed. `epoch` is added to its times. */
export function snapshotOf(record: CallRecord, epoch: number): Call {
  const { lastSnapshot } = record;
  if (lastSnapshot !== undefined && !record.isChanged) return lastSnapshot;
  record.isChanged = false;
  const connections = Connections.of(
    record.connections,
    lastSnapshot?.connections ?? Connections.none,
    epoch,
  );
  const call = copyOf(record, connections, epoch);
  if (lastSnapshot?.connections === connections && isSame(lastSnapshot, call)) return lastSnapshot;
  record.lastSnapshot = call;
  return call;
}

/** Lists each field: V8 copies an object with times (numbers beyond 31 bits) ten times slower with spread syntax. */
function copyOf(record: CallRecord, connections: Connections, epoch: number): Call {
  return {
    id: record.id,
    callId: record.callId,
    state: record.state,
    since: epoch + record.since,
    cause: record.cause,
    connections,
    queueIds: record.queueIds,
    waitedIn: record.waitedIn,
    applicationId: record.applicationId,
    csqId: record.csqId,
    callType: record.callType,
    origin: record.origin,
    ani: record.ani,
    dnis: record.dnis,
    dialedNumber: record.dialedNumber,
    callerEnteredDigits: record.callerEnteredDigits,
    wrapUp: record.wrapUp,
    variables: record.variables,
    namedVariables: record.namedVariables,
    namedArrays: record.namedArrays,
    consultOf: record.consultOf,
    consult: record.consult,
    startedAt: epoch + record.startedAt,
    endedAt: record.endedAt === undefined ? undefined : epoch + record.endedAt,
    stale: record.stale,
    restored: record.restored,
  };
}

function isSame(a: Call, b: Call): boolean {
  for (const field in a) if (a[field as keyof Call] !== b[field as keyof Call]) return false;
  return true;
}

/** Sets the call's state and the time at which it began. */
export function setCallState(call: CallRecord, state: CallStateName, now: number): void {
  if (state === call.state) return;
  call.state = state;
  call.since = now;
}

export function connectionAt(call: CallRecord, deviceId: string | undefined): MutableConnection | undefined {
  if (call.lastConnection?.deviceId === deviceId) return call.lastConnection;
  for (const connection of call.connections) {
    if (connection.deviceId !== deviceId) continue;
    call.lastConnection = connection;
    return connection;
  }
  return undefined;
}

/** Adds the device's connection or changes its state. Does nothing without a device. */
export function setConnection(
  call: CallRecord,
  deviceId: string | undefined,
  state: ConnectionStateName,
  now: number,
): void {
  if (deviceId === undefined || deviceId === '') return;
  const connection = connectionAt(call, deviceId);
  if (connection === undefined) call.connections.push({ deviceId, state, since: now });
  else if (connection.state !== state) {
    connection.state = state;
    connection.since = now;
  }
}

export function removeConnection(call: CallRecord, deviceId: string): void {
  replaceConnections(
    call,
    call.connections.filter((connection) => connection.deviceId !== deviceId),
  );
}

export function replaceConnections(call: CallRecord, connections: MutableConnection[]): void {
  call.connections = connections;
  call.lastConnection = undefined;
}
