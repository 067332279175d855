/**
 * Call statistics of one queue since the start. Durations are in seconds.
 * @module
 */

/** Durations of one kind. */
interface Durations {
  count: number;
  sum: number;
  longest: number;
}

/** The calls of one queue. */
export interface QueueRecord {
  /** Talk times of answered calls. */
  readonly talk: Durations;
  /** Waiting times of all calls. */
  readonly wait: Durations;
  abandoned: number;
}

/** Call statistics of a queue in the fields of QUERY_QUEUE_STATISTICS_CONF. */
export interface QueueCounts {
  readonly totalCalls: number;
  readonly handledCalls: number;
  readonly callsAbandoned: number;
  readonly avgTalkDuration: number;
  readonly avgWaitDuration: number;
  readonly longestTalkDuration: number;
  readonly longestWaitDuration: number;
}

/** Creates a record without calls. */
export function createRecord(): QueueRecord {
  const none = (): Durations => ({ count: 0, sum: 0, longest: 0 });
  return { talk: none(), wait: none(), abandoned: 0 };
}

/** Adds a call to a record; `talkMs` is undefined for an abandoned call. */
export function addCall(record: QueueRecord, waitMs: number, talkMs: number | undefined): void {
  add(record.wait, waitMs);
  if (talkMs === undefined) record.abandoned++;
  else add(record.talk, talkMs);
}

/** The counts of a queue. */
export function queueCounts(record: QueueRecord): QueueCounts {
  const { talk, wait, abandoned } = record;
  return {
    totalCalls: wait.count,
    handledCalls: talk.count,
    callsAbandoned: abandoned,
    avgTalkDuration: average(talk),
    avgWaitDuration: average(wait),
    longestTalkDuration: Math.floor(talk.longest),
    longestWaitDuration: Math.floor(wait.longest),
  };
}

function add(durations: Durations, ms: number): void {
  const seconds = ms / 1000;
  durations.count++;
  durations.sum += seconds;
  durations.longest = Math.max(durations.longest, seconds);
}

const average = ({ count, sum }: Durations): number => (count === 0 ? 0 : Math.round(sum / count));
