/** The calls of the day at one phone. Kept in this tab alone, since they are about people. */
import type { Call, CtiClient } from 'rxcti';
import type { Setup } from '../session/setup.ts';
import type { Account } from '../session/sign-in.ts';
import { createStore, type Store } from '../shell/store.ts';
import { broughtName, isOutgoing, legAt, otherNumber } from './parties.ts';
import { isReservation } from './reservation.ts';

export interface PastCall {
  readonly id: number;
  /** When it began, by the contact centre's clock. */
  readonly at: number;
  readonly outgoing: boolean;
  readonly number: string | undefined;
  /** The caller's name, where the call brought it along. */
  readonly name: string | undefined;
  readonly queueId: number | undefined;
  readonly wrapUp: string | undefined;
  /** Undefined for a call that was never answered here. */
  readonly talkedMs: number | undefined;
}

export type HistoryBook = Store<readonly PastCall[]>;

/** What is known of a call while it goes on. */
interface Ongoing {
  call: Call;
  talkingSince?: number;
}

const most = 200;

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
  const place = `rxcti-desk.history.${agentId}.${today}`;
  const store = createStore(read(place));
  const ongoing = new Map<number, Ongoing>();

  function write(key: number): void {
    const known = ongoing.get(key);
    if (known === undefined) return;
    ongoing.delete(key);
    const { call, talkingSince } = known;
    const past: PastCall = {
      id: call.id,
      at: call.startedAt + clockOffsetMs(),
      outgoing: isOutgoing(call, extension),
      number: otherNumber(call, extension),
      name: call.consultOf === undefined ? broughtName(call, caller) : undefined,
      // A consultation carries the data of the call that it is about.
      queueId: call.consultOf === undefined ? call.csqId : undefined,
      wrapUp: call.consultOf === undefined ? call.wrapUp : undefined,
      talkedMs: talkingSince === undefined ? undefined : clock.now() - talkingSince,
    };
    store.set([past, ...store.get()].slice(0, most));
    try {
      sessionStorage.setItem(place, JSON.stringify(store.get()));
    } catch {
      // Not kept then.
    }
  }

  client.calls.changes$.subscribe((change) => {
    if (change.kind === 'removed' || change.kind === 'ended') {
      write(change.key);
      return;
    }
    const call = change.value;
    const leg = legAt(call, extension);
    if (leg === undefined) {
      write(change.key); // handed over: it goes on without this phone
    } else if (!isReservation(call)) {
      const known = ongoing.get(change.key) ?? { call };
      known.call = call;
      if (leg.state === 'connected') known.talkingSince ??= leg.since;
      ongoing.set(change.key, known);
    }
  });
  return store;
}

function read(place: string): readonly PastCall[] {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? '[]') as readonly PastCall[];
  } catch {
    return [];
  }
}
