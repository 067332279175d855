/**
 * Agents and their states.
 * Guide: What is an agent state, AGENT_STATE_EVENT.
 * @module
 */

import type { AgentStateEvent } from 'rxcti/protocol';
import { AgentState, AgentStateReason, SpecialValues } from 'rxcti/protocol';
import type { Center, Party } from './center.ts';
import type { Person } from './people.ts';
import type { Random } from './random.ts';
import { relist } from './routing.ts';
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
  /** The center's time of the last change. */
  since: number;
  /** Comes back after a logout of his own; others are configured, and not at work today. */
  onShift: boolean;
  /** A client that sets the agent's state takes over: from then on the agent does nothing by itself but answer calls. */
  driven: 'self' | 'client';
  /** The CSQs in whose lists of ready agents this one stands. */
  listed: readonly number[];
  /** The parts of the agent's phone in calls: two at most. */
  readonly parties: Party[];
  /** The CSQ of the call that the agent has handled since he was last free. */
  handled: number | undefined;
  /** Calls that count in the statistics once the work after them is over. */
  unrecorded: (() => void)[];
  /** When the time for wrapping up is over. */
  wrapUp: Appointment | undefined;
  /** Not ready only for the time of a call that came through no queue. */
  resumes: boolean;
  inService: boolean;
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
    onShift: true,
    driven: 'self',
    listed: [],
    parties: [],
    handled: undefined,
    unrecorded: [],
    wrapUp: undefined,
    resumes: false,
    inService: true,
    plan: undefined,
    wantsBreak: false,
  };
}

/** Whether an agent is logged in. */
export function isLoggedIn(agent: Agent): boolean {
  return agent.state !== AgentState.AGENT_STATE_LOGOUT;
}

/** Gives an agent an extension. */
export function seat(center: Center, agent: Agent, extension: string): void {
  const before = center.phones.get(agent.person.extension)?.filter((owner) => owner !== agent) ?? [];
  if (before.length === 0) center.phones.delete(agent.person.extension);
  else center.phones.set(agent.person.extension, before);
  agent.person.extension = extension;
  center.phones.set(extension, [...(center.phones.get(extension) ?? []), agent]);
}

/** The agent at a phone: whoever is logged in there, otherwise whose it is. */
export function agentAt(center: Center, extension: string): Agent | undefined {
  const owners = center.phones.get(extension);
  return owners?.find(isLoggedIn) ?? owners?.[0];
}

/** Whether an agent is on a call or about to be. */
export function isBusy(agent: Agent): boolean {
  return agent.state === AgentState.AGENT_STATE_TALKING || agent.state === AgentState.AGENT_STATE_RESERVED;
}

/** Changes an agent's state and tells everybody. */
export function setAgentState(center: Center, agent: Agent, state: number, reason = 0): void {
  center.schedule.cancel(agent.plan);
  center.schedule.cancel(agent.wrapUp);
  agent.plan = undefined;
  agent.wrapUp = undefined;
  agent.state = state;
  if (state !== AgentState.AGENT_STATE_TALKING && state !== AgentState.AGENT_STATE_WORK) {
    for (const record of agent.unrecorded.splice(0)) record();
  }
  agent.reason = reason;
  agent.since = center.schedule.now;
  agent.resumes = false;
  if (state === AgentState.AGENT_STATE_LOGOUT) agent.handled = undefined;
  if (!isBusy(agent)) agent.next = undefined;
  relist(center.ready, agent);
  tellAgentState(center, agent);
  center.changed(agent);
}

/** While talking, a state is only booked for the end of the call. */
export function setNext(center: Center, agent: Agent, state: number, reason: number): void {
  agent.next = state;
  agent.nextReason = reason;
  tellAgentState(center, agent);
}

/** Sends the agent's state to bridge sessions and to the agent's own. */
function tellAgentState(center: Center, agent: Agent): void {
  center.publish(agentStateEvent(agent), { bridge: true, agents: [agent.person.agentId] });
}

/** Calls one phone line can hold. */
export const lineCalls = 2;

/** Whether a client decides for the agent when to answer. */
export function isDriven(center: Center, agent: Agent): boolean {
  return agent.driven === 'client' || center.attended(agent.person.agentId);
}

/** Whether the agent answers a ringing phone without being told. */
export function answersAlone(center: Center, agent: Agent): boolean {
  if (!isLoggedIn(agent)) return false;
  return center.autoAnswer === 'always' || (center.autoAnswer && !isDriven(center, agent));
}

/** A call that came through no queue takes a ready agent's time. */
export function keepBusy(center: Center, agent: Agent, reason: number): void {
  if (agent.state !== AgentState.AGENT_STATE_READY) return;
  setAgentState(center, agent, AgentState.AGENT_STATE_NOT_READY, reason);
  agent.resumes = true;
}

/** A reserved agent talks now; `csqId` where the call is one of a queue. */
export function startTalking(center: Center, agent: Agent, csqId?: number): void {
  if (agent.state === AgentState.AGENT_STATE_RESERVED) {
    setAgentState(center, agent, AgentState.AGENT_STATE_TALKING);
  }
  if (agent.state === AgentState.AGENT_STATE_TALKING) agent.handled = csqId ?? agent.handled;
}

/** A call has left the phone. After the last: work, the state that was asked for, or ready again. */
export function afterCall(center: Center, agent: Agent): void {
  if (agent.parties.length > 0) return;
  const { handled } = agent;
  agent.handled = undefined;
  if (isBusy(agent)) {
    const { AGENT_STATE_WORK, AGENT_STATE_READY } = AgentState;
    const queue = center.queues.get(handled ?? -1);
    if (agent.next !== undefined) setAgentState(center, agent, agent.next, agent.nextReason);
    else setAgentState(center, agent, queue?.autoWork === true ? AGENT_STATE_WORK : AGENT_STATE_READY);
    if (agent.state === AGENT_STATE_WORK) limitWork(center, agent, queue?.wrapUpSeconds);
  } else if (agent.resumes) {
    setAgentState(center, agent, AgentState.AGENT_STATE_READY);
  } else {
    // A forced logout left the call up. Whoever is back and ready since can take the next one only now.
    center.changed(agent);
  }
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
    activeTerminal: agent.person.terminal,
    nextAgentState: agent.next ?? AgentState.AGENT_STATE_NONE,
  };
}

/** Work after a call ends by itself where the queue limits it. Inferred: only the reason code's name is known. */
function limitWork(center: Center, agent: Agent, seconds: number | undefined): void {
  if (seconds === undefined) return;
  agent.wrapUp = center.schedule.after(seconds * 1000, () =>
    setAgentState(center, agent, AgentState.AGENT_STATE_READY, AgentStateReason.AGT_WORK_TIMER_EXP),
  );
}
