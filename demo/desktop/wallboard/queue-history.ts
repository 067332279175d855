/** Records the outcome of queued calls while the session is open, and restores data stored by earlier pages. */
import { actualDevice, type Call, type CtiClient } from 'rxcti';
import type { Limits } from '../session/limits.ts';
import { startInterval } from '../shell/interval.ts';
import { createStore, type Store } from '../shell/store.ts';
import { createMinuteBuffer, type MinuteBuffer, minuteOf } from './minute-buffer.ts';
import type { MinuteStorage } from './minute-storage.ts';

export interface QueueHistory extends Pick<MinuteBuffer, 'slots' | 'totals'> {
  readonly recordedSince: number | undefined;
  /** End of the data that was restored from storage, in milliseconds since 1970. */
  readonly restoredUntil: number | undefined;
  readonly serviceLevelSeconds: number;
  /** Changes when there is new data: at most once a second. */
  readonly version: Pick<Store<number>, 'get' | 'subscribe'>;
  /** True once the session has been ready. */
  readonly isComplete: boolean;
  /** When the last message was received, by the local clock. */
  lastMessageAt(): number | undefined;
}

interface QueueVisit {
  readonly since: number;
  queueId: number;
}

const sampleIntervalMs = 1000;
/** At most this much is lost when the page is closed. */
const saveIntervalSeconds = 5;

/** True if a caller waits, regardless of the number of queues. */
export const isWaiting = ({ state, endedAt, queueIds }: Call): boolean =>
  state === 'queued' && endedAt === undefined && queueIds.length > 0;

export function createQueueHistory(
  client: CtiClient,
  { serviceLevelSeconds }: Limits,
  storage?: MinuteStorage,
): QueueHistory {
  const { clock, calls, devices, session, statistics } = client;
  const buffer = createMinuteBuffer();
  const version = createStore(0);
  const visits = new Map<number, QueueVisit>();
  let lastMessage: number | undefined;
  let isComplete = false;

  const isReady = (): boolean => session.getSnapshot().name === 'ready';

  const isAnswered = ({ state, connections }: Call): boolean =>
    state !== 'queued' &&
    [...connections.values()].some(
      (connection) =>
        connection.state === 'connected' &&
        devices.get(actualDevice(connection.deviceId))?.deviceClass === 'agent',
    );

  function recordOutcome(id: number, call: Call, abandoned: boolean): void {
    const visit = visits.get(id);
    visits.delete(id);
    // The outcome is unknown if the session was not ready.
    if (visit === undefined || !isReady()) return;
    const inTime = clock.now() - visit.since <= serviceLevelSeconds * 1000;
    const outcome = abandoned ? 'abandoned' : inTime ? 'inTime' : 'late';
    buffer.count(call.csqId ?? visit.queueId, outcome, clock.now());
  }

  calls.changes$.subscribe((change) => {
    if (change.kind === 'removed') {
      visits.delete(change.key);
      return;
    }
    const { key, value: call } = change;
    if (change.kind === 'ended') {
      // A call that leaves the scope of this session ends without a disconnect.
      const continues = [...change.previous.connections.values()].some(({ state }) => state === 'connected');
      if (continues) visits.delete(key);
      else recordOutcome(key, call, true);
      return;
    }
    const queueId = call.queueIds[0];
    if (call.state === 'queued' && queueId !== undefined) {
      const visit = visits.get(key);
      // The wait time of calls already queued at page load is unknown.
      if (visit !== undefined) visit.queueId = queueId;
      else if (isReady()) visits.set(key, { since: call.since, queueId });
    } else if (visits.has(key) && isAnswered(call)) recordOutcome(key, call, false);
  });

  client.messages$.subscribe(({ direction, at }) => {
    if (direction === 'received') lastMessage = at;
  });

  /** Saving before loading would overwrite stored data. */
  let isLoaded = false;
  let restoredUntil: number | undefined;
  let lastSavedMinute: number | undefined;
  function save(now: number): void {
    if (!isLoaded) return;
    const minute = minuteOf(now);
    const minutes = new Set([lastSavedMinute ?? minute, minute]);
    lastSavedMinute = minute;
    void storage?.save([...minutes].map(buffer.minute));
  }
  void storage?.load(clock.now()).then((minutes) => {
    isLoaded = true;
    const last = minutes.at(-1);
    if (last === undefined) return;
    buffer.restore(minutes, clock.now());
    restoredUntil = Math.min(clock.now(), (last.minute + 1) * 60_000);
    version.set(version.get() + 1);
  });

  function sample(): void {
    const now = clock.now();
    buffer.markObserved(isReady(), now);
    if (!isReady()) return;
    isComplete = true;
    const waitingByQueue = new Map(
      [...statistics.live.getSnapshot().values()].map(({ queueId, callsWaiting }) => [queueId, callsWaiting]),
    );
    buffer.sample(waitingByQueue, [...calls.getSnapshot().values()].filter(isWaiting).length, now);
    version.set(version.get() + 1);
    if (version.get() % saveIntervalSeconds === 0) save(now);
  }

  const stopInterval = startInterval(clock, sampleIntervalMs, sample);
  const stop = session.subscribe(() => {
    sample();
    if (session.getSnapshot().name !== 'closed') return;
    stopInterval();
    stop();
  });

  return {
    slots: buffer.slots,
    totals: buffer.totals,
    get recordedSince() {
      return buffer.recordedSince;
    },
    get restoredUntil() {
      return restoredUntil;
    },
    get isComplete() {
      return isComplete;
    },
    serviceLevelSeconds,
    version,
    lastMessageAt: () => lastMessage,
  };
}
