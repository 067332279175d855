/**
 * Detects a dead socket: nothing received in time, or no answer to a probe after sleep or a network change.
 * @module
 */
import type { Clock } from '../../core/clock.ts';

export interface KeepAliveOptions {
  readonly clock: Clock;
  /** The peer sends something at least this often. */
  readonly pingMs: number;
  /** Time of the last message from the peer. */
  lastReceivedAt(): number;
  ping(): void;
  /** The peer did not answer in time. */
  onDead(): void;
  /** The network is back or the page became visible: reconnect now if disconnected. */
  onWake(): void;
}

/** How long an answer to a probe may take. */
const probeTimeoutMs = 2000;
const minIntervalMs = 250;

interface EventTargetLike {
  addEventListener?(type: string, listener: () => void): void;
  removeEventListener?(type: string, listener: () => void): void;
  readonly document?: EventTargetLike & { readonly visibilityState?: string };
}

/** Watches the peer until the returned function is called. */
export function startKeepAlive(options: KeepAliveOptions): () => void {
  const { clock, pingMs } = options;
  const intervalMs = Math.max(minIntervalMs, pingMs / 2);
  const silenceTimeoutMs = 2 * pingMs + 1000;
  let lastCheckAt = clock.now();
  /** Deadline of a probe's answer. */
  let probeDeadline: number | undefined;
  let timer: unknown;

  /** Sends a ping with a short timeout, unless something was just received. True when it did. */
  const probe = (): boolean => {
    const now = clock.now();
    if (now - options.lastReceivedAt() < intervalMs) return false;
    probeDeadline ??= now + probeTimeoutMs;
    options.ping();
    schedule(probeTimeoutMs);
    return true;
  };
  const check = (): void => {
    const now = clock.now();
    const isLate = now - lastCheckAt > intervalMs + silenceTimeoutMs;
    lastCheckAt = now;
    const lastReceivedAt = options.lastReceivedAt();
    if (probeDeadline !== undefined && lastReceivedAt >= probeDeadline - probeTimeoutMs)
      probeDeadline = undefined;
    if (probeDeadline !== undefined && now >= probeDeadline) {
      probeDeadline = undefined;
      options.onDead();
    } else if (isLate) {
      // The machine slept or the page was in the background: messages that the peer sent meanwhile may still be unread.
      if (probe()) return;
    } else if (probeDeadline === undefined && now - lastReceivedAt > silenceTimeoutMs) options.onDead();
    else if (now - lastReceivedAt >= pingMs) options.ping();
    schedule(intervalMs);
  };
  const schedule = (delayMs: number): void => {
    clock.clearTimeout(timer);
    timer = clock.setTimeout(check, delayMs);
  };
  const wake = (): void => {
    options.onWake();
    probe();
  };
  const onVisibilityChange = (): void => {
    if (page.document?.visibilityState === 'visible') wake();
  };

  const page = globalThis as unknown as EventTargetLike;
  page.addEventListener?.('online', wake);
  page.document?.addEventListener?.('visibilitychange', onVisibilityChange);
  schedule(intervalMs);
  return () => {
    clock.clearTimeout(timer);
    page.removeEventListener?.('online', wake);
    page.document?.removeEventListener?.('visibilitychange', onVisibilityChange);
  };
}
