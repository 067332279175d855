/**
 * Agents who come to a phone and leave it.
 * Guide: About forced agent logout and forced agent login; Reason codes for agent state change.
 * @module
 */
import { AgentState, AgentStateReason, LocalConnectionState } from 'rxcti/protocol';
import { callBegins, callEnds } from '../telling/call-events.ts';
import { tellAgent } from '../telling/telling.ts';
import { type Agent, agentAt, isLoggedIn, setAgentState } from './agents.ts';
import { agentGone } from './calls.ts';
import type { Center } from './center.ts';
import { leave } from './leaving.ts';

/** Another agent who is logged in at the phone that an agent is to use. */
export function rivalOf(center: Center, agent: Agent): Agent | undefined {
  const there = agentAt(center, agent.person.extension);
  return there !== undefined && there !== agent && isLoggedIn(there) ? there : undefined;
}

/**
 * Logs an agent in: not ready at first, as the guide has it. Whoever is logged in at the phone is logged out, and the
 * phone's calls stay up, also those of somebody who was logged out before: they are the new agent's now.
 */
export function logIn(center: Center, agent: Agent): void {
  const rival = rivalOf(center, agent);
  if (rival !== undefined) logOut(center, rival, AgentStateReason.AGT_EXTENSION_CONFLICT);
  setAgentState(center, agent, AgentState.AGENT_STATE_NOT_READY, AgentStateReason.AGT_LOGON);
  for (const owner of center.phones.get(agent.person.extension) ?? []) {
    if (owner !== agent) handOver(center, owner, agent);
  }
}

/** Logs an agent out. A call that rings goes on without him; one that he has answered stays up. */
export function logOut(center: Center, agent: Agent, reason: number): void {
  const ringing = agent.parties.find(({ state }) => state === LocalConnectionState.LCS_ALERTING);
  setAgentState(center, agent, AgentState.AGENT_STATE_LOGOUT, reason);
  if (ringing?.call.visit?.stage === 'ringing') agentGone(center, ringing);
  else if (ringing !== undefined) leave(center, ringing);
}

function handOver(center: Center, from: Agent, to: Agent): void {
  for (const party of from.parties.splice(0)) {
    party.agent = to;
    to.parties.push(party);
    tellAgent(center, from, callEnds(party.call.callId, party.id));
    tellAgent(center, to, callBegins(party.call, party));
  }
}
