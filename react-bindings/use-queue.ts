/**
 * Queues in components.
 * @module
 */
import { useCallback } from 'react';
import type { CtiClient } from '../core/client.ts';
import type { Queue } from '../core/configuration/records.ts';
import type { QueueFigures } from '../core/statistics/figures.ts';
import type { QueueStatistics } from '../core/statistics/server-statistics.ts';
import type { Readable } from '../core/store/live-value.ts';
import { type ClientOption, useCtiClient } from './provider.ts';
import { type Equality, sameItems, useReading } from './use-selector.ts';

/** A queue with its figures. */
export interface UseQueueResult {
  /** Undefined while no queue of this ID is known. */
  readonly queue: Queue | undefined;
  /** Calls that wait, and agents by state: live, at most ten times a second. */
  readonly figures: QueueFigures | undefined;
  /** The server's own figures, once somebody asked for them (see `useStatistics`); they say how old they are. */
  readonly served: QueueStatistics | undefined;
}

/**
 * One queue and its figures, or what a selector makes of them. Renders when something of this queue changed; with a
 * selector, when its result did: an agent serves many queues, so that in a large center the figures of nearly all change
 * many times a second, though few rows show another number.
 *
 * @example
 * ```tsx
 * import { useQueue } from 'rxcti/react';
 *
 * function QueueRow({ id }: { id: number }) {
 *   const [name, waiting, ready] = useQueue(id, ({ queue, figures }) => [
 *     queue?.name,
 *     figures?.callsWaiting ?? 0,
 *     figures?.agents.ready ?? 0,
 *   ]);
 *   return <li>{name}: {waiting} waiting, {ready} ready</li>;
 * }
 * ```
 */
export function useQueue(queueId: number, options?: ClientOption): UseQueueResult;
export function useQueue<T>(
  queueId: number,
  selector: (queue: UseQueueResult) => T,
  options?: ClientOption & { readonly isEqual?: Equality<T> },
): T;
export function useQueue(
  queueId: number,
  selectorOrOptions: ((queue: UseQueueResult) => unknown) | ClientOption = {},
  more: ClientOption & { readonly isEqual?: Equality<unknown> } = {},
): unknown {
  const selects = typeof selectorOrOptions === 'function';
  const selector = selects ? selectorOrOptions : everything;
  const { isEqual = sameItems, ...options } = selects ? more : { ...selectorOrOptions, isEqual: sameItems };
  const client = useCtiClient(options);
  const read = useCallback(
    ({ queues, statistics }: CtiClient): unknown =>
      selector({
        queue: queues.getSnapshot().get(queueId),
        figures: statistics.live.getSnapshot().get(queueId),
        served: statistics.served.getSnapshot().get(queueId),
      }),
    [queueId, selector],
  );
  return useReading(client, figuresOf, read, isEqual);
}

/** All queues by ID, or what a selector makes of them. */
export function useQueues(selector?: undefined, options?: ClientOption): ReadonlyMap<number, Queue>;
export function useQueues<T>(
  selector: (queues: ReadonlyMap<number, Queue>) => T,
  options?: ClientOption & { readonly isEqual?: Equality<T> },
): T;
export function useQueues(
  selector: (queues: ReadonlyMap<number, Queue>) => unknown = everything,
  { isEqual = sameItems, ...options }: ClientOption & { readonly isEqual?: Equality<unknown> } = {},
): unknown {
  const client = useCtiClient(options);
  const read = useCallback(({ queues }: CtiClient) => selector(queues.getSnapshot()), [selector]);
  return useReading(client, queuesOf, read, isEqual);
}

const everything = <T>(all: T): T => all;

const queuesOf = ({ queues }: CtiClient): readonly Readable<unknown>[] => [queues];

const figuresOf = ({ queues, statistics }: CtiClient): readonly Readable<unknown>[] => [
  queues,
  statistics.live,
  statistics.served,
];
