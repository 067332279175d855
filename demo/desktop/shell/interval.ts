/** Calls a function every `intervalMs`, for the first time after `intervalMs`. Returns a function that stops it. */
import type { Clock } from 'rxcti';

export function startInterval(clock: Clock, intervalMs: number, callback: () => void): () => void {
  let timer: unknown;
  const schedule = (): void => {
    timer = clock.setTimeout(() => {
      schedule();
      callback();
    }, intervalMs);
  };
  schedule();
  return () => clock.clearTimeout(timer);
}
