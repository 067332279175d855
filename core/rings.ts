/**
 * Rings as they begin, for screen pops and alerts.
 * Guide: CALL_DELIVERED_EVENT.
 * @module
 */
import { Observable } from 'rxjs';
import type { Agent } from './agents/agent.ts';
import type { Call } from './calls/call.ts';
import type { SessionState } from './session/session-state.ts';
import type { ContactCenter } from './state.ts';
import type { Readable } from './store/live-value.ts';

/** A call begins to ring at a phone. */
export interface Ring {
  readonly call: Call;
  /** Where it rings, as the server names the device. */
  readonly deviceId: string;
  /** Whose phone it is; undefined where no agent is known, as at CTI ports. */
  readonly agent: Agent | undefined;
}

/**
 * Each ring once, also where a phone rings a second time, and where answer and ring come in one batch. What rings
 * already, for a new subscriber or when the session is ready again, counts as beginning then.
 */
export function ringsOf({ calls, agents }: ContactCenter, session: Readable<SessionState>): Observable<Ring> {
  return new Observable((subscriber) => {
    /** By call, the devices at which it rings. */
    const ringing = new Map<number, readonly string[]>();
    // While the mirror is being rebuilt, nobody can tell whose phone it is.
    const isReady = (): boolean => session.getSnapshot().name === 'ready';

    function look(call: Call): void {
      const before = ringing.get(call.id) ?? [];
      const now = [...call.connections.values()].filter(({ state }) => state === 'alerting');
      if (now.length > 0)
        ringing.set(
          call.id,
          now.map(({ deviceId }) => deviceId),
        );
      else ringing.delete(call.id);
      for (const { deviceId } of now) {
        if (!before.includes(deviceId)) subscriber.next({ call, deviceId, agent: agents.at(deviceId) });
      }
    }

    function lookAtAll(): void {
      if (isReady()) for (const call of calls.store.values()) look(call);
    }

    const stop = session.subscribe(lookAtAll);
    subscriber.add(stop);
    subscriber.add(
      calls.store.changes$.subscribe({
        next(change) {
          if (change.kind === 'removed') ringing.delete(change.key);
          else if (isReady()) look(change.value);
        },
        complete: () => subscriber.complete(),
      }),
    );
    lookAtAll();
  });
}
