/**
 * Rebuilds the client's state after every opening of the session. The protocol replays no events.
 * Guide: Share configuration data; QUERY_AGENT_STATE_REQ; SNAPSHOT_DEVICE_REQ; SNAPSHOT_CALL_REQ.
 * @module
 */
import type { Clock } from './clock.ts';
import { uploadConfiguration } from './configuration/upload.ts';
import { CtiError } from './errors.ts';
import type { Logger } from './logger.ts';
import { DeviceType } from './protocol/constants/devices.ts';
import { ServiceMask } from './protocol/constants/service-masks.ts';
import { TeamConfigParam } from './protocol/constants/teams.ts';
import type { ResyncContext } from './session/session.ts';
import type { ClientState } from './state.ts';

/** Number of steps between two progress reports. Each report may re-render a page. */
const progressInterval = 16;

interface ResyncOptions {
  readonly state: ClientState;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The session's agent in agent mode. */
  readonly agentId: string | undefined;
}

interface QueriedDevice {
  readonly deviceId: string;
  readonly deviceType: number;
}

/** Uploads configuration and teams, then queries the state of every agent, then the calls at extensions and CTI ports. */
export async function resync(context: ResyncContext, options: ResyncOptions): Promise<void> {
  const { state } = options;
  const { configuration, events$ } = state;
  let buffer = state.beginResync();
  // Events from before a retry are older than the snapshots to come, and repeated failures must not fill the memory.
  const onRetry = (): void => {
    buffer = state.beginResync();
  };
  try {
    const granted = context.grant.servicesGranted;
    if ((granted & ServiceMask.CTI_SERVICE_CONFIG_EVENTS) !== 0) {
      await uploadConfiguration(context, { ...options, configuration, events$, onRetry });
      configuration.markComplete();
    }
    if ((granted & ServiceMask.CTI_SERVICE_SUPERVISOR) !== 0) await uploadTeams(context, options);
    await queryAgentsAndCalls(context, options);
    state.endResync(buffer);
  } catch (error) {
    state.abortResync(buffer);
    throw error;
  } finally {
    state.flush();
  }
}

/** A failed team request does not keep the session from becoming ready. */
async function uploadTeams(context: ResyncContext, { state, logger }: ResyncOptions): Promise<void> {
  const { configuration } = state;
  configuration.beginTeams();
  try {
    await context.request({ type: 'TEAM_CONFIG_REQ', configParam: TeamConfigParam.Initial });
    configuration.endTeams();
  } catch (error) {
    if (!CtiError.is(error) || context.signal.aborted) throw error;
    logger.warn('team configuration request failed', { reason: error.message });
  }
}

async function queryAgentsAndCalls(context: ResyncContext, options: ResyncOptions): Promise<void> {
  const { state, agentId: ownAgentId } = options;
  const isBridge = ownAgentId === undefined;
  const agentIds = isBridge ? [...state.agents.store.values()].map(({ agentId }) => agentId) : [ownAgentId];
  const ports: QueriedDevice[] = (isBridge ? [...state.configuration.devices.values()] : [])
    .filter(({ deviceClass }) => deviceClass === 'ctiPort')
    .map(({ deviceId }) => ({ deviceId, deviceType: DeviceType.DEVID_CTI_PORT }));
  const progress = { done: 0, total: agentIds.length + ports.length };
  const report = (): void => {
    if (progress.done % progressInterval === 0 || progress.done === progress.total)
      context.progress({ ...progress });
  };
  if (progress.total > 0) report();

  const extensions = new Set<string>();
  await forEachParallel(context.maxConcurrentRequests, agentIds, async (agentId) => {
    const answer = await unlessRefused(context.request({ type: 'QUERY_AGENT_STATE_REQ', agentId }));
    state.agents.confirm(agentId, answer);
    const agent = state.agents.store.get(agentId);
    if (agent?.extension !== undefined && agent.state !== 'loggedOut') {
      extensions.add(agent.extension);
      progress.total++;
    }
    progress.done++;
    report();
  });
  const devices = [
    ...ports,
    ...[...extensions].map((deviceId) => ({ deviceId, deviceType: DeviceType.DEVID_AGENT_DEVICE })),
  ];
  const queriedCalls = new Set<number>();
  await forEachParallel(context.maxConcurrentRequests, devices, async (device) => {
    await queryCallsAt(device, context, state, queriedCalls);
    progress.done++;
    report();
  });
  await forEachParallel(context.maxConcurrentRequests, state.missedCalls(), ({ callId, deviceId }) =>
    queryCall(callId, deviceId, context, state),
  );
}

async function queryCallsAt(
  { deviceId, deviceType }: QueriedDevice,
  context: ResyncContext,
  state: ClientState,
  queriedCalls: Set<number>,
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
    // Two calls may share a CallID: known calls are identified by their id.
    const id = state.calls.find(callId, connectionDeviceId)?.id ?? callId;
    if (queriedCalls.has(id)) continue;
    queriedCalls.add(id);
    await queryCall(callId, connectionDeviceId, context, state);
  }
}

async function queryCall(
  callId: number,
  connectionDeviceId: string,
  context: ResyncContext,
  state: ClientState,
): Promise<void> {
  const call = await unlessRefused(
    context.request({ type: 'SNAPSHOT_CALL_REQ', callId, connectionDeviceType: 0, connectionDeviceId }),
  );
  if (call !== undefined) state.calls.confirm(callId, connectionDeviceId, call);
}

/** Resolves with undefined if the server refuses: the agent is not logged in, the call has ended. */
async function unlessRefused<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (CtiError.is(error, 'REQUEST_FAILED') || CtiError.is(error, 'CONTROL_FAILED')) return undefined;
    throw error;
  }
}

async function forEachParallel<T>(
  limit: number,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
}
