/**
 * A server that hangs: its TCP connections stay, and nothing else moves.
 * @module
 */
import type { Clock, Link } from 'rxcti';
import { wrapLink } from 'rxcti/server';

/** Bytes that a hanging server may have to say per link before that link is dropped. */
const maxHeldBytes = 1_048_576;

/** The switch, and the clock and links that obey it. */
export interface Stall {
  /** Fires no timer while the server hangs. */
  readonly clock: Clock;
  readonly stalled: boolean;
  /** A link that is neither read nor written while the server hangs. */
  wrap(link: Link): Link;
  stall(): void;
  resume(): void;
}

/** Makes a switch that is off. */
export function createStall(inner: Clock): Stall {
  let stalled = false;
  let due: (() => void)[] = [];
  let waiting: (() => void)[] = [];
  let held: (() => void)[] = [];
  const canceled = new WeakSet<object>();

  const clock: Clock = {
    now: () => inner.now(),
    setTimeout(callback, delayMs) {
      const timer: { inner: unknown } = { inner: undefined };
      const fire = (): void => {
        if (canceled.has(timer)) return;
        if (stalled) due.push(fire);
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
      const [sends, readers, timers] = [held, waiting, due];
      held = [];
      waiting = [];
      due = [];
      for (const send of sends) send();
      for (const reader of readers) reader();
      // What clients said meanwhile is read before timers conclude that they said nothing.
      for (const timer of timers) inner.setTimeout(timer, 0);
    },
  };
}

function trySend(link: Link, bytes: Uint8Array): void {
  try {
    link.send(bytes);
  } catch {
    // The link closed while the server hung.
  }
}
