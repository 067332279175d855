/**
 * Size profiles of simulated contact centers.
 * @module
 */

/** `small`: twelve agents; `ova100` and `ova400`: the size of Cisco's virtual machine profile for 100 or 400 agents. */
export type ProfileName = 'small' | 'ova100' | 'ova400';

/** The sizes of a contact center and the calls of its busiest hour. */
export interface Profile {
  /** Agents and supervisors. */
  readonly agents: number;
  /** undefined: two of the first twelve agents, then every eleventh. */
  readonly supervisors: number | undefined;
  /** Agents on shift besides supervisors; undefined: all. */
  readonly loggedIn: number | undefined;
  readonly queues: number;
  /** undefined: one to three in turn. */
  readonly queuesPerAgent: number | undefined;
  readonly agentsPerTeam: number;
  /** CTI ports: the limit of calls that wait or hear prompts. */
  readonly ports: number;
  readonly callsPerHour: number;
}

/** Profiles by name. `ova400` has the maximums of CCX's design guide; `ova100` is scaled down from it. */
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
