/** The data of the terminal view, read from the client's public API. */
import type { Agent, Call, CtiClient, Queue, SessionState } from 'rxcti';

/** All data of one screen. */
export interface Snapshot {
  readonly session: SessionState;
  readonly agents: readonly Agent[];
  readonly calls: readonly Call[];
  readonly queues: readonly QueueRow[];
  readonly messagesPerSecond: number;
  readonly now: number;
}

export interface QueueRow {
  readonly queue: Queue;
  readonly waiting: number;
  /** 0 when no call waits. */
  readonly longestWaitMs: number;
  readonly ready: number;
  readonly talking: number;
}

/** Sorts agent9 before agent10. */
const byName = new Intl.Collator('en', { numeric: true });

export function takeSnapshot(client: CtiClient, messagesPerSecond: number, now: number): Snapshot {
  const agents = [...client.agents.getSnapshot().values()];
  const calls = [...client.calls.getSnapshot().values()];
  const queues = [...client.queues.getSnapshot().values()];
  return {
    session: client.session.getSnapshot(),
    agents: agents.sort((a, b) => byName.compare(a.agentId, b.agentId)),
    calls: calls.sort((a, b) => a.startedAt - b.startedAt),
    queues: queueRows(queues, agents, calls, now),
    messagesPerSecond,
    now,
  };
}

/** One pass over agents and calls, independent of the number of queues. */
function queueRows(
  queues: readonly Queue[],
  agents: readonly Agent[],
  calls: readonly Call[],
  now: number,
): readonly QueueRow[] {
  type Counts = { -readonly [Name in keyof Omit<QueueRow, 'queue'>]: number };
  const rows = new Map<number, Counts>(
    queues.map(({ queueId }) => [queueId, { waiting: 0, longestWaitMs: 0, ready: 0, talking: 0 }]),
  );
  for (const { state, queueIds } of agents) {
    if (state !== 'ready' && state !== 'talking') continue;
    for (const queueId of queueIds) {
      const row = rows.get(queueId);
      if (row !== undefined) row[state]++;
    }
  }
  for (const { state, queueIds, since } of calls) {
    if (state !== 'queued') continue;
    for (const queueId of queueIds) {
      const row = rows.get(queueId);
      if (row === undefined) continue;
      row.waiting++;
      row.longestWaitMs = Math.max(row.longestWaitMs, now - since);
    }
  }
  return queues
    .map((queue) => ({ queue, ...(rows.get(queue.queueId) as Counts) }))
    .sort((a, b) => b.waiting - a.waiting || a.queue.queueId - b.queue.queueId);
}
