/**
 * Stores behind the collections. Records may be changed in place: each change begins with `edit` and ends with
 * `notify`. Snapshots are created only when they are read, so an unread change costs no copy.
 * @module
 */

import { Observable, Subject } from 'rxjs';
import type { ChangeQueue } from './change-queue.ts';
import { createLiveValue, type LiveValue } from './live-value.ts';
import { SnapshotMap } from './snapshot-map.ts';

/** One change of a collection. `ended` comes once, before `removed`: an ended call stays readable until it is removed. */
export type Change<K, V> =
  | { readonly kind: 'added'; readonly key: K; readonly value: V }
  | { readonly kind: 'changed'; readonly key: K; readonly value: V; readonly previous: V }
  | { readonly kind: 'ended'; readonly key: K; readonly value: V; readonly previous: V }
  | { readonly kind: 'removed'; readonly key: K; readonly previous: V };

/** The reading side. `getSnapshot` shows the state of the last `flush`, `get` and `values` the current one. */
export interface CollectionStore<K, V> extends LiveValue<ReadonlyMap<K, V>> {
  readonly changes$: Observable<Change<K, V>>;
  get(key: K): V | undefined;
  values(): Iterable<V>;
  readonly size: number;
  /** Calls the listener after each flush that changed or removed the key's value, until the returned function is called. */
  subscribeKey(key: K, listener: () => void): () => void;
  /** Calls the listener when a key is removed. */
  onRemoved(listener: (key: K) => void): void;
  /** Publishes the changes since the last flush as one new map. */
  flush(): void;
  complete(): void;
}

/** A store of records that are changed in place. */
interface RecordStore<K, R, V> extends CollectionStore<K, V> {
  getRecord(key: K): R | undefined;
  records(): Iterable<R>;
  /** Announces a change of this key. Must be called before the change; may be called several times before `notify`. */
  edit(key: K): void;
  setRecord(key: K, record: R): void;
  deleteRecord(key: K): void;
  /** Emits one change for each edited key whose snapshot is different now. */
  notify(): void;
}

/** A store of immutable values that are replaced. */
export interface ValueStore<K, V> extends CollectionStore<K, V> {
  set(key: K, value: V): void;
  delete(key: K): void;
}

interface RecordStoreOptions<R, V> {
  /** Returns an immutable snapshot of the record, the same object while nothing changed. */
  readonly toSnapshot: (record: R) => V;
  /** True for a value that has ended but is not removed yet. Default: never. */
  readonly isEnded?: (value: V) => boolean;
  /** Receives the changes. Default: each is emitted at once. */
  readonly queue?: ChangeQueue | undefined;
}

export function createRecordStore<K, R, V>(options: RecordStoreOptions<R, V>): RecordStore<K, R, V> {
  const { toSnapshot, isEnded = () => false, queue } = options;
  const current = new Map<K, R>();
  let snapshot = SnapshotMap.empty<K, V>();
  const published = createLiveValue<ReadonlyMap<K, V>>(snapshot);
  const changes = new Subject<Change<K, V>>();
  const removalListeners = new Set<(key: K) => void>();
  const keyListeners = new Map<K, Set<() => void>>();
  /** Keys in edit with their previous values; filled only while `changes$` has subscribers. */
  let edits: { readonly key: K; readonly previous: V | undefined }[] = [];
  /** Keys that changed since the last snapshot; undefined when they outnumber the records: then all are compared. */
  let changedKeys: K[] | undefined = [];
  /** Changed since the last flush. */
  let isDirty = false;
  /** Flushed, but the snapshot has not been read since. */
  let isSnapshotDue = false;

  function get(key: K): V | undefined {
    const record = current.get(key);
    return record === undefined ? undefined : toSnapshot(record);
  }

  function publish(): void {
    if (!isSnapshotDue) return;
    isSnapshotDue = false;
    const keys = changedKeys ?? [...snapshot.keys(), ...current.keys()];
    changedKeys = [];
    const before = snapshot;
    snapshot = snapshot.update(keys, get);
    published.set(snapshot);
    if (keyListeners.size === 0 || snapshot === before) return;
    const after = snapshot;
    for (const key of new Set(keys))
      if (after.get(key) !== before.get(key)) for (const listener of keyListeners.get(key) ?? []) listener();
  }

  function changeOf(key: K, previous: V | undefined): Change<K, V> | undefined {
    const value = get(key);
    if (value === previous) return undefined;
    if (previous === undefined) return { kind: 'added', key, value: value as V };
    if (value === undefined) return { kind: 'removed', key, previous };
    return { kind: isEnded(value) && !isEnded(previous) ? 'ended' : 'changed', key, value, previous };
  }

  return {
    getSnapshot() {
      publish();
      return published.getSnapshot();
    },
    subscribe(listener) {
      publish();
      return published.subscribe(listener);
    },
    subscribeKey(key, listener) {
      publish();
      const call = (): void => listener(); // the same listener may subscribe twice
      const listeners = keyListeners.get(key) ?? new Set();
      keyListeners.set(key, listeners.add(call));
      return () => {
        if (listeners.delete(call) && listeners.size === 0) keyListeners.delete(key);
      };
    },
    value$: new Observable((subscriber) => {
      publish();
      return published.value$.subscribe(subscriber);
    }),
    changes$: changes.asObservable(),
    get,
    *values() {
      for (const record of current.values()) yield toSnapshot(record);
    },
    get size() {
      return current.size;
    },
    onRemoved(listener) {
      removalListeners.add(listener);
    },
    getRecord: (key) => current.get(key),
    records: () => current.values(),
    edit(key) {
      isDirty = true;
      if (changedKeys !== undefined && changedKeys.push(key) > current.size) changedKeys = undefined;
      if (!changes.observed || edits.some((edit) => edit.key === key)) return;
      edits.push({ key, previous: get(key) });
    },
    setRecord(key, record) {
      current.set(key, record);
    },
    deleteRecord(key) {
      if (current.delete(key)) for (const listener of removalListeners) listener(key);
    },
    notify() {
      if (edits.length === 0) return;
      const finished = edits;
      edits = [];
      for (const { key, previous } of finished) {
        const change = changeOf(key, previous);
        if (change === undefined) continue;
        if (queue === undefined) changes.next(change);
        else queue.push(changes, change);
      }
    },
    flush() {
      if (!isDirty) return;
      isDirty = false;
      isSnapshotDue = true;
      if (published.hasSubscribers || keyListeners.size > 0) publish();
    },
    complete() {
      changes.complete();
      published.complete();
    },
  };
}

export function createValueStore<K, V>(queue?: ChangeQueue): ValueStore<K, V> {
  const store = createRecordStore<K, V, V>({ toSnapshot: (value) => value, queue });
  const { edit, setRecord, deleteRecord, notify, getRecord } = store;
  return Object.assign(store, {
    set(key: K, value: V) {
      if (getRecord(key) === value) return;
      edit(key);
      setRecord(key, value);
      notify();
    },
    delete(key: K) {
      if (getRecord(key) === undefined) return;
      edit(key);
      deleteRecord(key);
      notify();
    },
  });
}
