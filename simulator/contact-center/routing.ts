/**
 * Selects the agent for a call and the order of calls. The lists of ready agents are updated with each state change, so that
 * the cost of a call does not depend on the number of agents.
 * Guide: What is an agent state (AGENT_STATE_READY: can take a routed call).
 * @module
 */
import { AgentState } from 'rxcti/protocol';
import type { ContactCenter, ReadyAgents } from '../model/contact-center.ts';
import type { Agent, Routing } from '../model/entities.ts';

/** After a state change: puts a ready agent at the end of the lists of their queues, and removes others. */
export function updateReadyLists(ready: ReadyAgents, agent: Agent): void {
  for (const csqId of agent.readyFor) ready.get(csqId)?.delete(agent);
  agent.readyFor = agent.state === AgentState.AGENT_STATE_READY ? agent.config.csqIds : [];
  for (const csqId of agent.readyFor) {
    const list = ready.get(csqId);
    if (list === undefined) ready.set(csqId, new Set([agent]));
    else list.add(agent);
  }
}

/** After a change of a ready agent's queues: sorts the new lists by ready time. */
export function reorderReadyLists(ready: ReadyAgents, agent: Agent): void {
  updateReadyLists(ready, agent);
  for (const csqId of agent.readyFor) {
    const sorted = [...(ready.get(csqId) ?? [])].sort((a, b) => a.stateSince - b.stateSince);
    ready.set(csqId, new Set(sorted));
  }
}

/** Builds all lists, longest ready first. */
export function buildReadyLists(center: ContactCenter): void {
  const agents = [...center.agents.values()].sort((a, b) => a.stateSince - b.stateSince);
  for (const agent of agents) updateReadyLists(center.readyAgents, agent);
}

/** The agent for the next call of a queue by its selection criterion; ties go to who has been ready longest. */
export function selectAgent(center: ContactCenter, csqId: number): Agent | undefined {
  const selection = center.queues.get(csqId)?.selection ?? 'longest available';
  let best: Agent | undefined;
  for (const agent of center.readyAgents.get(csqId) ?? []) {
    // After a forced logout and a new login the line may still have a call.
    if (agent.parties.length > 0 || !agent.inService) continue;
    if (selection === 'longest available') return agent;
    const more = best === undefined ? 1 : competence(agent, csqId) - competence(best, csqId);
    if (selection === 'most skilled' ? more > 0 : more < 0 || best === undefined) best = agent;
  }
  return best;
}

/** An agent's competence level for a queue, 1 to 10. */
const competence = (agent: Agent, csqId: number): number => agent.config.competence.get(csqId) ?? 5;

/** Whether one call is served before another: by priority, then by arrival. */
export const isServedBefore = (one: Routing, other: Routing): boolean =>
  one.priority > other.priority || (one.priority === other.priority && one.arrivedAt < other.arrivedAt);

/** The queues in which calls wait, sorted by their first calls. */
export function queuesInServiceOrder(center: ContactCenter, csqIds: readonly number[]): number[] {
  const first = (csqId: number): Routing | undefined => center.waiting.get(csqId)?.[0]?.routing;
  return csqIds
    .flatMap((csqId) => {
      const routing = first(csqId);
      return routing === undefined ? [] : [{ csqId, routing }];
    })
    .sort((a, b) => (isServedBefore(a.routing, b.routing) ? -1 : 1))
    .map(({ csqId }) => csqId);
}
