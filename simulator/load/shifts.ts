/**
 * Working days: calls by hour of the day, and shifts of agents.
 *
 * ```text
 *   early    06:00 - 14:00   30 %
 *   day      08:30 - 16:30   45 %
 *   late     12:00 - 20:00   25 %
 * ```
 * @module
 */
import { AgentState, AgentType } from 'rxcti/protocol';
import { logIn } from '../contact-center/login.ts';
import { isBusy, isLoggedIn } from '../model/agents.ts';
import type { ContactCenter } from '../model/contact-center.ts';
import type { Agent } from '../model/entities.ts';
import { endShift } from './agent-behavior.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Calls of each hour as a share of the busiest hour. */
const callsByHour: readonly number[] = [
  0.02, 0.01, 0.01, 0.01, 0.02, 0.05, 0.15, 0.4, 0.75, 1, 1, 0.9, 0.65, 0.75, 0.95, 0.9, 0.75, 0.55, 0.35,
  0.2, 0.12, 0.08, 0.05, 0.03,
];

/** Start and end of shifts in hours, and the share of agents in each. */
const shifts: readonly { readonly from: number; readonly to: number; readonly share: number }[] = [
  { from: 6, to: 14, share: 0.3 },
  { from: 8.5, to: 16.5, share: 0.45 },
  { from: 12, to: 20, share: 0.25 },
];

/** The share of the busiest hour at an hour of the day. */
export const callShareAt = (hour: number): number => callsByHour[Math.floor(hour) % 24] ?? 0;

/** Shifts of a center's agents. */
interface Shifts {
  /**
   * Starts a working day at this hour, repeated daily: agents outside their shift log out, and all follow their shifts.
   * Agents whom clients control stay as they are.
   */
  start(hour: number): void;
}

/** Creates shifts that have not started. */
export function createShifts(center: ContactCenter): Shifts {
  /** Agents who work in shifts: those on shift when the first day starts. */
  const roster = new Set<Agent>();
  let days = 0;

  function daily(day: number, firstMs: number, action: () => void): void {
    center.schedule.after(firstMs, () => {
      if (day !== days) return;
      daily(day, dayMs, action);
      action();
    });
  }

  return {
    start(hour) {
      const day = ++days;
      for (const agent of center.agents.values()) {
        if (agent.onShift && agent.config.type !== AgentType.Supervisor) roster.add(agent);
      }
      for (const agent of roster) {
        const { from, to } = shiftOf(agent);
        if (hour < from || hour >= to) finishShift(center, agent);
        else beginShift(center, agent);
        daily(day, until(hour, from), () => beginShift(center, agent));
        daily(day, until(hour, to), () => finishShift(center, agent));
      }
    },
  };
}

/** The agent's shift, up to six minutes earlier or later. */
function shiftOf({ random, config }: Agent): { readonly from: number; readonly to: number } {
  const own = random.fork(`shift of ${config.agentId}`);
  let roll = own.next();
  const shift = shifts.find(({ share }) => {
    roll -= share;
    return roll < 0;
  });
  const { from, to } = shift ?? { from: 12, to: 20 };
  const offset = own.between(-0.1, 0.1);
  return { from: from + offset, to: to + offset };
}

function beginShift(center: ContactCenter, agent: Agent): void {
  agent.onShift = true;
  if (agent.controlledBy === 'simulator' && !isLoggedIn(agent)) logIn(center, agent);
}

/** Ends the agent's shift, after the current call if there is one. */
function finishShift(center: ContactCenter, agent: Agent): void {
  agent.onShift = false;
  if (agent.controlledBy === 'client' || !isLoggedIn(agent)) return;
  if (isBusy(agent) || agent.state === AgentState.AGENT_STATE_WORK) agent.breakPending = true;
  else endShift(center, agent);
}

const until = (hour: number, at: number): number => ((at - hour + 24) % 24) * hourMs;
