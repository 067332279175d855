/**
 * Options that make no sense are refused at once, in one line; sizes are checked in profiles.ts.
 * @module
 */
import { CtiError } from 'rxcti';
import { highestVersion, lowestVersion } from 'rxcti/protocol';
import type { SimulatorOptions } from './options.ts';

const choices: { readonly [Name in keyof SimulatorOptions]?: readonly SimulatorOptions[Name][] } = {
  autoAnswer: [true, false, 'always'],
  role: ['master', 'standby'],
  online: [true, false],
  alive: [true, false],
  unexpected: ['breach', 'action', 'nothing'],
  lengthBytes: [1, 2],
};

/**
 * Looks through the options.
 * @throws {CtiError} `INVALID_ARGUMENT` for the first that makes no sense.
 */
export function checkOptions(options: SimulatorOptions): void {
  const { seed = 1, speed = 1, services = 0, versions } = options;
  for (const [name, allowed] of Object.entries(choices)) {
    const value = options[name as keyof SimulatorOptions];
    if (value === undefined || allowed.some((one) => one === value)) continue;
    throw wrong(name, `${name} must be one of ${allowed.join(', ')}, not ${String(value)}`);
  }
  if (!Number.isFinite(seed)) throw wrong('seed', `seed must be a number, not ${seed}`);
  if (!(speed > 0 && speed < Infinity)) throw wrong('speed', 'speed must be above 0');
  if (!isWhole(services, 0, 0xffffffff))
    throw wrong('services', `services must be a mask of 32 bits, not ${services}`);
  if (versions === undefined) return;
  const { lowest, highest } = versions;
  if (isWhole(lowest, lowestVersion, highest) && isWhole(highest, lowest, highestVersion)) return;
  const range = `from ${lowestVersion} to ${highestVersion}`;
  throw wrong('versions', `versions must be whole numbers ${range}, not ${lowest} to ${highest}`);
}

const isWhole = (value: number, low: number, high: number): boolean =>
  Number.isInteger(value) && value >= low && value <= high;

const wrong = (argument: string, message: string): CtiError =>
  new CtiError('INVALID_ARGUMENT', message, { argument });
