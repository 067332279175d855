import { describe, expect, it } from 'vitest';
import { createWritable, readOnly } from '../../core/store/live-value.ts';

describe('a Readable', () => {
  it('gives the value now and then each change, to observables and listeners', () => {
    const value = createWritable(1);
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

  it('gives latecomers the last value, also after it is complete', () => {
    const value = createWritable('a');
    value.set('b');
    value.complete();
    const seen: string[] = [];
    value.value$.subscribe({ next: (next) => seen.push(next), complete: () => seen.push('complete') });
    expect(seen).toEqual(['b', 'complete']);
  });

  it('does not show its writing side', () => {
    expect(Object.keys(readOnly(createWritable(0))).sort()).toEqual(['getSnapshot', 'subscribe', 'value$']);
  });
});
