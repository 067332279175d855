import { describe, expect, it } from 'vitest';
import { createLiveValue, readOnly } from '../../core/store/live-value.ts';

describe('a LiveValue', () => {
  it('emits the current value, then each change, to observables and listeners', () => {
    const value = createLiveValue(1);
    const seen: number[] = [];
    let told = 0;
    readOnly(value).value$.subscribe((next) => seen.push(next));
    const stop = value.subscribe(() => told++);
    value.set(2);
    value.set(2);
    stop();
    value.set(3);
    expect(seen).toEqual([1, 2, 3]);
    expect(told).toBe(1);
    expect(value.getSnapshot()).toBe(3);
  });

  it('emits the last value to late subscribers, also after completion', () => {
    const value = createLiveValue('a');
    value.set('b');
    value.complete();
    const seen: string[] = [];
    value.value$.subscribe({ next: (next) => seen.push(next), complete: () => seen.push('complete') });
    expect(seen).toEqual(['b', 'complete']);
  });

  it('does not expose its writing side', () => {
    expect(Object.keys(readOnly(createLiveValue(0))).sort()).toEqual(['getSnapshot', 'subscribe', 'value$']);
  });
});
