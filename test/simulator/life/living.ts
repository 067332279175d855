/**
 * Brings a centre to life.
 * @module
 */
import { AgentState } from '../../../core/protocol/constants/agents.ts';
import { serveQueue } from '../centre/calls.ts';
import type { Centre } from '../centre/centre.ts';
import { nextQueues, relistAll } from '../centre/routing.ts';
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
