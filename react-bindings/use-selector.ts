/**
 * How hooks read: Readables through useSyncExternalStore, with selections that keep their identity.
 * @module
 */
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { CtiClient } from '../core/client.ts';
import type { Readable } from '../core/store/live-value.ts';

/** What a reading depends on. A constant of the module, so that subscriptions stay. */
export type Sources = (client: CtiClient) => readonly Readable<unknown>[];

/** Two results that need no new rendering. */
export type Equality<T> = (before: T, now: T) => boolean;

/**
 * What `read` makes of the sources, read anew when one of them changed, or when `read` did. A result that equals the one
 * before keeps its identity, so that the component renders only when it has something new to show.
 */
export function useReading<T>(
  client: CtiClient,
  sourcesOf: Sources,
  read: (client: CtiClient) => T,
  isEqual: Equality<T> = Object.is,
): T {
  const shown = useRef<{ readonly value: T } | undefined>(undefined);
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = sourcesOf(client).map((source) => source.subscribe(listener));
      return () => {
        for (const stop of stops) stop();
      };
    },
    [client, sourcesOf],
  );
  const getSnapshot = useMemo(() => {
    const sources = sourcesOf(client);
    const seen: unknown[] = [];
    let last: { readonly value: T } | undefined;
    /** Takes over what is new, and tells whether there is anything. Hundreds of rows ask: it makes no lists. */
    const refresh = (): boolean => {
      let isNew = false;
      sources.forEach((source, index) => {
        const now = source.getSnapshot();
        if (now !== seen[index]) isNew = true;
        seen[index] = now;
      });
      return isNew;
    };
    return (): T => {
      if (!refresh() && last !== undefined) return last.value;
      const value = read(client);
      const before = last ?? shown.current;
      last = before !== undefined && isEqual(before.value, value) ? before : { value };
      return last.value;
    };
  }, [client, sourcesOf, read, isEqual]);
  const value = useSyncExternalStore(subscribe, getSnapshot, getSnapshot);
  useEffect(() => {
    shown.current = { value };
  }, [value]);
  return value;
}

/**
 * The same things in it: lists, maps and plain objects are compared item by item. Snapshots keep their identity while
 * nothing changes, so this is as good as a deep comparison.
 */
export function sameItems(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, index) => Object.is(item, other[index]));
  if (one instanceof Map && other instanceof Map)
    return one.size === other.size && [...one].every(([key, item]) => Object.is(item, other.get(key)));
  if (!isPlain(one) || !isPlain(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && Object.is(one[key], other[key]))
  );
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
