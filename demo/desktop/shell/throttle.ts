/** What changes hundreds of times a second, shown at most five times: an eye sees no more, and a page has other work. */
import { useDeferredValue, useMemo, useSyncExternalStore } from 'react';
import type { Clock, CtiClient, Readable } from 'rxcti';
import { useCtiClient } from 'rxcti/react';

const settleMs = 200;

export type Settled<T> = Pick<Readable<T>, 'getSnapshot' | 'subscribe'>;

type Readables = readonly Readable<unknown>[];

/** What each of them is now. */
export type Snapshots<T extends Readables> = {
  readonly [Index in keyof T]: T[Index] extends Readable<infer Value> ? Value : never;
};

/** All of them as one: the first change at once, those that follow within `everyMs` together. */
export function settle<const T extends Readables>(
  readables: T,
  clock: Clock,
  everyMs: number = settleMs,
): Settled<Snapshots<T>> {
  const listeners = new Set<() => void>();
  const look = (): Snapshots<T> => readables.map((one) => one.getSnapshot()) as unknown as Snapshots<T>;
  let shown = look();
  let timer: unknown;
  let stops: readonly (() => void)[] = [];

  /** Takes over what is new, and tells whether there is anything. */
  function refresh(): boolean {
    const now = look();
    if (now.every((snapshot, index) => snapshot === shown[index])) return false;
    shown = now;
    return true;
  }

  function show(): void {
    if (!refresh()) return;
    timer = clock.setTimeout(() => {
      timer = undefined;
      show();
    }, everyMs);
    for (const listener of [...listeners]) listener();
  }

  return {
    getSnapshot() {
      if (stops.length === 0) refresh();
      return shown;
    },
    subscribe(listener) {
      listeners.add(listener);
      if (stops.length === 0) {
        stops = readables.map((one) =>
          one.subscribe(() => {
            if (timer === undefined) show();
          }),
        );
        refresh(); // they may have changed since they were rendered
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        for (const stop of stops) stop();
        stops = [];
        clock.clearTimeout(timer);
        timer = undefined;
      };
    },
  };
}

/** `sourcesOf` is a constant of the module, so that subscriptions stay. */
export function useSettled<const T extends Readables>(
  sourcesOf: (client: CtiClient) => T,
  everyMs?: number,
): Snapshots<T> {
  const client = useCtiClient();
  const settled = useMemo(
    () => settle(sourcesOf(client), client.clock, everyMs),
    [sourcesOf, client, everyMs],
  );
  return useSyncExternalStore(settled.subscribe, settled.getSnapshot, settled.getSnapshot);
}

/**
 * What the long lists are made of. Rendering them may take longer than a frame: what is urgent, a click or a timer, goes
 * first.
 */
export const useAgentsCallsAndFigures = () => useDeferredValue(useSettled(agentsCallsAndFigures));

const agentsCallsAndFigures = ({ agents, calls, statistics }: CtiClient) =>
  [agents, calls, statistics.live] as const;
