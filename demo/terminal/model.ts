/** What the terminal view shows, drawn from the client's public face. */
import type { Agent, Call, CtiClient, Queue, SessionState } from 'rxcti';

/** Everything on the screen at one moment. */
export interface Picture {
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
  /** Of the call that waits longest; 0 when none waits. */
  readonly longestWaitMs: number;
  readonly ready: number;
  readonly talking: number;
}

export function pictureOf(client: CtiClient, messagesPerSecond: number, now: number): Picture {
  const agents = [...client.agents.getSnapshot().values()];
  const calls = [...client.calls.getSnapshot().values()];
  const queues = [...client.queues.getSnapshot().values()];
  return {
    session: client.session.getSnapshot(),
    agents: agents.sort((a, b) => a.agentId.localeCompare(b.agentId)),
    calls: calls.sort((a, b) => a.startedAt - b.startedAt),
    queues: queues.sort((a, b) => a.queueId - b.queueId).map((queue) => rowOf(queue, agents, calls, now)),
    messagesPerSecond,
    now,
  };
}

function rowOf(queue: Queue, agents: readonly Agent[], calls: readonly Call[], now: number): QueueRow {
  const waiting = calls.filter((call) => call.state === 'queued' && call.queueIds.includes(queue.queueId));
  const staff = agents.filter((agent) => agent.queueIds.includes(queue.queueId));
  return {
    queue,
    waiting: waiting.length,
    longestWaitMs: Math.max(0, ...waiting.map((call) => now - call.since)),
    ready: staff.filter((agent) => agent.state === 'ready').length,
    talking: staff.filter((agent) => agent.state === 'talking').length,
  };
}
