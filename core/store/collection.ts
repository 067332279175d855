/**
 * A map that changes often and is watched: snapshots gather changes into one new map per batch, `changes$` tells each.
 * @module
 */
import type { Observable } from 'rxjs';
import type { CollectionStore } from './collection-store.ts';
import { type Readable, readOnly } from './live-value.ts';

/**
 * One change of a collection. `ended` comes before `removed`, each once: an ended call can still be looked at until it
 * is removed.
 */
export type Change<K, V> =
  | { readonly kind: 'added'; readonly key: K; readonly value: V }
  | { readonly kind: 'changed'; readonly key: K; readonly value: V; readonly previous: V }
  | { readonly kind: 'ended'; readonly key: K; readonly value: V; readonly previous: V }
  | { readonly kind: 'removed'; readonly key: K; readonly previous: V };

/** A live map: snapshots by key, live things by `get`, and every change. */
export interface Collection<K, V, Live> extends Readable<ReadonlyMap<K, V>> {
  /** The live thing behind a key: it can be watched and acted upon. Undefined when there is none now. */
  get(key: K): Live | undefined;
  /** Each change, in order. Completes when the client is closed; never errors. */
  readonly changes$: Observable<Change<K, V>>;
}

/** The public side of a store; live things are made when somebody asks for them, once each while they are there. */
export function liveCollection<K, V, Live>(
  store: CollectionStore<K, V>,
  make: (key: K, value: V) => Live,
): Collection<K, V, Live> {
  const made = new Map<K, Live>();
  store.onRemoved((key) => made.delete(key));
  return {
    ...readOnly(store),
    changes$: store.changes$,
    get(key) {
      const known = made.get(key);
      if (known !== undefined) return known;
      const value = store.at(key);
      if (value === undefined) return undefined;
      const live = make(key, value);
      made.set(key, live);
      return live;
    },
  };
}

/** The public side of a store whose things can only be looked at. */
export function plainCollection<K, V>(store: CollectionStore<K, V>): Collection<K, V, V> {
  return { ...readOnly(store), changes$: store.changes$, get: (key) => store.at(key) };
}
