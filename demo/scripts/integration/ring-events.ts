/** Tells once for each ring that a call has begun to alert at an agent's phone. */
import type { Agent, Call, CtiClient } from 'rxcti';
import { filter, map, type Observable } from 'rxjs';

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
export function ringsOf(client: Pick<CtiClient, 'rings$' | 'queues'>): Observable<Ring> {
  return client.rings$.pipe(
    filter((ring) => ring.agent !== undefined),
    map(({ call, agent }) => toldOf(call, agent as Agent)),
  );

  function toldOf(call: Call, agent: Agent): Ring {
    const { agentId, firstName, lastName, extension = '' } = agent;
    const queueId = call.csqId ?? call.waitedIn.at(-1);
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
