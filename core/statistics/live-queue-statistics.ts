/**
 * Live statistics of queues, computed from agents and calls without a query.
 * @module
 */
import { Observable } from 'rxjs';
import type { Agent, AgentStateName } from '../agents/agent.ts';
import type { Call } from '../calls/call.ts';
import type { Clock } from '../clock.ts';
import type { Queue } from '../configuration/records.ts';
import type { LiveValue } from '../store/live-value.ts';

/** Live statistics of one queue. */
export interface LiveQueueStatistics {
  readonly queueId: number;
  readonly callsWaiting: number;
  /** Start of the longest wait, in milliseconds since 1970; absent if no call waits. */
  readonly longestWaitingSince?: number;
  /** Number of the queue's agents by state; states without agents are absent. */
  readonly agents: Readonly<Partial<Record<AgentStateName, number>>>;
}

/** Subscribers are notified at most this often. */
const notifyIntervalMs = 100;

type StatisticsByQueue = ReadonlyMap<number, LiveQueueStatistics>;

export interface LiveStatisticsSources {
  readonly agents: LiveValue<ReadonlyMap<string, Agent>>;
  readonly calls: LiveValue<ReadonlyMap<number, Call>>;
  readonly queues: LiveValue<ReadonlyMap<number, Queue>>;
}

/** Creates the live statistics of all queues. They are computed only when they are read. */
export function createLiveStatistics(
  { agents, calls, queues }: LiveStatisticsSources,
  clock: Clock,
): LiveValue<StatisticsByQueue> & { complete(): void } {
  const sources: readonly LiveValue<unknown>[] = [agents, calls, queues];
  const listeners = new Set<() => void>();
  const completions = new Set<() => void>();
  let lastSources: readonly unknown[] = [];
  let current: StatisticsByQueue = new Map();
  /** The value at the last notification; `current` may be newer. */
  let notified = current;
  let timer: unknown;
  let unsubscribes: (() => void)[] = [];
  let isCompleted = false;

  function getSnapshot(): StatisticsByQueue {
    const snapshots = sources.map((source) => source.getSnapshot());
    if (snapshots.some((snapshot, index) => snapshot !== lastSources[index])) {
      lastSources = snapshots;
      current = liveQueueStatistics(
        queues.getSnapshot().keys(),
        agents.getSnapshot().values(),
        calls.getSnapshot().values(),
        current,
      );
    }
    return current;
  }

  function notify(): void {
    timer = undefined;
    const snapshot = getSnapshot();
    if (snapshot === notified) return;
    notified = snapshot;
    for (const listener of [...listeners]) listener();
  }

  function subscribe(listener: () => void): () => void {
    const own = (): void => listener();
    if (listeners.size === 0) {
      notified = getSnapshot();
      unsubscribes = sources.map((source) =>
        source.subscribe(() => {
          timer ??= clock.setTimeout(notify, notifyIntervalMs);
        }),
      );
    }
    listeners.add(own);
    return () => {
      listeners.delete(own);
      if (listeners.size === 0) stop();
    };
  }

  function stop(): void {
    clock.clearTimeout(timer);
    timer = undefined;
    for (const unsubscribe of unsubscribes) unsubscribe();
    unsubscribes = [];
  }

  return {
    getSnapshot,
    subscribe,
    value$: new Observable((subscriber) => {
      subscriber.next(getSnapshot());
      if (isCompleted) {
        subscriber.complete();
        return undefined;
      }
      const complete = (): void => subscriber.complete();
      completions.add(complete);
      const unsubscribe = subscribe(() => subscriber.next(current));
      return () => {
        completions.delete(complete);
        unsubscribe();
      };
    }),
    complete() {
      isCompleted = true;
      for (const complete of [...completions]) complete();
      listeners.clear();
      stop();
    },
  };
}

/** Computes the statistics of all queues. Unchanged queues, and an unchanged map, keep the identity that they have in `previous`. */
function liveQueueStatistics(
  queueIds: Iterable<number>,
  agents: Iterable<Agent>,
  calls: Iterable<Call>,
  previous: StatisticsByQueue,
): StatisticsByQueue {
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
  const agentCounts = new Map<number, Partial<Record<AgentStateName, number>>>();
  for (const agent of agents) {
    for (const queueId of agent.queueIds) {
      let counts = agentCounts.get(queueId);
      if (counts === undefined) {
        counts = {};
        agentCounts.set(queueId, counts);
      }
      counts[agent.state] = (counts[agent.state] ?? 0) + 1;
    }
  }
  const all = new Map<number, LiveQueueStatistics>();
  for (const queueId of new Set([...queueIds, ...waiting.keys(), ...agentCounts.keys()])) {
    const waitingHere = waiting.get(queueId);
    const statistics: LiveQueueStatistics = {
      queueId,
      callsWaiting: waitingHere?.count ?? 0,
      agents: agentCounts.get(queueId) ?? {},
      ...(waitingHere === undefined ? {} : { longestWaitingSince: waitingHere.since }),
    };
    const known = previous.get(queueId);
    all.set(queueId, known !== undefined && isSame(known, statistics) ? known : statistics);
  }
  const isUnchanged =
    all.size === previous.size &&
    [...all].every(([queueId, statistics]) => previous.get(queueId) === statistics);
  return isUnchanged ? previous : all;
}

function isSame(a: LiveQueueStatistics, b: LiveQueueStatistics): boolean {
  if (a.callsWaiting !== b.callsWaiting || a.longestWaitingSince !== b.longestWaitingSince) return false;
  const states = Object.keys(b.agents) as AgentStateName[];
  return (
    states.length === Object.keys(a.agents).length &&
    states.every((state) => a.agents[state] === b.agents[state])
  );
}
