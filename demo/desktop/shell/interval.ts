/** Does something again and again; the first time after `everyMs`, the last before the returned function is called. */
import type { Clock } from 'rxcti';

export function every(clock: Clock, everyMs: number, act: () => void): () => void {
  let timer: unknown;
  const again = (): void => {
    timer = clock.setTimeout(() => {
      again();
      act();
    }, everyMs);
  };
  again();
  return () => clock.clearTimeout(timer);
}
