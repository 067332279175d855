/**
 * A leader that cannot reach CCX steps down after a while, since another relay's network may be better. If CCX itself is
 * down, the lease changes hands ever more slowly: each relay waits twice as long before it steps down again.
 * @module
 */
import type { Clock } from 'rxcti';

export interface StepDownOptions {
  /** How long the first term without CCX lasts. */
  readonly timeoutMs: number;
  readonly clock: Clock;
  /** How often in a row this relay has stepped down. */
  failedTerms(): number;
  /** There is another relay that could try. */
  hasFollowers(): boolean;
  stepDown(): void;
}

export interface StepDownTimer {
  /** When this relay steps down unless it reaches CCX; undefined while the timer is stopped. */
  readonly at: number | undefined;
  /** Starts or stops the timer; call it whenever one of these may have changed. */
  update(now: { readonly isLeader: boolean; readonly isOpen: boolean }): void;
}

/** With the default timeout of 10 s: at most 320 s. */
const maxDoublings = 5;

export function createStepDownTimer(options: StepDownOptions): StepDownTimer {
  const { timeoutMs, clock } = options;
  let at: number | undefined;
  let timer: unknown;

  function start(): void {
    const delayMs = timeoutMs * 2 ** Math.min(options.failedTerms(), maxDoublings);
    at = clock.now() + delayMs;
    timer = clock.setTimeout(() => {
      at = undefined;
      if (options.hasFollowers()) options.stepDown();
      else start(); // no other relay could take over
    }, delayMs);
  }

  return {
    get at() {
      return at;
    },
    update({ isLeader, isOpen }) {
      const isNeeded = isLeader && !isOpen;
      if (isNeeded && at === undefined) start();
      if (isNeeded || at === undefined) return;
      clock.clearTimeout(timer);
      at = undefined;
    },
  };
}
