/**
 * Watches calls enter and leave their queues, and writes down what became of them, as long as the session lasts; what
 * was written down before this page was loaded comes from where it is kept.
 */
import { actualDevice, type Call, type CtiClient } from 'rxcti';
import type { Limits } from '../session/limits.ts';
import { every } from '../shell/interval.ts';
import { createStore, type Store } from '../shell/store.ts';
import { createRing, minuteOf, type Ring } from './minute-buffer.ts';
import type { MinuteKeeper } from './minute-storage.ts';

export interface QueueHistory extends Pick<Ring, 'slots' | 'totals'> {
  readonly knownSince: number | undefined;
  /** Until when the figures are those of an earlier page, as far as they reach back. */
  readonly keptUntil: number | undefined;
  readonly serviceLevelSeconds: number;
  /** Another number whenever there is something new: at most once a second. */
  readonly version: Pick<Store<number>, 'get' | 'subscribe'>;
  /** The session was ready once: until then there is half a picture. */
  readonly isComplete: boolean;
  /** When the contact center last said anything, by the local clock. */
  heardAt(): number | undefined;
}

interface Visit {
  readonly since: number;
  queueId: number;
}

const everyMs = 1000;
/** So many seconds at most are lost when the page is closed. */
const keepEverySeconds = 5;

/** A caller waits: once, in however many queues. */
export const isWaiting = ({ state, endedAt, queueIds }: Call): boolean =>
  state === 'queued' && endedAt === undefined && queueIds.length > 0;

export function createQueueHistory(
  client: CtiClient,
  { serviceLevelSeconds }: Limits,
  keeper?: MinuteKeeper,
): QueueHistory {
  const { clock, calls, devices, session, statistics } = client;
  const ring = createRing();
  const version = createStore(0);
  const visits = new Map<number, Visit>();
  let heard: number | undefined;
  let isComplete = false;

  const isReady = (): boolean => session.getSnapshot().name === 'ready';

  const isAnswered = ({ state, connections }: Call): boolean =>
    state !== 'queued' &&
    [...connections.values()].some(
      (leg) => leg.state === 'connected' && devices.get(actualDevice(leg.deviceId))?.deviceClass === 'agent',
    );

  function leave(id: number, call: Call, abandoned: boolean): void {
    const visit = visits.get(id);
    visits.delete(id);
    // What happened while nobody could look is not known: neither how nor when.
    if (visit === undefined || !isReady()) return;
    const inTime = clock.now() - visit.since <= serviceLevelSeconds * 1000;
    const outcome = abandoned ? 'abandoned' : inTime ? 'inTime' : 'late';
    ring.count(call.csqId ?? visit.queueId, outcome, clock.now());
  }

  calls.changes$.subscribe((change) => {
    if (change.kind === 'removed') {
      visits.delete(change.key);
      return;
    }
    const { key, value: call } = change;
    if (change.kind === 'ended') {
      // A call that goes on outside of what this session may see ends without anybody hanging up.
      const goesOn = [...change.previous.connections.values()].some(({ state }) => state === 'connected');
      if (goesOn) visits.delete(key);
      else leave(key, call, true);
      return;
    }
    const queueId = call.queueIds[0];
    if (call.state === 'queued' && queueId !== undefined) {
      const visit = visits.get(key);
      // Who waited already when this page came: since when is not known.
      if (visit !== undefined) visit.queueId = queueId;
      else if (isReady()) visits.set(key, { since: call.since, queueId });
    } else if (visits.has(key) && isAnswered(call)) leave(key, call, false);
  });

  client.messages$.subscribe(({ direction, at }) => {
    if (direction === 'received') heard = at;
  });

  /** Until then nothing is kept: it would take the place of what is. */
  let isLoaded = false;
  let keptUntil: number | undefined;
  let lastKept: number | undefined;
  function keep(now: number): void {
    if (!isLoaded) return;
    const minute = minuteOf(now);
    const minutes = new Set([lastKept ?? minute, minute]);
    lastKept = minute;
    void keeper?.keep([...minutes].map(ring.minute));
  }
  void keeper?.load(clock.now()).then((minutes) => {
    isLoaded = true;
    const last = minutes.at(-1);
    if (last === undefined) return;
    ring.restore(minutes, clock.now());
    keptUntil = Math.min(clock.now(), (last.minute + 1) * 60_000);
    version.set(version.get() + 1);
  });

  function look(): void {
    const now = clock.now();
    ring.watched(isReady(), now);
    if (!isReady()) return;
    isComplete = true;
    const waiting = new Map(
      [...statistics.live.getSnapshot().values()].map(({ queueId, callsWaiting }) => [queueId, callsWaiting]),
    );
    ring.sample(waiting, [...calls.getSnapshot().values()].filter(isWaiting).length, now);
    version.set(version.get() + 1);
    if (version.get() % keepEverySeconds === 0) keep(now);
  }

  const rest = every(clock, everyMs, look);
  const stop = session.subscribe(() => {
    look();
    if (session.getSnapshot().name !== 'closed') return;
    rest();
    stop();
  });

  return {
    slots: ring.slots,
    totals: ring.totals,
    get knownSince() {
      return ring.knownSince;
    },
    get keptUntil() {
      return keptUntil;
    },
    get isComplete() {
      return isComplete;
    },
    serviceLevelSeconds,
    version,
    heardAt: () => heard,
  };
}
