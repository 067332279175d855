import { describe, expect, it } from 'vitest';
import { createRing, padded, ringMinutes, serviceLevel } from '../../demo/desktop/wallboard/ring.ts';

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
