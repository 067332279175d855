/**
 * LiveValue: a current value and its changes.
 * @module
 */
import { BehaviorSubject, Observable } from 'rxjs';

/** A current value and its changes. React's `useSyncExternalStore` takes `subscribe` and `getSnapshot` as they are. */
export interface LiveValue<T> {
  /** Returns the current value. It is immutable and keeps its identity while nothing changes. */
  getSnapshot(): T;
  /** Calls the listener after each change, until the returned function is called. */
  subscribe(listener: () => void): () => void;
  /**
   * Emits the current value, then each change. Completes when the client is closed; a later subscriber gets the last
   * value. Never errors.
   */
  readonly value$: Observable<T>;
}

/** A {@link LiveValue} with its writing side, which stays inside core. */
export interface WritableLiveValue<T> extends LiveValue<T> {
  readonly hasSubscribers: boolean;
  /** Sets the value; notifies no subscriber if it is the current one. */
  set(value: T): void;
  complete(): void;
}

/** Creates a {@link WritableLiveValue}. */
export function createLiveValue<T>(initial: T): WritableLiveValue<T> {
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
    // A completed BehaviorSubject emits nothing to late subscribers. `defer` and `of` would add 2 KB of RxJS.
    value$: new Observable((subscriber) => {
      if (completed) subscriber.next(subject.value);
      return subject.subscribe(subscriber);
    }),
    get hasSubscribers() {
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

/** Returns the reading side only. */
export function readOnly<T>({ getSnapshot, subscribe, value$ }: LiveValue<T>): LiveValue<T> {
  return { getSnapshot, subscribe, value$ };
}

/**
 * Emits what `select` returns, without repetitions. While it returns undefined nothing is emitted, or the observable completes
 * (`endsWhenMissing`).
 */
export function selectValue$<T, V>(
  source: Observable<T>,
  select: (value: T) => V | undefined,
  endsWhenMissing = false,
): Observable<V> {
  return new Observable((subscriber) => {
    let before: V | undefined;
    return source.subscribe({
      next(value) {
        const selected = select(value);
        if (selected === undefined) {
          if (endsWhenMissing) subscriber.complete();
        } else if (selected !== before) {
          before = selected;
          subscriber.next(selected);
        }
      },
      complete: () => subscriber.complete(),
    });
  });
}
