/**
 * Who hears of a call: bridge sessions of every call, an agent's own session of the calls at the agent's phone.
 * Guide: How the client selects the types of messages wanted.
 * @module
 */
import type { CtiMessage } from 'rxcti';
import type { Agent } from '../center/agents.ts';
import { agentsOf } from '../center/call-model.ts';
import type { Call, Center, Party } from '../center/center.ts';

/** A conference tells its parties everything, a call of two each party its own. */
const conferenceSize = 3;

/** Tells bridges and these agents. */
export function tellAgents(center: Center, agents: readonly Agent[], ...events: readonly CtiMessage[]): void {
  const ids = [...new Set(agents.map(({ person }) => person.agentId))];
  for (const event of events) center.publish(event, { bridge: true, agents: ids });
}

/** Tells bridges and every agent in the call. */
export function tellAll(center: Center, call: Call, ...events: readonly CtiMessage[]): void {
  tellAgents(center, agentsOf(call), ...events);
}

/** Tells bridges and the agent of a party; in a conference the other agents too. */
export function tellOwn(center: Center, party: Party, ...events: readonly CtiMessage[]): void {
  const { agent, call } = party;
  if (call.parties.length >= conferenceSize) tellAll(center, call, ...events);
  else tellAgents(center, agent === undefined ? [] : [agent], ...events);
}

/** Tells bridges only. */
export function tellBridge(center: Center, ...events: readonly CtiMessage[]): void {
  tellAgents(center, [], ...events);
}

/** Tells an agent's own session only. */
export function tellAgent(center: Center, agent: Agent, ...events: readonly CtiMessage[]): void {
  for (const event of events) center.publish(event, { bridge: false, agents: [agent.person.agentId] });
}
