/**
 * Time as a dependency: everything in rxcti that waits or measures takes a {@link Clock}.
 * @module
 */
import { web } from './web.ts';

/** Where time comes from. Tests pass a fake one; XState and the RxJS scheduler are driven by the same clock. */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number;
  /** Runs the callback once after `delayMs`. */
  setTimeout(callback: () => void, delayMs: number): unknown;
  clearTimeout(timer: unknown): void;
}

/** The clock of the runtime. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (callback, delayMs) => web.setTimeout(callback, delayMs),
  clearTimeout: (timer) => web.clearTimeout(timer),
};
