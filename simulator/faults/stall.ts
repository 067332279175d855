/**
 * A server that hangs: TCP connections stay open, and nothing is read or sent.
 * @module
 */
import type { Clock, Link } from 'rxcti';
import { wrapLink } from 'rxcti/server';

/** Limit of the bytes held per link; beyond it the link is reset. */
const maxHeldBytes = 1_048_576;

/** The switch, with a clock and links that stop while it is on. */
export interface Stall {
  /** Fires no timer while stalled. */
  readonly clock: Clock;
  readonly stalled: boolean;
  /** Wraps a link that is neither read nor written while stalled. */
  wrap(link: Link): Link;
  stall(): void;
  resume(): void;
}

/** Creates a switch that is off. */
export function createStall(inner: Clock): Stall {
  let stalled = false;
  let pendingTimers: (() => void)[] = [];
  let waiting: (() => void)[] = [];
  let held: (() => void)[] = [];
  const canceled = new WeakSet<object>();

  const clock: Clock = {
    now: () => inner.now(),
    setTimeout(callback, delayMs) {
      const timer: { inner: unknown } = { inner: undefined };
      const fire = (): void => {
        if (canceled.has(timer)) return;
        if (stalled) pendingTimers.push(fire);
        else callback();
      };
      timer.inner = inner.setTimeout(fire, delayMs);
      return timer;
    },
    clearTimeout(timer) {
      if (typeof timer !== 'object' || timer === null) return;
      canceled.add(timer);
      inner.clearTimeout((timer as { inner: unknown }).inner);
    },
  };

  function wrap(link: Link): Link {
    let heldBytes = 0;
    return wrapLink(link, {
      incoming: gated(link.incoming),
      send(bytes) {
        if (!stalled) {
          link.send(bytes);
          return;
        }
        heldBytes += bytes.byteLength;
        if (heldBytes > maxHeldBytes) link.abort();
        else
          held.push(() => {
            heldBytes -= bytes.byteLength;
            trySend(link, bytes);
          });
      },
    });
  }

  async function* gated(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      while (stalled) await new Promise<void>((resolve) => waiting.push(resolve));
      yield chunk;
    }
  }

  return {
    clock,
    get stalled() {
      return stalled;
    },
    wrap,
    stall() {
      stalled = true;
    },
    resume() {
      if (!stalled) return;
      stalled = false;
      const [sends, readers, timers] = [held, waiting, pendingTimers];
      held = [];
      waiting = [];
      pendingTimers = [];
      for (const send of sends) send();
      for (const reader of readers) reader();
      // Received bytes are read before timers conclude that none came.
      for (const timer of timers) inner.setTimeout(timer, 0);
    },
  };
}

function trySend(link: Link, bytes: Uint8Array): void {
  try {
    link.send(bytes);
  } catch {
    // The link closed while stalled.
  }
}
