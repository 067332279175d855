/**
 * Agents looked up and tested.
 * @module
 */
import { AgentState } from 'rxcti/protocol';
import { deviceOf } from './calls.ts';
import type { ContactCenter } from './contact-center.ts';
import type { Agent } from './entities.ts';

/** The name of an agent state, as in the client. */
export type AgentStateName = 'loggedOut' | 'notReady' | 'ready' | 'reserved' | 'talking' | 'work';

const states: Readonly<Record<AgentStateName, number>> = {
  loggedOut: AgentState.AGENT_STATE_LOGOUT,
  notReady: AgentState.AGENT_STATE_NOT_READY,
  ready: AgentState.AGENT_STATE_READY,
  reserved: AgentState.AGENT_STATE_RESERVED,
  talking: AgentState.AGENT_STATE_TALKING,
  work: AgentState.AGENT_STATE_WORK,
};

/** All names of agent states. */
export const agentStateNames: readonly AgentStateName[] = Object.keys(states) as AgentStateName[];

/** The name of an AgentState. */
export const agentStateName = (state: number): string =>
  agentStateNames.find((name) => states[name] === state) ?? `in state ${state}`;

/** Calls that one line can hold. */
export const maxCallsPerLine = 2;

/** Whether an agent is logged in. */
export function isLoggedIn(agent: Agent): boolean {
  return agent.state !== AgentState.AGENT_STATE_LOGOUT;
}

/** Whether an agent is talking or reserved. */
export function isBusy(agent: Agent): boolean {
  return agent.state === AgentState.AGENT_STATE_TALKING || agent.state === AgentState.AGENT_STATE_RESERVED;
}

/** The agent at a phone: who is logged in there, otherwise the first one configured with it. */
export function agentAt(center: ContactCenter, extension: string): Agent | undefined {
  const owners = center.phones.get(extension);
  return owners?.find(isLoggedIn) ?? owners?.[0];
}

/** Whether a client controls the agent: it has set the state, controlled a call, or has an agent-mode session open. */
export function isClientControlled(center: ContactCenter, agent: Agent): boolean {
  return agent.controlledBy === 'client' || center.hasAgentSession(agent.config.agentId);
}

/** Whether the agent answers a ringing phone without a request. */
export function autoAnswers(center: ContactCenter, agent: Agent): boolean {
  if (!isLoggedIn(agent)) return false;
  return center.autoAnswer === 'always' || (center.autoAnswer && !isClientControlled(center, agent));
}

/** Finds the agent that a message names by id, extension or instrument; all that are given must agree. */
export function findAgent(
  center: ContactCenter,
  named: {
    readonly agentId?: string | undefined;
    readonly agentExtension?: string | undefined;
    readonly agentInstrument?: string | undefined;
  },
): Agent | undefined {
  const phones = [deviceOf(named.agentExtension), deviceOf(named.agentInstrument)].filter(
    (phone) => phone !== undefined,
  );
  const byId = named.agentId ? center.agents.get(named.agentId) : undefined;
  if (named.agentId && byId === undefined) return undefined;
  if (byId === undefined && phones.length === 0) return undefined;
  const agent = byId ?? agentAt(center, phones[0] ?? '');
  return phones.every((phone) => phone === agent?.config.extension) ? agent : undefined;
}
