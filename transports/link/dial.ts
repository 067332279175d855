/**
 * The part of a dial that is the same everywhere: it settles once, by the first of a link, a failure, the timeout
 * and the caller's signal, and whatever comes after that is freed.
 * @module
 */
import type { Clock } from '../../core/clock.ts';
import { systemClock } from '../../core/clock.ts';
import { CtiError } from '../../core/errors.ts';
import type { DialOptions, Endpoint, Link } from '../../core/transport.ts';
import { connectFailed, connectTimeout, dialAborted } from './link-errors.ts';

/** Where an attempt reports to; only the first report counts, and a link that comes too late is aborted. */
export interface DialOutcome {
  readonly connected: (link: Link) => void;
  readonly failed: (error: unknown) => void;
}

/** Starts to connect and returns how to give up: frees the half-made socket and whatever it may still become. */
export type DialAttempt = (outcome: DialOutcome) => () => void;

/** Runs one attempt under the dial's timeout and signal. */
export function dialOnce(
  endpoint: Endpoint,
  options: DialOptions | undefined,
  attempt: DialAttempt,
  clock: Clock = systemClock,
): Promise<Link> {
  const { signal, timeoutMs } = options ?? {};
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(dialAborted(endpoint, signal));
      return;
    }
    // Node makes the socket before it looks at the port, and throws without closing it.
    if (!(endpoint.port >= 0 && endpoint.port <= 65_535)) {
      reject(connectFailed(endpoint, new RangeError('there is no such port')));
      return;
    }
    let settled = false;
    let timer: unknown;
    let giveUp: (() => void) | undefined;

    const settle = (): void => {
      settled = true;
      if (timer !== undefined) clock.clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };
    const stop = (error: CtiError): void => {
      if (settled) return;
      settle();
      giveUp?.();
      reject(error);
    };
    const onAbort = (): void => {
      if (signal) stop(dialAborted(endpoint, signal));
    };
    const failed = (error: unknown): void => {
      if (settled) return;
      settle();
      reject(CtiError.is(error) ? error : connectFailed(endpoint, error));
    };
    const connected = (link: Link): void => {
      if (settled) {
        link.abort();
        return;
      }
      settle();
      resolve(link);
    };

    signal?.addEventListener('abort', onAbort, { once: true });
    if (timeoutMs !== undefined) {
      timer = clock.setTimeout(() => stop(connectTimeout(endpoint, timeoutMs)), timeoutMs);
    }
    try {
      giveUp = attempt({ connected, failed });
    } catch (error) {
      // Runtimes throw at once for what they will not even try.
      failed(error);
    }
  });
}
