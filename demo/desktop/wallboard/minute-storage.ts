/**
 * Stores the chart data in IndexedDB, so that it survives a page reload. It contains queue counts only, and nothing
 * older than the charts show.
 */
import { createStore, delMany, entries, setMany } from 'idb-keyval';
import { bufferMinutes, type Minute, minuteOf } from './minute-buffer.ts';

export interface MinuteStorage {
  /** Returns the stored minutes that the charts still show. */
  load(now: number): Promise<readonly Minute[]>;
  /** Saves minutes and deletes the ones that have become too old. */
  save(minutes: readonly Minute[]): Promise<void>;
}

/** Relay and user: users see different queues, and one browser may use several contact centers. */
type Key = [place: string, minute: number];

/** Opens the storage. Nothing is stored if IndexedDB is blocked or full. */
export function openMinuteStorage(owner: string): MinuteStorage {
  const store = createStore('rxcti-desk', 'queue-minutes');
  return {
    async load(now) {
      try {
        const all = await entries<Key, Minute>(store);
        const isOld = ([, minute]: Key): boolean => minute <= minuteOf(now) - bufferMinutes;
        await delMany(all.map(([key]) => key).filter(isOld), store);
        return all.filter(([key]) => key[0] === owner && !isOld(key)).map(([, minute]) => minute);
      } catch {
        return [];
      }
    },
    async save(minutes) {
      try {
        await setMany(
          minutes.map((minute) => [[owner, minute.minute], minute]),
          store,
        );
        await delMany(
          minutes.map(({ minute }) => [owner, minute - bufferMinutes]),
          store,
        );
      } catch {
        // Storage is full or blocked: not saved.
      }
    },
  };
}
