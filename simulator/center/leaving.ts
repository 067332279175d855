/**
 * How parties leave calls and calls end.
 * Guide: CALL_CONNECTION_CLEARED_EVENT, CALL_CLEARED_EVENT, END_CALL_EVENT.
 * @module
 */
import { LocalConnectionState } from 'rxcti/protocol';
import { callCleared, callEnds, connectionCleared } from '../telling/call-events.ts';
import { tellAgent, tellAgents, tellBridge } from '../telling/telling.ts';
import { afterCall } from './agents.ts';
import { agentsOf, isMonitored, part, remove } from './call-model.ts';
import type { Call, Center, Party } from './center.ts';
import { stopMedia } from './media.ts';
import { recordVisit } from './statistics.ts';

/** A party hangs up: a conference goes on without it, any other call is over. */
export function leave(center: Center, party: Party, cause?: number): void {
  const { call, agent } = party;
  const others = call.parties.filter((other) => other !== party);
  // Who was to be added and has not answered is no pillar of the call.
  const pillars = party.addedBy === undefined ? call.parties : others;
  if (others.length < 2 || !others.some(isMonitored) || pillars.some(isWaiting)) {
    endCall(center, call, { by: party, cause });
    return;
  }
  const agents = agentsOf(call);
  stopMedia(center, party);
  part(center, party);
  tellAgents(center, agents, connectionCleared(call, party, cause));
  if (agent === undefined) return;
  tellAgent(center, agent, callEnds(call.callId, party.id));
  afterCall(center, agent);
}

/** Everybody leaves. `by` hung up first; `quietly` the agents' states are left to the caller of this function. */
export function endCall(
  center: Center,
  call: Call,
  how: { readonly by?: Party; readonly cause?: number | undefined; readonly quietly?: boolean } = {},
): void {
  const parties = [...call.parties].sort((a, b) => Number(b === how.by) - Number(a === how.by));
  const monitored = parties.filter(isMonitored);
  const at = monitored[0] ?? parties[0];
  const agents = agentsOf(call);
  for (const party of parties) {
    stopMedia(center, party);
    part(center, party);
  }
  forget(center, call);
  if (at === undefined) return;
  tellAgents(
    center,
    agents,
    ...monitored.map((party) => connectionCleared(call, party, how.cause)),
    callCleared(call, at, how.cause),
  );
  for (const { agent, id } of parties) {
    if (agent !== undefined) tellAgent(center, agent, callEnds(call.callId, id));
  }
  tellBridge(center, callEnds(call.callId, call.origin));
  if (how.quietly !== true) for (const agent of agents) afterCall(center, agent);
}

/** The call goes where CCX watches no device: it may go on, and nobody hears of it. */
export function loseSight(center: Center, call: Call): void {
  for (const party of [...call.parties]) {
    stopMedia(center, party);
    part(center, party);
  }
  forget(center, call);
  tellBridge(center, callEnds(call.callId, call.origin));
}

/** Takes a call out of the center. */
export function forget(center: Center, call: Call): void {
  endVisit(center, call);
  center.calls.delete(call.callId);
}

/** The call has no more to do with its queue. */
export function endVisit(center: Center, call: Call): void {
  const { visit } = call;
  if (visit === undefined) return;
  center.schedule.cancel(visit.patience);
  center.schedule.cancel(visit.overflow);
  remove(center.waiting.get(visit.csqId) ?? [], call);
  if (visit.stage !== 'served') center.freePorts.push(visit.port);
  recordVisit(center, visit);
  call.visit = undefined;
}

/** Whoever is called or dials holds the call together: without one of the two there is none. */
const isWaiting = ({ state }: Party): boolean =>
  state === LocalConnectionState.LCS_ALERTING || state === LocalConnectionState.LCS_INITIATE;
