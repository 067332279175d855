/**
 * Answers to clients that ask for statistics, counted from what happened since the start. A call counts when it has
 * ended; durations are whole seconds.
 * Guide: QUERY_QUEUE_STATISTICS_REQ, QUERY_SUMMARY_STATISTICS_REQ, QUERY_AGENT_QUEUE_STATISTICS_REQ.
 * @module
 */
import { AgentState } from '../../../core/protocol/constants/agents.ts';
import { ErrorStatus } from '../../../core/protocol/constants/failures.ts';
import type {
  QueryAgentQueueStatisticsConf,
  QueryAgentQueueStatisticsReq,
  QueryQueueStatisticsConf,
  QueryQueueStatisticsReq,
  QuerySummaryStatisticsConf,
  QuerySummaryStatisticsReq,
} from '../../../core/protocol/generated/messages.ts';
import type { Agent } from './agents.ts';
import type { Centre, QueueVisit } from './centre.ts';

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

/** A call's visit to its queue is over. */
export function recordVisit(centre: Centre, visit: QueueVisit): void {
  const record = centre.records.get(visit.application.csqId);
  if (record === undefined || visit.queuedAt === undefined) return;
  const { now } = centre.schedule;
  add(record.wait, (visit.answeredAt ?? now) - visit.queuedAt);
  if (visit.answeredAt === undefined) record.abandoned++;
  else add(record.talk, now - visit.answeredAt);
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
  centre: Centre,
  startedAtMs: number,
  request: QueryQueueStatisticsReq,
): QueryQueueStatisticsConf | Failure {
  const csqId = request.csqId ?? -1;
  const record = centre.records.get(csqId);
  if (record === undefined) return { status: ErrorStatus.E_CTI_INVALID_CSQ, text: 'there is no such queue' };
  const agents = [...centre.agents.values()].filter(({ person }) => person.csqIds.includes(csqId));
  return {
    type: 'QUERY_QUEUE_STATISTICS_CONF',
    invokeId: request.invokeId,
    ...agentCounts(agents),
    ...priorities(centre.waiting.get(csqId)?.length ?? 0),
    startTime: Math.floor(startedAtMs / 1000),
    endTime: Math.floor((startedAtMs + centre.schedule.now) / 1000),
    oldestCallInQueue: oldest(centre, [csqId]),
    ...queueCounts(record),
    csqId,
  };
}

/** All agents and queues. */
export function summaryStatistics(
  centre: Centre,
  { invokeId }: QuerySummaryStatisticsReq,
): QuerySummaryStatisticsConf {
  const waiting = [...centre.waiting.values()].reduce((sum, calls) => sum + calls.length, 0);
  return {
    type: 'QUERY_SUMMARY_STATISTICS_CONF',
    invokeId,
    numQueues: centre.world.queues.length,
    ...agentCounts([...centre.agents.values()]),
    ...priorities(waiting),
  };
}

/** What waits for one agent. */
export function agentQueueStatistics(
  centre: Centre,
  { invokeId, agentId }: QueryAgentQueueStatisticsReq,
): QueryAgentQueueStatisticsConf | Failure {
  const agent = centre.agents.get(agentId);
  if (agent === undefined) {
    return { status: ErrorStatus.E_CTI_INVALID_AGENT_DATA, text: 'there is no such agent' };
  }
  const { csqIds } = agent.person;
  return {
    type: 'QUERY_AGENT_QUEUE_STATISTICS_CONF',
    invokeId,
    callsInQueue: csqIds.reduce((sum, csqId) => sum + (centre.waiting.get(csqId)?.length ?? 0), 0),
    oldestCallInQueue: oldest(centre, csqIds),
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

/** All calls have the same priority. */
function priorities(callsInPriorityQueue1: number) {
  return {
    callsInPriorityQueue1,
    callsInPriorityQueue2: 0,
    callsInPriorityQueue3: 0,
    callsInPriorityQueue4: 0,
    callsInPriorityQueue5: 0,
    callsInPriorityQueue6: 0,
    callsInPriorityQueue7: 0,
    callsInPriorityQueue8: 0,
    callsInPriorityQueue9: 0,
    callsInPriorityQueue10: 0,
  };
}

/** How long the oldest call of some queues has waited. */
function oldest(centre: Centre, csqIds: readonly number[]): number {
  const { now } = centre.schedule;
  const waits = csqIds
    .flatMap((csqId) => centre.waiting.get(csqId) ?? [])
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
