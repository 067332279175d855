/**
 * What stands behind a collection. Nothing is copied before somebody looks: what is kept may be changed in place, as
 * long as each change begins with `edit` and ends with `tell`.
 * @module
 */
import { Observable, Subject } from 'rxjs';
import type { Change } from './collection.ts';
import { createWritable, type Readable } from './live-value.ts';
import { SharedMap } from './snapshot-map.ts';

/** The reading side; it stays inside core. */
export interface CollectionStore<K, V> extends Readable<ReadonlyMap<K, V>> {
  readonly changes$: Observable<Change<K, V>>;
  /** The value now, shown or not. */
  at(key: K): V | undefined;
  /** The values now, shown or not. */
  values(): Iterable<V>;
  readonly size: number;
  /** Tells who keeps something by the key of a value that it is gone. */
  onRemoved(listener: (key: K) => void): void;
  /** Shows what changed since the last time; nothing changed, nothing happens. */
  flush(): void;
  complete(): void;
}

/** A store of records that are changed in place. */
export interface RecordStore<K, R, V> extends CollectionStore<K, V> {
  record(key: K): R | undefined;
  records(): Iterable<R>;
  /** What belongs to this key is about to change, once or several times. */
  edit(key: K): void;
  put(key: K, record: R): void;
  drop(key: K): void;
  /** The changes are complete: observers are told of each key what became of it. */
  tell(): void;
}

/** A store of values that are replaced, never written to. */
export interface ValueStore<K, V> extends CollectionStore<K, V> {
  set(key: K, value: V): void;
  delete(key: K): void;
}

export interface RecordStoreOptions<R, V> {
  /** An immutable picture of the record, the same one while nothing changed. */
  readonly look: (record: R) => V;
  /** Its life is over, though it is still there. */
  readonly isOver?: (value: V) => boolean;
}

export function createRecordStore<K, R, V>(options: RecordStoreOptions<R, V>): RecordStore<K, R, V> {
  const { look, isOver = () => false } = options;
  const current = new Map<K, R>();
  /** What is shown. */
  let picture = SharedMap.empty<K, V>();
  const shown = createWritable<ReadonlyMap<K, V>>(picture);
  const changes = new Subject<Change<K, V>>();
  const removed = new Set<(key: K) => void>();
  /** The keys that are being changed, with what observers know of them. */
  let edits: { readonly key: K; readonly previous: V | undefined }[] = [];
  /** The keys that changed since somebody looked; undefined once they are more than there are records. */
  let unseen: K[] | undefined = [];
  let dirty = false;
  /** Changes are to be shown as soon as somebody looks. */
  let owed = false;

  function at(key: K): V | undefined {
    const record = current.get(key);
    return record === undefined ? undefined : look(record);
  }

  function show(): void {
    if (!owed) return;
    owed = false;
    const keys = unseen ?? [...picture.keys(), ...current.keys()];
    unseen = [];
    picture = picture.after(keys, at);
    shown.set(picture);
  }

  function change(key: K, previous: V | undefined): Change<K, V> | undefined {
    const value = at(key);
    if (value === previous) return undefined;
    if (previous === undefined) return { kind: 'added', key, value: value as V };
    if (value === undefined) return { kind: 'removed', key, previous };
    return { kind: isOver(value) && !isOver(previous) ? 'ended' : 'changed', key, value, previous };
  }

  return {
    getSnapshot() {
      show();
      return shown.getSnapshot();
    },
    subscribe(listener) {
      show();
      return shown.subscribe(listener);
    },
    value$: new Observable((subscriber) => {
      show();
      return shown.value$.subscribe(subscriber);
    }),
    changes$: changes.asObservable(),
    at,
    *values() {
      for (const record of current.values()) yield look(record);
    },
    get size() {
      return current.size;
    },
    onRemoved(listener) {
      removed.add(listener);
    },
    record: (key) => current.get(key),
    records: () => current.values(),
    edit(key) {
      dirty = true;
      if (unseen !== undefined && unseen.push(key) > current.size) unseen = undefined;
      if (!changes.observed || edits.some((edit) => edit.key === key)) return;
      edits.push({ key, previous: at(key) });
    },
    put(key, record) {
      current.set(key, record);
    },
    drop(key) {
      if (current.delete(key)) for (const listener of removed) listener(key);
    },
    tell() {
      if (edits.length === 0) return;
      const complete = edits;
      edits = [];
      for (const { key, previous } of complete) {
        const told = change(key, previous);
        if (told !== undefined) changes.next(told);
      }
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

export function createValueStore<K, V>(): ValueStore<K, V> {
  const store = createRecordStore<K, V, V>({ look: (value) => value });
  const { edit, put, drop, tell, record } = store;
  return Object.assign(store, {
    set(key: K, value: V) {
      if (record(key) === value) return;
      edit(key);
      put(key, value);
      tell();
    },
    delete(key: K) {
      if (record(key) === undefined) return;
      edit(key);
      drop(key);
      tell();
    },
  });
}
