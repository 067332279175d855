/**
 * What is sent in one turn of the event loop leaves together, for all browsers.
 * @module
 */

/** Makes a scheduler that calls back all that was scheduled, once this turn is over. */
export function createBatch(): (flush: () => void) => void {
  let waiting: (() => void)[] = [];
  return (flush) => {
    waiting.push(flush);
    if (waiting.length > 1) return;
    setImmediate(() => {
      const due = waiting;
      waiting = [];
      for (const each of due) each();
    });
  };
}
