/** Today's calls at one phone. */
import type { Call, Connection, CtiClient } from 'rxcti';
import type { Setup } from '../session/setup.ts';
import type { Account } from '../session/sign-in.ts';
import { createStore, type Store } from '../shell/store.ts';
import { type OngoingCall, openHistoryStorage, type PastCall } from './history-storage.ts';
import { callerName, connectionAt, isOutgoing, otherNumber } from './parties.ts';
import { isReservation } from './reservation.ts';

export interface CallHistory extends Pick<Store<readonly PastCall[]>, 'get' | 'subscribe'> {
  /** When a connection entered its state, in milliseconds since 1970. Survives a page reload. */
  readonly since: (call: Call, connection: Connection) => number;
}

/** A call in progress with its stored record. */
interface TrackedCall {
  readonly call: Call;
  readonly record: OngoingCall;
}

const maxCalls = 200;
/** Two pages record the same call if the start times differ by less than this. */
const duplicateWindowMs = 5000;
/** Ongoing calls stored before a reload are matched for this long after the session is ready, then discarded. */
const reloadMatchMs = 5000;

export function createCallHistory(
  client: CtiClient,
  account: Account,
  setup: Setup,
  clockOffsetMs: () => number,
): CallHistory {
  const { agentId, extension } = account;
  const { caller } = setup.variables;
  const { clock } = client;
  const today = new Date(clock.now() + clockOffsetMs()).toISOString().slice(0, 10);
  const storage = openHistoryStorage(setup.history ?? 'day', agentId, today);
  const store = createStore(storage.read().past);
  const restoredCalls = new Map(storage.read().ongoing.map((record) => [record.id, record]));
  const tracked = new Map<number, TrackedCall>();
  storage.onExternalChange(() => store.set(storage.read().past));
  // The server may reuse CallIDs after a restart, so later calls are not matched against stored ones.
  const stop = client.session.subscribe(() => {
    if (client.session.getSnapshot().name !== 'ready') return;
    stop();
    clock.setTimeout(() => restoredCalls.clear(), reloadMatchMs);
  });

  function save(): void {
    storage.write({ past: store.get(), ongoing: [...tracked.values()].map(({ record }) => record) });
  }

  function finish(key: number): void {
    const known = tracked.get(key);
    if (known === undefined) return;
    tracked.delete(key);
    const past = toPastCall(known);
    const isSame = (other: PastCall): boolean =>
      other.id === past.id && Math.abs(other.at - past.at) < duplicateWindowMs;
    store.set([past, ...store.get().filter((other) => !isSame(other))].slice(0, maxCalls));
    save();
  }

  function toPastCall({ call, record }: TrackedCall): PastCall {
    // A consultation carries the data of the original call.
    const isOriginal = call.consultOf === undefined;
    return {
      id: call.id,
      at: record.startedAt + clockOffsetMs(),
      outgoing: isOutgoing(call, extension),
      number: otherNumber(call, extension),
      name: isOriginal ? callerName(call, caller) : undefined,
      queueId: isOriginal ? call.csqId : undefined,
      wrapUp: isOriginal ? call.wrapUp : undefined,
      talkedMs: record.talkingSince === undefined ? undefined : clock.now() - record.talkingSince,
    };
  }

  /** The stored record of a call, if it is the same call. */
  function knownRecord(call: Call): OngoingCall | undefined {
    const record = tracked.get(call.id)?.record ?? restoredCalls.get(call.id);
    const isSame = record !== undefined && record.number === otherNumber(call, extension);
    return isSame || tracked.has(call.id) ? record : undefined;
  }

  function since(call: Call, connection: Connection): number {
    const before = knownRecord(call);
    return before?.state === connection.state ? Math.min(before.since, connection.since) : connection.since;
  }

  function track(call: Call, connection: Connection): void {
    const before = knownRecord(call);
    const record: OngoingCall = {
      id: call.id,
      number: before?.number ?? otherNumber(call, extension),
      startedAt: Math.min(before?.startedAt ?? call.startedAt, call.startedAt),
      talkingSince: before?.talkingSince ?? (connection.state === 'connected' ? connection.since : undefined),
      state: connection.state,
      since: since(call, connection),
    };
    const changed = JSON.stringify(record) !== JSON.stringify(tracked.get(call.id)?.record);
    tracked.set(call.id, { call, record });
    if (changed) save();
  }

  client.calls.changes$.subscribe((change) => {
    if (change.kind === 'removed' || change.kind === 'ended') return finish(change.key);
    const call = change.value;
    const connection = connectionAt(call, extension);
    if (connection === undefined)
      finish(change.key); // transferred: the call continues without this phone
    else if (!isReservation(call)) track(call, connection);
  });
  return { get: store.get, subscribe: store.subscribe, since };
}
