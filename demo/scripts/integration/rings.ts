/** Tells once for each ring that a call has begun to alert at an agent's phone. */
import { type Agent, actualDevice, type Call, type CtiClient } from 'rxcti';
import { Observable } from 'rxjs';

/** What other systems are told when an agent's phone rings: enough to find the customer and to show him. */
export interface Ring {
  readonly event: 'ring';
  /** ISO 8601. */
  readonly at: string;
  readonly callId: number;
  readonly agent: { readonly agentId: string; readonly name: string; readonly extension: string };
  readonly caller: string | null;
  readonly dialedNumber: string | null;
  readonly queue: { readonly queueId: number; readonly name: string } | null;
  /** Call variables 1 to 10 by their number, and named ones by name. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Rings as they begin. What rings already when the session opens counts as beginning then. */
export function ringsOf(
  client: Pick<CtiClient, 'session' | 'agents' | 'calls' | 'queues'>,
): Observable<Ring> {
  return new Observable((observer) => {
    /** By call, the devices at which it rings. */
    const ringing = new Map<number, ReadonlySet<string>>();
    /** By call, the queue it waited in last: when it rings, it has left. */
    const lastQueue = new Map<number, number>();
    const isReady = (): boolean => client.session.getSnapshot().name === 'ready';

    function look(call: Call): void {
      const before = ringing.get(call.id);
      const alerting = [...call.connections.values()].filter(({ state }) => state === 'alerting');
      if (alerting.length === 0 && before === undefined) return;
      ringing.set(call.id, new Set(alerting.map(({ deviceId }) => deviceId)));
      for (const { deviceId } of alerting) {
        const agent = before?.has(deviceId) ? undefined : agentAt(actualDevice(deviceId));
        if (agent !== undefined) observer.next(ringOf(call, agent, call.csqId ?? lastQueue.get(call.id)));
      }
    }

    // While the mirror is being rebuilt nobody can tell whose phone it is: these calls are looked at once it is there.
    const stop = client.session.subscribe(() => {
      if (isReady()) for (const call of client.calls.getSnapshot().values()) look(call);
    });
    const changes = client.calls.changes$.subscribe({
      next(change) {
        if (change.kind === 'ended' || change.kind === 'removed') {
          ringing.delete(change.key);
          lastQueue.delete(change.key);
          return;
        }
        const [queueId] = change.value.queueIds;
        if (queueId !== undefined) lastQueue.set(change.key, queueId);
        if (isReady()) look(change.value);
      },
      complete: () => observer.complete(),
    });
    changes.add(stop);
    return changes;
  });

  function agentAt(extension: string): Agent | undefined {
    const agents = [...client.agents.getSnapshot().values()].filter((agent) => agent.extension === extension);
    // Agents may share a phone: whoever is logged in has it.
    return agents.find(({ state }) => state !== 'loggedOut') ?? agents[0];
  }

  function ringOf(call: Call, agent: Agent, queueId: number | undefined): Ring {
    const { agentId, firstName, lastName, extension = '' } = agent;
    const name = queueId === undefined ? undefined : client.queues.get(queueId)?.name;
    return {
      event: 'ring',
      at: new Date().toISOString(),
      callId: call.callId,
      agent: { agentId, name: [firstName, lastName].filter(Boolean).join(' '), extension },
      caller: call.ani ?? null,
      dialedNumber: call.dialedNumber ?? call.dnis ?? null,
      queue: queueId === undefined ? null : { queueId, name: name ?? String(queueId) },
      variables: { ...call.variables, ...Object.fromEntries(call.namedVariables) },
    };
  }
}
