/**
 * Emits when a call begins to ring, for screen pops and alerts.
 * Guide: CALL_DELIVERED_EVENT.
 * @module
 */
import { Observable } from 'rxjs';
import type { Agent } from './agents/agent.ts';
import type { Call } from './calls/call.ts';
import type { SessionState } from './session/session-state.ts';
import type { ClientState } from './state.ts';
import type { LiveValue } from './store/live-value.ts';

/** A call begins to ring at a device. */
export interface Ring {
  readonly call: Call;
  /** The alerting device as the server names it. */
  readonly deviceId: string;
  /** The agent at the device; undefined if there is none, for example at CTI ports. */
  readonly agent: Agent | undefined;
}

/**
 * Creates an observable of rings. It emits each ring once, also if the call is answered in the same batch of events. Calls that
 * are ringing on subscription, or when the session becomes ready, are emitted then.
 */
export function createRings(
  { calls, agents }: Pick<ClientState, 'calls' | 'agents'>,
  session: LiveValue<SessionState>,
): Observable<Ring> {
  return new Observable((subscriber) => {
    /** Alerting devices by call. */
    const alerting = new Map<number, readonly string[]>();
    // Agents and their devices are known only when the resync is complete.
    const isReady = (): boolean => session.getSnapshot().name === 'ready';

    function check(call: Call): void {
      const before = alerting.get(call.id) ?? [];
      const now = [...call.connections.values()]
        .filter(({ state }) => state === 'alerting')
        .map(({ deviceId }) => deviceId);
      if (now.length > 0) alerting.set(call.id, now);
      else alerting.delete(call.id);
      for (const deviceId of now) {
        if (!before.includes(deviceId)) subscriber.next({ call, deviceId, agent: agents.atDevice(deviceId) });
      }
    }

    function checkAll(): void {
      if (isReady()) for (const call of calls.store.values()) check(call);
    }

    const unsubscribe = session.subscribe(checkAll);
    subscriber.add(unsubscribe);
    subscriber.add(
      calls.store.changes$.subscribe({
        next(change) {
          if (change.kind === 'removed') alerting.delete(change.key);
          else if (isReady()) check(change.value);
        },
        complete: () => subscriber.complete(),
      }),
    );
    checkAll();
  });
}
