/** What changes hundreds of times a second, shown at most five times: an eye sees no more, and a page has other work. */
import { useMemo, useSyncExternalStore } from 'react';
import type { Clock, Readable } from 'rxcti';
import { useCtiClient } from 'rxcti/react';

const settleMs = 200;

/** The first change at once, those that follow within `everyMs` together. */
export function settle<T>(readable: Readable<T>, clock: Clock, everyMs: number = settleMs): Settled<T> {
  const listeners = new Set<() => void>();
  let shown = readable.getSnapshot();
  let timer: unknown;
  let stop: (() => void) | undefined;

  function show(): void {
    const now = readable.getSnapshot();
    if (now === shown) return;
    shown = now;
    timer = clock.setTimeout(() => {
      timer = undefined;
      show();
    }, everyMs);
    for (const listener of [...listeners]) listener();
  }

  return {
    getSnapshot() {
      if (stop === undefined) shown = readable.getSnapshot();
      return shown;
    },
    subscribe(listener) {
      listeners.add(listener);
      if (stop === undefined) {
        stop = readable.subscribe(() => {
          if (timer === undefined) show();
        });
        shown = readable.getSnapshot(); // it may have changed since it was rendered
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stop?.();
        stop = undefined;
        clock.clearTimeout(timer);
        timer = undefined;
      };
    },
  };
}

export type Settled<T> = Pick<Readable<T>, 'getSnapshot' | 'subscribe'>;

export function useSettled<T>(readable: Readable<T>): T {
  const { clock } = useCtiClient();
  const settled = useMemo(() => settle(readable, clock), [readable, clock]);
  return useSyncExternalStore(settled.subscribe, settled.getSnapshot, settled.getSnapshot);
}
