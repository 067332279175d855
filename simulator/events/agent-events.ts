/**
 * AGENT_STATE_EVENT.
 * @module
 */
import { AgentState, type AgentStateEvent, SpecialValues } from 'rxcti/protocol';
import type { ContactCenter } from '../model/contact-center.ts';
import type { Agent } from '../model/entities.ts';

/** Publishes an agent's state to bridge sessions and to the agent's own. */
export function publishAgentState(center: ContactCenter, agent: Agent): void {
  center.publish(agentStateEvent(agent), { bridges: true, agents: [agent.config.agentId] });
}

/** One event for the agent as a whole, as in the guide's log files. */
function agentStateEvent(agent: Agent): AgentStateEvent {
  const { agentId, extension } = agent.config;
  return {
    type: 'AGENT_STATE_EVENT',
    csqState: agent.state,
    stateDuration: 0,
    csqId: SpecialValues.NULL_CSQ,
    agentState: agent.state,
    eventReasonCode: agent.reason,
    agentId,
    agentExtension: extension,
    agentInstrument: extension,
    activeTerminal: agent.config.terminal,
    nextAgentState: agent.nextState ?? AgentState.AGENT_STATE_NONE,
  };
}
