import type { Readable } from 'rxcti';
import { expect, it } from 'vitest';
import { createStore, type Store } from '../../demo/desktop/shell/store.ts';
import { settle } from '../../demo/desktop/shell/throttle.ts';
import { FakeClock } from '../unit/fake-clock.ts';

it('the first change is shown at once, those that follow together, and none is lost', async () => {
  const clock = new FakeClock();
  const { get, set, subscribe } = createStore(0);
  const settled = settle([{ getSnapshot: get, subscribe } as Readable<number>], clock, 100);
  const shown: number[] = [];
  set(1);
  expect(settled.getSnapshot()).toEqual([1]);
  const stop = settled.subscribe(() => shown.push(...settled.getSnapshot()));
  set(2);
  expect(shown).toEqual([2]);
  set(3);
  set(4);
  expect(shown).toEqual([2]);
  await clock.advance(99);
  expect(settled.getSnapshot()).toEqual([2]);
  await clock.advance(1);
  expect(shown).toEqual([2, 4]);
  await clock.advance(1000);
  set(5);
  expect(shown).toEqual([2, 4, 5]);
  set(6);
  stop();
  await clock.advance(1000);
  expect(shown).toEqual([2, 4, 5]);
  expect(settled.getSnapshot()).toEqual([6]);
});

it('several change together, and what they are keeps its identity while none has changed', async () => {
  const clock = new FakeClock();
  const [one, other] = [createStore(0), createStore('a')];
  const readable = <T>({ get, subscribe }: Store<T>) => ({ getSnapshot: get, subscribe }) as Readable<T>;
  const settled = settle([readable(one), readable(other)], clock, 100);
  const shown: unknown[] = [];
  settled.subscribe(() => shown.push(settled.getSnapshot()));
  one.set(1);
  one.set(2);
  other.set('b');
  await clock.advance(100);
  expect(shown).toEqual([
    [1, 'a'],
    [2, 'b'],
  ]);
  const before = settled.getSnapshot();
  await clock.advance(1000);
  one.set(2);
  expect(settled.getSnapshot()).toBe(before);
});
