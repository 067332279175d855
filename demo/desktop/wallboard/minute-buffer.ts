/**
 * Call outcomes per minute of the last four hours: one circular buffer per queue and one for all queues. Memory use is
 * constant.
 */

/** Length of the buffer. */
export const bufferMinutes = 240;

/** Outcome of a call that has left its queue. */
type Outcome = 'inTime' | 'late' | 'abandoned';

/** A time interval of one or more minutes. */
export interface Slot {
  /** Start time in milliseconds since 1970. */
  readonly at: number;
  readonly inTime: number;
  readonly late: number;
  readonly abandoned: number;
  /** Highest number of callers waiting at once. */
  readonly maxWaiting: number;
  /** True if the session was ready throughout; otherwise the numbers may be incomplete. */
  readonly isKnown: boolean;
}

export interface Totals {
  readonly inTime: number;
  readonly late: number;
  readonly abandoned: number;
}

/** The data of one minute, for storage. */
export interface Minute {
  /** Minutes since 1970. */
  readonly minute: number;
  /** True if the session was ready throughout. */
  readonly isKnown: boolean;
  readonly all: Counts;
  /** Queues with data only. */
  readonly byQueue: ReadonlyMap<number, Counts>;
}

type Counts = Readonly<Record<Exclude<Field, 'minute'>, number>>;

export interface MinuteBuffer {
  count(queueId: number, outcome: Outcome, now: number): void;
  /** Records the callers waiting now, by queue and in total. */
  sample(waiting: ReadonlyMap<number, number>, all: number, now: number): void;
  /** Marks the time since the previous call as observed (session ready) or not. */
  markObserved(isWatched: boolean, now: number): void;
  /** Start of the recorded data, in milliseconds since 1970. */
  readonly recordedSince: number | undefined;
  /** Slots of the given length; the last one is incomplete. Without a queue: all queues. */
  slots(queueId: number | undefined, minutes: number, now: number): readonly Slot[];
  totals(queueId: number | undefined, minutes: number, now: number): Totals;
  /** Data of a minute so far. */
  minute(minute: number): Minute;
  /** Adds stored minutes. The time between the last of them and now is not known. */
  restore(minutes: readonly Minute[], now: number): void;
}

const fields = ['minute', 'inTime', 'late', 'abandoned', 'maxWaiting'] as const;
type Field = (typeof fields)[number];
const width = fields.length;
const offsetOf = Object.fromEntries(fields.map((field, index) => [field, index])) as Record<Field, number>;

const minuteMs = 60_000;
export const minuteOf = (at: number): number => Math.floor(at / minuteMs);

