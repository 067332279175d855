/**
 * A working day: how many customers call at what hour, and which agents are there for them.
 *
 * ```text
 *   calls    ▁▁▁▁▁▁▂▄▆██▇▅▆█▇▆▅▃▂▁▁▁▁
 *   early          ├───────┤
 *   day                ├───────┤
 *   late                    ├───────┤
 *            0     6     12    18    24
 * ```
 * @module
 */
import { AgentState, AgentType } from 'rxcti/protocol';
import { type Agent, isBusy, isLoggedIn } from '../center/agents.ts';
import type { Center } from '../center/center.ts';
import { logIn } from '../center/logging-in.ts';
import { goHome } from './habits.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Calls of each hour as a share of those of the busiest. */
const callsByHour: readonly number[] = [
  0.02, 0.01, 0.01, 0.01, 0.02, 0.05, 0.15, 0.4, 0.75, 1, 1, 0.9, 0.65, 0.75, 0.95, 0.9, 0.75, 0.55, 0.35,
  0.2, 0.12, 0.08, 0.05, 0.03,
];

/** When shifts begin and end, in hours, and how many of the agents work in each. */
const shifts: readonly { readonly from: number; readonly to: number; readonly share: number }[] = [
  { from: 6, to: 14, share: 0.3 },
  { from: 8.5, to: 16.5, share: 0.45 },
  { from: 12, to: 20, share: 0.25 },
];

/** The share of the busiest hour's calls at an hour of the day. */
export const shareAt = (hour: number): number => callsByHour[Math.floor(hour) % 24] ?? 0;

/** The working days of a center. */
export interface WorkingDay {
  /**
   * From now on it is `hour` o'clock: agents who are not due go home, and everybody comes and goes with his shift, day by
   * day. Agents whom clients drive are left alone.
   */
  begin(hour: number): void;
}

/** Makes a center's working days; none has begun. */
export function createWorkingDay(center: Center): WorkingDay {
  /** Who works in shifts: all who are at work when the first day begins. */
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
    begin(hour) {
      const day = ++days;
      for (const agent of center.agents.values()) {
        if (agent.onShift && agent.person.type !== AgentType.Supervisor) roster.add(agent);
      }
      for (const agent of roster) {
        const { from, to } = shiftOf(agent);
        if (hour < from || hour >= to) leave(center, agent);
        else come(center, agent);
        daily(day, until(hour, from), () => come(center, agent));
        daily(day, until(hour, to), () => leave(center, agent));
      }
    },
  };
}

/** Some minutes earlier or later, as people are. */
function shiftOf({ random, person }: Agent): { readonly from: number; readonly to: number } {
  const mine = random.fork(`shift of ${person.agentId}`);
  let roll = mine.next();
  const shift = shifts.find(({ share }) => {
    roll -= share;
    return roll < 0;
  });
  const { from, to } = shift ?? { from: 12, to: 20 };
  const late = mine.between(-0.1, 0.1);
  return { from: from + late, to: to + late };
}

function come(center: Center, agent: Agent): void {
  agent.onShift = true;
  if (agent.driven === 'self' && !isLoggedIn(agent)) logIn(center, agent);
}

/** Whoever is on a call goes after it. */
function leave(center: Center, agent: Agent): void {
  agent.onShift = false;
  if (agent.driven === 'client' || !isLoggedIn(agent)) return;
  if (isBusy(agent) || agent.state === AgentState.AGENT_STATE_WORK) agent.wantsBreak = true;
  else goHome(center, agent);
}

const until = (hour: number, at: number): number => ((at - hour + 24) % 24) * hourMs;
