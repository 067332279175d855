/**
 * Writes to all clients are collected until the end of a turn of the event loop.
 * @module
 */

/** Collects callbacks until the end of the current turn. */
export interface Batch {
  /** Calls back once, at the end of this turn. */
  schedule(flush: () => void): void;
  /** Runs the scheduled callbacks now, while the session that they write for is in the CPU's cache. */
  flush(): void;
}

/** Makes the batch of a relay. */
export function createBatch(): Batch {
  let scheduled: (() => void)[] = [];
  let isArmed = false;

  function flush(): void {
    const callbacks = scheduled;
    scheduled = [];
    for (const callback of callbacks) callback();
  }

  return {
    schedule(callback) {
      scheduled.push(callback);
      if (isArmed) return;
      isArmed = true;
      setImmediate(() => {
        while (scheduled.length > 0) flush(); // callbacks may schedule others
        isArmed = false;
      });
    },
    flush,
  };
}
