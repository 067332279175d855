/**
 * Rebuilds the mirror after every (re)opening: the protocol replays nothing.
 * Guide: Share configuration data; QUERY_AGENT_STATE_REQ; SNAPSHOT_DEVICE_REQ; SNAPSHOT_CALL_REQ.
 * @module
 */

import type { Observable } from 'rxjs';
import type { Clock } from '../clock.ts';
import { CtiError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { AgentState } from '../protocol/constants/agents.ts';
import { DeviceType } from '../protocol/constants/devices.ts';
import { ServiceMask } from '../protocol/constants/service-masks.ts';
import type { CtiMessage } from '../protocol/generated/messages.ts';
import type { SynchroniseContext } from '../session/session.ts';
import { uploadConfiguration } from './configuration/upload.ts';
import type { ContactCenter } from './contact-center.ts';

/** Requests under way at once: enough to be quick, few enough for a busy server. */
const concurrency = 8;

export interface SynchroniseOptions {
  readonly mirror: ContactCenter;
  readonly events$: Observable<CtiMessage>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Agent mode: the one agent of the session. */
  readonly ownAgentId: string | undefined;
}

/** Configuration first, then the state of every agent, then the calls at the phones of those logged in. */
export async function synchronise(context: SynchroniseContext, options: SynchroniseOptions): Promise<void> {
  const { mirror, ownAgentId } = options;
  mirror.beginRebuild();
  try {
    if ((context.grant.servicesGranted & ServiceMask.CTI_SERVICE_CONFIG_EVENTS) !== 0) {
      await uploadConfiguration(context, options);
    }
    const agentIds =
      ownAgentId === undefined ? mirror.knownAgents().map((agent) => agent.agentId) : [ownAgentId];
    await rebuildAgents(context, mirror, agentIds);
  } finally {
    mirror.endRebuild();
    mirror.flush();
  }
}

async function rebuildAgents(
  context: SynchroniseContext,
  mirror: ContactCenter,
  agentIds: string[],
): Promise<void> {
  let done = 0;
  const seen = new Set<number>();
  const total = agentIds.length;
  if (total > 0) context.progress({ done, total });
  await inParallel(agentIds, async (agentId) => {
    const answer = await unlessRefused(context.request({ type: 'QUERY_AGENT_STATE_REQ', agentId }));
    mirror.rebuildAgent(agentId, answer);
    const extension = answer?.agentExtension;
    if (answer !== undefined && answer.agentState !== AgentState.AGENT_STATE_LOGOUT && extension) {
      await rebuildCallsAt(context, mirror, extension, seen);
    }
    done++;
    context.progress({ done, total });
  });
}

async function rebuildCallsAt(
  context: SynchroniseContext,
  mirror: ContactCenter,
  device: string,
  seen: Set<number>,
): Promise<void> {
  const snapshot = await unlessRefused(
    context.request({
      type: 'SNAPSHOT_DEVICE_REQ',
      snapshotDeviceType: DeviceType.DEVID_AGENT_DEVICE,
      agentInstrument: device,
    }),
  );
  for (const found of snapshot?.calls ?? []) {
    const callId = found.callConnectionCallId;
    if (seen.has(callId)) continue;
    seen.add(callId);
    const call = await unlessRefused(
      context.request({
        type: 'SNAPSHOT_CALL_REQ',
        callId,
        connectionDeviceType: found.callConnectionDeviceType ?? 0,
        connectionDeviceId: found.callConnectionDeviceId ?? device,
      }),
    );
    if (call !== undefined) mirror.rebuildCall(callId, call);
  }
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

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, worker));
}
