/**
 * The simulated load: how often customers call, how long they talk and wait.
 * @module
 */
import { CtiError } from 'rxcti';

/** The load from simulated customers. */
export interface Load {
  /** Calls per hour, Poisson distributed. With `fromHour`: those of the busiest hour of the day. */
  readonly callsPerHour: number;
  /** Median talk time in seconds; log-normal. */
  readonly talkSeconds: number;
  /** Sigma of the log-normal distribution of talk times. */
  readonly talkSpread: number;
  /** Mean patience of callers in a queue in seconds, exponential; added to 15 s that everybody waits. */
  readonly patienceSeconds: number;
  /** Share of calls, 0 to 1, that simulated agents put on hold once. */
  readonly holdShare: number;
}

/** The default load without the number of calls. */
export const defaultLoad: Omit<Load, 'callsPerHour'> = {
  talkSeconds: 100,
  talkSpread: 0.5,
  patienceSeconds: 240,
  holdShare: 0.2,
};

const limits: Readonly<Record<keyof Load, readonly [low: number, high: number]>> = {
  callsPerHour: [0, 1_000_000],
  talkSeconds: [1, 86_400],
  talkSpread: [0, 3],
  patienceSeconds: [0, 86_400],
  holdShare: [0, 1],
};

/**
 * Returns a load with changes.
 * @throws {CtiError} `INVALID_ARGUMENT` for numbers out of range.
 */
export function changeLoad(load: Load, change: Partial<Load>): Load {
  const changed: Record<string, number> = { ...load };
  for (const [name, [low, high]] of Object.entries(limits)) {
    const value = change[name as keyof Load];
    if (value === undefined) continue;
    if (!(value >= low && value <= high)) {
      const message = `${name} must be a number from ${low} to ${high}, not ${value}`;
      throw new CtiError('INVALID_ARGUMENT', message, { argument: name });
    }
    changed[name] = value;
  }
  return changed as unknown as Load;
}
