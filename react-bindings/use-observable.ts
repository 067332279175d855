/**
 * Hook for observables.
 * @module
 */
import { useMemo, useSyncExternalStore } from 'react';
import type { Observable } from 'rxjs';

type Latest<T> = { readonly value: T | undefined } | { readonly error: unknown };

/**
 * Returns the last value of an observable; undefined before the first one. Create the observable outside the component or in
 * `useMemo`: a new observable means a new subscription. An error of the observable is thrown to the error boundary.
 *
 * @example
 * ```tsx
 * import { useMemo } from 'react';
 * import { useCtiClient, useObservable } from 'rxcti/react';
 * import { filter, scan } from 'rxjs';
 *
 * function EventCount() {
 *   const { events$ } = useCtiClient();
 *   const count$ = useMemo(() => events$.pipe(filter(({ type }) => type === 'BEGIN_CALL_EVENT'), scan((n) => n + 1, 0)), [events$]);
 *   return <p>{useObservable(count$) ?? 0} calls since this page was opened</p>;
 * }
 * ```
 */
export function useObservable<T>(source$: Observable<T>): T | undefined {
  const { subscribe, getSnapshot } = useMemo(() => watch(source$), [source$]);
  const latest = useSyncExternalStore(subscribe, getSnapshot, getSnapshot);
  if ('error' in latest) throw latest.error;
  return latest.value;
}

function watch<T>(source$: Observable<T>) {
  let latest: Latest<T> = { value: undefined };
  return {
    getSnapshot: (): Latest<T> => latest,
    subscribe(listener: () => void): () => void {
      const publish = (next: Latest<T>): void => {
        latest = next;
        listener();
      };
      const subscription = source$.subscribe({
        next: (value) => publish({ value }),
        error: (error: unknown) => publish({ error }),
      });
      return () => subscription.unsubscribe();
    },
  };
}
