/**
 * Agents who come to a phone and leave it.
 * Guide: About forced agent logout and forced agent login; Reason codes for agent state change.
 * @module
 */
import { AgentStateReason } from '../../../core/protocol/constants/agent-reasons.ts';
import { AgentState } from '../../../core/protocol/constants/agents.ts';
import { LocalConnectionState } from '../../../core/protocol/constants/calls.ts';
import { callBegins, callEnds } from '../telling/call-events.ts';
import { tellAgent } from '../telling/telling.ts';
import { type Agent, agentAt, isLoggedIn, setAgentState } from './agents.ts';
import { agentGone } from './calls.ts';
import type { Centre } from './centre.ts';
import { leave } from './leaving.ts';

/** Another agent who is logged in at the phone that an agent is to use. */
export function rivalOf(centre: Centre, agent: Agent): Agent | undefined {
  const there = agentAt(centre, agent.person.extension);
  return there !== undefined && there !== agent && isLoggedIn(there) ? there : undefined;
}

/**
 * Logs an agent in: not ready at first, as the guide has it. Whoever is logged in at the phone is logged out, and the
 * phone's calls stay up, also those of somebody who was logged out before: they are the new agent's now.
 */
export function logIn(centre: Centre, agent: Agent): void {
  const rival = rivalOf(centre, agent);
  if (rival !== undefined) logOut(centre, rival, AgentStateReason.AGT_EXTENSION_CONFLICT);
  setAgentState(centre, agent, AgentState.AGENT_STATE_NOT_READY, AgentStateReason.AGT_LOGON);
  for (const owner of centre.phones.get(agent.person.extension) ?? []) {
    if (owner !== agent) handOver(centre, owner, agent);
  }
}

/** Logs an agent out. A call that rings goes on without him; one that he has answered stays up. */
export function logOut(centre: Centre, agent: Agent, reason: number): void {
  const ringing = agent.parties.find(({ state }) => state === LocalConnectionState.LCS_ALERTING);
  setAgentState(centre, agent, AgentState.AGENT_STATE_LOGOUT, reason);
  if (ringing?.call.visit?.stage === 'ringing') agentGone(centre, ringing);
  else if (ringing !== undefined) leave(centre, ringing);
}

function handOver(centre: Centre, from: Agent, to: Agent): void {
  for (const party of from.parties.splice(0)) {
    party.agent = to;
    to.parties.push(party);
    tellAgent(centre, from, callEnds(party.call.callId, party.id));
    tellAgent(centre, to, callBegins(party.call, party));
  }
}
