/**
 * Whom a session may control: in bridge mode everybody; in agent mode its own agent, and a supervisor the agents of his
 * team as well.
 * Guide: Two client modes for connecting with Unified CCX; CTI service masks. That the right ends with the team is
 * inferred.
 * @module
 */
import { ServiceMask } from 'rxcti/protocol';
import type { Granted } from 'rxcti/server';
import { hasServices } from 'rxcti/server';
import type { Agent } from '../center/agents.ts';
import type { Center } from '../center/center.ts';

/** Whether a session may act for an agent. */
export function mayActFor(center: Center, granted: Granted, agent: Agent): boolean {
  if (granted.mode !== 'agent' || agent.person.agentId === granted.agentId) return true;
  return supervises(center, granted, agent);
}

/** Whether the session is one of a supervisor who has this agent in his team, and is not the agent's own. */
export function supervises(center: Center, granted: Granted, agent: Agent): boolean {
  if (!hasServices(granted, ServiceMask.CTI_SERVICE_SUPERVISOR)) return false;
  const own = center.agents.get(granted.agentId ?? '');
  return own !== undefined && own !== agent && own.person.teamId === agent.person.teamId;
}
