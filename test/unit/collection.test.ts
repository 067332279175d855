import { describe, expect, it } from 'vitest';
import {
  createCollectionStore,
  liveCollection,
  plainCollection,
} from '../../core/contact-center/collection.ts';

describe('a collection', () => {
  it('tells each change once, and shows them as one new map per batch', () => {
    const store = createCollectionStore<string, { n: number }>();
    const told: string[] = [];
    store.changes$.subscribe(({ kind, key }) => told.push(`${kind} ${key}`));
    const maps: number[] = [];
    store.value$.subscribe((map) => maps.push(map.size));
    const one = { n: 1 };
    store.set('a', one);
    store.set('a', one);
    store.set('b', { n: 2 });
    store.set('a', { n: 3 });
    store.set('a', { n: 4 }, 'ended');
    store.delete('a');
    store.delete('a');
    expect(maps).toEqual([0]);
    store.flush();
    store.flush();
    expect(maps).toEqual([0, 1]);
    expect(told).toEqual(['added a', 'added b', 'changed a', 'ended a', 'removed a']);
  });

  it('copies the map only when somebody looks, and then shows what is there', () => {
    const store = createCollectionStore<string, number>();
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

  it('makes a live thing once, while it is there', () => {
    const store = createCollectionStore<string, number>();
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
