/**
 * Brings a centre to life.
 * @module
 */
import { AgentState } from '../../../core/protocol/constants/agents.ts';
import { openLines, serveQueue } from '../centre/calls.ts';
import type { Centre } from '../centre/centre.ts';
import { relistAll } from '../centre/routing.ts';
import { beginDay, planNext, takePlaces } from './habits.ts';

/** Puts people in their places and lets callers call; the centre lives whenever its schedule runs. */
export function bringToLife(centre: Centre, loggedIn?: number): void {
  takePlaces(centre, loggedIn);
  relistAll(centre);
  centre.changed = (agent) => {
    if (agent.state === AgentState.AGENT_STATE_READY) {
      for (const csqId of longestWaiting(centre, agent.person.csqIds)) serveQueue(centre, csqId);
    }
    planNext(centre, agent);
  };
  beginDay(centre);
  openLines(centre);
}

/** Among an agent's queues, the one whose first caller has waited longest comes first. */
function longestWaiting(centre: Centre, csqIds: readonly number[]): number[] {
  const since = (csqId: number): number => centre.waiting.get(csqId)?.[0]?.visit?.arrivedAt ?? Infinity;
  return csqIds.filter((csqId) => since(csqId) < Infinity).sort((a, b) => since(a) - since(b));
}
