/**
 * Brings a centre to life.
 * @module
 */
import { AgentState } from '../../../core/protocol/constants/agents.ts';
import { goesBefore, serveQueue } from '../centre/calls.ts';
import type { Centre, QueueVisit } from '../centre/centre.ts';
import { relistAll } from '../centre/routing.ts';
import { type Callers, createCallers } from './callers.ts';
import { beginDay, planNext, takePlaces } from './habits.ts';

/** Puts people in their places and lets callers call; the centre lives whenever its schedule runs. */
export function bringToLife(centre: Centre, loggedIn?: number): Callers {
  takePlaces(centre, loggedIn);
  relistAll(centre);
  centre.changed = (agent) => {
    if (agent.state === AgentState.AGENT_STATE_READY) {
      for (const csqId of nextQueues(centre, agent.person.csqIds)) serveQueue(centre, csqId);
    }
    planNext(centre, agent);
  };
  beginDay(centre);
  const callers = createCallers(centre);
  callers.restart();
  return callers;
}

/** Among an agent's queues, the one whose first caller is to be served before those of the others. */
function nextQueues(centre: Centre, csqIds: readonly number[]): number[] {
  const first = (csqId: number): QueueVisit | undefined => centre.waiting.get(csqId)?.[0]?.visit;
  return csqIds
    .flatMap((csqId) => {
      const visit = first(csqId);
      return visit === undefined ? [] : [{ csqId, visit }];
    })
    .sort((a, b) => (goesBefore(a.visit, b.visit) ? -1 : 1))
    .map(({ csqId }) => csqId);
}
