import { describe, expect, it } from 'vitest';
import { createRing, padded, ringMinutes, serviceLevel } from '../../demo/desktop/wallboard/minute-buffer.ts';

const minute = 60_000;
const start = 29_000_000 * minute;
const at = (minutes: number): number => start + minutes * minute + 1000;

/** A ring that was watched without a gap. */
function watchedFor(minutes: number) {
  const ring = createRing();
  for (let now = 0; now <= minutes; now++) ring.watched(true, at(now));
  return ring;
}

describe('the ring', () => {
  it('counts by queue and all together, minute by minute', () => {
    const ring = watchedFor(2);
    ring.count(1, 'inTime', at(0));
    ring.count(1, 'late', at(0));
    ring.count(2, 'abandoned', at(2));
    ring.sample(new Map([[1, 3]]), 3, at(1));
    ring.sample(new Map([[1, 2]]), 2, at(1));
    expect(ring.slots(1, 1, at(2))).toEqual([
      { at: start, inTime: 1, late: 1, abandoned: 0, mostWaiting: 0, isKnown: true },
      { at: start + minute, inTime: 0, late: 0, abandoned: 0, mostWaiting: 3, isKnown: true },
      { at: start + 2 * minute, inTime: 0, late: 0, abandoned: 0, mostWaiting: 0, isKnown: true },
    ]);
    expect(ring.slots(undefined, 5, at(2))).toMatchObject([
      { at: start, inTime: 1, late: 1, abandoned: 1, mostWaiting: 3 },
    ]);
    expect(ring.slots(99, 1, at(2))).toHaveLength(3);
    expect(ring.totals(undefined, 1, at(2))).toEqual({ inTime: 0, late: 0, abandoned: 1 });
    expect(ring.totals(undefined, 60, at(2))).toEqual({ inTime: 1, late: 1, abandoned: 1 });
  });

  it('knows nothing of the time before it began, and forgets what is older than it is long', () => {
    const ring = createRing();
    expect(ring.slots(undefined, 1, at(0))).toEqual([]);
    ring.watched(true, at(0));
    ring.count(1, 'inTime', at(0));
    expect(ring.knownSince).toBe(at(0));
    expect(ring.slots(1, 1, at(ringMinutes - 1))[0]).toMatchObject({ at: start, inTime: 1 });
    const later = ring.slots(1, 1, at(ringMinutes));
    expect(later).toHaveLength(ringMinutes);
    expect(later.every(({ inTime }) => inTime === 0)).toBe(true);
    // The place of the first minute is used again.
    ring.count(1, 'late', at(ringMinutes));
    expect(ring.slots(1, 1, at(ringMinutes)).at(-1)).toMatchObject({ inTime: 0, late: 1 });
  });

  it('says which minutes it has not watched: a lost connection, a page that slept', () => {
    const ring = createRing();
    ring.watched(true, at(0));
    ring.watched(false, at(1));
    ring.watched(true, at(2));
    ring.watched(true, at(3));
    ring.watched(true, at(9));
    ring.watched(true, at(10));
    const known = ring.slots(undefined, 1, at(10)).map(({ isKnown }) => isKnown);
    expect(known).toEqual([true, false, true, true, false, false, false, false, false, false, true]);
  });

  it('does not take a minute for watched of which a part is missing', () => {
    const ring = watchedFor(1);
    ring.watched(false, at(2));
    ring.watched(true, at(2) + 5000);
    ring.watched(true, at(2) + 6000);
    ring.watched(true, at(3));
    ring.watched(true, at(9)); // slept
    ring.watched(true, at(9) + 1000);
    const known = ring.slots(undefined, 1, at(9)).map(({ isKnown }) => isKnown);
    expect(known).toEqual([true, true, false, true, false, false, false, false, false, false]);
  });

  it('goes on from the minutes that were kept, and knows nothing of the time until then', () => {
    const before = watchedFor(3);
    before.count(1, 'inTime', at(1));
    before.count(2, 'late', at(3));
    before.sample(new Map([[1, 4]]), 4, at(2));
    const kept = structuredClone([1, 2, 3].map((minutes) => before.minute(start / minute + minutes)));

    const ring = createRing();
    ring.watched(true, at(3) + 20_000); // loaded again in the same minute, while the kept ones are read
    ring.count(2, 'late', at(3) + 20_000);
    ring.restore(kept, at(3) + 21_000);
    ring.watched(true, at(3) + 22_000);
    ring.watched(true, at(4));
    expect(ring.knownSince).toBe(start + minute);
    expect(ring.slots(undefined, 1, at(4))).toEqual([
      { at: start + minute, inTime: 1, late: 0, abandoned: 0, mostWaiting: 0, isKnown: true },
      { at: start + 2 * minute, inTime: 0, late: 0, abandoned: 0, mostWaiting: 4, isKnown: true },
      { at: start + 3 * minute, inTime: 0, late: 2, abandoned: 0, mostWaiting: 0, isKnown: false },
      { at: start + 4 * minute, inTime: 0, late: 0, abandoned: 0, mostWaiting: 0, isKnown: true },
    ]);
    expect(ring.totals(1, 60, at(4))).toEqual({ inTime: 1, late: 0, abandoned: 0 });
    expect(ring.totals(2, 60, at(4))).toEqual({ inTime: 0, late: 2, abandoned: 0 });
  });

  it('takes no kept minute that is too old, or not yet', () => {
    const minutes = [
      watchedFor(0).minute(start / minute),
      watchedFor(ringMinutes + 5).minute(start / minute + ringMinutes + 5),
    ];
    const ring = createRing();
    ring.restore(minutes, at(ringMinutes));
    expect(ring.knownSince).toBeUndefined();
  });
});

it('the service level is the share of all that were answered in time', () => {
  expect(serviceLevel({ inTime: 8, late: 1, abandoned: 1 })).toBe(0.8);
  expect(serviceLevel({ inTime: 0, late: 0, abandoned: 0 })).toBeUndefined();
});

it('a young chart is as wide as an old one', () => {
  const ring = watchedFor(1);
  const slots = padded(ring.slots(undefined, 1, at(1)), 1, 5);
  expect(slots.map((slot) => (slot.at - start) / minute)).toEqual([-3, -2, -1, 0, 1]);
  expect(slots.map(({ isKnown }) => isKnown)).toEqual([false, false, false, true, true]);
  expect(padded([], 1, 5)).toEqual([]);
});
