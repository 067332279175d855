/**
 * @module
 */
import { useMemo, useSyncExternalStore } from 'react';
import type { Observable } from 'rxjs';

type Shown<T> = { readonly value: T | undefined } | { readonly error: unknown };

/**
 * The last value of an observable: undefined before the first. Make the observable outside the component or in
 * `useMemo`: another one is subscribed to anew. An error of the observable is thrown to the error boundary above.
 *
 * @example
 * ```tsx
 * import { useMemo } from 'react';
 * import { useCtiClient, useObservable } from 'rxcti/react';
 * import { filter, scan } from 'rxjs';
 *
 * function Heard() {
 *   const { events$ } = useCtiClient();
 *   const count$ = useMemo(() => events$.pipe(filter(({ type }) => type === 'BEGIN_CALL_EVENT'), scan((n) => n + 1, 0)), [events$]);
 *   return <p>{useObservable(count$) ?? 0} calls since this page was opened</p>;
 * }
 * ```
 */
export function useObservable<T>(source$: Observable<T>): T | undefined {
  const { subscribe, getSnapshot } = useMemo(() => watch(source$), [source$]);
  const shown = useSyncExternalStore(subscribe, getSnapshot, getSnapshot);
  if ('error' in shown) throw shown.error;
  return shown.value;
}

function watch<T>(source$: Observable<T>) {
  let shown: Shown<T> = { value: undefined };
  return {
    getSnapshot: (): Shown<T> => shown,
    subscribe(listener: () => void): () => void {
      const show = (next: Shown<T>): void => {
        shown = next;
        listener();
      };
      const subscription = source$.subscribe({
        next: (value) => show({ value }),
        error: (error: unknown) => show({ error }),
      });
      return () => subscription.unsubscribe();
    },
  };
}
