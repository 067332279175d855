/**
 * What is sent in one turn of the event loop leaves together, for all browsers.
 * @module
 */

/** The end of this turn, for those who have something to do then. */
export interface Batch {
  /** Calls back once, when this turn is over. */
  schedule(flush: () => void): void;
  /** Calls back at once all that was scheduled: what it writes is still at hand, and will not be later. */
  flush(): void;
}

/** Makes a batch for all that a relay sends. */
export function createBatch(): Batch {
  let waiting: (() => void)[] = [];
  let armed = false;

  function flush(): void {
    const due = waiting;
    waiting = [];
    for (const each of due) each();
  }

  return {
    schedule(each) {
      waiting.push(each);
      if (armed) return;
      armed = true;
      setImmediate(() => {
        // What is scheduled meanwhile is not for the next turn.
        while (waiting.length > 0) flush();
        armed = false;
      });
    },
    flush,
  };
}
