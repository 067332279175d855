/**
 * What agents do whom no client controls: wrap up, take breaks, go home and come back.
 * @module
 */
import { AgentStateReason } from '../../../core/protocol/constants/agent-reasons.ts';
import { AgentState } from '../../../core/protocol/constants/agents.ts';
import { AgentType } from '../../../core/protocol/constants/configuration.ts';
import { type Agent, breakReasons, isBusy, setAgentState } from '../centre/agents.ts';
import type { Centre } from '../centre/centre.ts';
import { logIn } from '../centre/logging-in.ts';

const second = 1000;
const minute = 60 * second;

/**
 * Puts everybody where they are when the curtain rises, without events: nobody is watching yet. `loggedIn` agents are
 * at work; undefined: all agents are, some of whom have not come yet.
 */
export function takePlaces(centre: Centre, loggedIn?: number): void {
  let index = 0;
  let places = loggedIn ?? 0;
  for (const agent of centre.agents.values()) {
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
export function beginDay(centre: Centre): void {
  for (const agent of centre.agents.values()) {
    if (agent.person.type === AgentType.Supervisor) continue;
    planBreak(centre, agent);
    planNext(centre, agent);
  }
}

/** After each change of state: what an agent left to itself will do about it. */
export function planNext(centre: Centre, agent: Agent): void {
  if (agent.driven === 'client' || agent.person.type === AgentType.Supervisor) return;
  const { random } = agent;
  const then = (delayMs: number, action: () => void): void => {
    centre.schedule.cancel(agent.plan);
    agent.plan = centre.schedule.after(delayMs, action);
  };
  const ready = (): void => setAgentState(centre, agent, AgentState.AGENT_STATE_READY);
  switch (agent.state) {
    case AgentState.AGENT_STATE_WORK:
      then(random.between(10, 30) * second, () => (agent.wantsBreak ? takeBreak(centre, agent) : ready()));
      break;
    case AgentState.AGENT_STATE_READY:
      // Not within the change that made the agent ready: whoever waits for an agent comes first.
      if (agent.wantsBreak) then(second, () => takeBreak(centre, agent));
      break;
    case AgentState.AGENT_STATE_NOT_READY:
      if (ownCallReasons.has(agent.reason)) break;
      then(notReadyFor(agent), ready);
      break;
    case AgentState.AGENT_STATE_LOGOUT:
      if (agent.onShift) then(random.between(5, 25) * minute, () => logIn(centre, agent));
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

function planBreak(centre: Centre, agent: Agent): void {
  const delayMs = 2 * minute + agent.random.exponential(25 * minute);
  centre.schedule.after(delayMs, () => {
    planBreak(centre, agent);
    if (agent.driven === 'client') return;
    if (isBusy(agent) || agent.state === AgentState.AGENT_STATE_WORK) agent.wantsBreak = true;
    else if (agent.state === AgentState.AGENT_STATE_READY) takeBreak(centre, agent);
  });
}

/** Logs out, and comes back only if the shift is not over. */
export function goHome(centre: Centre, agent: Agent): void {
  agent.wantsBreak = false;
  setAgentState(centre, agent, AgentState.AGENT_STATE_LOGOUT, breakReasons.EndOfShift);
}

function takeBreak(centre: Centre, agent: Agent): void {
  if (!agent.onShift) {
    goHome(centre, agent);
    return;
  }
  agent.wantsBreak = false;
  const roll = agent.random.next();
  if (roll < 0.15) {
    goHome(centre, agent);
    return;
  }
  const reason = roll < 0.3 ? breakReasons.Lunch : breakReasons.Break;
  setAgentState(centre, agent, AgentState.AGENT_STATE_NOT_READY, reason);
}
