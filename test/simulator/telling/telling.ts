/**
 * Who hears of a call: bridge sessions of every call, an agent's own session of the calls at the agent's phone.
 * Guide: How the client selects the types of messages wanted.
 * @module
 */
import type { CtiMessage } from '../../../core/protocol/generated/messages.ts';
import type { Agent } from '../centre/agents.ts';
import { agentsOf } from '../centre/call-model.ts';
import type { Call, Centre, Party } from '../centre/centre.ts';

/** A conference tells its parties everything, a call of two each party its own. */
const conferenceSize = 3;

/** Tells bridges and these agents. */
export function tellAgents(centre: Centre, agents: readonly Agent[], ...events: readonly CtiMessage[]): void {
  const ids = [...new Set(agents.map(({ person }) => person.agentId))];
  for (const event of events) centre.publish(event, { bridge: true, agents: ids });
}

/** Tells bridges and every agent in the call. */
export function tellAll(centre: Centre, call: Call, ...events: readonly CtiMessage[]): void {
  tellAgents(centre, agentsOf(call), ...events);
}

/** Tells bridges and the agent of a party; in a conference the other agents too. */
export function tellOwn(centre: Centre, party: Party, ...events: readonly CtiMessage[]): void {
  const { agent, call } = party;
  if (call.parties.length >= conferenceSize) tellAll(centre, call, ...events);
  else tellAgents(centre, agent === undefined ? [] : [agent], ...events);
}

/** Tells bridges only. */
export function tellBridge(centre: Centre, ...events: readonly CtiMessage[]): void {
  tellAgents(centre, [], ...events);
}

/** Tells an agent's own session only. */
export function tellAgent(centre: Centre, agent: Agent, ...events: readonly CtiMessage[]): void {
  for (const event of events) centre.publish(event, { bridge: false, agents: [agent.person.agentId] });
}
