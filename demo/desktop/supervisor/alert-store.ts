/** Looks at the contact center once a second, and whenever somebody calls for help, as long as the session lasts. */
import { actualDevice, type CtiClient } from 'rxcti';
import type { Limits } from '../session/limits.ts';
import { every } from '../shell/interval.ts';
import { createStore, type Store } from '../shell/store.ts';
import { dismiss, type Followed, findAlerts, follow, type HelpRequest, nothingFollowed } from './alerts.ts';

export interface AlertBook extends Pick<Store<Followed>, 'get' | 'subscribe'> {
  dismiss(key: string): void;
}

const everyMs = 1000;

export function createAlertBook(client: CtiClient, limits: Limits): AlertBook {
  const { clock } = client;
  const store = createStore(nothingFollowed);
  const help = new Map<number, HelpRequest>();

  function look(): void {
    // While nothing is known for sure, nothing begins and nothing is over.
    if (client.session.getSnapshot().name !== 'ready') return;
    for (const callId of help.keys()) {
      const call = client.calls.get(callId)?.getSnapshot();
      if (call === undefined || call.endedAt !== undefined) help.delete(callId);
    }
    const now = clock.now();
    const found = findAlerts(
      {
        agents: client.agents.getSnapshot().values(),
        figures: client.statistics.live.getSnapshot().values(),
        devices: client.devices.getSnapshot().values(),
        help: help.values(),
      },
      limits,
      now,
    );
    store.set(follow(store.get(), found, now));
  }

  const asked = (kind: HelpRequest['kind'], callId: number, device: string, named?: string): void => {
    const deviceId = actualDevice(device);
    const agentId = named ?? client.devices.get(deviceId)?.agentId;
    const about = agentId === undefined ? {} : { agentId };
    help.set(callId, { kind, callId, deviceId, at: clock.now(), ...about });
    // After this event has been applied to the mirror, and the call with it.
    clock.setTimeout(look, 0);
  };
  const rest = every(clock, everyMs, look);
  client.events$.subscribe({
    next(event) {
      if (event.type === 'SUPERVISOR_ASSIST_EVENT') asked('assist', event.callId, event.connectionDeviceId);
      if (event.type === 'EMERGENCY_CALL_EVENT')
        asked('emergency', event.connectionCallId, event.connectionDeviceId, event.agentId);
    },
    complete: rest,
  });

  return {
    get: store.get,
    subscribe: store.subscribe,
    dismiss: (key) => store.set(dismiss(store.get(), key)),
  };
}
