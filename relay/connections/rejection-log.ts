/**
 * The log lines of those who are not let in. Strangers cause them, so their number is bounded: the first few of a kind
 * in a minute are written, the others are counted.
 * @module
 */
import type { Clock, LogFields, Logger } from 'rxcti';
import type { Rejection, RelayObserver } from '../observer.ts';

export interface RefusalsOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly observer: RelayObserver;
}

/** Keeps the book. */
export interface Refusals {
  /** Somebody was not let in: counted for the metrics, and logged unless this minute has seen enough of the kind. */
  refuse(reason: Rejection, message: string, fields: LogFields): void;
  /** The same, and not worth a line. */
  count(reason: Rejection): void;
  /** A line of another kind that strangers can cause. */
  note(kind: string, message: string, fields: LogFields): void;
  /** Writes what was only counted. */
  stop(): void;
}

/** Lines of one kind in a minute. */
const mostLines = 10;
const minuteMs = 60_000;

interface Minute {
  lines: number;
  more: number;
}

export function createRefusals({ clock, logger, observer }: RefusalsOptions): Refusals {
  const minutes = new Map<string, Minute>();
  let timer: unknown;
  let began = 0;

  function note(kind: string, message: string, fields: LogFields): void {
    const now = clock.now();
    if (timer === undefined && now - began >= minuteMs) {
      minutes.clear();
      began = now;
    }
    const minute = minutes.get(kind) ?? { lines: 0, more: 0 };
    minutes.set(kind, minute);
    if (minute.lines < mostLines) {
      minute.lines++;
      logger.warn(message, fields);
      return;
    }
    minute.more++;
    timer ??= clock.setTimeout(summarize, began + minuteMs - now);
  }

  function summarize(): void {
    timer = undefined;
    for (const [reason, { more }] of minutes)
      if (more > 0) logger.warn(`${more} more refused in the last minute`, { reason, more });
    minutes.clear();
  }

  return {
    note,
    count: (reason) => observer.rejected?.(reason),
    refuse(reason, message, fields) {
      observer.rejected?.(reason);
      note(reason, message, fields);
    },
    stop() {
      clock.clearTimeout(timer);
      summarize();
    },
  };
}
