/**
 * Statistics of queues: live statistics computed from events, server statistics by query.
 * Guide: Statistics messages.
 * @module
 */
import type { Clock } from '../clock.ts';
import { CtiError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { RequestOptions } from '../session/pending-requests.ts';
import type { Session } from '../session/session.ts';
import { createLiveValue, type LiveValue, readOnly } from '../store/live-value.ts';
import {
  createLiveStatistics,
  type LiveQueueStatistics,
  type LiveStatisticsSources,
} from './live-queue-statistics.ts';
import {
  type AgentQueueStatistics,
  agentQueueStatistics,
  type QueueStatistics,
  queueStatistics,
  type SummaryStatistics,
  summaryStatistics,
} from './server-statistics.ts';

/** Options of `statistics.refresh()`. */
export interface RefreshOptions {
  /** Queues to query. Default: all queues. */
  readonly queueIds?: readonly number[];
  /** Time from one query to the next, in milliseconds, at least 1000. Default 10000. */
  readonly everyMs?: number;
}

/** Statistics of queues. */
export interface Statistics {
  /** Live statistics by queue ID, updated at most ten times a second. Need no query. */
  readonly live: LiveValue<ReadonlyMap<number, LiveQueueStatistics>>;
  /** Server statistics by queue ID, as far as they were queried. */
  readonly server: LiveValue<ReadonlyMap<number, QueueStatistics>>;
  /** Returns the time of the live statistics, in milliseconds since 1970: now while the session is ready, else when it was lost. */
  asOf(): number;
  /**
   * Queries the server statistics of a queue.
   * @throws {CtiError} as a rejection: as `client.request`.
   */
  queryQueue(queueId: number, options?: RequestOptions): Promise<QueueStatistics>;
  /**
   * Queries the server statistics of all queues together.
   * @throws {CtiError} as a rejection: as `client.request`.
   */
  querySummary(options?: RequestOptions): Promise<SummaryStatistics>;
  /**
   * Queries the server statistics of an agent's queues together.
   * @throws {CtiError} as a rejection: as `client.request`.
   */
  queryAgentQueues(agentId: string, options?: RequestOptions): Promise<AgentQueueStatistics>;
  /**
   * Queries one queue after another, one query at a time and none while the session is not ready, until the returned
   * function is called.
   * @throws {CtiError} `INVALID_ARGUMENT` for `everyMs` below 1000: the guide asks for infrequent queries.
   */
  refresh(options?: RefreshOptions): () => void;
}

interface StatisticsOptions extends LiveStatisticsSources {
  readonly session: Pick<Session, 'state' | 'request'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

export function createStatistics(options: StatisticsOptions): Statistics & { complete(): void } {
  const { session, queues, clock, logger } = options;
  const live = createLiveStatistics(options, clock);
  const server = createLiveValue<ReadonlyMap<number, QueueStatistics>>(new Map());
  const refreshes = new Set<() => void>();
  const isReady = (): boolean => session.state.getSnapshot().name === 'ready';
  let lostAt = clock.now();
  let wasReady = isReady();
  const unsubscribe = session.state.subscribe(() => {
    if (wasReady && !isReady()) lostAt = clock.now();
    wasReady = isReady();
  });

  async function queryQueue(queueId: number, requestOptions?: RequestOptions): Promise<QueueStatistics> {
    const answer = await session.request(
      { type: 'QUERY_QUEUE_STATISTICS_REQ', csqId: queueId },
      requestOptions,
    );
    const statistics = queueStatistics(queueId, answer, clock.now());
    server.set(new Map(server.getSnapshot()).set(queueId, statistics));
    return statistics;
  }

  return {
    live,
    server: readOnly(server),
    asOf: () => (isReady() ? clock.now() : lostAt),
    queryQueue,
    async querySummary(requestOptions) {
      const answer = await session.request({ type: 'QUERY_SUMMARY_STATISTICS_REQ' }, requestOptions);
      return summaryStatistics(answer, clock.now());
    },
    async queryAgentQueues(agentId, requestOptions) {
      const answer = await session.request(
        { type: 'QUERY_AGENT_QUEUE_STATISTICS_REQ', agentId },
        requestOptions,
      );
      return agentQueueStatistics(answer, clock.now());
    },
    refresh({ queueIds, everyMs = 10_000 } = {}) {
      if (!(everyMs >= 1000)) {
        throw new CtiError('INVALID_ARGUMENT', `everyMs must be at least 1000, not ${everyMs}`, {
          argument: 'everyMs',
        });
      }
      let isStopped = false;
      let next = 0;
      let timer: unknown;
      const queryNext = async (): Promise<void> => {
        const all = queueIds ?? [...queues.getSnapshot().keys()];
        const queueId = all[next++ % Math.max(1, all.length)];
        if (queueId !== undefined && isReady()) {
          try {
            await queryQueue(queueId);
          } catch (error) {
            logger.warn('queue statistics request failed', { queueId, reason: String(error) });
          }
        }
        if (!isStopped) timer = clock.setTimeout(() => void queryNext(), everyMs);
      };
      const stop = (): void => {
        isStopped = true;
        clock.clearTimeout(timer);
        refreshes.delete(stop);
      };
      refreshes.add(stop);
      void queryNext();
      return stop;
    },
    complete() {
      unsubscribe();
      for (const stop of [...refreshes]) stop();
      live.complete();
      server.complete();
    },
  };
}
