/**
 * How parties leave calls and calls end.
 * Guide: CALL_CONNECTION_CLEARED_EVENT, CALL_CLEARED_EVENT, END_CALL_EVENT.
 * @module
 */
import { LocalConnectionState } from '../../../core/protocol/constants/calls.ts';
import { callCleared, callEnds, connectionCleared } from '../telling/call-events.ts';
import { tellAgent, tellAgents, tellBridge } from '../telling/telling.ts';
import { afterCall } from './agents.ts';
import { agentsOf, isMonitored, part, remove } from './call-model.ts';
import type { Call, Centre, Party } from './centre.ts';
import { stopMedia } from './media.ts';
import { recordVisit } from './statistics.ts';

/** A party hangs up: a conference goes on without it, any other call is over. */
export function leave(centre: Centre, party: Party, cause?: number): void {
  const { call, agent } = party;
  const others = call.parties.filter((other) => other !== party);
  // Who was to be added and has not answered is no pillar of the call.
  const pillars = party.addedBy === undefined ? call.parties : others;
  if (others.length < 2 || !others.some(isMonitored) || pillars.some(isWaiting)) {
    endCall(centre, call, { by: party, cause });
    return;
  }
  const agents = agentsOf(call);
  stopMedia(centre, party);
  part(centre, party);
  tellAgents(centre, agents, connectionCleared(call, party, cause));
  if (agent === undefined) return;
  tellAgent(centre, agent, callEnds(call.callId, party.id));
  afterCall(centre, agent);
}

/** Everybody leaves. `by` hung up first; `quietly` the agents' states are left to the caller of this function. */
export function endCall(
  centre: Centre,
  call: Call,
  how: { readonly by?: Party; readonly cause?: number | undefined; readonly quietly?: boolean } = {},
): void {
  const parties = [...call.parties].sort((a, b) => Number(b === how.by) - Number(a === how.by));
  const monitored = parties.filter(isMonitored);
  const at = monitored[0] ?? parties[0];
  const agents = agentsOf(call);
  for (const party of parties) {
    stopMedia(centre, party);
    part(centre, party);
  }
  forget(centre, call);
  if (at === undefined) return;
  tellAgents(
    centre,
    agents,
    ...monitored.map((party) => connectionCleared(call, party, how.cause)),
    callCleared(call, at, how.cause),
  );
  for (const { agent, id } of parties) {
    if (agent !== undefined) tellAgent(centre, agent, callEnds(call.callId, id));
  }
  tellBridge(centre, callEnds(call.callId, call.origin));
  if (how.quietly !== true) for (const agent of agents) afterCall(centre, agent);
}

/** The call goes where CCX watches no device: it may go on, and nobody hears of it. */
export function loseSight(centre: Centre, call: Call): void {
  for (const party of [...call.parties]) {
    stopMedia(centre, party);
    part(centre, party);
  }
  forget(centre, call);
  tellBridge(centre, callEnds(call.callId, call.origin));
}

/** Takes a call out of the centre. */
export function forget(centre: Centre, call: Call): void {
  endVisit(centre, call);
  centre.calls.delete(call.callId);
}

/** The call has no more to do with its queue. */
export function endVisit(centre: Centre, call: Call): void {
  const { visit } = call;
  if (visit === undefined) return;
  centre.schedule.cancel(visit.patience);
  centre.schedule.cancel(visit.overflow);
  remove(centre.waiting.get(visit.csqId) ?? [], call);
  if (visit.stage !== 'served') centre.freePorts.push(visit.port);
  recordVisit(centre, visit);
  call.visit = undefined;
}

/** Whoever is called or dials holds the call together: without one of the two there is none. */
const isWaiting = ({ state }: Party): boolean =>
  state === LocalConnectionState.LCS_ALERTING || state === LocalConnectionState.LCS_INITIATE;
