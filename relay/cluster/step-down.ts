/**
 * A holder that cannot reach CCX is no use to anybody: after a while it lets another relay try, whose own network may
 * be better. Where CCX itself is down, the lease goes round ever more slowly: each relay keeps it twice as long the next
 * time, until one of them reaches CCX.
 * @module
 */
import type { Clock } from 'rxcti';

export interface ResignationOptions {
  /** How long the first term without CCX lasts. */
  readonly patienceMs: number;
  readonly clock: Clock;
  /** How often in a row this relay has resigned. */
  vain(): number;
  /** There is another relay that could try. */
  hasOthers(): boolean;
  resign(): void;
}

export interface Resignation {
  /** When this relay resigns unless CCX is reached before; undefined while it has no reason to. */
  readonly at: number | undefined;
  /** To be told whenever one of these may have changed. */
  look(now: { readonly holds: boolean; readonly isOpen: boolean }): void;
}

/** Doubled no more often than that: 10 s become 5 minutes. */
const mostDoublings = 5;

export function createResignation(options: ResignationOptions): Resignation {
  const { patienceMs, clock, hasOthers, resign } = options;
  let at: number | undefined;
  let timer: unknown;

  function wait(): void {
    const delayMs = patienceMs * 2 ** Math.min(options.vain(), mostDoublings);
    at = clock.now() + delayMs;
    timer = clock.setTimeout(() => {
      at = undefined;
      if (hasOthers()) resign();
      else wait(); // nobody could do better
    }, delayMs);
  }

  return {
    get at() {
      return at;
    },
    look({ holds, isOpen }) {
      const hasReason = holds && !isOpen;
      if (hasReason && at === undefined) wait();
      if (hasReason || at === undefined) return;
      clock.clearTimeout(timer);
      at = undefined;
    },
  };
}
