/**
 * IdleTimeout: a client that sends nothing for that long is disconnected.
 * Guide: How a session is maintained.
 * @module
 */
import type { Clock } from '../clock.ts';

/** A timer that activity postpones. */
export interface IdleTimer {
  /** Starts with a timeout, or restarts with another one. */
  start(timeoutMs: number): void;
  /** Postpones the timeout: something was received. */
  reset(): void;
  stop(): void;
}

/** Makes a timer that calls back after the timeout without activity. */
export function createIdleTimer(clock: Clock, onIdle: () => void): IdleTimer {
  let timeoutMs = 0;
  let lastActivityAt = 0;
  let timer: unknown;

  function schedule(delayMs: number): void {
    timer = clock.setTimeout(() => {
      timer = undefined;
      // Rescheduled here, not in reset(): a busy client would make a timer per message.
      const leftMs = lastActivityAt + timeoutMs - clock.now();
      if (leftMs > 0) schedule(leftMs);
      else onIdle();
    }, delayMs);
  }

  function stop(): void {
    if (timer !== undefined) clock.clearTimeout(timer);
    timer = undefined;
  }

  return {
    start(timeout) {
      stop();
      timeoutMs = timeout;
      lastActivityAt = clock.now();
      schedule(timeout);
    },
    reset() {
      lastActivityAt = clock.now();
    },
    stop,
  };
}
