/**
 * How much there is to do: how often customers call, and what they are like.
 * @module
 */
import { CtiError } from 'rxcti';

/** What customers of the center's own do. */
export interface Load {
  /** Calls from outside: they come independently of each other (Poisson). In a working day those of its busiest hour. */
  readonly callsPerHour: number;
  /** How long half of them talk at most; log-normal. */
  readonly talkSeconds: number;
  /** How much talk times differ: sigma of the log-normal distribution. */
  readonly talkSpread: number;
  /** How long customers wait in a queue on average before they give up, after the first quarter of a minute; exponential. */
  readonly patienceSeconds: number;
  /** The share of calls that an agent left to himself puts on hold for a while. */
  readonly holdShare: number;
}

/** A middling day, but for the number of calls. */
export const usualLoad: Omit<Load, 'callsPerHour'> = {
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
 * A load with changes.
 * @throws {CtiError} `INVALID_ARGUMENT` for numbers that make no sense.
 */
export function changedLoad(load: Load, change: Partial<Load>): Load {
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
