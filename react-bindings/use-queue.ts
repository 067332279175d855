/**
 * Hooks for queues.
 * @module
 */
import { useCallback } from 'react';
import type { CtiClient } from '../core/client.ts';
import type { Queue } from '../core/configuration/records.ts';
import type { LiveQueueStatistics } from '../core/statistics/live-queue-statistics.ts';
import type { QueueStatistics } from '../core/statistics/server-statistics.ts';
import type { LiveValue } from '../core/store/live-value.ts';
import { type ClientOption, useCtiClient } from './provider.ts';
import { type IsEqual, identity, shallowEqual, useSelector } from './use-selector.ts';

/** A queue with its statistics. */
export interface UseQueueResult {
  /** Undefined while the queue is unknown. */
  readonly queue: Queue | undefined;
  /** Live statistics, updated at most ten times a second. */
  readonly live: LiveQueueStatistics | undefined;
  /** Server statistics; undefined until they were queried (see `useStatistics`). */
  readonly server: QueueStatistics | undefined;
}

/**
 * Returns one queue with its statistics, or a selection. Renders when the result changes. Select what the component shows: in
 * a large contact center the statistics of most queues change many times a second, since an agent serves many queues.
 *
 * @example
 * ```tsx
 * import { useQueue } from 'rxcti/react';
 *
 * function QueueRow({ id }: { id: number }) {
 *   const [name, waiting, ready] = useQueue(id, ({ queue, live }) => [
 *     queue?.name,
 *     live?.callsWaiting ?? 0,
 *     live?.agents.ready ?? 0,
 *   ]);
 *   return <li>{name}: {waiting} waiting, {ready} ready</li>;
 * }
 * ```
 */
export function useQueue(queueId: number, options?: ClientOption): UseQueueResult;
export function useQueue<T>(
  queueId: number,
  selector: (queue: UseQueueResult) => T,
  options?: ClientOption & { readonly isEqual?: IsEqual<T> },
): T;
export function useQueue(
  queueId: number,
  selectorOrOptions: ((queue: UseQueueResult) => unknown) | ClientOption = {},
  more: ClientOption & { readonly isEqual?: IsEqual<unknown> } = {},
): unknown {
  const selects = typeof selectorOrOptions === 'function';
  const selector = selects ? selectorOrOptions : identity;
  const { isEqual = shallowEqual, ...options } = selects
    ? more
    : { ...selectorOrOptions, isEqual: shallowEqual };
  const client = useCtiClient(options);
  const select = useCallback(
    ({ queues, statistics }: CtiClient): unknown =>
      selector({
        queue: queues.getSnapshot().get(queueId),
        live: statistics.live.getSnapshot().get(queueId),
        server: statistics.server.getSnapshot().get(queueId),
      }),
    [queueId, selector],
  );
  return useSelector(client, queueSourcesOf, select, isEqual);
}

/** Returns all queues by ID, or a selection. */
export function useQueues(selector?: undefined, options?: ClientOption): ReadonlyMap<number, Queue>;
export function useQueues<T>(
  selector: (queues: ReadonlyMap<number, Queue>) => T,
  options?: ClientOption & { readonly isEqual?: IsEqual<T> },
): T;
export function useQueues(
  selector: (queues: ReadonlyMap<number, Queue>) => unknown = identity,
  { isEqual = shallowEqual, ...options }: ClientOption & { readonly isEqual?: IsEqual<unknown> } = {},
): unknown {
  const client = useCtiClient(options);
  const select = useCallback(({ queues }: CtiClient) => selector(queues.getSnapshot()), [selector]);
  return useSelector(client, queuesOf, select, isEqual);
}

const queuesOf = ({ queues }: CtiClient): readonly LiveValue<unknown>[] => [queues];

const queueSourcesOf = ({ queues, statistics }: CtiClient): readonly LiveValue<unknown>[] => [
  queues,
  statistics.live,
  statistics.server,
];
