/**
 * Live figures of queues, derived from agents and calls: no query needed.
 * @module
 */
import type { Agent, AgentStateName } from '../agents/agent.ts';
import type { Call } from '../calls/call.ts';

/** What a queue looks like now. */
export interface QueueFigures {
  readonly queueId: number;
  readonly callsWaiting: number;
  /** Since when the call that waits longest has waited, in milliseconds since 1970; absent when none waits. */
  readonly longestWaitingSince?: number;
  /** Agents who serve the queue, by their state; states that nobody is in are left out. */
  readonly agents: Readonly<Partial<Record<AgentStateName, number>>>;
}

/** The figures of all queues. A queue whose figures did not change keeps its object. */
export function figuresOf(
  queueIds: Iterable<number>,
  agents: Iterable<Agent>,
  calls: Iterable<Call>,
  before: ReadonlyMap<number, QueueFigures>,
): ReadonlyMap<number, QueueFigures> {
  const waiting = new Map<number, { count: number; since: number }>();
  for (const call of calls) {
    if (call.state !== 'queued') continue;
    for (const queueId of call.queueIds) {
      const known = waiting.get(queueId);
      if (known === undefined) waiting.set(queueId, { count: 1, since: call.since });
      else {
        known.count++;
        known.since = Math.min(known.since, call.since);
      }
    }
  }
  const staff = new Map<number, Partial<Record<AgentStateName, number>>>();
  for (const agent of agents) {
    for (const queueId of agent.queueIds) {
      let counts = staff.get(queueId);
      if (counts === undefined) {
        counts = {};
        staff.set(queueId, counts);
      }
      counts[agent.state] = (counts[agent.state] ?? 0) + 1;
    }
  }
  const all = new Map<number, QueueFigures>();
  for (const queueId of new Set([...queueIds, ...waiting.keys(), ...staff.keys()])) {
    const line = waiting.get(queueId);
    const fresh: QueueFigures = {
      queueId,
      callsWaiting: line?.count ?? 0,
      agents: staff.get(queueId) ?? {},
      ...(line === undefined ? {} : { longestWaitingSince: line.since }),
    };
    const known = before.get(queueId);
    all.set(queueId, known !== undefined && sameFigures(known, fresh) ? known : fresh);
  }
  const same =
    all.size === before.size && [...all].every(([queueId, figures]) => before.get(queueId) === figures);
  return same ? before : all;
}

function sameFigures(a: QueueFigures, b: QueueFigures): boolean {
  if (a.callsWaiting !== b.callsWaiting || a.longestWaitingSince !== b.longestWaitingSince) return false;
  const states = Object.keys(b.agents) as AgentStateName[];
  return (
    states.length === Object.keys(a.agents).length &&
    states.every((state) => a.agents[state] === b.agents[state])
  );
}
