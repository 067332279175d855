/**
 * Simulated actions of agents whom no client controls: wrap-up, breaks, logout and login.
 * @module
 */
import { AgentState, AgentStateReason, AgentType } from 'rxcti/protocol';
import { setAgentState } from '../contact-center/agent-state.ts';
import { logIn } from '../contact-center/login.ts';
import { isBusy, isClientControlled } from '../model/agents.ts';
import type { ContactCenter } from '../model/contact-center.ts';
import { type Agent, breakReasons } from '../model/entities.ts';

const second = 1000;
const minute = 60 * second;

/**
 * Sets the initial states without events. `loggedIn`: number of agents on shift; undefined: all of them, some logged out
 * at first.
 */
export function setInitialStates(center: ContactCenter, loggedIn?: number): void {
  let index = 0;
  let remaining = loggedIn ?? 0;
  for (const agent of center.agents.values()) {
    const roll = agent.random.next();
    // The first four agents are always logged in and ready.
    const supervisor = agent.config.type === AgentType.Supervisor;
    if (loggedIn !== undefined) agent.onShift = supervisor || remaining-- > 0;
    const present = loggedIn === undefined ? index < 4 || roll < 0.85 : agent.onShift;
    const ready = index < 4 || roll < 0.75;
    if (supervisor) {
      const there = loggedIn !== undefined || index % 2 === 0;
      agent.state = there ? AgentState.AGENT_STATE_NOT_READY : AgentState.AGENT_STATE_LOGOUT;
      agent.reason = there ? breakReasons.Meeting : 0;
    } else if (present) {
      agent.state = ready ? AgentState.AGENT_STATE_READY : AgentState.AGENT_STATE_NOT_READY;
      agent.reason = ready ? 0 : breakReasons.Break;
    }
    agent.stateSince = -index;
    index++;
  }
}

/** Schedules the first actions of all agents. */
export function startBehavior(center: ContactCenter): void {
  for (const agent of center.agents.values()) {
    if (agent.config.type === AgentType.Supervisor) continue;
    scheduleBreak(center, agent);
    scheduleNextAction(center, agent);
  }
}

/** Schedules the next simulated action after a state change. */
export function scheduleNextAction(center: ContactCenter, agent: Agent): void {
  if (agent.controlledBy === 'client' || agent.config.type === AgentType.Supervisor) return;
  const { random } = agent;
  const then = (delayMs: number, action: () => void): void => {
    center.schedule.cancel(agent.nextAction);
    agent.nextAction = center.schedule.after(delayMs, action);
  };
  const ready = (): void => setAgentState(center, agent, AgentState.AGENT_STATE_READY);
  switch (agent.state) {
    case AgentState.AGENT_STATE_WORK:
      then(random.between(10, 30) * second, () => (agent.breakPending ? takeBreak(center, agent) : ready()));
      break;
    case AgentState.AGENT_STATE_READY:
      // Not within the same state change: waiting calls are distributed first.
      if (agent.breakPending) then(second, () => takeBreak(center, agent));
      break;
    case AgentState.AGENT_STATE_NOT_READY:
      if (transientReasons.has(agent.reason)) break;
      then(notReadyFor(agent), ready);
      break;
    case AgentState.AGENT_STATE_LOGOUT:
      if (agent.onShift) then(random.between(5, 25) * minute, () => logIn(center, agent));
      break;
  }
}

/** Not ready reasons that end with the call or the fault, not with a simulated action. */
const transientReasons: ReadonlySet<number> = new Set([
  AgentStateReason.AGT_NON_ICD,
  AgentStateReason.AGT_OFFHOOK,
  AgentStateReason.AGT_PHONE_DOWN,
]);

function notReadyFor(agent: Agent): number {
  const { random } = agent;
  switch (agent.reason) {
    case AgentStateReason.AGT_LOGON:
      return random.between(4, 12) * second;
    case AgentStateReason.AGT_RNA:
      return random.between(20, 60) * second;
    case breakReasons.Lunch:
      return random.between(15, 30) * minute;
    default:
      return random.between(3, 8) * minute;
  }
}

function scheduleBreak(center: ContactCenter, agent: Agent): void {
  const delayMs = 2 * minute + agent.random.exponential(25 * minute);
  center.schedule.after(delayMs, () => {
    scheduleBreak(center, agent);
    if (isClientControlled(center, agent)) return;
    if (isBusy(agent) || agent.state === AgentState.AGENT_STATE_WORK) agent.breakPending = true;
    else if (agent.state === AgentState.AGENT_STATE_READY) takeBreak(center, agent);
  });
}

/** Logs an agent out at the end of the shift or for a while. */
export function endShift(center: ContactCenter, agent: Agent): void {
  agent.breakPending = false;
  setAgentState(center, agent, AgentState.AGENT_STATE_LOGOUT, breakReasons.EndOfShift);
}

function takeBreak(center: ContactCenter, agent: Agent): void {
  if (!agent.onShift) {
    endShift(center, agent);
    return;
  }
  agent.breakPending = false;
  const roll = agent.random.next();
  if (roll < 0.15) {
    endShift(center, agent);
    return;
  }
  const reason = roll < 0.3 ? breakReasons.Lunch : breakReasons.Break;
  setAgentState(center, agent, AgentState.AGENT_STATE_NOT_READY, reason);
}
