/** The data of the report and the alarms, read from the client's public API. */
import type { Agent, CtiClient, Device, SessionState } from 'rxcti';

export interface Snapshot {
  readonly session: SessionState;
  /** When the data was current: now while the session is ready, otherwise when the session was lost. */
  readonly asOf: number;
  readonly agents: readonly Agent[];
  readonly queues: readonly QueueRow[];
  readonly devices: readonly Device[];
  readonly calls: number;
}

export interface QueueRow {
  readonly queueId: number;
  readonly name: string;
  readonly waiting: number;
  /** When the call that waits longest entered the queue; absent when none waits. */
  readonly oldestSince?: number;
  readonly ready: number;
  readonly talking: number;
}

export function takeSnapshot(
  client: Pick<CtiClient, 'session' | 'agents' | 'queues' | 'devices' | 'calls' | 'statistics'>,
): Snapshot {
  const agents = [...client.agents.getSnapshot().values()];
  const calls = [...client.calls.getSnapshot().values()].filter((call) => call.endedAt === undefined);
  const statistics = client.statistics.live.getSnapshot();
  const queues = [...client.queues.getSnapshot().values()].sort((a, b) => a.queueId - b.queueId);
  return {
    session: client.session.getSnapshot(),
    asOf: client.statistics.asOf(),
    agents: agents.sort((a, b) => a.agentId.localeCompare(b.agentId)),
    queues: queues.map(({ queueId, name }): QueueRow => {
      const { callsWaiting = 0, longestWaitingSince, agents: counts } = statistics.get(queueId) ?? {};
      return {
        queueId,
        name: name ?? String(queueId),
        waiting: callsWaiting,
        ...(longestWaitingSince === undefined ? {} : { oldestSince: longestWaitingSince }),
        ready: counts?.ready ?? 0,
        talking: counts?.talking ?? 0,
      };
    }),
    devices: [...client.devices.getSnapshot().values()],
    calls: calls.length,
  };
}
