/**
 * Figures of all queues in components.
 * @module
 */
import { useEffect, useSyncExternalStore } from 'react';
import type { QueueFigures } from '../core/statistics/figures.ts';
import type { QueueStatistics } from '../core/statistics/server-statistics.ts';
import { type ClientOption, useCtiClient } from './provider.ts';
import { useGrant } from './use-session.ts';

/** What to ask the server for while the component is there. */
export interface UseStatisticsOptions extends ClientOption {
  /** Asks for the server's figures too, one queue after the other, so often; at least 1000. Default: does not ask. */
  readonly refreshMs?: number;
}

/** Figures by queue ID, with their age. */
export interface UseStatisticsResult {
  /** Calls that wait and agents by state, at most ten times a second. */
  readonly live: ReadonlyMap<number, QueueFigures>;
  /** The server's own figures, as far as they were asked for; each says how old it is. */
  readonly served: ReadonlyMap<number, QueueStatistics>;
  /** Since when the live figures are out of date, in milliseconds since 1970; undefined while they are true. */
  readonly staleSince: number | undefined;
}

/**
 * Figures of all queues. A list of many queues is better off with `useQueue(id, selector)` in each row.
 * @throws {CtiError} `INVALID_ARGUMENT` for `refreshMs` below 1000; `NO_CLIENT`.
 */
export function useStatistics({ refreshMs, ...options }: UseStatisticsOptions = {}): UseStatisticsResult {
  const client = useCtiClient(options);
  const { statistics } = client;
  const live = useSyncExternalStore(
    statistics.live.subscribe,
    statistics.live.getSnapshot,
    statistics.live.getSnapshot,
  );
  const served = useSyncExternalStore(
    statistics.served.subscribe,
    statistics.served.getSnapshot,
    statistics.served.getSnapshot,
  );
  const ready = useGrant(client) !== undefined;
  useEffect(() => {
    if (refreshMs !== undefined) return statistics.refresh({ everyMs: refreshMs });
    return undefined;
  }, [statistics, refreshMs]);
  return { live, served, staleSince: ready ? undefined : statistics.asOf() };
}
