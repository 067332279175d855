/**
 * The public side of a store: snapshots by key, live objects, and a stream of changes.
 * @module
 */
import type { Observable } from 'rxjs';
import type { Change, CollectionStore } from './collection-store.ts';
import { type LiveValue, readOnly } from './live-value.ts';

/** A live map: immutable snapshots by key, live objects by `get`, and every change. */
export interface Collection<K, V, Live> extends LiveValue<ReadonlyMap<K, V>> {
  /** Returns the live object of a key, the same one while the key exists; undefined if the key does not exist. */
  get(key: K): Live | undefined;
  /** Calls the listener after each change and the removal of this key, until the returned function is called. The key need not exist yet. */
  subscribeKey(key: K, listener: () => void): () => void;
  /**
   * Every change, in order. The snapshots of all collections contain a change when it is emitted. Completes when the client
   * is closed; never errors.
   */
  readonly changes$: Observable<Change<K, V>>;
}

/** Creates a collection whose live objects are created on the first `get` and dropped when their key is removed. */
export function liveCollection<K, V, Live>(
  store: CollectionStore<K, V>,
  create: (key: K, value: V) => Live,
): Collection<K, V, Live> {
  const created = new Map<K, Live>();
  store.onRemoved((key) => created.delete(key));
  return {
    ...readOnly(store),
    subscribeKey: store.subscribeKey,
    changes$: store.changes$,
    get(key) {
      const known = created.get(key);
      if (known !== undefined) return known;
      const value = store.get(key);
      if (value === undefined) return undefined;
      const live = create(key, value);
      created.set(key, live);
      return live;
    },
  };
}

/** Creates a collection of plain snapshots, without live objects. */
export function plainCollection<K, V>(store: CollectionStore<K, V>): Collection<K, V, V> {
  const { subscribeKey, changes$, get } = store;
  return { ...readOnly(store), subscribeKey, changes$, get };
}
