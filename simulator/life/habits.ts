/**
 * What agents do whom no client controls: wrap up, take breaks, go home and come back.
 * @module
 */
import { AgentState, AgentStateReason, AgentType } from 'rxcti/protocol';
import { type Agent, breakReasons, isBusy, setAgentState } from '../center/agents.ts';
import type { Center } from '../center/center.ts';
import { logIn } from '../center/logging-in.ts';

const second = 1000;
const minute = 60 * second;

/**
 * Puts everybody where they are when the curtain rises, without events: nobody is watching yet. `loggedIn` agents are
 * at work; undefined: all agents are, some of whom have not come yet.
 */
export function takePlaces(center: Center, loggedIn?: number): void {
  let index = 0;
  let places = loggedIn ?? 0;
  for (const agent of center.agents.values()) {
    const roll = agent.random.next();
    // The first agents are there in any case: a demonstration needs somebody to call.
    const supervisor = agent.person.type === AgentType.Supervisor;
    if (loggedIn !== undefined) agent.onShift = supervisor || places-- > 0;
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
    agent.since = -index;
    index++;
  }
}

/** Gives everybody something to do next. */
export function beginDay(center: Center): void {
  for (const agent of center.agents.values()) {
    if (agent.person.type === AgentType.Supervisor) continue;
    planBreak(center, agent);
    planNext(center, agent);
  }
}

/** After each change of state: what an agent left to itself will do about it. */
export function planNext(center: Center, agent: Agent): void {
  if (agent.driven === 'client' || agent.person.type === AgentType.Supervisor) return;
  const { random } = agent;
  const then = (delayMs: number, action: () => void): void => {
    center.schedule.cancel(agent.plan);
    agent.plan = center.schedule.after(delayMs, action);
  };
  const ready = (): void => setAgentState(center, agent, AgentState.AGENT_STATE_READY);
  switch (agent.state) {
    case AgentState.AGENT_STATE_WORK:
      then(random.between(10, 30) * second, () => (agent.wantsBreak ? takeBreak(center, agent) : ready()));
      break;
    case AgentState.AGENT_STATE_READY:
      // Not within the change that made the agent ready: whoever waits for an agent comes first.
      if (agent.wantsBreak) then(second, () => takeBreak(center, agent));
      break;
    case AgentState.AGENT_STATE_NOT_READY:
      if (ownCallReasons.has(agent.reason)) break;
      then(notReadyFor(agent), ready);
      break;
    case AgentState.AGENT_STATE_LOGOUT:
      if (agent.onShift) then(random.between(5, 25) * minute, () => logIn(center, agent));
      break;
  }
}

/** The end of the call or of the fault ends the state, not the agent. */
const ownCallReasons: ReadonlySet<number> = new Set([
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

function planBreak(center: Center, agent: Agent): void {
  const delayMs = 2 * minute + agent.random.exponential(25 * minute);
  center.schedule.after(delayMs, () => {
    planBreak(center, agent);
    if (agent.driven === 'client') return;
    if (isBusy(agent) || agent.state === AgentState.AGENT_STATE_WORK) agent.wantsBreak = true;
    else if (agent.state === AgentState.AGENT_STATE_READY) takeBreak(center, agent);
  });
}

/** Logs out, and comes back only if the shift is not over. */
export function goHome(center: Center, agent: Agent): void {
  agent.wantsBreak = false;
  setAgentState(center, agent, AgentState.AGENT_STATE_LOGOUT, breakReasons.EndOfShift);
}

function takeBreak(center: Center, agent: Agent): void {
  if (!agent.onShift) {
    goHome(center, agent);
    return;
  }
  agent.wantsBreak = false;
  const roll = agent.random.next();
  if (roll < 0.15) {
    goHome(center, agent);
    return;
  }
  const reason = roll < 0.3 ? breakReasons.Lunch : breakReasons.Break;
  setAgentState(center, agent, AgentState.AGENT_STATE_NOT_READY, reason);
}
