/**
 * Hook for durations that a page shows.
 * @module
 */
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { CtiClient } from '../core/client.ts';
import { type ClientOption, useCtiClient } from './provider.ts';

/** Options of {@link useDuration}. */
export interface DurationOptions extends ClientOption {
  /**
   * The clock of `since`. `local` (default) for times in snapshots (`since`, `startedAt`, ...), `server` for times in the
   * server's messages.
   */
  readonly by?: 'local' | 'server';
}

/**
 * Returns the time since `since` in milliseconds, rounded to whole seconds; undefined without `since`, never negative. All
 * durations of a page change together, once a second.
 *
 * @example
 * ```tsx
 * import { useAgent, useDuration } from 'rxcti/react';
 *
 * function InState() {
 *   const { agent } = useAgent();
 *   const durationMs = useDuration(agent?.since) ?? 0;
 *   return <time>{Math.floor(durationMs / 1000)} s {agent?.state}</time>;
 * }
 * ```
 */
export function useDuration(since: number, options?: DurationOptions): number;
export function useDuration(since: number | undefined, options?: DurationOptions): number | undefined;
export function useDuration(
  since: number | undefined,
  { by = 'local', ...options }: DurationOptions = {},
): number | undefined {
  const client = useCtiClient(options);
  const ticker = useMemo(() => tickerOf(client), [client]);
  const read = useCallback((): number | undefined => {
    if (since === undefined) return undefined;
    const offsetMs = by === 'server' ? (client.serverClockOffsetMs ?? 0) : 0;
    return Math.max(0, seconds(ticker.now() + offsetMs) - seconds(since)) * secondMs;
  }, [client, ticker, since, by]);
  return useSyncExternalStore(ticker.subscribe, read, read);
}

const secondMs = 1000;
const seconds = (ms: number): number => Math.floor(ms / secondMs);

interface Ticker {
  /** Constant during a render. */
  readonly now: () => number;
  readonly subscribe: (listener: () => void) => () => void;
}

/** One timer per client, at the full second, while there are subscribers. */
const tickers = new WeakMap<CtiClient, Ticker>();

function tickerOf(client: CtiClient): Ticker {
  const known = tickers.get(client);
  if (known !== undefined) return known;
  const { clock } = client;
  const listeners = new Set<() => void>();
  let timer: unknown;
  /** The time until the next full second; without a timer, until the render is done. */
  let current: number | undefined;
  const schedule = (): void => {
    current = clock.now();
    timer = clock.setTimeout(
      () => {
        schedule();
        for (const listener of [...listeners]) listener();
      },
      secondMs - (current % secondMs),
    );
  };
  const ticker: Ticker = {
    now() {
      if (current !== undefined) return current;
      void Promise.resolve().then(() => {
        if (listeners.size === 0) current = undefined;
      });
      current = clock.now();
      return current;
    },
    subscribe(listener) {
      const own = (): void => listener();
      listeners.add(own);
      if (listeners.size === 1) schedule();
      return () => {
        listeners.delete(own);
        if (listeners.size > 0) return;
        clock.clearTimeout(timer);
        current = undefined;
      };
    },
  };
  tickers.set(client, ticker);
  return ticker;
}
