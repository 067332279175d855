/**
 * Keeps the minutes of the charts in this browser, so that a page that is loaded again still knows the last hours. Only
 * numbers of queues, never longer than the charts reach back.
 */
import { createStore, delMany, entries, setMany } from 'idb-keyval';
import { type Minute, minuteOf, ringMinutes } from './minute-buffer.ts';

export interface MinuteKeeper {
  /** What was kept of the last hours. */
  load(now: number): Promise<readonly Minute[]>;
  /** Writes these minutes, and drops the one that has become too old. */
  keep(minutes: readonly Minute[]): Promise<void>;
}

/** Whose minutes: people see different queues, and a browser may know more than one contact center. */
type Key = [place: string, minute: number];

/** A browser without storage, or with a full one, keeps nothing; nobody needs to be told. */
export function keepMinutes(place: string): MinuteKeeper {
  const store = createStore('rxcti-desk', 'queue-minutes');
  return {
    async load(now) {
      try {
        const all = await entries<Key, Minute>(store);
        const isOld = ([, minute]: Key): boolean => minute <= minuteOf(now) - ringMinutes;
        await delMany(all.map(([key]) => key).filter(isOld), store);
        return all.filter(([key]) => key[0] === place && !isOld(key)).map(([, minute]) => minute);
      } catch {
        return [];
      }
    },
    async keep(minutes) {
      try {
        await setMany(
          minutes.map((minute) => [[place, minute.minute], minute]),
          store,
        );
        await delMany(
          minutes.map(({ minute }) => [place, minute - ringMinutes]),
          store,
        );
      } catch {
        // Not kept then.
      }
    },
  };
}
