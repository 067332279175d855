/**
 * What became of calls, minute by minute, for the last four hours: one ring of numbers for each queue and one for all
 * together. Nothing grows while a television shows it for weeks.
 */

/** How far back one can look. */
export const ringMinutes = 240;

/** Of a call that has left its queue. */
export type Outcome = 'inTime' | 'late' | 'abandoned';

/** A stretch of time. */
export interface Slot {
  /** When it began, in milliseconds since 1970. */
  readonly at: number;
  readonly inTime: number;
  readonly late: number;
  readonly abandoned: number;
  /** Most callers who waited at once. */
  readonly mostWaiting: number;
  /** The session was there all the time; otherwise the numbers are what was heard. */
  readonly isKnown: boolean;
}

export interface Totals {
  readonly inTime: number;
  readonly late: number;
  readonly abandoned: number;
}

/** A minute by itself, to be kept elsewhere. */
export interface Minute {
  /** Its number since 1970. */
  readonly minute: number;
  /** The session was there all the time. */
  readonly isKnown: boolean;
  readonly all: Counts;
  /** Of queues that had any. */
  readonly byQueue: ReadonlyMap<number, Counts>;
}

export type Counts = Readonly<Record<Exclude<Field, 'minute'>, number>>;

export interface Ring {
  count(queueId: number, outcome: Outcome, now: number): void;
  /** Callers who wait now, by queue, and all of them. */
  sample(waiting: ReadonlyMap<number, number>, all: number, now: number): void;
  /** The minutes from the last look until now were watched, or not. */
  watched(isWatched: boolean, now: number): void;
  /** Since when anything is known. */
  readonly knownSince: number | undefined;
  /** Slots of so many minutes, the last one unfinished. Without a queue: all together. */
  slots(queueId: number | undefined, minutes: number, now: number): readonly Slot[];
  totals(queueId: number | undefined, minutes: number, now: number): Totals;
  /** The minute as it is so far. */
  minute(minute: number): Minute;
  /** Adds minutes that were kept. What happened from the last of them until now is not known. */
  restore(minutes: readonly Minute[], now: number): void;
}

const fields = ['minute', 'inTime', 'late', 'abandoned', 'mostWaiting'] as const;
type Field = (typeof fields)[number];
const width = fields.length;
const placeOf = Object.fromEntries(fields.map((field, index) => [field, index])) as Record<Field, number>;

const minuteMs = 60_000;
export const minuteOf = (at: number): number => Math.floor(at / minuteMs);

