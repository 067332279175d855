/**
 * Waits for conditions. Timeouts run on the system clock, also if the center's clock is advanced by hand.
 * @module
 */
import { CtiError, systemClock } from 'rxcti';

/** Options of a wait. */
export interface WaitOptions {
  /** Milliseconds of real time. Default 5000. */
  readonly timeoutMs?: number;
}

/** Pending waits. */
export interface Waiters {
  /** Checks all conditions again in a microtask; called after each change. */
  recheck(): void;
  /**
   * Resolves with the result of `check` once it is not undefined.
   * @throws {CtiError} `WAIT_TIMEOUT` with the actual state; errors of `check`.
   */
  until<T>(wait: Condition<T>, options?: WaitOptions): Promise<T>;
}

/** A condition to wait for. */
export interface Condition<T> {
  /** The expected state in words, for the error. */
  readonly description: string;
  check(): T | undefined;
  /** The actual state in words, for the error. */
  describeState(): readonly string[];
}

const defaultTimeoutMs = 5000;

/** Creates an empty collection. `pausedReason` says why center time does not run, for errors. */
export function createWaiters(pausedReason: () => string | undefined = () => undefined): Waiters {
  const checks = new Set<() => void>();
  let scheduled = false;
  return {
    recheck() {
      if (scheduled || checks.size === 0) return;
      scheduled = true;
      queueMicrotask(() => {
        scheduled = false;
        for (const check of [...checks]) check();
      });
    },
    until(wait, { timeoutMs = defaultTimeoutMs } = {}) {
      return new Promise((resolve, reject) => {
        const timer = systemClock.setTimeout(() => {
          checks.delete(check);
          const paused = pausedReason();
          const instead = [...wait.describeState(), ...(paused === undefined ? [] : [paused])];
          const message = [`Waited ${timeoutMs} ms for ${wait.description}`, ...instead].join('\n  ');
          reject(new CtiError('WAIT_TIMEOUT', message, { awaited: wait.description, timeoutMs, instead }));
        }, timeoutMs);
        function check(): void {
          try {
            const found = wait.check();
            if (found === undefined) return;
            resolve(found);
          } catch (error) {
            reject(error);
          }
          checks.delete(check);
          systemClock.clearTimeout(timer);
        }
        checks.add(check);
        check();
      });
    },
  };
}
