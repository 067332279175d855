/**
 * Statistics queries. A call counts once it has ended and the work after it is finished; durations are whole seconds.
 * Guide: QUERY_QUEUE_STATISTICS_REQ, QUERY_SUMMARY_STATISTICS_REQ, QUERY_AGENT_QUEUE_STATISTICS_REQ.
 * @module
 */
import {
  AgentState,
  ErrorStatus,
  type QueryAgentQueueStatisticsConf,
  type QueryAgentQueueStatisticsReq,
  type QueryQueueStatisticsConf,
  type QueryQueueStatisticsReq,
  type QuerySummaryStatisticsConf,
  type QuerySummaryStatisticsReq,
} from 'rxcti/protocol';
import type { ContactCenter } from '../model/contact-center.ts';
import type { Agent, Call } from '../model/entities.ts';
import { queueCounts } from '../model/queue-record.ts';
import type { Failure } from './refusals.ts';

/** QUERY_QUEUE_STATISTICS_CONF. */
export function queueStatistics(
  center: ContactCenter,
  startedAtMs: number,
  request: QueryQueueStatisticsReq,
): QueryQueueStatisticsConf | Failure {
  const csqId = request.csqId ?? -1;
  const record = center.queueRecords.get(csqId);
  if (record === undefined) return { status: ErrorStatus.E_CTI_INVALID_CSQ, text: 'unknown CSQ' };
  const agents = [...center.agents.values()].filter(({ config }) => config.csqIds.includes(csqId));
  return {
    type: 'QUERY_QUEUE_STATISTICS_CONF',
    invokeId: request.invokeId,
    ...agentCounts(agents),
    ...priorities(center.waiting.get(csqId) ?? []),
    startTime: Math.floor(startedAtMs / 1000),
    endTime: Math.floor((startedAtMs + center.schedule.now) / 1000),
    oldestCallInQueue: longestWait(center, [csqId]),
    ...queueCounts(record),
    csqId,
  };
}

/** QUERY_SUMMARY_STATISTICS_CONF. */
export function summaryStatistics(
  center: ContactCenter,
  { invokeId }: QuerySummaryStatisticsReq,
): QuerySummaryStatisticsConf {
  return {
    type: 'QUERY_SUMMARY_STATISTICS_CONF',
    invokeId,
    numQueues: center.config.queues.length,
    ...agentCounts([...center.agents.values()]),
    ...priorities([...center.waiting.values()].flat()),
  };
}

/** QUERY_AGENT_QUEUE_STATISTICS_CONF: calls that wait in an agent's queues. */
export function agentQueueStatistics(
  center: ContactCenter,
  { invokeId, agentId }: QueryAgentQueueStatisticsReq,
): QueryAgentQueueStatisticsConf | Failure {
  const agent = center.agents.get(agentId);
  if (agent === undefined) {
    return { status: ErrorStatus.E_CTI_INVALID_AGENT_DATA, text: 'unknown agent' };
  }
  const { csqIds } = agent.config;
  return {
    type: 'QUERY_AGENT_QUEUE_STATISTICS_CONF',
    invokeId,
    callsInQueue: csqIds.reduce((sum, csqId) => sum + (center.waiting.get(csqId)?.length ?? 0), 0),
    oldestCallInQueue: longestWait(center, csqIds),
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

/** Waiting calls by priority. */
function priorities(calls: readonly Call[]) {
  const of = (priority: number): number =>
    calls.filter(({ routing }) => routing?.priority === priority).length;
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

/** Longest current wait in some queues, in seconds. */
function longestWait(center: ContactCenter, csqIds: readonly number[]): number {
  const { now } = center.schedule;
  const waits = csqIds
    .flatMap((csqId) => center.waiting.get(csqId) ?? [])
    .map(({ routing }) => now - (routing?.queuedAt ?? now));
  return Math.floor(Math.max(0, ...waits) / 1000);
}
