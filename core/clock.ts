/**
 * Time as a dependency: everything in rxcti that waits or measures uses a {@link Clock}.
 * @module
 */
import { type AbortSignalLike, web } from './web.ts';

/** A source of time. Tests use a fake one; it also drives XState. */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number;
  /** Runs the callback once after `delayMs`. */
  setTimeout(callback: () => void, delayMs: number): unknown;
  clearTimeout(timer: unknown): void;
}

/** The runtime's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (callback, delayMs) => web.setTimeout(callback, delayMs),
  clearTimeout: (timer) => web.clearTimeout(timer),
};

/** Resolves after `delayMs`, or at once when the signal is aborted. Never rejects. */
export function delay(clock: Clock, delayMs: number, signal?: AbortSignalLike): Promise<void> {
  if (!(delayMs > 0) || signal?.aborted === true) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      clock.clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = clock.setTimeout(end, delayMs);
    signal?.addEventListener('abort', end, { once: true });
  });
}
