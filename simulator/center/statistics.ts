/**
 * Answers to clients that ask for statistics, counted from what happened since the start. A call counts when it has
 * ended and the work after it is done; durations are whole seconds.
 * Guide: QUERY_QUEUE_STATISTICS_REQ, QUERY_SUMMARY_STATISTICS_REQ, QUERY_AGENT_QUEUE_STATISTICS_REQ.
 * @module
 */

import type {
  QueryAgentQueueStatisticsConf,
  QueryAgentQueueStatisticsReq,
  QueryQueueStatisticsConf,
  QueryQueueStatisticsReq,
  QuerySummaryStatisticsConf,
  QuerySummaryStatisticsReq,
} from 'rxcti/protocol';
import { AgentState, ErrorStatus } from 'rxcti/protocol';
import type { Agent } from './agents.ts';
import type { Call, Center, QueueVisit } from './center.ts';

/** Durations of one kind, in seconds. */
interface Durations {
  count: number;
  sum: number;
  longest: number;
}

/** What became of the calls of one queue. */
export interface QueueRecord {
  /** Calls that an agent answered. */
  readonly talk: Durations;
  /** Waiting times of all calls. */
  readonly wait: Durations;
  abandoned: number;
}

/** What statistics of a queue say about its calls. */
export interface QueueCounts {
  readonly totalCalls: number;
  readonly handledCalls: number;
  readonly callsAbandoned: number;
  readonly avgTalkDuration: number;
  readonly avgWaitDuration: number;
  readonly longestTalkDuration: number;
  readonly longestWaitDuration: number;
}

/** A request that is answered with FAILURE_CONF. */
export interface Failure {
  /** An ErrorStatus. */
  readonly status: number;
  readonly text: string;
}

/** A record without calls. */
export function createRecord(): QueueRecord {
  const none = (): Durations => ({ count: 0, sum: 0, longest: 0 });
  return { talk: none(), wait: none(), abandoned: 0 };
}

/** A call's visit to its queue is over. It counts once the agent who answered has done the work after it. */
export function recordVisit(center: Center, visit: QueueVisit): void {
  const record = center.records.get(visit.csqId);
  const { queuedAt, answeredAt, answeredBy } = visit;
  if (record === undefined || queuedAt === undefined) return;
  const { now } = center.schedule;
  const write = (): void => {
    add(record.wait, (answeredAt ?? now) - queuedAt);
    if (answeredAt === undefined) record.abandoned++;
    else add(record.talk, now - answeredAt);
  };
  // Whoever has left the call already, by a transfer, has his state from something else.
  const working = answeredBy?.state === AgentState.AGENT_STATE_TALKING && answeredBy.parties.length === 0;
  if (working) answeredBy.unrecorded.push(write);
  else write();
}

/** The counts of a queue. */
export function queueCounts(record: QueueRecord): QueueCounts {
  const { talk, wait, abandoned } = record;
  return {
    totalCalls: wait.count,
    handledCalls: talk.count,
    callsAbandoned: abandoned,
    avgTalkDuration: average(talk),
    avgWaitDuration: average(wait),
    longestTalkDuration: Math.floor(talk.longest),
    longestWaitDuration: Math.floor(wait.longest),
  };
}

/** One queue's agents and calls. */
export function queueStatistics(
  center: Center,
  startedAtMs: number,
  request: QueryQueueStatisticsReq,
): QueryQueueStatisticsConf | Failure {
  const csqId = request.csqId ?? -1;
  const record = center.records.get(csqId);
  if (record === undefined) return { status: ErrorStatus.E_CTI_INVALID_CSQ, text: 'there is no such queue' };
  const agents = [...center.agents.values()].filter(({ person }) => person.csqIds.includes(csqId));
  return {
    type: 'QUERY_QUEUE_STATISTICS_CONF',
    invokeId: request.invokeId,
    ...agentCounts(agents),
    ...priorities(center.waiting.get(csqId) ?? []),
    startTime: Math.floor(startedAtMs / 1000),
    endTime: Math.floor((startedAtMs + center.schedule.now) / 1000),
    oldestCallInQueue: oldest(center, [csqId]),
    ...queueCounts(record),
    csqId,
  };
}

/** All agents and queues. */
export function summaryStatistics(
  center: Center,
  { invokeId }: QuerySummaryStatisticsReq,
): QuerySummaryStatisticsConf {
  return {
    type: 'QUERY_SUMMARY_STATISTICS_CONF',
    invokeId,
    numQueues: center.world.queues.length,
    ...agentCounts([...center.agents.values()]),
    ...priorities([...center.waiting.values()].flat()),
  };
}

/** What waits for one agent. */
export function agentQueueStatistics(
  center: Center,
  { invokeId, agentId }: QueryAgentQueueStatisticsReq,
): QueryAgentQueueStatisticsConf | Failure {
  const agent = center.agents.get(agentId);
  if (agent === undefined) {
    return { status: ErrorStatus.E_CTI_INVALID_AGENT_DATA, text: 'there is no such agent' };
  }
  const { csqIds } = agent.person;
  return {
    type: 'QUERY_AGENT_QUEUE_STATISTICS_CONF',
    invokeId,
    callsInQueue: csqIds.reduce((sum, csqId) => sum + (center.waiting.get(csqId)?.length ?? 0), 0),
    oldestCallInQueue: oldest(center, csqIds),
    agentId,
  };
}

function agentCounts(agents: readonly Agent[]) {
  const inState = (wanted: number): number => agents.filter(({ state }) => state === wanted).length;
  return {
    loggedInAgents: agents.length - inState(AgentState.AGENT_STATE_LOGOUT),
    inSessionAgents: inState(AgentState.AGENT_STATE_TALKING),
    availableAgents: inState(AgentState.AGENT_STATE_READY),
    unavailableAgents: inState(AgentState.AGENT_STATE_NOT_READY),
    inWorkAgents: inState(AgentState.AGENT_STATE_WORK),
    selectedAgents: inState(AgentState.AGENT_STATE_RESERVED),
  };
}

/** Waiting calls by their priority. */
function priorities(calls: readonly Call[]) {
  const of = (priority: number): number => calls.filter(({ visit }) => visit?.priority === priority).length;
  return {
    callsInPriorityQueue1: of(1),
    callsInPriorityQueue2: of(2),
    callsInPriorityQueue3: of(3),
    callsInPriorityQueue4: of(4),
    callsInPriorityQueue5: of(5),
    callsInPriorityQueue6: of(6),
    callsInPriorityQueue7: of(7),
    callsInPriorityQueue8: of(8),
    callsInPriorityQueue9: of(9),
    callsInPriorityQueue10: of(10),
  };
}

/** How long the oldest call of some queues has waited. */
function oldest(center: Center, csqIds: readonly number[]): number {
  const { now } = center.schedule;
  const waits = csqIds
    .flatMap((csqId) => center.waiting.get(csqId) ?? [])
    .map(({ visit }) => now - (visit?.queuedAt ?? now));
  return Math.floor(Math.max(0, ...waits) / 1000);
}

function add(durations: Durations, ms: number): void {
  const seconds = ms / 1000;
  durations.count++;
  durations.sum += seconds;
  durations.longest = Math.max(durations.longest, seconds);
}

const average = ({ count, sum }: Durations): number => (count === 0 ? 0 : Math.round(sum / count));
