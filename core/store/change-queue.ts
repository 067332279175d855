/**
 * Changes of all collections, in the order of the events, until all snapshots are published.
 * @module
 */
import type { Subject } from 'rxjs';

export interface ChangeQueue {
  push<T>(subject: Subject<T>, change: T): void;
  /** Emits the changes and empties the queue. Changes made by a subscriber are emitted after those before them. */
  emit(): void;
}

export function createChangeQueue(): ChangeQueue {
  /** Each subject is followed by its change: a pair would be one more object per event. */
  let queue: unknown[] = [];
  let isEmitting = false;
  return {
    push(subject, change) {
      queue.push(subject, change);
    },
    emit() {
      if (isEmitting || queue.length === 0) return;
      isEmitting = true;
      for (let index = 0; index < queue.length; index += 2)
        (queue[index] as Subject<unknown>).next(queue[index + 1]);
      queue = [];
      isEmitting = false;
    },
  };
}
