/**
 * Checks the options and resolves sizes.
 * @module
 */
import { CtiError } from 'rxcti';
import { highestVersion, lowestVersion } from 'rxcti/protocol';
import type { ConfigurationSize } from './model/configuration.ts';
import type { SimulatorOptions } from './options.ts';
import { type Profile, profiles } from './profiles.ts';

const choices: { readonly [Name in keyof SimulatorOptions]?: readonly SimulatorOptions[Name][] } = {
  autoAnswer: [true, false, 'always'],
  role: ['master', 'standby'],
  online: [true, false],
  autoStart: [true, false],
  failOn: ['violations', 'actions', 'nothing'],
  lengthBytes: [1, 2],
};

/**
 * Checks options other than sizes.
 * @throws {CtiError} `INVALID_ARGUMENT` for the first invalid one.
 */
export function checkOptions(options: SimulatorOptions): void {
  const { seed = 1, speed = 1, services = 0, versions } = options;
  for (const [name, allowed] of Object.entries(choices)) {
    const value = options[name as keyof SimulatorOptions];
    if (value === undefined || allowed.some((one) => one === value)) continue;
    throw invalid(name, `${name} must be one of ${allowed.join(', ')}, not ${String(value)}`);
  }
  if (!Number.isFinite(seed)) throw invalid('seed', `seed must be a number, not ${seed}`);
  if (!(speed > 0 && speed < Infinity)) throw invalid('speed', 'speed must be above 0');
  if (!isIntegerIn(services, 0, 0xffffffff))
    throw invalid('services', `services must be a 32-bit mask, not ${services}`);
  if (versions === undefined) return;
  const { lowest, highest } = versions;
  if (isIntegerIn(lowest, lowestVersion, highest) && isIntegerIn(highest, lowest, highestVersion)) return;
  const range = `from ${lowestVersion} to ${highestVersion}`;
  throw invalid('versions', `versions must be integers ${range}, not ${lowest} to ${highest}`);
}

const isIntegerIn = (value: number, low: number, high: number): boolean =>
  Number.isInteger(value) && value >= low && value <= high;

const invalid = (argument: string, message: string): CtiError =>
  new CtiError('INVALID_ARGUMENT', message, { argument });

/**
 * The sizes of the profile, overridden by single sizes.
 * @throws {CtiError} `INVALID_ARGUMENT` for an unknown profile and for sizes out of range.
 */
export function resolveSizes(
  options: SimulatorOptions,
): ConfigurationSize & Pick<Profile, 'callsPerHour' | 'loggedIn'> {
  const { profile = 'small', password = '12345' } = options;
  if (!Object.hasOwn(profiles, profile)) {
    const known = Object.keys(profiles).join(', ');
    const message = `profile must be one of ${known}, not ${JSON.stringify(profile)}`;
    throw new CtiError('INVALID_ARGUMENT', message, { argument: 'profile' });
  }
  const defaults = profiles[profile];
  const { agents = defaults.agents, queues = defaults.queues, ports = defaults.ports } = options;
  const { agentsPerTeam = defaults.agentsPerTeam, callsPerHour = defaults.callsPerHour } = options;
  const supervisors = options.supervisors ?? atMost(defaults.supervisors, agents - 1);
  const queuesPerAgent = options.queuesPerAgent ?? atMost(defaults.queuesPerAgent, queues);
  const loggedIn = options.loggedIn ?? atMost(defaults.loggedIn, agents - (supervisors ?? 0));
  checkSize('agents', agents, 1, 100_000);
  checkSize('queues', queues, 0, 10_000);
  checkSize('ports', ports, 0, 10_000);
  checkSize('agentsPerTeam', agentsPerTeam, 1, 100_000);
  checkSize('supervisors', supervisors, 0, agents);
  checkSize('queuesPerAgent', queuesPerAgent, 0, queues);
  checkSize('loggedIn', loggedIn, 0, agents - (supervisors ?? 0));
  if (!(callsPerHour >= 0 && callsPerHour < Infinity)) {
    throw new CtiError('INVALID_ARGUMENT', 'callsPerHour must be at least 0', { argument: 'callsPerHour' });
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

function checkSize(argument: string, value: number | undefined, low: number, high: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= low && value <= high)) return;
  const message =
    value <= 0 && low > 0
      ? `${argument} must be above 0`
      : `${argument} must be an integer from ${low} to ${high}, not ${value}`;
  throw new CtiError('INVALID_ARGUMENT', message, { argument });
}
