import { describe, expect, it } from 'vitest';
import { liveCollection, plainCollection } from '../../core/store/collection.ts';
import { createRecordStore, createValueStore } from '../../core/store/collection-store.ts';

describe('a collection', () => {
  it('emits each change once, and one new map per flush', () => {
    const store = createValueStore<string, { n: number }>();
    const told: string[] = [];
    store.changes$.subscribe(({ kind, key }) => told.push(`${kind} ${key}`));
    const maps: number[] = [];
    store.value$.subscribe((map) => maps.push(map.size));
    const one = { n: 1 };
    store.set('a', one);
    store.set('a', one);
    store.set('b', { n: 2 });
    store.set('a', { n: 3 });
    store.delete('a');
    store.delete('a');
    expect(maps).toEqual([0]);
    store.flush();
    store.flush();
    expect(maps).toEqual([0, 1]);
    expect(told).toEqual(['added a', 'added b', 'changed a', 'removed a']);
  });

  it('creates a new map only when it is read after a flush', () => {
    const store = createValueStore<string, number>();
    const before = store.getSnapshot();
    store.set('a', 1);
    expect(store.getSnapshot()).toBe(before);
    store.flush();
    const after = store.getSnapshot();
    expect([...after]).toEqual([['a', 1]]);
    expect(store.getSnapshot()).toBe(after);
    let told = 0;
    const stop = store.subscribe(() => told++);
    store.set('a', 2);
    store.flush();
    stop();
    store.set('a', 3);
    store.flush();
    expect(told).toBe(1);
  });

  it('creates a live object once while its key exists', () => {
    const store = createValueStore<string, number>();
    const live = liveCollection(store, (key) => ({ key }));
    expect(live.get('a')).toBeUndefined();
    store.set('a', 1);
    const first = live.get('a');
    expect(live.get('a')).toBe(first);
    store.delete('a');
    expect(live.get('a')).toBeUndefined();
    store.set('a', 2);
    expect(live.get('a')).not.toBe(first);
    expect(plainCollection(store).get('a')).toBe(2);
  });
});

describe('a store of records', () => {
  interface Counter {
    n: number;
    seen: { readonly n: number };
  }
  let looks = 0;
  const look = (counter: Counter): { readonly n: number } => {
    looks++;
    if (counter.n !== counter.seen.n) counter.seen = { n: counter.n };
    return counter.seen;
  };
  const storeWith = (...keys: string[]) => {
    const store = createRecordStore({ toSnapshot: look, isEnded: ({ n }) => n < 0 });
    for (const key of keys) store.setRecord(key, { n: 0, seen: { n: 0 } });
    looks = 0;
    return store;
  };
  const setTo = (store: ReturnType<typeof storeWith>, key: string, n: number): void => {
    store.edit(key);
    const counter = store.getRecord(key);
    if (counter !== undefined) counter.n = n;
    store.notify();
  };

  it('creates no snapshot of a record before it is read', () => {
    const store = storeWith('a', 'b');
    const live = liveCollection(store, (key) => ({ key }));
    setTo(store, 'a', 1);
    store.flush();
    setTo(store, 'a', 2);
    store.flush();
    expect(looks).toBe(0);
    expect(live.getSnapshot().get('a')).toEqual({ n: 2 });
    expect(looks).toBe(2);
  });

  it('emits value and previous once per notify', () => {
    const store = storeWith('a', 'b');
    const told: unknown[] = [];
    store.changes$.subscribe((change) => told.push(change));
    store.edit('a');
    store.edit('b');
    (store.getRecord('a') as Counter).n = 1;
    store.edit('a');
    (store.getRecord('a') as Counter).n = 2;
    store.notify();
    setTo(store, 'a', -1);
    store.edit('a');
    store.deleteRecord('a');
    store.notify();
    expect(told).toEqual([
      { kind: 'changed', key: 'a', value: { n: 2 }, previous: { n: 0 } },
      { kind: 'ended', key: 'a', value: { n: -1 }, previous: { n: 2 } },
      { kind: 'removed', key: 'a', previous: { n: -1 } },
    ]);
  });

  it('notifies the subscribers of a key after a flush that changed it, of each key once', () => {
    const store = storeWith('a', 'b');
    const seen: string[] = [];
    const stop = store.subscribeKey('a', () => seen.push(`a ${store.getSnapshot().get('a')?.n}`));
    store.subscribeKey('new', () => seen.push(`new ${store.getSnapshot().get('new')?.n}`));
    setTo(store, 'a', 1);
    setTo(store, 'a', 2);
    expect(seen).toEqual([]);
    store.flush();
    expect(seen).toEqual(['a 2']);
    setTo(store, 'b', 1);
    setTo(store, 'a', 3);
    setTo(store, 'a', 2);
    store.flush();
    expect(seen).toEqual(['a 2']);
    store.edit('new');
    store.setRecord('new', { n: 1, seen: { n: 1 } });
    store.edit('a');
    store.deleteRecord('a');
    store.flush();
    expect(seen).toEqual(['a 2', 'new 1', 'a undefined']);
    stop();
    store.edit('a');
    store.setRecord('a', { n: 4, seen: { n: 4 } });
    store.flush();
    expect(seen).toHaveLength(3);
  });

  it('returns the same map when edits cancel each other out', () => {
    const store = storeWith('a');
    setTo(store, 'a', 1);
    store.flush();
    const before = store.getSnapshot();
    setTo(store, 'a', 2);
    setTo(store, 'a', 1);
    store.flush();
    expect(store.getSnapshot()).toBe(before);
  });
});
