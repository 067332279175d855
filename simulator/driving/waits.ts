/**
 * Waiting for something to become true in the center. Waits never move time: their patience is measured on the
 * runtime's own clock, also where the center's clock is moved by hand.
 * @module
 */
import { CtiError, systemClock } from 'rxcti';

/** How long to wait. */
export interface WaitOptions {
  /** Milliseconds of real time. Default 5000. */
  readonly timeoutMs?: number;
}

/** Everybody who waits. */
export interface Waits {
  /** Something has changed: whoever waits looks again, once what is being done is done. */
  changed(): void;
  /**
   * Resolves with what `look` finds, as soon as it finds something.
   * @throws {CtiError} `WAIT_TIMEOUT` that says what is the case instead.
   */
  until<T>(wait: Wait<T>, options?: WaitOptions): Promise<T>;
}

/** What is waited for. */
export interface Wait<T> {
  /** In words, for the error. */
  readonly awaited: string;
  look(): T | undefined;
  /** What there is instead, in words. */
  instead(): readonly string[];
}

const defaultTimeoutMs = 5000;

/** Makes an empty waiting room. `standing` says why the center's time does not move, if it does not. */
export function createWaits(standing: () => string | undefined = () => undefined): Waits {
  const looks = new Set<() => void>();
  let looking = false;
  return {
    changed() {
      if (looking || looks.size === 0) return;
      looking = true;
      queueMicrotask(() => {
        looking = false;
        for (const look of [...looks]) look();
      });
    },
    until(wait, { timeoutMs = defaultTimeoutMs } = {}) {
      return new Promise((resolve, reject) => {
        const timer = systemClock.setTimeout(() => {
          looks.delete(look);
          const still = standing();
          const instead = [...wait.instead(), ...(still === undefined ? [] : [still])];
          const message = [`Waited ${timeoutMs} ms in vain for ${wait.awaited}`, ...instead].join('\n  ');
          reject(new CtiError('WAIT_TIMEOUT', message, { awaited: wait.awaited, timeoutMs, instead }));
        }, timeoutMs);
        function look(): void {
          try {
            const found = wait.look();
            if (found === undefined) return;
            resolve(found);
          } catch (error) {
            reject(error);
          }
          looks.delete(look);
          systemClock.clearTimeout(timer);
        }
        looks.add(look);
        look();
      });
    },
  };
}
