/**
 * What the mirror knows of an agent, as messages.
 * Guide: QUERY_AGENT_STATE_CONF; AGENT_STATE_EVENT.
 * @module
 */
import type { Agent } from 'rxcti';
import type { AgentStateEvent, QueryAgentStateConf } from 'rxcti/protocol';
import { AgentState, SpecialValues } from 'rxcti/protocol';
import { agentStateNumbers } from './state-numbers.ts';

const numberOf = (state: Agent['state']): number =>
  agentStateNumbers.get(state) ?? AgentState.AGENT_STATE_UNKNOWN;

/** Answers QUERY_AGENT_STATE_REQ. */
export function agentStateConf(invokeId: number, agent: Agent): QueryAgentStateConf {
  return {
    type: 'QUERY_AGENT_STATE_CONF',
    invokeId,
    agentState: numberOf(agent.state),
    ...phoneOf(agent),
    agentId: agent.agentId,
    csqs: [...agent.queueStates].map(([csqId, state]) => ({ csqId, csqState: numberOf(state) })),
  };
}

/** Since when and why the agent is in this state, which the confirmation cannot say. */
export function agentStateEvent(agent: Agent, version: number, now: number): AgentStateEvent {
  return {
    type: 'AGENT_STATE_EVENT',
    csqState: 0,
    stateDuration: Math.max(0, Math.round((now - agent.since) / 1000)),
    csqId: SpecialValues.NULL_CSQ,
    agentState: numberOf(agent.state),
    eventReasonCode: agent.reasonCode,
    agentId: agent.agentId,
    ...phoneOf(agent),
    ...(version >= 18 && agent.activeTerminal !== undefined ? { activeTerminal: agent.activeTerminal } : {}),
    nextAgentState: agent.nextState === undefined ? AgentState.AGENT_STATE_NONE : numberOf(agent.nextState),
  };
}

function phoneOf({ extension, instrument = extension }: Agent): {
  readonly agentExtension?: string;
  readonly agentInstrument?: string;
} {
  return {
    ...(extension === undefined ? {} : { agentExtension: extension }),
    ...(instrument === undefined ? {} : { agentInstrument: instrument }),
  };
}
