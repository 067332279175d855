/**
 * Many agents who log in at once, as at the beginning of a shift or after a failure.
 * @module
 */
import { AgentType } from '../../../core/protocol/constants/configuration.ts';
import { isLoggedIn } from '../centre/agents.ts';
import type { Centre } from '../centre/centre.ts';
import { logIn } from '../centre/logging-in.ts';

/** Who logs in, and how fast. */
export interface MassLogin {
  /** How many of the agents who are logged out. Default: all of them, supervisors left out. */
  readonly agents?: number;
  /** Seconds of the centre's time within which they come. Default 60. */
  readonly withinSeconds?: number;
}

/** Lets them come; `arrived` is told when the last one is there, and how many they were. */
export function beginMassLogin(
  centre: Centre,
  { agents: most = Infinity, withinSeconds = 60 }: MassLogin,
  arrived: (count: number) => void,
): void {
  const random = centre.random.fork(`mass login ${centre.made++}`);
  const comers = [...centre.agents.values()]
    .filter((agent) => !isLoggedIn(agent) && agent.person.type !== AgentType.Supervisor)
    .slice(0, most);
  let left = comers.length;
  if (left === 0) arrived(0);
  for (const agent of comers) {
    agent.onShift = true;
    centre.schedule.after(random.between(0, withinSeconds) * 1000, () => {
      if (!isLoggedIn(agent)) logIn(centre, agent);
      left--;
      if (left === 0) arrived(comers.length);
    });
  }
}
