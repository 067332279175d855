/**
 * Mass login, as at the beginning of a shift or after a failure.
 * @module
 */
import { AgentType } from 'rxcti/protocol';
import { logIn } from '../contact-center/login.ts';
import { isLoggedIn } from '../model/agents.ts';
import type { ContactCenter } from '../model/contact-center.ts';

/** Options of a mass login. */
export interface MassLoginOptions {
  /** Number of logged-out agents to log in. Default: all except supervisors. */
  readonly agents?: number;
  /** Period of the logins in center time. Default 60. */
  readonly withinSeconds?: number;
}

/** Starts a mass login; `done` is called with the number of agents after the last login. */
export function startMassLogin(
  center: ContactCenter,
  { agents: limit = Infinity, withinSeconds = 60 }: MassLoginOptions,
  done: (count: number) => void,
): void {
  const random = center.random.fork(`mass login ${center.requestedCalls++}`);
  const agents = [...center.agents.values()]
    .filter((agent) => !isLoggedIn(agent) && agent.config.type !== AgentType.Supervisor)
    .slice(0, limit);
  let left = agents.length;
  if (left === 0) done(0);
  for (const agent of agents) {
    agent.onShift = true;
    center.schedule.after(random.between(0, withinSeconds) * 1000, () => {
      if (!isLoggedIn(agent)) logIn(center, agent);
      left--;
      if (left === 0) done(agents.length);
    });
  }
}
