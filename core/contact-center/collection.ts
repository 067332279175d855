/**
 * A map that changes often and is watched: changes are gathered and shown as one new map per batch.
 * @module
 */
import { createWritable, type Readable, readOnly } from '../readable.ts';

export interface Collection<K, V> {
  readonly readable: Readable<ReadonlyMap<K, V>>;
  get(key: K): V | undefined;
  set(key: K, value: V): void;
  delete(key: K): void;
  /** The values as they are now, shown or not. */
  values(): Iterable<V>;
  /** Shows what changed since the last time; nothing changed, nothing happens. */
  flush(): void;
  complete(): void;
}

export function createCollection<K, V>(): Collection<K, V> {
  const current = new Map<K, V>();
  const shown = createWritable<ReadonlyMap<K, V>>(new Map());
  let dirty = false;
  return {
    readable: readOnly(shown),
    get: (key) => current.get(key),
    set(key, value) {
      if (current.get(key) === value) return;
      current.set(key, value);
      dirty = true;
    },
    delete(key) {
      if (current.delete(key)) dirty = true;
    },
    values: () => current.values(),
    flush() {
      if (!dirty) return;
      dirty = false;
      shown.set(new Map(current));
    },
    complete: () => shown.complete(),
  };
}
