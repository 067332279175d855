/** The calls of the day at one phone. */
import type { Call, Connection, CtiClient } from 'rxcti';
import type { Setup } from '../session/setup.ts';
import type { Account } from '../session/sign-in.ts';
import { createStore, type Store } from '../shell/store.ts';
import { type BegunCall, keepHistory, type PastCall } from './history-storage.ts';
import { broughtName, isOutgoing, legAt, otherNumber } from './parties.ts';
import { isReservation } from './reservation.ts';

export interface HistoryBook extends Pick<Store<readonly PastCall[]>, 'get' | 'subscribe'> {
  /** Since when a leg is in its state, in milliseconds since 1970; also if the page was loaded again meanwhile. */
  readonly since: (call: Call, leg: Connection) => number;
}

/** What is known of a call while it goes on. */
interface Ongoing {
  readonly call: Call;
  readonly begun: BegunCall;
}

const most = 200;
/** Two pages note the same call within so long. */
const sameMs = 5000;
/** A call from before the reload is found again within so long after the session is ready, or it is over. */
const foundAgainMs = 5000;

export function createHistory(
  client: CtiClient,
  account: Account,
  setup: Setup,
  clockOffsetMs: () => number,
): HistoryBook {
  const { agentId, extension } = account;
  const { caller } = setup.variables;
  const { clock } = client;
  const today = new Date(clock.now() + clockOffsetMs()).toISOString().slice(0, 10);
  const keeper = keepHistory(setup.history ?? 'day', agentId, today);
  const store = createStore(keeper.read().past);
  const fromBefore = new Map(keeper.read().begun.map((begun) => [begun.id, begun]));
  const ongoing = new Map<number, Ongoing>();
  keeper.onOthers(() => store.set(keeper.read().past));
  // CallIDs begin anew with the server: later ones are not taken for those from before.
  const stop = client.session.subscribe(() => {
    if (client.session.getSnapshot().name !== 'ready') return;
    stop();
    clock.setTimeout(() => fromBefore.clear(), foundAgainMs);
  });

  function save(): void {
    keeper.write({ past: store.get(), begun: [...ongoing.values()].map(({ begun }) => begun) });
  }

  function close(key: number): void {
    const known = ongoing.get(key);
    if (known === undefined) return;
    ongoing.delete(key);
    const past = pastOf(known);
    const isSame = (other: PastCall): boolean =>
      other.id === past.id && Math.abs(other.at - past.at) < sameMs;
    store.set([past, ...store.get().filter((other) => !isSame(other))].slice(0, most));
    save();
  }

  function pastOf({ call, begun }: Ongoing): PastCall {
    // A consultation carries the data of the call that it is about.
    const own = call.consultOf === undefined;
    return {
      id: call.id,
      at: begun.startedAt + clockOffsetMs(),
      outgoing: isOutgoing(call, extension),
      number: otherNumber(call, extension),
      name: own ? broughtName(call, caller) : undefined,
      queueId: own ? call.csqId : undefined,
      wrapUp: own ? call.wrapUp : undefined,
      talkedMs: begun.talkingSince === undefined ? undefined : clock.now() - begun.talkingSince,
    };
  }

  /** What is known from before, if it is the same call. */
  function begunBefore(call: Call): BegunCall | undefined {
    const begun = ongoing.get(call.id)?.begun ?? fromBefore.get(call.id);
    const isSame = begun !== undefined && begun.number === otherNumber(call, extension);
    return isSame || ongoing.has(call.id) ? begun : undefined;
  }

  function since(call: Call, leg: Connection): number {
    const before = begunBefore(call);
    return before?.state === leg.state ? Math.min(before.since, leg.since) : leg.since;
  }

  function note(call: Call, leg: Connection): void {
    const before = begunBefore(call);
    const begun: BegunCall = {
      id: call.id,
      number: before?.number ?? otherNumber(call, extension),
      startedAt: Math.min(before?.startedAt ?? call.startedAt, call.startedAt),
      talkingSince: before?.talkingSince ?? (leg.state === 'connected' ? leg.since : undefined),
      state: leg.state,
      since: since(call, leg),
    };
    const changed = JSON.stringify(begun) !== JSON.stringify(ongoing.get(call.id)?.begun);
    ongoing.set(call.id, { call, begun });
    if (changed) save();
  }

  client.calls.changes$.subscribe((change) => {
    if (change.kind === 'removed' || change.kind === 'ended') return close(change.key);
    const call = change.value;
    const leg = legAt(call, extension);
    if (leg === undefined)
      close(change.key); // handed over: it goes on without this phone
    else if (!isReservation(call)) note(call, leg);
  });
  return { get: store.get, subscribe: store.subscribe, since };
}
