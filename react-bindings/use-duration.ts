/**
 * Time that passes on the page.
 * @module
 */
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { CtiClient } from '../core/client.ts';
import { type ClientOption, useCtiClient } from './provider.ts';

/** How a duration is measured. */
export interface DurationOptions extends ClientOption {
  /**
   * Whose clock `since` is by. Default `local`: all times in snapshots are (`since`, `startedAt`, ...), and a clock that
   * is wrong by hours cancels out. `server` for moments that the server told.
   */
  readonly by?: 'local' | 'server';
}

/**
 * How long ago `since` was, in whole seconds, as milliseconds; undefined without `since`, never negative. All durations
 * on a page change at the same moment, once a second, and a component renders only when its own does.
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
    const ahead = by === 'server' ? (client.serverClockOffsetMs ?? 0) : 0;
    return Math.max(0, seconds(ticker.now() + ahead) - seconds(since)) * second;
  }, [client, ticker, since, by]);
  return useSyncExternalStore(ticker.subscribe, read, read);
}

const second = 1000;
const seconds = (ms: number): number => Math.floor(ms / second);

interface Ticker {
  /** Stands still while React renders. */
  readonly now: () => number;
  readonly subscribe: (listener: () => void) => () => void;
}

/** One timer for a client's page, at the full second, while somebody looks. */
const tickers = new WeakMap<CtiClient, Ticker>();

function tickerOf(client: CtiClient): Ticker {
  const known = tickers.get(client);
  if (known !== undefined) return known;
  const { clock } = client;
  const listeners = new Set<() => void>();
  let timer: unknown;
  /** The time that is shown, until the next full second; without a timer, until the rendering is done. */
  let shown: number | undefined;
  const wait = (): void => {
    shown = clock.now();
    timer = clock.setTimeout(
      () => {
        wait();
        for (const listener of [...listeners]) listener();
      },
      second - (shown % second),
    );
  };
  const ticker: Ticker = {
    now() {
      if (shown !== undefined) return shown;
      void Promise.resolve().then(() => {
        if (listeners.size === 0) shown = undefined;
      });
      shown = clock.now();
      return shown;
    },
    subscribe(listener) {
      const own = (): void => listener();
      listeners.add(own);
      if (listeners.size === 1) wait();
      return () => {
        listeners.delete(own);
        if (listeners.size > 0) return;
        clock.clearTimeout(timer);
        shown = undefined;
      };
    },
  };
  tickers.set(client, ticker);
  return ticker;
}
