/**
 * The shape of every live thing in rxcti: a value that is there now and changes later.
 * @module
 */
import { BehaviorSubject, Observable } from 'rxjs';

/** A current value with its changes. React's `useSyncExternalStore` takes it as it is. */
export interface Readable<T> {
  /** The value now. Immutable; keeps its identity while nothing changes. */
  getSnapshot(): T;
  /** Calls the listener after each change, until the returned function is called. */
  subscribe(listener: () => void): () => void;
  /**
   * The value now, then each change. Completes when the client is closed, also for those who come later: they get the
   * last value. Never errors.
   */
  readonly value$: Observable<T>;
}

/** The writing side of a {@link Readable}; it stays inside core. */
export interface Writable<T> extends Readable<T> {
  /** Somebody watches. */
  readonly observed: boolean;
  set(value: T): void;
  complete(): void;
}

/** Makes a {@link Readable} together with its writing side. Setting the same value again changes nothing. */
export function createWritable<T>(initial: T): Writable<T> {
  const subject = new BehaviorSubject(initial);
  let completed = false;
  return {
    getSnapshot: () => subject.value,
    subscribe(listener) {
      let first = true;
      const subscription = subject.subscribe(() => {
        if (!first) listener();
      });
      first = false;
      return () => subscription.unsubscribe();
    },
    // A completed BehaviorSubject would give latecomers nothing. Not `defer` and `of`, which bring half of RxJS along.
    value$: new Observable((subscriber) => {
      if (completed) subscriber.next(subject.value);
      return subject.subscribe(subscriber);
    }),
    get observed() {
      return subject.observed;
    },
    set(value) {
      if (!Object.is(value, subject.value)) subject.next(value);
    },
    complete() {
      completed = true;
      subject.complete();
    },
  };
}

/** Only the reading side. */
export function readOnly<T>({ getSnapshot, subscribe, value$ }: Readable<T>): Readable<T> {
  return { getSnapshot, subscribe, value$ };
}
