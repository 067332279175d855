import { describe, expect, it } from 'vitest';
import {
  bufferMinutes,
  createMinuteBuffer,
  padSlots,
  serviceLevel,
} from '../../demo/desktop/wallboard/minute-buffer.ts';

const minute = 60_000;
const start = 29_000_000 * minute;
const at = (minutes: number): number => start + minutes * minute + 1000;

/** A buffer observed without a gap. */
function observedFor(minutes: number) {
  const buffer = createMinuteBuffer();
  for (let now = 0; now <= minutes; now++) buffer.markObserved(true, at(now));
  return buffer;
}

describe('createMinuteBuffer', () => {
  it('counts per minute, by queue and for all queues', () => {
    const buffer = observedFor(2);
    buffer.count(1, 'inTime', at(0));
    buffer.count(1, 'late', at(0));
    buffer.count(2, 'abandoned', at(2));
    buffer.sample(new Map([[1, 3]]), 3, at(1));
    buffer.sample(new Map([[1, 2]]), 2, at(1));
    expect(buffer.slots(1, 1, at(2))).toEqual([
      { at: start, inTime: 1, late: 1, abandoned: 0, maxWaiting: 0, isKnown: true },
      { at: start + minute, inTime: 0, late: 0, abandoned: 0, maxWaiting: 3, isKnown: true },
      { at: start + 2 * minute, inTime: 0, late: 0, abandoned: 0, maxWaiting: 0, isKnown: true },
    ]);
    expect(buffer.slots(undefined, 5, at(2))).toMatchObject([
      { at: start, inTime: 1, late: 1, abandoned: 1, maxWaiting: 3 },
    ]);
    expect(buffer.slots(99, 1, at(2))).toHaveLength(3);
    expect(buffer.totals(undefined, 1, at(2))).toEqual({ inTime: 0, late: 0, abandoned: 1 });
    expect(buffer.totals(undefined, 60, at(2))).toEqual({ inTime: 1, late: 1, abandoned: 1 });
  });

  it('starts at the first observed minute and drops minutes older than its length', () => {
    const buffer = createMinuteBuffer();
    expect(buffer.slots(undefined, 1, at(0))).toEqual([]);
    buffer.markObserved(true, at(0));
    buffer.count(1, 'inTime', at(0));
    expect(buffer.recordedSince).toBe(at(0));
    expect(buffer.slots(1, 1, at(bufferMinutes - 1))[0]).toMatchObject({ at: start, inTime: 1 });
    const later = buffer.slots(1, 1, at(bufferMinutes));
    expect(later).toHaveLength(bufferMinutes);
    expect(later.every(({ inTime }) => inTime === 0)).toBe(true);
    // The cell of the first minute is reused.
    buffer.count(1, 'late', at(bufferMinutes));
    expect(buffer.slots(1, 1, at(bufferMinutes)).at(-1)).toMatchObject({ inTime: 0, late: 1 });
  });

  it('marks minutes without a connection or during a suspend as unknown', () => {
    const buffer = createMinuteBuffer();
    buffer.markObserved(true, at(0));
    buffer.markObserved(false, at(1));
    buffer.markObserved(true, at(2));
    buffer.markObserved(true, at(3));
    buffer.markObserved(true, at(9));
    buffer.markObserved(true, at(10));
    const known = buffer.slots(undefined, 1, at(10)).map(({ isKnown }) => isKnown);
    expect(known).toEqual([true, false, true, true, false, false, false, false, false, false, true]);
  });

  it('marks a partly observed minute as unknown', () => {
    const buffer = observedFor(1);
    buffer.markObserved(false, at(2));
    buffer.markObserved(true, at(2) + 5000);
    buffer.markObserved(true, at(2) + 6000);
    buffer.markObserved(true, at(3));
    buffer.markObserved(true, at(9)); // suspended
    buffer.markObserved(true, at(9) + 1000);
    const known = buffer.slots(undefined, 1, at(9)).map(({ isKnown }) => isKnown);
    expect(known).toEqual([true, true, false, true, false, false, false, false, false, false]);
  });

  it('restores stored minutes and marks the gap as unknown', () => {
    const before = observedFor(3);
    before.count(1, 'inTime', at(1));
    before.count(2, 'late', at(3));
    before.sample(new Map([[1, 4]]), 4, at(2));
    const stored = structuredClone([1, 2, 3].map((minutes) => before.minute(start / minute + minutes)));

    const buffer = createMinuteBuffer();
    buffer.markObserved(true, at(3) + 20_000); // reloaded in the same minute, before the stored minutes are read
    buffer.count(2, 'late', at(3) + 20_000);
    buffer.restore(stored, at(3) + 21_000);
    buffer.markObserved(true, at(3) + 22_000);
    buffer.markObserved(true, at(4));
    expect(buffer.recordedSince).toBe(start + minute);
    expect(buffer.slots(undefined, 1, at(4))).toEqual([
      { at: start + minute, inTime: 1, late: 0, abandoned: 0, maxWaiting: 0, isKnown: true },
      { at: start + 2 * minute, inTime: 0, late: 0, abandoned: 0, maxWaiting: 4, isKnown: true },
      { at: start + 3 * minute, inTime: 0, late: 2, abandoned: 0, maxWaiting: 0, isKnown: false },
      { at: start + 4 * minute, inTime: 0, late: 0, abandoned: 0, maxWaiting: 0, isKnown: true },
    ]);
    expect(buffer.totals(1, 60, at(4))).toEqual({ inTime: 1, late: 0, abandoned: 0 });
    expect(buffer.totals(2, 60, at(4))).toEqual({ inTime: 0, late: 2, abandoned: 0 });
  });

  it('ignores stored minutes that are too old or in the future', () => {
    const minutes = [
      observedFor(0).minute(start / minute),
      observedFor(bufferMinutes + 5).minute(start / minute + bufferMinutes + 5),
    ];
    const buffer = createMinuteBuffer();
    buffer.restore(minutes, at(bufferMinutes));
    expect(buffer.recordedSince).toBeUndefined();
  });
});

it('serviceLevel is the share of calls answered in time', () => {
  expect(serviceLevel({ inTime: 8, late: 1, abandoned: 1 })).toBe(0.8);
  expect(serviceLevel({ inTime: 0, late: 0, abandoned: 0 })).toBeUndefined();
});

it('padSlots adds empty slots in front', () => {
  const buffer = observedFor(1);
  const slots = padSlots(buffer.slots(undefined, 1, at(1)), 1, 5);
  expect(slots.map((slot) => (slot.at - start) / minute)).toEqual([-3, -2, -1, 0, 1]);
  expect(slots.map(({ isKnown }) => isKnown)).toEqual([false, false, false, true, true]);
  expect(padSlots([], 1, 5)).toEqual([]);
});
