/** Evaluates alerts once a second and on each help request, while the session is open. */
import { actualDevice, type CtiClient } from 'rxcti';
import type { Limits } from '../session/limits.ts';
import { startInterval } from '../shell/interval.ts';
import { createStore, type Store } from '../shell/store.ts';
import { type AlertState, dismiss, findAlerts, type HelpRequest, noAlerts, updateAlerts } from './alerts.ts';

export interface AlertStore extends Pick<Store<AlertState>, 'get' | 'subscribe'> {
  dismiss(key: string): void;
}

const updateIntervalMs = 1000;

export function createAlertStore(client: CtiClient, limits: Limits): AlertStore {
  const { clock } = client;
  const store = createStore(noAlerts);
  const helpRequests = new Map<number, HelpRequest>();

  function update(): void {
    // Stale data neither starts nor ends an alert.
    if (client.session.getSnapshot().name !== 'ready') return;
    for (const callId of helpRequests.keys()) {
      const call = client.calls.get(callId)?.getSnapshot();
      if (call === undefined || call.endedAt !== undefined) helpRequests.delete(callId);
    }
    const now = clock.now();
    const found = findAlerts(
      {
        agents: client.agents.getSnapshot().values(),
        queueStatistics: client.statistics.live.getSnapshot().values(),
        devices: client.devices.getSnapshot().values(),
        helpRequests: helpRequests.values(),
      },
      limits,
      now,
    );
    store.set(updateAlerts(store.get(), found, now));
  }

  const addHelpRequest = (
    kind: HelpRequest['kind'],
    callId: number,
    device: string,
    named?: string,
  ): void => {
    const deviceId = actualDevice(device);
    const agentId = named ?? client.devices.get(deviceId)?.agentId;
    const about = agentId === undefined ? {} : { agentId };
    helpRequests.set(callId, { kind, callId, deviceId, at: clock.now(), ...about });
    // After this event has been applied to the client state.
    clock.setTimeout(update, 0);
  };
  const stopInterval = startInterval(clock, updateIntervalMs, update);
  client.events$.subscribe({
    next(event) {
      if (event.type === 'SUPERVISOR_ASSIST_EVENT')
        addHelpRequest('assist', event.callId, event.connectionDeviceId);
      if (event.type === 'EMERGENCY_CALL_EVENT')
        addHelpRequest('emergency', event.connectionCallId, event.connectionDeviceId, event.agentId);
    },
    complete: stopInterval,
  });

  return {
    get: store.get,
    subscribe: store.subscribe,
    dismiss: (key) => store.set(dismiss(store.get(), key)),
  };
}
