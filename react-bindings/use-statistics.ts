/**
 * Hook for statistics of all queues.
 * @module
 */
import { useEffect, useSyncExternalStore } from 'react';
import type { LiveQueueStatistics } from '../core/statistics/live-queue-statistics.ts';
import type { QueueStatistics } from '../core/statistics/server-statistics.ts';
import { type ClientOption, useCtiClient } from './provider.ts';
import { useGrant } from './use-session.ts';

/** Options of {@link useStatistics}. */
export interface UseStatisticsOptions extends ClientOption {
  /** Interval of queries for server statistics, one queue per query, at least 1000. Default: no queries. */
  readonly refreshMs?: number;
}

/** Statistics by queue ID. */
export interface UseStatisticsResult {
  /** Live statistics, updated at most ten times a second. */
  readonly live: ReadonlyMap<number, LiveQueueStatistics>;
  /** Server statistics, as far as they were queried. */
  readonly server: ReadonlyMap<number, QueueStatistics>;
  /** When the session was lost, in milliseconds since 1970; undefined while it is ready. */
  readonly staleSince: number | undefined;
}

/**
 * Returns the statistics of all queues. For a list of many queues, `useQueue(id, selector)` in each row renders less.
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
  const server = useSyncExternalStore(
    statistics.server.subscribe,
    statistics.server.getSnapshot,
    statistics.server.getSnapshot,
  );
  const ready = useGrant(client) !== undefined;
  useEffect(() => {
    if (refreshMs !== undefined) return statistics.refresh({ everyMs: refreshMs });
    return undefined;
  }, [statistics, refreshMs]);
  return { live, server, staleSince: ready ? undefined : statistics.asOf() };
}
