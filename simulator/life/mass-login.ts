/**
 * Many agents who log in at once, as at the beginning of a shift or after a failure.
 * @module
 */
import { AgentType } from 'rxcti/protocol';
import { isLoggedIn } from '../center/agents.ts';
import type { Center } from '../center/center.ts';
import { logIn } from '../center/logging-in.ts';

/** Who logs in, and how fast. */
export interface MassLogin {
  /** How many of the agents who are logged out. Default: all of them, supervisors left out. */
  readonly agents?: number;
  /** Seconds of the center's time within which they come. Default 60. */
  readonly withinSeconds?: number;
}

/** Lets them come; `arrived` is told when the last one is there, and how many they were. */
export function beginMassLogin(
  center: Center,
  { agents: most = Infinity, withinSeconds = 60 }: MassLogin,
  arrived: (count: number) => void,
): void {
  const random = center.random.fork(`mass login ${center.made++}`);
  const comers = [...center.agents.values()]
    .filter((agent) => !isLoggedIn(agent) && agent.person.type !== AgentType.Supervisor)
    .slice(0, most);
  let left = comers.length;
  if (left === 0) arrived(0);
  for (const agent of comers) {
    agent.onShift = true;
    center.schedule.after(random.between(0, withinSeconds) * 1000, () => {
      if (!isLoggedIn(agent)) logIn(center, agent);
      left--;
      if (left === 0) arrived(comers.length);
    });
  }
}
