/**
 * Log lines and counts of refused connections and sign-ins. Unauthenticated clients cause them, so the number of lines is
 * limited: the first of a kind in each minute are written, the others are counted.
 * @module
 */
import type { Clock, LogFields, Logger } from 'rxcti';
import type { EventSink } from '../sessions/events.ts';
import type { ConnectionEvent, RejectionReason } from './client.ts';

export interface RejectionLogOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly events: EventSink<ConnectionEvent>;
}

export interface RejectionLog {
  /** Emits an event and writes a log line, unless the limit of its reason is reached. */
  reject(reason: RejectionReason, message: string, fields: LogFields): void;
  /** Emits an event without a log line. */
  count(reason: RejectionReason): void;
  /** Writes a log line of a limited kind without an event. */
  warn(kind: string, message: string, fields: LogFields): void;
  /** Writes the pending counts. */
  stop(): void;
}

/** Lines of one kind per minute. */
const maxLines = 10;
const minuteMs = 60_000;

export function createRejectionLog({ clock, logger, events }: RejectionLogOptions): RejectionLog {
  const kinds = new Map<string, { lines: number; more: number }>();
  let timer: unknown;
  let startedAt = 0;

  function warn(kind: string, message: string, fields: LogFields): void {
    const now = clock.now();
    if (timer === undefined && now - startedAt >= minuteMs) {
      kinds.clear();
      startedAt = now;
    }
    const counts = kinds.get(kind) ?? { lines: 0, more: 0 };
    kinds.set(kind, counts);
    if (counts.lines < maxLines) {
      counts.lines++;
      logger.warn(message, fields);
      return;
    }
    counts.more++;
    timer ??= clock.setTimeout(summarize, startedAt + minuteMs - now);
  }

  function summarize(): void {
    timer = undefined;
    for (const [reason, { more }] of kinds)
      if (more > 0) logger.warn(`${more} more refused in the last minute`, { reason, more });
    kinds.clear();
  }

  function count(reason: RejectionReason): void {
    if (events.observed) events.next({ type: 'rejected', reason });
  }

  return {
    warn,
    count,
    reject(reason, message, fields) {
      count(reason);
      warn(reason, message, fields);
    },
    stop() {
      clock.clearTimeout(timer);
      summarize();
    },
  };
}
