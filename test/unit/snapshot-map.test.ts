import { inspect } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SnapshotMap } from '../../core/store/snapshot-map.ts';

const keys = Array.from({ length: 151 }, (_, key) => key);

/** Batches of changes, on few keys, so that keys come and go; some batches are large. */
const batches = fc.array(
  fc.array(fc.tuple(fc.integer({ min: 0, max: 150 }), fc.option(fc.integer(), { nil: undefined })), {
    maxLength: 120,
  }),
  { maxLength: 30 },
);

function changed<K, V>(
  map: SnapshotMap<K, V>,
  changes: readonly (readonly [K, V | undefined])[],
): SnapshotMap<K, V> {
  const values = new Map(changes);
  return map.update(values.keys(), (key) => values.get(key));
}

const sorted = (map: ReadonlyMap<number, number>): (readonly [number, number])[] =>
  [...map].sort(([one], [other]) => one - other);

describe('SnapshotMap', () => {
  it('holds the same entries as a Map, and no version ever changes', () => {
    fc.assert(
      fc.property(batches, (all) => {
        let map = SnapshotMap.empty<number, number>();
        const plain = new Map<number, number>();
        const given: { map: ReadonlyMap<number, number>; plain: ReadonlyMap<number, number> }[] = [];
        for (const changes of all) {
          map = changed(map, changes);
          for (const [key, value] of new Map(changes))
            value === undefined ? plain.delete(key) : plain.set(key, value);
          given.push({ map, plain: new Map(plain) });
        }
        for (const { map, plain } of given) {
          expect(map.size).toBe(plain.size);
          expect(sorted(map)).toEqual(sorted(plain));
          expect(keys.filter((key) => map.get(key) !== plain.get(key))).toEqual([]);
          expect(keys.filter((key) => map.has(key) !== plain.has(key))).toEqual([]);
        }
      }),
    );
  });

  it('iterates in insertion order', () => {
    const map = changed(SnapshotMap.empty<string, number>(), [
      ['c', 1],
      ['a', 2],
      ['b', 3],
    ]);
    const next = changed(map, [
      ['a', 4],
      ['c', undefined],
      ['d', 5],
    ]);
    expect([...map]).toEqual([
      ['c', 1],
      ['a', 2],
      ['b', 3],
    ]);
    expect([...next.keys()]).toEqual(['a', 'b', 'd']);
    expect([...next.values()]).toEqual([4, 3, 5]);
    const told: unknown[] = [];
    next.forEach((value, key, whole) => {
      told.push([key, value, whole === next]);
    });
    expect(told).toEqual([
      ['a', 4, true],
      ['b', 3, true],
      ['d', 5, true],
    ]);
  });

  it('returns the same map when nothing has changed', () => {
    const map = changed(SnapshotMap.empty<string, number>(), [['a', 1]]);
    expect(
      changed(map, [
        ['a', 1],
        ['b', undefined],
      ]),
    ).toBe(map);
  });

  it('drops the slots of removed keys', () => {
    let map = SnapshotMap.empty<number, number>();
    for (let key = 0; key < 1000; key++) {
      map = changed(map, [
        [key, key],
        [key - 10, undefined],
      ]);
    }
    expect([...map.keys()]).toEqual([990, 991, 992, 993, 994, 995, 996, 997, 998, 999]);
    expect(map.slots).toBeLessThan(100);
  });

  it('is logged as a Map', () => {
    const map = changed(SnapshotMap.empty<string, number>(), [['one', 1]]);
    expect(inspect(map)).toBe("Map(1) { 'one' => 1 }");
  });
});
