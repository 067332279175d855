/** Limits how often live values update the page, because they may change hundreds of times a second. */
import { useDeferredValue, useMemo, useSyncExternalStore } from 'react';
import type { Clock, CtiClient, LiveValue } from 'rxcti';
import { useCtiClient } from 'rxcti/react';

const defaultIntervalMs = 200;

export type Throttled<T> = Pick<LiveValue<T>, 'getSnapshot' | 'subscribe'>;

type LiveValues = readonly LiveValue<unknown>[];

/** The snapshots of live values. */
export type Snapshots<T extends LiveValues> = {
  readonly [Index in keyof T]: T[Index] extends LiveValue<infer Value> ? Value : never;
};

/** Combines live values into one: the first change is published immediately, later ones at most every `everyMs`. */
export function throttle<const T extends LiveValues>(
  readables: T,
  clock: Clock,
  everyMs: number = defaultIntervalMs,
): Throttled<Snapshots<T>> {
  const listeners = new Set<() => void>();
  const takeSnapshots = (): Snapshots<T> =>
    readables.map((one) => one.getSnapshot()) as unknown as Snapshots<T>;
  let published = takeSnapshots();
  let timer: unknown;
  let unsubscribes: readonly (() => void)[] = [];

  /** Takes new snapshots; returns true if any has changed. */
  function refresh(): boolean {
    const now = takeSnapshots();
    if (now.every((snapshot, index) => snapshot === published[index])) return false;
    published = now;
    return true;
  }

  function publish(): void {
    if (!refresh()) return;
    timer = clock.setTimeout(() => {
      timer = undefined;
      publish();
    }, everyMs);
    for (const listener of [...listeners]) listener();
  }

  return {
    getSnapshot() {
      if (unsubscribes.length === 0) refresh();
      return published;
    },
    subscribe(listener) {
      listeners.add(listener);
      if (unsubscribes.length === 0) {
        unsubscribes = readables.map((one) =>
          one.subscribe(() => {
            if (timer === undefined) publish();
          }),
        );
        refresh(); // they may have changed since rendering
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        for (const stop of unsubscribes) stop();
        unsubscribes = [];
        clock.clearTimeout(timer);
        timer = undefined;
      };
    },
  };
}

/** `sourcesOf` must be a module constant, so that subscriptions are kept. */
export function useThrottled<const T extends LiveValues>(
  sourcesOf: (client: CtiClient) => T,
  everyMs?: number,
): Snapshots<T> {
  const client = useCtiClient();
  const throttled = useMemo(
    () => throttle(sourcesOf(client), client.clock, everyMs),
    [sourcesOf, client, everyMs],
  );
  return useSyncExternalStore(throttled.subscribe, throttled.getSnapshot, throttled.getSnapshot);
}

/** Agents, calls and live statistics for the long lists. Deferred, so that clicks and timers render first. */
export const useAgentsCallsAndStatistics = () => useDeferredValue(useThrottled(agentsCallsAndStatistics));

const agentsCallsAndStatistics = ({ agents, calls, statistics }: CtiClient) =>
  [agents, calls, statistics.live] as const;
