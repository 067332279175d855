/**
 * Rebuilds the mirror after every (re)opening: the protocol replays nothing.
 * Guide: Share configuration data; QUERY_AGENT_STATE_REQ; SNAPSHOT_DEVICE_REQ; SNAPSHOT_CALL_REQ.
 * @module
 */
import type { Observable } from 'rxjs';
import type { Clock } from './clock.ts';
import { uploadConfiguration } from './configuration/upload.ts';
import { CtiError } from './errors.ts';
import type { Logger } from './logger.ts';
import { DeviceType } from './protocol/constants/devices.ts';
import { ServiceMask } from './protocol/constants/service-masks.ts';
import { TeamConfigParam } from './protocol/constants/teams.ts';
import type { CtiMessage } from './protocol/generated/messages.ts';
import type { SynchronizeContext } from './session/session.ts';
import type { ContactCenter } from './state.ts';

/** Progress is told after so many steps: each time somebody may redraw it. */
const stepsTold = 16;

export interface SynchronizeOptions {
  readonly mirror: ContactCenter;
  readonly events$: Observable<CtiMessage>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Agent mode: the one agent of the session. */
  readonly own: { readonly agentId: string; readonly extension: string } | undefined;
}

/** A device to be asked for its calls. */
interface Place {
  readonly deviceId: string;
  readonly deviceType: number;
}

/** Configuration and teams first, then every agent's state, then the calls at phones and CTI ports. */
export async function synchronize(context: SynchronizeContext, options: SynchronizeOptions): Promise<void> {
  const { mirror } = options;
  let rebuilding = mirror.beginRebuild();
  /** What waited is older than the snapshots to come; a server that fails again and again must not fill the memory. */
  const startOver = (): void => {
    rebuilding = mirror.beginRebuild();
  };
  try {
    const granted = context.grant.servicesGranted;
    if ((granted & ServiceMask.CTI_SERVICE_CONFIG_EVENTS) !== 0) {
      await uploadConfiguration(context, { ...options, startOver });
      mirror.configuration.catchUp();
    }
    if ((granted & ServiceMask.CTI_SERVICE_SUPERVISOR) !== 0) await uploadTeams(context, options);
    await rebuild(context, options);
    mirror.endRebuild(rebuilding);
  } catch (error) {
    mirror.abandonRebuild(rebuilding);
    throw error;
  } finally {
    mirror.flush();
  }
}

/** Teams are an extra: a server that keeps silent about them does not keep the session from being ready. */
async function uploadTeams(context: SynchronizeContext, options: SynchronizeOptions): Promise<void> {
  const { configuration } = options.mirror;
  configuration.beginTeams();
  try {
    await context.request({ type: 'TEAM_CONFIG_REQ', configParam: TeamConfigParam.Initial });
    configuration.endTeams();
  } catch (error) {
    if (!CtiError.is(error) || context.signal.aborted) throw error;
    options.logger.warn('the teams could not be read', { reason: error.message });
  }
}

async function rebuild(context: SynchronizeContext, options: SynchronizeOptions): Promise<void> {
  const { mirror, own } = options;
  const agentIds =
    own === undefined ? [...mirror.agents.store.values()].map(({ agentId }) => agentId) : [own.agentId];
  const ports: Place[] =
    own === undefined
      ? [...mirror.configuration.devices.values()]
          .filter(({ deviceClass }) => deviceClass === 'ctiPort')
          .map(({ deviceId }) => ({ deviceId, deviceType: DeviceType.DEVID_CTI_PORT }))
      : [];
  const steps = { done: 0, total: agentIds.length + ports.length };
  const progress = (): void => {
    if (steps.done % stepsTold === 0 || steps.done === steps.total) context.progress({ ...steps });
  };
  if (steps.total > 0) progress();

  const phones = new Set<string>();
  await inParallel(context.requestsAtOnce, agentIds, async (agentId) => {
    const answer = await unlessRefused(context.request({ type: 'QUERY_AGENT_STATE_REQ', agentId }));
    mirror.agents.confirm(agentId, answer);
    const agent = mirror.agents.store.at(agentId);
    if (agent?.extension !== undefined && agent.state !== 'loggedOut') {
      phones.add(agent.extension);
      steps.total++;
    }
    steps.done++;
    progress();
  });
  const places = [
    ...ports,
    ...[...phones].map((deviceId) => ({ deviceId, deviceType: DeviceType.DEVID_AGENT_DEVICE })),
  ];
  const seen = new Set<number>();
  await inParallel(context.requestsAtOnce, places, async (place) => {
    await rebuildCallsAt(context, mirror, place, seen);
    steps.done++;
    progress();
  });
  await inParallel(context.requestsAtOnce, mirror.missedCalls(), ({ callId, deviceId }) =>
    rebuildCall(context, mirror, callId, deviceId),
  );
}

async function rebuildCallsAt(
  context: SynchronizeContext,
  mirror: ContactCenter,
  { deviceId, deviceType }: Place,
  seen: Set<number>,
): Promise<void> {
  const snapshot = await unlessRefused(
    context.request({
      type: 'SNAPSHOT_DEVICE_REQ',
      snapshotDeviceType: deviceType,
      agentInstrument: deviceId,
    }),
  );
  for (const found of snapshot?.calls ?? []) {
    const callId = found.callConnectionCallId;
    const connectionDeviceId = found.callConnectionDeviceId ?? deviceId;
    // Two calls may share a CallID: those that are known differ by their id.
    const known = mirror.calls.find(callId, connectionDeviceId)?.id ?? callId;
    if (seen.has(known)) continue;
    seen.add(known);
    await rebuildCall(context, mirror, callId, connectionDeviceId);
  }
}

async function rebuildCall(
  context: SynchronizeContext,
  mirror: ContactCenter,
  callId: number,
  connectionDeviceId: string,
): Promise<void> {
  const call = await unlessRefused(
    context.request({ type: 'SNAPSHOT_CALL_REQ', callId, connectionDeviceType: 0, connectionDeviceId }),
  );
  if (call !== undefined) mirror.calls.confirm(callId, connectionDeviceId, call);
}

/** A refusal says that there is nothing to know (agent not logged on, call gone); anything else is a real failure. */
async function unlessRefused<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (CtiError.is(error, 'REQUEST_FAILED') || CtiError.is(error, 'CONTROL_FAILED')) return undefined;
    throw error;
  }
}

async function inParallel<T>(
  atOnce: number,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
}
