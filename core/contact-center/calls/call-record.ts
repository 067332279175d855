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

export interface CallRecord extends Changeable<Omit<Call, 'connections'>> {
  /** In the order in which they came. */
  parties: Party[];
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
    id,
    callId,
    state: callLifecycle.initial,
    since: now,
    cause: 0xffff,
    parties: [],
    touched: true,
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

/** The call now; the same object as before when nothing changed. */
export function snapshotOf(record: CallRecord): Call {
  const { seen } = record;
  if (seen !== undefined && !record.touched) return seen;
  record.touched = false;
  const connections = Connections.of(record.parties, seen?.connections ?? Connections.none);
  const call = copyOf(record, connections);
  if (seen?.connections === connections && isSame(seen, call)) return seen;
  record.seen = call;
  return call;
}

/**
 * Written out: the engine copies an object that holds times (numbers beyond 31 bits) with spread syntax ten times as
 * slowly.
 */
function copyOf(record: CallRecord, connections: Connections): Call {
  return {
    id: record.id,
    callId: record.callId,
    state: record.state,
    since: record.since,
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
    startedAt: record.startedAt,
    endedAt: record.endedAt,
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
  for (const party of call.parties) if (party.deviceId === deviceId) return party;
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
  const party = partyAt(call, deviceId);
  if (party !== undefined) call.parties.splice(call.parties.indexOf(party), 1);
}
