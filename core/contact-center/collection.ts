/**
 * A map that changes often and is watched: snapshots gather changes into one new map per batch, `changes$` tells each.
 * @module
 */
import { defer, type Observable, Subject } from 'rxjs';
import { createWritable, type Readable, readOnly } from '../readable.ts';

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

/** The writing side; it stays inside core. */
export interface CollectionStore<K, V> extends Readable<ReadonlyMap<K, V>> {
  readonly changes$: Observable<Change<K, V>>;
  /** The value now, shown or not. */
  at(key: K): V | undefined;
  /** The values now, shown or not. */
  values(): IterableIterator<V>;
  readonly size: number;
  set(key: K, value: V, kind?: 'ended'): void;
  delete(key: K): void;
  /** Shows what changed since the last time; nothing changed, nothing happens. */
  flush(): void;
  complete(): void;
}

export function createCollectionStore<K, V>(): CollectionStore<K, V> {
  const current = new Map<K, V>();
  const shown = createWritable<ReadonlyMap<K, V>>(new Map());
  const changes = new Subject<Change<K, V>>();
  let dirty = false;
  /** Changes are to be shown, but nobody watches: the map is copied when somebody asks. */
  let owed = false;

  function show(): void {
    owed = false;
    shown.set(new Map(current));
  }

  return {
    getSnapshot() {
      if (owed) show();
      return shown.getSnapshot();
    },
    subscribe(listener) {
      if (owed) show();
      return shown.subscribe(listener);
    },
    value$: defer(() => {
      if (owed) show();
      return shown.value$;
    }),
    changes$: changes.asObservable(),
    at: (key) => current.get(key),
    values: () => current.values(),
    get size() {
      return current.size;
    },
    set(key, value, kind) {
      const previous = current.get(key);
      if (previous === value) return;
      current.set(key, value);
      dirty = true;
      if (!changes.observed) return;
      if (previous === undefined) changes.next({ kind: 'added', key, value });
      else changes.next({ kind: kind ?? 'changed', key, value, previous });
    },
    delete(key) {
      const previous = current.get(key);
      if (previous === undefined) return;
      current.delete(key);
      dirty = true;
      if (changes.observed) changes.next({ kind: 'removed', key, previous });
    },
    flush() {
      if (!dirty) return;
      dirty = false;
      owed = true;
      if (shown.observed) show();
    },
    complete() {
      changes.complete();
      shown.complete();
    },
  };
}

/** The public side of a store; live things are made when somebody asks for them, once each while they are there. */
export function liveCollection<K, V, Live>(
  store: CollectionStore<K, V>,
  make: (key: K, value: V) => Live,
): Collection<K, V, Live> {
  const made = new Map<K, Live>();
  store.changes$.subscribe((change) => {
    if (change.kind === 'removed') made.delete(change.key);
  });
  return {
    ...readOnly(store),
    changes$: store.changes$,
    get(key) {
      const value = store.at(key);
      if (value === undefined) return undefined;
      const known = made.get(key);
      if (known !== undefined) return known;
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