export function createRing(): Ring {
  const everything = new Uint32Array(ringMinutes * width);
  const byQueue = new Map<number, Uint32Array>();
  /** For each minute, as far as it was watched: the number of the minute. */
  const watchedMinutes = new Uint32Array(ringMinutes);
  let knownSince: number | undefined;
  let lastWatched: number | undefined;
  /** A minute of which a part is missing. */
  let brokenMinute: number | undefined;

  function cellsOf(queueId: number): Uint32Array {
    let cells = byQueue.get(queueId);
    if (cells === undefined) {
      cells = new Uint32Array(ringMinutes * width);
      byQueue.set(queueId, cells);
    }
    return cells;
  }

  function add(cells: Uint32Array, minute: number, change: (start: number) => void): void {
    const start = (minute % ringMinutes) * width;
    if (cells[start] !== minute) cells.fill(0, start, start + width)[start] = minute;
    change(start);
  }

  const raise = (cells: Uint32Array, minute: number, waiting: number): void =>
    add(cells, minute, (start) => {
      const place = start + placeOf.mostWaiting;
      cells[place] = Math.max(cells[place] ?? 0, waiting);
    });

  const increase = (cells: Uint32Array, minute: number, outcome: Outcome, by: number): void =>
    add(cells, minute, (start) => {
      const place = start + placeOf[outcome];
      cells[place] = (cells[place] ?? 0) + by;
    });

  function merge(cells: Uint32Array, minute: number, { mostWaiting, ...outcomes }: Counts): void {
    raise(cells, minute, mostWaiting);
    for (const outcome of Object.keys(outcomes) as Outcome[])
      increase(cells, minute, outcome, outcomes[outcome]);
  }

  function read(cells: Uint32Array | undefined, minute: number, field: Field): number {
    const start = (minute % ringMinutes) * width;
    return cells === undefined || cells[start] !== minute ? 0 : (cells[start + placeOf[field]] ?? 0);
  }

  const countsOf = (cells: Uint32Array, minute: number): Counts => ({
    inTime: read(cells, minute, 'inTime'),
    late: read(cells, minute, 'late'),
    abandoned: read(cells, minute, 'abandoned'),
    mostWaiting: read(cells, minute, 'mostWaiting'),
  });

  const chosen = (queueId: number | undefined): Uint32Array | undefined =>
    queueId === undefined ? everything : byQueue.get(queueId);

  /** The first minute that one can look at. */
  function firstMinute(now: number): number {
    const oldest = minuteOf(now) - ringMinutes + 1;
    return knownSince === undefined ? minuteOf(now) + 1 : Math.max(oldest, minuteOf(knownSince));
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
      for (const cells of [everything, cellsOf(queueId)]) increase(cells, minuteOf(now), outcome, 1);
    },
    sample(waiting, all, now) {
      const minute = minuteOf(now);
      raise(everything, minute, all);
      for (const [queueId, count] of waiting) if (count > 0) raise(cellsOf(queueId), minute, count);
    },
    watched(isWatched, now) {
      const minute = minuteOf(now);
      if (isWatched) {
        // A page that slept has missed what was in between.
        if (lastWatched !== undefined && minute - lastWatched > 1) brokenMinute = minute;
        if (minute !== brokenMinute) watchedMinutes[minute % ringMinutes] = minute;
        knownSince ??= now;
        lastWatched = minute;
      } else {
        if (knownSince !== undefined) brokenMinute = minute;
        watchedMinutes[minute % ringMinutes] = 0;
        lastWatched = undefined;
      }
    },
    get knownSince() {
      return knownSince;
    },
    slots(queueId, minutes, now) {
      const cells = chosen(queueId);
      const first = firstMinute(now);
      const last = minuteOf(now);
      const all: Slot[] = [];
      for (let start = first - (first % minutes); start <= last; start += minutes) {
        let mostWaiting = 0;
        let isKnown = true;
        for (let minute = Math.max(start, first); minute < start + minutes && minute <= last; minute++) {
          mostWaiting = Math.max(mostWaiting, read(cells, minute, 'mostWaiting'));
          isKnown &&= watchedMinutes[minute % ringMinutes] === minute;
        }
        const totals = sum(cells, Math.max(start, first), Math.min(start + minutes - 1, last));
        all.push({ at: start * minuteMs, ...totals, mostWaiting, isKnown });
      }
      return all;
    },
    totals(queueId, minutes, now) {
      const last = minuteOf(now);
      return sum(chosen(queueId), Math.max(firstMinute(now), last - minutes + 1), last);
    },
    minute: (minute) => ({
      minute,
      isKnown: watchedMinutes[minute % ringMinutes] === minute,
      all: countsOf(everything, minute),
      byQueue: new Map(
        [...byQueue]
          .filter(([, cells]) => cells[(minute % ringMinutes) * width] === minute)
          .map(([queueId, cells]) => [queueId, countsOf(cells, minute)]),
      ),
    }),
    restore(minutes, now) {
      const last = minuteOf(now);
      for (const { minute, isKnown, all, byQueue: queues } of minutes) {
        if (minute > last || minute <= last - ringMinutes) continue;
        merge(everything, minute, all);
        for (const [queueId, counts] of queues) merge(cellsOf(queueId), minute, counts);
        if (isKnown && minute < last) watchedMinutes[minute % ringMinutes] = minute;
        knownSince = Math.min(minute * minuteMs, knownSince ?? now);
        brokenMinute = last;
        watchedMinutes[last % ringMinutes] = 0;
      }
    },
  };
}

/** The share of calls that were answered in time; undefined while there were none. */
export function serviceLevel({ inTime, late, abandoned }: Totals): number | undefined {
  const all = inTime + late + abandoned;
  return all === 0 ? undefined : inTime / all;
}

/** The slots with empty ones before them, `least` in all: a chart's first bar is to be as wide as its last. */
export function padded(slots: readonly Slot[], minutes: number, least: number): readonly Slot[] {
  const first = slots[0];
  const missing = least - slots.length;
  if (first === undefined || missing <= 0) return slots;
  const before = Array.from({ length: missing }, (_, index): Slot => {
    const at = first.at - (missing - index) * minutes * minuteMs;
    return { at, inTime: 0, late: 0, abandoned: 0, mostWaiting: 0, isKnown: false };
  });
  return [...before, ...slots];
}
