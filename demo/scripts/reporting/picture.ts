/** What the report shows and what the alarms are decided on: plain facts, taken from the client's public face. */
import type { Agent, CtiClient, Device, SessionState } from 'rxcti';

/** The contact centre at one moment. */
export interface Picture {
  readonly session: SessionState;
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

/** Facts need a session in which they are true now. */
export function pictureOf(
  client: Pick<CtiClient, 'session' | 'agents' | 'queues' | 'devices' | 'calls'>,
): Picture {
  const agents = [...client.agents.getSnapshot().values()];
  const calls = [...client.calls.getSnapshot().values()].filter((call) => call.endedAt === undefined);
  const queued = calls.filter((call) => call.state === 'queued');
  const queues = [...client.queues.getSnapshot().values()].sort((a, b) => a.queueId - b.queueId);
  return {
    session: client.session.getSnapshot(),
    agents: agents.sort((a, b) => a.agentId.localeCompare(b.agentId)),
    queues: queues.map(({ queueId, name }): QueueRow => {
      const here = queued.filter((call) => call.queueIds.includes(queueId));
      const staff = agents.filter((agent) => agent.queueIds.includes(queueId));
      return {
        queueId,
        name: name ?? String(queueId),
        waiting: here.length,
        ...(here.length === 0 ? {} : { oldestSince: Math.min(...here.map((call) => call.since)) }),
        ready: staff.filter((agent) => agent.state === 'ready').length,
        talking: staff.filter((agent) => agent.state === 'talking').length,
      };
    }),
    devices: [...client.devices.getSnapshot().values()],
    calls: calls.length,
  };
}