export function createMinuteBuffer(): MinuteBuffer {
  const allQueues = new Uint32Array(bufferMinutes * width);
  const byQueue = new Map<number, Uint32Array>();
  /** Per cell, the minute number if it was observed. */
  const observedMinutes = new Uint32Array(bufferMinutes);
  let recordedSince: number | undefined;
  let lastObserved: number | undefined;
  /** A minute that was observed in part. */
  let incompleteMinute: number | undefined;

  function cellsOf(queueId: number): Uint32Array {
    let cells = byQueue.get(queueId);
    if (cells === undefined) {
      cells = new Uint32Array(bufferMinutes * width);
      byQueue.set(queueId, cells);
    }
    return cells;
  }

  function updateCell(cells: Uint32Array, minute: number, change: (start: number) => void): void {
    const start = (minute % bufferMinutes) * width;
    if (cells[start] !== minute) cells.fill(0, start, start + width)[start] = minute;
    change(start);
  }

  const addWaiting = (cells: Uint32Array, minute: number, waiting: number): void =>
    updateCell(cells, minute, (start) => {
      const index = start + offsetOf.maxWaiting;
      cells[index] = Math.max(cells[index] ?? 0, waiting);
    });

  const addOutcome = (cells: Uint32Array, minute: number, outcome: Outcome, by: number): void =>
    updateCell(cells, minute, (start) => {
      const index = start + offsetOf[outcome];
      cells[index] = (cells[index] ?? 0) + by;
    });

  function merge(cells: Uint32Array, minute: number, { maxWaiting, ...outcomes }: Counts): void {
    addWaiting(cells, minute, maxWaiting);
    for (const outcome of Object.keys(outcomes) as Outcome[])
      addOutcome(cells, minute, outcome, outcomes[outcome]);
  }

  function read(cells: Uint32Array | undefined, minute: number, field: Field): number {
    const start = (minute % bufferMinutes) * width;
    return cells === undefined || cells[start] !== minute ? 0 : (cells[start + offsetOf[field]] ?? 0);
  }

  const countsOf = (cells: Uint32Array, minute: number): Counts => ({
    inTime: read(cells, minute, 'inTime'),
    late: read(cells, minute, 'late'),
    abandoned: read(cells, minute, 'abandoned'),
    maxWaiting: read(cells, minute, 'maxWaiting'),
  });

  const cellsFor = (queueId: number | undefined): Uint32Array | undefined =>
    queueId === undefined ? allQueues : byQueue.get(queueId);

  /** The first minute with data. */
  function firstMinute(now: number): number {
    const oldest = minuteOf(now) - bufferMinutes + 1;
    return recordedSince === undefined ? minuteOf(now) + 1 : Math.max(oldest, minuteOf(recordedSince));
  }

  function sum(cells: Uint32Array | undefined, from: number, to: number): Totals {
    const totals = { inTime: 0, late: 0, abandoned: 0 };
    for (let minute = from; minute <= to; minute++) {
      totals.inTime += read(cells, minute, 'inTime');
      totals.late += read(cells, minute, 'late');
      totals.abandoned += read(cells, minute, 'abandoned');
    }
    return totals;
  }

  return {
    count(queueId, outcome, now) {
      for (const cells of [allQueues, cellsOf(queueId)]) addOutcome(cells, minuteOf(now), outcome, 1);
    },
    sample(waiting, all, now) {
      const minute = minuteOf(now);
      addWaiting(allQueues, minute, all);
      for (const [queueId, count] of waiting) if (count > 0) addWaiting(cellsOf(queueId), minute, count);
    },
    markObserved(isWatched, now) {
      const minute = minuteOf(now);
      if (isWatched) {
        // After a suspend, the minutes in between were not observed.
        if (lastObserved !== undefined && minute - lastObserved > 1) incompleteMinute = minute;
        if (minute !== incompleteMinute) observedMinutes[minute % bufferMinutes] = minute;
        recordedSince ??= now;
        lastObserved = minute;
      } else {
        if (recordedSince !== undefined) incompleteMinute = minute;
        observedMinutes[minute % bufferMinutes] = 0;
        lastObserved = undefined;
      }
    },
    get recordedSince() {
      return recordedSince;
    },
    slots(queueId, minutes, now) {
      const cells = cellsFor(queueId);
      const first = firstMinute(now);
      const last = minuteOf(now);
      const all: Slot[] = [];
      for (let start = first - (first % minutes); start <= last; start += minutes) {
        let maxWaiting = 0;
        let isKnown = true;
        for (let minute = Math.max(start, first); minute < start + minutes && minute <= last; minute++) {
          maxWaiting = Math.max(maxWaiting, read(cells, minute, 'maxWaiting'));
          isKnown &&= observedMinutes[minute % bufferMinutes] === minute;
        }
        const totals = sum(cells, Math.max(start, first), Math.min(start + minutes - 1, last));
        all.push({ at: start * minuteMs, ...totals, maxWaiting, isKnown });
      }
      return all;
    },
    totals(queueId, minutes, now) {
      const last = minuteOf(now);
      return sum(cellsFor(queueId), Math.max(firstMinute(now), last - minutes + 1), last);
    },
    minute: (minute) => ({
      minute,
      isKnown: observedMinutes[minute % bufferMinutes] === minute,
      all: countsOf(allQueues, minute),
      byQueue: new Map(
        [...byQueue]
          .filter(([, cells]) => cells[(minute % bufferMinutes) * width] === minute)
          .map(([queueId, cells]) => [queueId, countsOf(cells, minute)]),
      ),
    }),
    restore(minutes, now) {
      const last = minuteOf(now);
      for (const { minute, isKnown, all, byQueue: queues } of minutes) {
        if (minute > last || minute <= last - bufferMinutes) continue;
        merge(allQueues, minute, all);
        for (const [queueId, counts] of queues) merge(cellsOf(queueId), minute, counts);
        if (isKnown && minute < last) observedMinutes[minute % bufferMinutes] = minute;
        recordedSince = Math.min(minute * minuteMs, recordedSince ?? now);
        incompleteMinute = last;
        observedMinutes[last % bufferMinutes] = 0;
      }
    },
  };
}

/** Share of calls answered in time; undefined without calls. */
export function serviceLevel({ inTime, late, abandoned }: Totals): number | undefined {
  const all = inTime + late + abandoned;
  return all === 0 ? undefined : inTime / all;
}

/** Adds empty slots in front, up to `least`, so that the bars of a new chart have the final width. */
export function padSlots(slots: readonly Slot[], minutes: number, least: number): readonly Slot[] {
  const first = slots[0];
  const missing = least - slots.length;
  if (first === undefined || missing <= 0) return slots;
  const before = Array.from({ length: missing }, (_, index): Slot => {
    const at = first.at - (missing - index) * minutes * minuteMs;
    return { at, inTime: 0, late: 0, abandoned: 0, maxWaiting: 0, isKnown: false };
  });
  return [...before, ...slots];
}
