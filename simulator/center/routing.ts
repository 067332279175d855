/**
 * Which agent gets the next call of a queue, and which call comes next. The lists of those who can take one are kept up to date at each change, so
 * that a call costs the same in a center of ten agents and of two thousand.
 * Guide: What is an agent state (AGENT_STATE_READY: can take a routed call).
 * @module
 */
import { AgentState } from 'rxcti/protocol';
import type { Agent } from './agents.ts';
import type { Center, QueueVisit } from './center.ts';

/** Agents who are ready, by CSQ, in the order in which they became so. */
export type ReadyAgents = Map<number, Set<Agent>>;

/** An agent's state has changed: he stands at the end of the lists of his queues, or in none. */
export function relist(ready: ReadyAgents, agent: Agent): void {
  for (const csqId of agent.listed) ready.get(csqId)?.delete(agent);
  agent.listed = agent.state === AgentState.AGENT_STATE_READY ? agent.person.csqIds : [];
  for (const csqId of agent.listed) {
    const those = ready.get(csqId);
    if (those === undefined) ready.set(csqId, new Set([agent]));
    else those.add(agent);
  }
}

/** A ready agent serves other queues from now on; in their lists he has the place that his time gives him. */
export function restaff(ready: ReadyAgents, agent: Agent): void {
  relist(ready, agent);
  for (const csqId of agent.listed) {
    const inTime = [...(ready.get(csqId) ?? [])].sort((a, b) => a.since - b.since);
    ready.set(csqId, new Set(inTime));
  }
}

/** Lists everybody anew, who has been ready longest first. */
export function relistAll(center: Center): void {
  const agents = [...center.agents.values()].sort((a, b) => a.since - b.since);
  for (const agent of agents) relist(center.ready, agent);
}

/** The agent who gets the next call of a queue: of those the queue prefers, the one who has been ready longest. */
export function freeAgent(center: Center, csqId: number): Agent | undefined {
  const prefers = center.queues.get(csqId)?.selection ?? 'longest available';
  let best: Agent | undefined;
  for (const agent of center.ready.get(csqId) ?? []) {
    // A forced logout leaves a call up: whoever is back and ready meanwhile has a line that is not free.
    if (agent.parties.length > 0 || !agent.inService) continue;
    if (prefers === 'longest available') return agent;
    const more = best === undefined ? 1 : skill(agent, csqId) - skill(best, csqId);
    if (prefers === 'most skilled' ? more > 0 : more < 0 || best === undefined) best = agent;
  }
  return best;
}

/** How well an agent knows what a queue is about, from 1 to 10. */
const skill = (agent: Agent, csqId: number): number => agent.person.competence.get(csqId) ?? 5;

/** Whether one call is served before another. */
export const goesBefore = (one: QueueVisit, other: QueueVisit): boolean =>
  one.priority > other.priority || (one.priority === other.priority && one.arrivedAt < other.arrivedAt);

/** Among an agent's queues, the one whose first caller is to be served before those of the others. */
export function nextQueues(center: Center, csqIds: readonly number[]): number[] {
  const first = (csqId: number): QueueVisit | undefined => center.waiting.get(csqId)?.[0]?.visit;
  return csqIds
    .flatMap((csqId) => {
      const visit = first(csqId);
      return visit === undefined ? [] : [{ csqId, visit }];
    })
    .sort((a, b) => (goesBefore(a.visit, b.visit) ? -1 : 1))
    .map(({ csqId }) => csqId);
}
