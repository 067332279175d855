/**
 * Publishes events to the sessions that they concern: bridge sessions get every call, an agent-mode session the calls at
 * the agent's phone.
 * Guide: How the client selects the types of messages wanted.
 * @module
 */
import type { CtiMessage } from 'rxcti';
import { agentsOf } from '../model/calls.ts';
import type { ContactCenter } from '../model/contact-center.ts';
import type { Agent, Call, Party } from '../model/entities.ts';

/** From this number of parties on, every agent gets the events of all parties. */
const conferenceSize = 3;

/** To bridge sessions and these agents. */
export function publishToAgents(
  center: ContactCenter,
  agents: readonly Agent[],
  ...events: readonly CtiMessage[]
): void {
  const ids = [...new Set(agents.map(({ config }) => config.agentId))];
  for (const event of events) center.publish(event, { bridges: true, agents: ids });
}

/** To bridge sessions and every agent in the call. */
export function publishToCall(center: ContactCenter, call: Call, ...events: readonly CtiMessage[]): void {
  publishToAgents(center, agentsOf(call), ...events);
}

/** To bridge sessions and the agent of a party; in a conference to the other agents too. */
export function publishToParty(center: ContactCenter, party: Party, ...events: readonly CtiMessage[]): void {
  const { agent, call } = party;
  if (call.parties.length >= conferenceSize) publishToCall(center, call, ...events);
  else publishToAgents(center, agent === undefined ? [] : [agent], ...events);
}

/** To bridge sessions only. */
export function publishToBridges(center: ContactCenter, ...events: readonly CtiMessage[]): void {
  publishToAgents(center, [], ...events);
}

/** To the agent's own sessions only. */
export function publishToAgent(center: ContactCenter, agent: Agent, ...events: readonly CtiMessage[]): void {
  for (const event of events) center.publish(event, { bridges: false, agents: [agent.config.agentId] });
}
