import type { LiveValue } from 'rxcti';
import { expect, it } from 'vitest';
import { createStore, type Store } from '../../demo/desktop/shell/store.ts';
import { throttle } from '../../demo/desktop/shell/throttle.ts';
import { FakeClock } from '../unit/fake-clock.ts';

it('publishes the first change immediately, later ones together, and the last value always', async () => {
  const clock = new FakeClock();
  const { get, set, subscribe } = createStore(0);
  const throttled = throttle([{ getSnapshot: get, subscribe } as LiveValue<number>], clock, 100);
  const shown: number[] = [];
  set(1);
  expect(throttled.getSnapshot()).toEqual([1]);
  const stop = throttled.subscribe(() => shown.push(...throttled.getSnapshot()));
  set(2);
  expect(shown).toEqual([2]);
  set(3);
  set(4);
  expect(shown).toEqual([2]);
  await clock.advance(99);
  expect(throttled.getSnapshot()).toEqual([2]);
  await clock.advance(1);
  expect(shown).toEqual([2, 4]);
  await clock.advance(1000);
  set(5);
  expect(shown).toEqual([2, 4, 5]);
  set(6);
  stop();
  await clock.advance(1000);
  expect(shown).toEqual([2, 4, 5]);
  expect(throttled.getSnapshot()).toEqual([6]);
});

it('combines several values and keeps the snapshot while none has changed', async () => {
  const clock = new FakeClock();
  const [one, other] = [createStore(0), createStore('a')];
  const liveValue = <T>({ get, subscribe }: Store<T>) => ({ getSnapshot: get, subscribe }) as LiveValue<T>;
  const throttled = throttle([liveValue(one), liveValue(other)], clock, 100);
  const shown: unknown[] = [];
  throttled.subscribe(() => shown.push(throttled.getSnapshot()));
  one.set(1);
  one.set(2);
  other.set('b');
  await clock.advance(100);
  expect(shown).toEqual([
    [1, 'a'],
    [2, 'b'],
  ]);
  const before = throttled.getSnapshot();
  await clock.advance(1000);
  one.set(2);
  expect(throttled.getSnapshot()).toBe(before);
});
