/**
 * How late timers fire: a relay that is busy with something else serves everybody late.
 * @module
 */
import type { Clock } from 'rxcti';

const everyMs = 500;

/** Tells twice a second how late it was, in seconds; gives how to stop. The same on all runtimes, unlike their own. */
export function watchEventLoop(clock: Clock, tell: (lagSeconds: number) => void): () => void {
  let timer: unknown;
  const look = (due: number): void => {
    tell(Math.max(0, performance.now() - due) / 1000);
    arm();
  };
  const arm = (): void => {
    const due = performance.now() + everyMs;
    timer = clock.setTimeout(() => look(due), everyMs);
  };
  arm();
  return () => clock.clearTimeout(timer);
}
