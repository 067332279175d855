/**
 * Reads live values with `useSyncExternalStore`; selections keep their identity.
 * @module
 */
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { CtiClient } from '../core/client.ts';
import type { LiveValue } from '../core/store/live-value.ts';

/** Returns the live values that a selection depends on. Must be a constant function, so that subscriptions stay. */
export type SourcesOf = (client: CtiClient) => readonly Source[];

type Source = Pick<LiveValue<unknown>, 'subscribe' | 'getSnapshot'>;

/** Compares two selections: true if no render is needed. */
export type IsEqual<T> = (previous: T, next: T) => boolean;

/**
 * Returns the result of `select` on the sources. It runs again when a source or `select` changes. A result equal to the previous
 * one keeps its identity, so the component renders only when there is a difference.
 */
export function useSelector<T>(
  client: CtiClient,
  sourcesOf: SourcesOf,
  select: (client: CtiClient) => T,
  isEqual: IsEqual<T> = Object.is,
): T {
  const rendered = useRef<{ readonly value: T } | undefined>(undefined);
  const subscribe = useCallback(
    (listener: () => void) => {
      const unsubscribes = sourcesOf(client).map((source) => source.subscribe(listener));
      return () => {
        for (const unsubscribe of unsubscribes) unsubscribe();
      };
    },
    [client, sourcesOf],
  );
  const getSnapshot = useMemo(() => {
    const sources = sourcesOf(client);
    const snapshots: unknown[] = [];
    let last: { readonly value: T } | undefined;
    /** Reads the sources; returns whether any has changed. Allocates nothing: hundreds of rows call it per change. */
    const readSources = (): boolean => {
      let hasChanged = false;
      sources.forEach((source, index) => {
        const snapshot = source.getSnapshot();
        if (snapshot !== snapshots[index]) hasChanged = true;
        snapshots[index] = snapshot;
      });
      return hasChanged;
    };
    return (): T => {
      if (!readSources() && last !== undefined) return last.value;
      const value = select(client);
      const previous = last ?? rendered.current;
      last = previous !== undefined && isEqual(previous.value, value) ? previous : { value };
      return last.value;
    };
  }, [client, sourcesOf, select, isEqual]);
  const value = useSyncExternalStore(subscribe, getSnapshot, getSnapshot);
  useEffect(() => {
    rendered.current = { value };
  }, [value]);
  return value;
}

/** The default selector of hooks that select nothing. */
export const identity = <T>(value: T): T => value;

/**
 * Compares lists, maps and plain objects item by item. Snapshots keep their identity while nothing changes, so this finds
 * the same differences as a deep comparison.
 */
export function shallowEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => Object.is(item, b[index]));
  if (a instanceof Map && b instanceof Map)
    return a.size === b.size && [...a].every(([key, item]) => Object.is(item, b.get(key)));
  if (!isPlainObject(a) || !isPlainObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && Object.is(a[key], b[key]))
  );
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
