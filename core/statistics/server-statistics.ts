/**
 * Server statistics. The guide's tables are cut off: the fields after the priority queues are inferred and may be absent.
 * Guide: QUERY_QUEUE_STATISTICS_CONF; QUERY_SUMMARY_STATISTICS_CONF; QUERY_AGENT_QUEUE_STATISTICS_CONF.
 * @module
 */
import type {
  QueryAgentQueueStatisticsConf,
  QueryQueueStatisticsConf,
  QuerySummaryStatisticsConf,
} from '../protocol/generated/messages.ts';

/** Number of agents by state. */
export interface AgentCounts {
  readonly loggedIn: number;
  readonly talking: number;
  readonly ready: number;
  readonly notReady: number;
  readonly work: number;
  readonly reserved: number;
}

/** Server statistics of a queue since the server's StartTime. Calls in progress are not counted. */
export interface QueueStatistics {
  readonly queueId: number;
  readonly agents: AgentCounts;
  /** Waiting calls by priority, priority 1 first. */
  readonly callsWaitingByPriority: readonly number[];
  readonly callsWaiting: number;
  /** Seconds since 1970. Inferred, like the fields that follow. */
  readonly startTime?: number;
  readonly totalCalls?: number;
  readonly handledCalls?: number;
  readonly abandonedCalls?: number;
  /** Seconds. */
  readonly oldestCallInQueue?: number;
  /** Seconds. */
  readonly averageTalk?: number;
  /** Seconds. */
  readonly averageWait?: number;
  /** Seconds. */
  readonly longestTalk?: number;
  /** Seconds. */
  readonly longestWait?: number;
  /** When the server answered, in milliseconds since 1970. */
  readonly asOf: number;
}

/** Server statistics of all queues together. */
export interface SummaryStatistics {
  readonly queues: number;
  readonly agents: AgentCounts;
  /** Waiting calls by priority, priority 1 first. */
  readonly callsWaitingByPriority: readonly number[];
  readonly callsWaiting: number;
  /** When the server answered, in milliseconds since 1970. */
  readonly asOf: number;
}

/** Server statistics of an agent's queues together. */
export interface AgentQueueStatistics {
  readonly agentId: string;
  readonly callsWaiting: number;
  /** Seconds. */
  readonly oldestCallInQueue: number;
  /** When the server answered, in milliseconds since 1970. */
  readonly asOf: number;
}

export function queueStatistics(
  queueId: number,
  answer: QueryQueueStatisticsConf,
  now: number,
): QueueStatistics {
  const optional = {
    startTime: answer.startTime,
    totalCalls: answer.totalCalls,
    handledCalls: answer.handledCalls,
    abandonedCalls: answer.callsAbandoned,
    oldestCallInQueue: answer.oldestCallInQueue,
    averageTalk: answer.avgTalkDuration,
    averageWait: answer.avgWaitDuration,
    longestTalk: answer.longestTalkDuration,
    longestWait: answer.longestWaitDuration,
  };
  return { queueId, agents: agentCounts(answer), ...waitingCalls(answer), ...defined(optional), asOf: now };
}

export function summaryStatistics(answer: QuerySummaryStatisticsConf, now: number): SummaryStatistics {
  return { queues: answer.numQueues, agents: agentCounts(answer), ...waitingCalls(answer), asOf: now };
}

export function agentQueueStatistics(
  answer: QueryAgentQueueStatisticsConf,
  now: number,
): AgentQueueStatistics {
  const { agentId, callsInQueue, oldestCallInQueue } = answer;
  return { agentId, callsWaiting: callsInQueue, oldestCallInQueue, asOf: now };
}

type Answer = QueryQueueStatisticsConf | QuerySummaryStatisticsConf;

function agentCounts(answer: Answer): AgentCounts {
  return {
    loggedIn: answer.loggedInAgents,
    talking: answer.inSessionAgents,
    ready: answer.availableAgents,
    notReady: answer.unavailableAgents,
    work: answer.inWorkAgents,
    reserved: answer.selectedAgents,
  };
}

function waitingCalls(answer: Answer): { callsWaitingByPriority: readonly number[]; callsWaiting: number } {
  const callsWaitingByPriority = [
    answer.callsInPriorityQueue1,
    answer.callsInPriorityQueue2,
    answer.callsInPriorityQueue3,
    answer.callsInPriorityQueue4,
    answer.callsInPriorityQueue5,
    answer.callsInPriorityQueue6,
    answer.callsInPriorityQueue7,
    answer.callsInPriorityQueue8,
    answer.callsInPriorityQueue9,
    answer.callsInPriorityQueue10,
  ].filter((calls) => calls !== undefined);
  return {
    callsWaitingByPriority,
    callsWaiting: callsWaitingByPriority.reduce((sum, calls) => sum + calls, 0),
  };
}

function defined<T extends Record<string, number | undefined>>(fields: T): Partial<Record<keyof T, number>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<
    Record<keyof T, number>
  >;
}
