/**
 * Several observers as one.
 * @module
 */
import type { Logger } from 'rxcti';
import type { RelayObserver } from '../observer.ts';

/** Every hook there is; the compiler sees to it that none is missing. */
const hooks: Readonly<Record<keyof RelayObserver, true>> = {
  sessionOpened: true,
  sessionResumed: true,
  sessionEnded: true,
  rejected: true,
  resync: true,
  message: true,
  command: true,
  event: true,
  upstream: true,
  upstreamOver: true,
  standing: true,
  resigned: true,
};

/** Tells each of them. One that throws is logged, and the others hear nothing of it. */
export function allObservers(observers: readonly RelayObserver[], logger: Logger): RelayObserver {
  const names = Object.keys(hooks) as (keyof RelayObserver)[];
  return Object.fromEntries(
    names.flatMap((name) => {
      const takers = observers.flatMap((observer) => {
        const hook = observer[name] as ((...facts: readonly unknown[]) => void) | undefined;
        return hook === undefined ? [] : [hook.bind(observer)];
      });
      if (takers.length === 0) return [];
      const tell = (...facts: readonly unknown[]): void => {
        for (const take of takers) {
          try {
            take(...facts);
          } catch (error) {
            logger.error('an observer failed', { hook: name, reason: String(error) });
          }
        }
      };
      return [[name, tell]];
    }),
  );
}
