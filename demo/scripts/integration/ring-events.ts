/** Webhook payloads for ringing phones. */
import type { Agent, Call, CtiClient } from 'rxcti';
import { filter, map, type Observable } from 'rxjs';

/** The payload: enough to find the customer and to show their record to the agent. */
export interface RingEvent {
  readonly event: 'ring';
  /** ISO 8601. */
  readonly at: string;
  readonly callId: number;
  readonly agent: { readonly agentId: string; readonly name: string; readonly extension: string };
  readonly caller: string | null;
  readonly dialedNumber: string | null;
  readonly queue: { readonly queueId: number; readonly name: string } | null;
  /** Call variables by number (1 to 10), named variables by name. */
  readonly variables: Readonly<Record<string, string>>;
}

/** One event per ring at an agent's phone, including calls that already ring when the session becomes ready. */
export function ringEvents(client: Pick<CtiClient, 'rings$' | 'queues'>): Observable<RingEvent> {
  return client.rings$.pipe(
    filter((ring) => ring.agent !== undefined),
    map(({ call, agent }) => ringEvent(call, agent as Agent)),
  );

  function ringEvent(call: Call, agent: Agent): RingEvent {
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
