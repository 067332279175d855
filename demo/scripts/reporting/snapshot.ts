/** What the report shows and what the alarms are decided on: plain facts, taken from the client's public face. */
import type { Agent, CtiClient, Device, SessionState } from 'rxcti';

/** The contact center at one moment. */
export interface Picture {
  readonly session: SessionState;
  /** Until when the rest is true: now while the session is ready, else the moment it was lost. */
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
  /** Of the call that waits longest. */
  readonly oldestSince?: number;
  readonly ready: number;
  readonly talking: number;
}

export function pictureOf(
  client: Pick<CtiClient, 'session' | 'agents' | 'queues' | 'devices' | 'calls' | 'statistics'>,
): Picture {
  const agents = [...client.agents.getSnapshot().values()];
  const calls = [...client.calls.getSnapshot().values()].filter((call) => call.endedAt === undefined);
  const figures = client.statistics.live.getSnapshot();
  const queues = [...client.queues.getSnapshot().values()].sort((a, b) => a.queueId - b.queueId);
  return {
    session: client.session.getSnapshot(),
    asOf: client.statistics.asOf(),
    agents: agents.sort((a, b) => a.agentId.localeCompare(b.agentId)),
    queues: queues.map(({ queueId, name }): QueueRow => {
      const { callsWaiting = 0, longestWaitingSince, agents: staff } = figures.get(queueId) ?? {};
      return {
        queueId,
        name: name ?? String(queueId),
        waiting: callsWaiting,
        ...(longestWaitingSince === undefined ? {} : { oldestSince: longestWaitingSince }),
        ready: staff?.ready ?? 0,
        talking: staff?.talking ?? 0,
      };
    }),
    devices: [...client.devices.getSnapshot().values()],
    calls: calls.length,
  };
}
