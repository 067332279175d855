/**
 * A dial with timeout and signal: settles once, by a link, a failure, the timeout or the signal, and frees a socket that connects later.
 * @module
 */
import type { Clock } from '../../core/clock.ts';
import { systemClock } from '../../core/clock.ts';
import { CtiError } from '../../core/errors.ts';
import type { DialOptions, Endpoint, Link } from '../../core/transport.ts';
import { connectFailed, connectTimeout, dialAborted } from './link-errors.ts';

/** Callbacks of an attempt. Only the first call counts; a late link is aborted. */
export interface DialOutcome {
  readonly connected: (link: Link) => void;
  readonly failed: (error: unknown) => void;
}

/** Starts to connect; returns a function that cancels it and frees the socket. */
export type DialAttempt = (outcome: DialOutcome) => () => void;

/** Runs one attempt with the timeout and signal of the dial. */
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
    // Node creates the socket before it checks the port, and throws without closing it.
    if (!(endpoint.port >= 0 && endpoint.port <= 65_535)) {
      reject(connectFailed(endpoint, new RangeError('port out of range')));
      return;
    }
    let settled = false;
    let timer: unknown;
    let cancel: (() => void) | undefined;

    const settle = (): void => {
      settled = true;
      if (timer !== undefined) clock.clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };
    const stop = (error: CtiError): void => {
      if (settled) return;
      settle();
      cancel?.();
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
      cancel = attempt({ connected, failed });
    } catch (error) {
      // Runtimes throw synchronously for invalid arguments.
      failed(error);
    }
  });
}
