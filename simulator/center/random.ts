/**
 * Numbers that look random and come again with the same seed.
 * @module
 */

/** A stream of pseudo-random numbers. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** From `low` up to, not including, `high`. */
  between(low: number, high: number): number;
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** One item of a list that has some. */
  pick<T>(items: readonly T[]): T;
  /** Waiting time until the next of independent events that come every `mean` on average. */
  exponential(mean: number): number;
  /** Around `median`, with a long tail on the right: how long people talk. */
  logNormal(median: number, sigma: number): number;
  /**
   * A stream of its own for one call, one agent. Whatever is drawn from it changes no other stream, so a client that
   * interferes with one call leaves the others as they would have been.
   */
  fork(name: string): Random;
}

/** Makes the stream of a seed. The generator is mulberry32: 32 bits of state, small and good enough for a play. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  }

  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    below: (limit) => Math.floor(next() * limit),
    chance: (probability) => next() < probability,
    pick: (items) => items[Math.floor(next() * items.length)] as (typeof items)[number],
    exponential: (mean) => -mean * Math.log(1 - next()),
    logNormal(median, sigma) {
      // Box and Muller; both numbers are drawn anew each time, so that the stream holds no second state.
      const radius = Math.sqrt(-2 * Math.log(1 - next()));
      return median * Math.exp(sigma * radius * Math.cos(2 * Math.PI * next()));
    },
    // The seed, not the state: a fork is the same whenever it is taken.
    fork: (name) => createRandom(hash(seed, name)),
  };
}

function hash(seed: number, name: string): number {
  let mixed = 0x811c9dc5 ^ seed;
  for (let i = 0; i < name.length; i++) mixed = Math.imul(mixed ^ name.charCodeAt(i), 0x01000193);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}
