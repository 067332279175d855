/**
 * Login and logout of agents.
 * Guide: About forced agent logout and forced agent login; Reason codes for agent state change.
 * @module
 */
import { AgentState, AgentStateReason, LocalConnectionState } from 'rxcti/protocol';
import { beginCallEvent, endCallEvent } from '../events/call-events.ts';
import { publishToAgent } from '../events/publish.ts';
import { agentAt, isLoggedIn } from '../model/agents.ts';
import type { ContactCenter } from '../model/contact-center.ts';
import type { Agent } from '../model/entities.ts';
import { setAgentState } from './agent-state.ts';
import { leaveCall } from './connections.ts';
import { returnToQueue } from './queueing.ts';

/** Another agent who is logged in at the agent's phone. */
export function otherAgentAtPhone(center: ContactCenter, agent: Agent): Agent | undefined {
  const there = agentAt(center, agent.config.extension);
  return there !== undefined && there !== agent && isLoggedIn(there) ? there : undefined;
}

/**
 * Logs an agent in, not ready. Another agent at the phone is logged out. Calls at the phone stay up and are the new
 * agent's, including those of an agent who was logged out earlier.
 */
export function logIn(center: ContactCenter, agent: Agent): void {
  const other = otherAgentAtPhone(center, agent);
  if (other !== undefined) logOut(center, other, AgentStateReason.AGT_EXTENSION_CONFLICT);
  setAgentState(center, agent, AgentState.AGENT_STATE_NOT_READY, AgentStateReason.AGT_LOGON);
  for (const owner of center.phones.get(agent.config.extension) ?? []) {
    if (owner !== agent) moveCalls(center, owner, agent);
  }
}

/** Logs an agent out. A ringing call goes back to its queue or ends; an answered call stays up. */
export function logOut(center: ContactCenter, agent: Agent, reason: number): void {
  const ringing = agent.parties.find(({ state }) => state === LocalConnectionState.LCS_ALERTING);
  setAgentState(center, agent, AgentState.AGENT_STATE_LOGOUT, reason);
  if (ringing?.call.routing?.stage === 'ringing') returnToQueue(center, ringing);
  else if (ringing !== undefined) leaveCall(center, ringing);
}

function moveCalls(center: ContactCenter, from: Agent, to: Agent): void {
  for (const party of from.parties.splice(0)) {
    party.agent = to;
    to.parties.push(party);
    publishToAgent(center, from, endCallEvent(party.call.callId, party.id));
    publishToAgent(center, to, beginCallEvent(party.call, party));
  }
}
