/**
 * Figures of queues: live ones from events, the server's own on request or refreshed politely.
 * Guide: Statistics messages ("should not be asked for often").
 * @module
 */
import type { Clock } from '../clock.ts';
import { CtiError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { Controller } from '../session/availability.ts';
import type { RequestOptions } from '../session/requests.ts';
import type { SessionState } from '../session/session-state.ts';
import type { ContactCenter } from '../state.ts';
import { createWritable, type Readable, readOnly } from '../store/live-value.ts';
import type { QueueFigures } from './figures.ts';
import { createLiveFigures } from './live-queue-statistics.ts';
import {
  type AgentQueueStatistics,
  agentQueueStatistics,
  type QueueStatistics,
  queueStatistics,
  type SummaryStatistics,
  summaryStatistics,
} from './server-statistics.ts';

/** Which queues to refresh, and how often. */
export interface RefreshOptions {
  /** All known queues unless given. */
  readonly queueIds?: readonly number[];
  /** Time from one query to the next, at least 1000. Default 10000. */
  readonly everyMs?: number;
}

export interface Statistics {
  /** Live figures by queue ID, at most ten times a second. They need no query. */
  readonly live: Readable<ReadonlyMap<number, QueueFigures>>;
  /** The server's figures by queue ID, as far as they were asked for; each says how old it is. */
  readonly served: Readable<ReadonlyMap<number, QueueStatistics>>;
  /** Until when the live figures are true: now while the session is ready, else the moment it was lost. */
  asOf(): number;
  queryQueue(queueId: number, options?: RequestOptions): Promise<QueueStatistics>;
  querySummary(options?: RequestOptions): Promise<SummaryStatistics>;
  queryAgentQueues(agentId: string, options?: RequestOptions): Promise<AgentQueueStatistics>;
  /**
   * Asks for one queue after the other, round and round: one query in flight, never more often than set, none while
   * the session is not ready. Until the returned function is called.
   */
  refresh(options?: RefreshOptions): () => void;
}

export interface StatisticsOptions {
  readonly mirror: ContactCenter;
  readonly controller: Controller;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly state: Readable<SessionState>;
}

export function createStatistics(options: StatisticsOptions): Statistics & { complete(): void } {
  const { mirror, controller, clock } = options;
  const live = createLiveFigures(mirror, clock);
  const served = createWritable<ReadonlyMap<number, QueueStatistics>>(new Map());
  const refreshers = new Set<() => void>();
  let lostAt = clock.now();
  const isReady = (): boolean => options.state.getSnapshot().name === 'ready';
  let wasReady = isReady();
  const stopWatching = options.state.subscribe(() => {
    if (wasReady && !isReady()) lostAt = clock.now();
    wasReady = isReady();
  });

  async function queryQueue(queueId: number, requestOptions: RequestOptions = {}): Promise<QueueStatistics> {
    const answer = await controller.request(
      { type: 'QUERY_QUEUE_STATISTICS_REQ', csqId: queueId },
      requestOptions,
    );
    const statistics = queueStatistics(queueId, answer, clock.now());
    served.set(new Map(served.getSnapshot()).set(queueId, statistics));
    return statistics;
  }

  return {
    live,
    served: readOnly(served),
    asOf: () => (isReady() ? clock.now() : lostAt),
    queryQueue,
    async querySummary(requestOptions = {}) {
      const answer = await controller.request({ type: 'QUERY_SUMMARY_STATISTICS_REQ' }, requestOptions);
      return summaryStatistics(answer, clock.now());
    },
    async queryAgentQueues(agentId, requestOptions = {}) {
      const answer = await controller.request(
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
      let stopped = false;
      let next = 0;
      let pause: unknown;
      const step = async (): Promise<void> => {
        const all = queueIds ?? [...mirror.configuration.queues.getSnapshot().keys()];
        const queueId = all[next++ % Math.max(1, all.length)];
        if (queueId !== undefined && isReady()) {
          try {
            await queryQueue(queueId);
          } catch (error) {
            options.logger.warn('the statistics of a queue could not be read', {
              queueId,
              reason: String(error),
            });
          }
        }
        if (!stopped) pause = clock.setTimeout(() => void step(), everyMs);
      };
      const stop = (): void => {
        stopped = true;
        clock.clearTimeout(pause);
        refreshers.delete(stop);
      };
      refreshers.add(stop);
      void step();
      return stop;
    },
    complete() {
      stopWatching();
      for (const stop of [...refreshers]) stop();
      live.complete();
      served.complete();
    },
  };
}
