/**
 * A call as the book keeps it: events change it in place. The immutable snapshot that everybody else sees is made when
 * somebody looks, and kept until the next change: with thousands of live calls, a new object for each event costs more
 * than decoding the event does.
 * @module
 */
import type { Call, Connection, ConnectionStateName } from './call.ts';
import { type CallLifeEvent, callLifecycle } from './call-machine.ts';
import { Connections } from './connections.ts';

type Changeable<T> = { -readonly [Field in keyof T]: T[Field] };

export type Party = Changeable<Connection>;

/**
 * With thousands of calls the processor waits for memory, once for each object that an event touches: here two, the
 * record and one party. So its times are whole milliseconds since the book was opened. The engine keeps such integers
 * in the object itself (for 24 days in Node, 12 in browsers), and times since 1970 in a box of their own, elsewhere.
 */
export interface CallRecord extends Changeable<Omit<Call, 'connections'>> {
  /** In the order in which they came. */
  parties: Party[];
  /** The one that was meant last, and mostly is again: found without a look at the others. */
  recent: Party | undefined;
  /** The call as somebody saw it last. */
  seen: Call | undefined;
  /** Events came since then. */
  touched: boolean;
}

const noVariables: Call['variables'] = {};
const empty: ReadonlyMap<string, never> = new Map<string, never>();
const nowhere: Call['queueIds'] = [];

export function newCall(id: number, callId: number, now: number): CallRecord {
  return {
    // What every event reads or writes comes first and lies together.
    id,
    callId,
    state: callLifecycle.initial,
    since: now,
    cause: 0xffff,
    recent: undefined,
    touched: true,
    parties: [],
    seen: undefined,
    endedAt: undefined,
    queueIds: nowhere,
    waitedIn: nowhere,
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
    namedVariables: empty,
    namedArrays: empty,
    consultOf: undefined,
    consult: undefined,
    startedAt: now,
    stale: false,
    restored: false,
  };
}

/** The call now, in a book opened at that time; the same object as before when nothing changed. */
export function snapshotOf(record: CallRecord, opened: number): Call {
  const { seen } = record;
  if (seen !== undefined && !record.touched) return seen;
  record.touched = false;
  const connections = Connections.of(record.parties, seen?.connections ?? Connections.none, opened);
  const call = copyOf(record, connections, opened);
  if (seen?.connections === connections && isSame(seen, call)) return seen;
  record.seen = call;
  return call;
}

/**
 * Written out: the engine copies an object that holds times (numbers beyond 31 bits) with spread syntax ten times as
 * slowly.
 */
function copyOf(record: CallRecord, connections: Connections, opened: number): Call {
  return {
    id: record.id,
    callId: record.callId,
    state: record.state,
    since: opened + record.since,
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
    startedAt: opened + record.startedAt,
    endedAt: record.endedAt === undefined ? undefined : opened + record.endedAt,
    stale: record.stale,
    restored: record.restored,
  };
}

function isSame(one: Call, other: Call): boolean {
  for (const field in one) if (one[field as keyof Call] !== other[field as keyof Call]) return false;
  return true;
}

/** Takes the call to the state to which this leads from where it is. */
export function move(call: CallRecord, event: CallLifeEvent, now: number): void {
  const state = callLifecycle.next(call.state, event);
  if (state === call.state) return;
  call.state = state;
  call.since = now;
}

export function partyAt(call: CallRecord, deviceId: string | undefined): Party | undefined {
  if (call.recent?.deviceId === deviceId) return call.recent;
  for (const party of call.parties) {
    if (party.deviceId !== deviceId) continue;
    call.recent = party;
    return party;
  }
  return undefined;
}

/** Takes a party to a state; without a device there is none. */
export function connect(
  call: CallRecord,
  deviceId: string | undefined,
  state: ConnectionStateName,
  now: number,
): void {
  if (deviceId === undefined || deviceId === '') return;
  const party = partyAt(call, deviceId);
  if (party === undefined) call.parties.push({ deviceId, state, since: now });
  else if (party.state !== state) {
    party.state = state;
    party.since = now;
  }
}

export function disconnect(call: CallRecord, deviceId: string): void {
  replaceParties(
    call,
    call.parties.filter((party) => party.deviceId !== deviceId),
  );
}

/** The one way to change who is in the call, but for those who join. */
export function replaceParties(call: CallRecord, parties: Party[]): void {
  call.parties = parties;
  call.recent = undefined;
}
