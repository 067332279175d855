/**
 * The rule that a client which says nothing at all for its IdleTimeout is dropped.
 * Guide: How a session is maintained.
 * @module
 */
import type { Clock } from '../clock.ts';

/** Watches one client. */
export interface IdleWatch {
  /** Begins, or begins anew with another limit. */
  watch(limitMs: number): void;
  /** The client said something. */
  heard(): void;
  stop(): void;
}

/** Makes a watch that calls back once the limit has passed in silence. */
export function createIdleWatch(clock: Clock, onIdle: () => void): IdleWatch {
  let limitMs = 0;
  let lastHeard = 0;
  let timer: unknown;

  function arm(delayMs: number): void {
    timer = clock.setTimeout(() => {
      timer = undefined;
      // Set anew here rather than at each message: a busy client would make a timer a frame.
      const left = lastHeard + limitMs - clock.now();
      if (left > 0) arm(left);
      else onIdle();
    }, delayMs);
  }

  function stop(): void {
    if (timer !== undefined) clock.clearTimeout(timer);
    timer = undefined;
  }

  return {
    watch(limit) {
      stop();
      limitMs = limit;
      lastHeard = clock.now();
      arm(limit);
    },
    heard() {
      lastHeard = clock.now();
    },
    stop,
  };
}
