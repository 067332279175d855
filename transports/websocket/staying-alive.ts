/**
 * Finds out that a socket is dead: by silence, after the machine slept, when the network changed.
 * @module
 */
import type { Clock } from '../../core/clock.ts';

export interface StayingAliveOptions {
  readonly clock: Clock;
  /** The other side says something at least this often. */
  readonly pingMs: number;
  /** When it last did. */
  heardAt(): number;
  ping(): void;
  /** Nothing was heard for too long. */
  dead(): void;
  /** The network is back, or the page is seen again: a good moment to try. */
  wake(): void;
}

/** How long an answer may take when there is reason to doubt. */
const doubtMs = 2000;

interface EventTargetLike {
  addEventListener?(type: string, listener: () => void): void;
  removeEventListener?(type: string, listener: () => void): void;
  readonly document?: EventTargetLike & { readonly visibilityState?: string };
}

/** Watches until the returned function is called. */
export function stayAlive(options: StayingAliveOptions): () => void {
  const { clock, pingMs } = options;
  const intervalMs = Math.max(250, pingMs / 2);
  const silenceMs = 2 * pingMs + 1000;
  let tickAt = clock.now();
  /** Set when there is reason to doubt: a word must have come by then. */
  let answerBy: number | undefined;
  let timer: unknown;

  /** Asks for a sign of life, unless there was one just now; tells whether it asked. */
  const doubt = (): boolean => {
    const now = clock.now();
    if (now - options.heardAt() < intervalMs) return false;
    answerBy ??= now + doubtMs;
    options.ping();
    arm(doubtMs);
    return true;
  };
  const look = (): void => {
    const now = clock.now();
    const late = now - tickAt > intervalMs + silenceMs;
    tickAt = now;
    const heardAt = options.heardAt();
    if (answerBy !== undefined && heardAt >= answerBy - doubtMs) answerBy = undefined;
    if (answerBy !== undefined && now >= answerBy) {
      answerBy = undefined;
      options.dead();
    } else if (late) {
      // The machine slept, or the page was in the background: what the relay said meanwhile may be about to arrive.
      if (doubt()) return;
    } else if (answerBy === undefined && now - heardAt > silenceMs) options.dead();
    else if (now - heardAt >= pingMs) options.ping();
    arm(intervalMs);
  };
  const arm = (delayMs: number): void => {
    clock.clearTimeout(timer);
    timer = clock.setTimeout(look, delayMs);
  };
  const wake = (): void => {
    options.wake();
    doubt();
  };
  const seen = (): void => {
    if (page.document?.visibilityState === 'visible') wake();
  };

  const page = globalThis as unknown as EventTargetLike;
  page.addEventListener?.('online', wake);
  page.document?.addEventListener?.('visibilitychange', seen);
  arm(intervalMs);
  return () => {
    clock.clearTimeout(timer);
    page.removeEventListener?.('online', wake);
    page.document?.removeEventListener?.('visibilitychange', seen);
  };
}
