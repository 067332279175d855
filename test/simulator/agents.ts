/**
 * Agents and their states.
 * Guide: What is an agent state, AGENT_STATE_EVENT.
 * @module
 */
import { AgentStateReason } from '../../core/protocol/constants/agent-reasons.ts';
import { AgentState } from '../../core/protocol/constants/agents.ts';
import { SpecialValues } from '../../core/protocol/constants/session.ts';
import type { AgentStateEvent } from '../../core/protocol/generated/messages.ts';
import type { Call, Centre } from './centre.ts';
import type { Person } from './people.ts';
import type { Random } from './random.ts';
import type { Appointment } from './schedule.ts';

/** A person at work. */
export interface Agent {
  readonly person: Person;
  readonly random: Random;
  /** An AgentState. */
  state: number;
  /** Why, an AgentStateReason or one of {@link breakReasons}. */
  reason: number;
  /** The state that will follow the call, where the agent has asked for one. */
  next: number | undefined;
  nextReason: number;
  /** The centre's time of the last change. */
  since: number;
  /** A client that sets the agent's state takes over: from then on the agent does nothing by itself but answer calls. */
  driven: 'self' | 'client';
  call: Call | undefined;
  /** What an agent left to itself does next. */
  plan: Appointment | undefined;
  /** Such an agent wants to leave the desk when the call is over. */
  wantsBreak: boolean;
}

/** Reason codes for not being ready, as an administrator would define them. */
export const breakReasons = { Break: 1, Lunch: 2, Meeting: 3, EndOfShift: 10 } as const;

/** An agent who is logged out. */
export function createAgent(person: Person, random: Random): Agent {
  return {
    person,
    random,
    state: AgentState.AGENT_STATE_LOGOUT,
    reason: 0,
    next: undefined,
    nextReason: 0,
    since: 0,
    driven: 'self',
    call: undefined,
    plan: undefined,
    wantsBreak: false,
  };
}

/** Whether an agent is logged in. */
export function isLoggedIn(agent: Agent): boolean {
  return agent.state !== AgentState.AGENT_STATE_LOGOUT;
}

/** Whether an agent is on a call or about to be. */
export function isBusy(agent: Agent): boolean {
  return agent.state === AgentState.AGENT_STATE_TALKING || agent.state === AgentState.AGENT_STATE_RESERVED;
}

/** Changes an agent's state and tells everybody. */
export function setAgentState(centre: Centre, agent: Agent, state: number, reason = 0): void {
  centre.schedule.cancel(agent.plan);
  agent.plan = undefined;
  agent.state = state;
  agent.reason = reason;
  agent.since = centre.schedule.now;
  if (!isBusy(agent)) agent.next = undefined;
  tellAgentState(centre, agent);
  centre.changed(agent);
}

/** Sends the agent's state to bridge sessions and to the agent's own. */
export function tellAgentState(centre: Centre, agent: Agent): void {
  centre.publish(agentStateEvent(agent), { bridge: true, agents: [agent.person.agentId] });
}

/** Logs an agent in: not ready at first, as the guide has it. */
export function logIn(centre: Centre, agent: Agent): void {
  setAgentState(centre, agent, AgentState.AGENT_STATE_NOT_READY, AgentStateReason.AGT_LOGON);
}

/** The call is over: work, the state that was asked for, or ready again. */
export function leaveCall(centre: Centre, agent: Agent, call: Call): void {
  if (agent.call === call) agent.call = undefined;
  if (!isBusy(agent)) {
    // A forced logout left the call up. Whoever is back and ready since can take the next one only now.
    centre.changed(agent);
    return;
  }
  const answered = agent.state === AgentState.AGENT_STATE_TALKING;
  if (agent.next !== undefined) setAgentState(centre, agent, agent.next, agent.nextReason);
  else if (answered && autoWork(centre, call)) setAgentState(centre, agent, AgentState.AGENT_STATE_WORK);
  else setAgentState(centre, agent, AgentState.AGENT_STATE_READY);
}

/** The agent of a queue who has been ready longest. */
export function freeAgent(centre: Centre, csqId: number): Agent | undefined {
  let best: Agent | undefined;
  for (const agent of centre.agents.values()) {
    if (agent.state !== AgentState.AGENT_STATE_READY || agent.call !== undefined) continue;
    if (!agent.person.csqIds.includes(csqId)) continue;
    if (best === undefined || agent.since < best.since) best = agent;
  }
  return best;
}

/** The event that tells an agent's state: one for the agent as a whole, as in the guide's log files. */
export function agentStateEvent(agent: Agent): AgentStateEvent {
  const { agentId, extension } = agent.person;
  return {
    type: 'AGENT_STATE_EVENT',
    csqState: agent.state,
    stateDuration: 0,
    csqId: SpecialValues.NULL_CSQ,
    agentState: agent.state,
    eventReasonCode: agent.reason,
    agentId,
    agentExtension: extension,
    agentInstrument: extension,
    nextAgentState: agent.next ?? AgentState.AGENT_STATE_NONE,
  };
}

function autoWork(centre: Centre, call: Call): boolean {
  return centre.world.queues.find(({ csqId }) => csqId === call.application.csqId)?.autoWork === true;
}
