/**
 * How large a simulated contact center is.
 * @module
 */
import { CtiError } from 'rxcti';
import type { WorldSize } from './center/people.ts';
import type { SimulatorOptions } from './options.ts';

/** A contact center of a dozen people, or one as large as Cisco's virtual machine profile for so many agents. */
export type ProfileName = 'small' | 'ova100' | 'ova400';

/** The sizes of a contact center and its busiest hour. */
export interface Profile {
  /** People who are configured: agents and supervisors. */
  readonly agents: number;
  /** How many of them are supervisors; undefined: two of the first twelve, then every eleventh. */
  readonly supervisors: number | undefined;
  /** Agents who are logged in when the day begins, beside all supervisors; undefined: most of them. */
  readonly loggedIn: number | undefined;
  readonly queues: number;
  /** undefined: one to three, by turns. */
  readonly queuesPerAgent: number | undefined;
  readonly agentsPerTeam: number;
  /** CTI ports: the most callers who wait or are being greeted. */
  readonly ports: number;
  readonly callsPerHour: number;
}

/** The largest sizes that CCX's design guide allows for the 400-agent machine; the 100-agent one is scaled from it. */
export const profiles: Readonly<Record<ProfileName, Profile>> = {
  small: {
    agents: 12,
    supervisors: undefined,
    loggedIn: undefined,
    queues: 3,
    queuesPerAgent: undefined,
    agentsPerTeam: 50,
    ports: 10,
    callsPerHour: 120,
  },
  ova100: {
    agents: 500,
    supervisors: 10,
    loggedIn: 100,
    queues: 60,
    queuesPerAgent: 25,
    agentsPerTeam: 50,
    ports: 100,
    callsPerHour: 1500,
  },
  ova400: {
    agents: 2000,
    supervisors: 42,
    loggedIn: 400,
    queues: 250,
    queuesPerAgent: 25,
    agentsPerTeam: 50,
    ports: 400,
    callsPerHour: 6000,
  },
};

/**
 * The sizes that options ask for: those of the profile, unless they are given one by one.
 * @throws {CtiError} `INVALID_ARGUMENT` for an unknown profile and for numbers that make no sense.
 */
export function sizesOf(options: SimulatorOptions): WorldSize & Pick<Profile, 'callsPerHour' | 'loggedIn'> {
  const { profile = 'small', password = '12345' } = options;
  if (!Object.hasOwn(profiles, profile)) {
    const known = Object.keys(profiles).join(', ');
    const message = `profile must be one of ${known}, not ${JSON.stringify(profile)}`;
    throw new CtiError('INVALID_ARGUMENT', message, { argument: 'profile' });
  }
  const standard = profiles[profile];
  const { agents = standard.agents, queues = standard.queues, ports = standard.ports } = options;
  const { agentsPerTeam = standard.agentsPerTeam, callsPerHour = standard.callsPerHour } = options;
  const supervisors = options.supervisors ?? atMost(standard.supervisors, agents - 1);
  const queuesPerAgent = options.queuesPerAgent ?? atMost(standard.queuesPerAgent, queues);
  const loggedIn = options.loggedIn ?? atMost(standard.loggedIn, agents - (supervisors ?? 0));
  within('agents', agents, 1, 100_000);
  within('queues', queues, 0, 10_000);
  within('ports', ports, 0, 10_000);
  within('agentsPerTeam', agentsPerTeam, 1, 100_000);
  within('supervisors', supervisors, 0, agents);
  within('queuesPerAgent', queuesPerAgent, 0, queues);
  within('loggedIn', loggedIn, 0, agents - (supervisors ?? 0));
  if (!(callsPerHour >= 0 && callsPerHour < Infinity)) {
    throw new CtiError('INVALID_ARGUMENT', 'callsPerHour must not be below 0', { argument: 'callsPerHour' });
  }
  return {
    agents,
    supervisors,
    loggedIn,
    queues,
    queuesPerAgent,
    agentsPerTeam,
    ports,
    callsPerHour,
    password,
  };
}

function atMost(size: number | undefined, limit: number): number | undefined {
  return size === undefined ? undefined : Math.min(size, limit);
}

function within(argument: string, value: number | undefined, low: number, high: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= low && value <= high)) return;
  const message =
    value <= 0 && low > 0
      ? `${argument} must be above 0`
      : `${argument} must be a whole number from ${low} to ${high}, not ${value}`;
  throw new CtiError('INVALID_ARGUMENT', message, { argument });
}
