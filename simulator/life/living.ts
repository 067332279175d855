/**
 * Brings a center to life.
 * @module
 */
import { AgentState } from 'rxcti/protocol';
import { serveQueue } from '../center/calls.ts';
import type { Center } from '../center/center.ts';
import { nextQueues, relistAll } from '../center/routing.ts';
import { type Callers, createCallers } from './callers.ts';
import { beginDay, planNext, takePlaces } from './habits.ts';

/** Puts people in their places and lets callers call; the center lives whenever its schedule runs. */
export function bringToLife(center: Center, loggedIn?: number): Callers {
  takePlaces(center, loggedIn);
  relistAll(center);
  center.changed = (agent) => {
    if (agent.state === AgentState.AGENT_STATE_READY) {
      for (const csqId of nextQueues(center, agent.person.csqIds)) serveQueue(center, csqId);
    }
    planNext(center, agent);
  };
  beginDay(center);
  const callers = createCallers(center);
  callers.restart();
  return callers;
}
