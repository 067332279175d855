/** Rows of the wallboard: a queue with its live statistics and call outcomes. */
import type { AgentStateName, LiveQueueStatistics, Queue } from 'rxcti';
import { groupOf, type StateGroup } from '../supervisor/team-rows.ts';
import type { Totals } from './minute-buffer.ts';

export type AgentCounts = Readonly<Record<StateGroup, number>>;

export interface QueueRow {
  readonly queueId: number;
  readonly name: string;
  readonly waiting: number;
  readonly longestWaitingSince: number | undefined;
  readonly agentCounts: AgentCounts;
  readonly totals: Totals;
}

export function countByGroup(agents: LiveQueueStatistics['agents']): AgentCounts {
  const staff: Record<StateGroup, number> = { ready: 0, talking: 0, work: 0, notReady: 0, loggedOut: 0 };
  for (const [state, count] of Object.entries(agents)) staff[groupOf[state as AgentStateName]] += count;
  return staff;
}

/** Builds the rows. An unchanged row keeps its identity. */
export function queueRows(
  queues: ReadonlyMap<number, Queue>,
  statistics: ReadonlyMap<number, LiveQueueStatistics>,
  totalsOf: (queueId: number) => Totals,
  before: readonly QueueRow[],
): readonly QueueRow[] {
  const known = new Map(before.map((row) => [row.queueId, row]));
  const rows = [...queues.values()].map(({ queueId, name = String(queueId) }) => {
    const now = statistics.get(queueId);
    const row: QueueRow = {
      queueId,
      name,
      waiting: now?.callsWaiting ?? 0,
      longestWaitingSince: now?.longestWaitingSince,
      agentCounts: countByGroup(now?.agents ?? {}),
      totals: totalsOf(queueId),
    };
    const last = known.get(queueId);
    return last !== undefined && sameRow(last, row) ? last : row;
  });
  return rows.length === before.length && rows.every((row, index) => row === before[index]) ? before : rows;
}

function sameRow(one: QueueRow, other: QueueRow): boolean {
  return (
    one.name === other.name &&
    one.waiting === other.waiting &&
    one.longestWaitingSince === other.longestWaitingSince &&
    sameNumbers(one.agentCounts, other.agentCounts) &&
    sameNumbers(one.totals, other.totals)
  );
}

function sameNumbers<T extends object>(one: T, other: T): boolean {
  return (Object.keys(one) as (keyof T)[]).every((key) => one[key] === other[key]);
}

/** Sorts by urgency: longest wait first, then by name. */
export function sortByUrgency(rows: readonly QueueRow[], language: string): readonly QueueRow[] {
  const since = ({ longestWaitingSince }: QueueRow): number => longestWaitingSince ?? Infinity;
  return [...rows].sort(
    (one, other) =>
      Number(other.waiting > 0) - Number(one.waiting > 0) ||
      (since(one) === since(other) ? 0 : since(one) - since(other)) ||
      one.name.localeCompare(other.name, language, { numeric: true }),
  );
}
