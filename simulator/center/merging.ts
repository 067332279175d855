/**
 * How calls become one call.
 * Guide: CALL_TRANSFERRED_EVENT, CALL_CONFERENCED_EVENT; example message flows for a transferred and for a conferenced
 * call.
 * @module
 */
import { AgentState, CallType, LocalConnectionState } from 'rxcti/protocol';
import { callBegins, callDataUpdate, callEnds } from '../telling/call-events.ts';
import { callConferenced, callTransferred } from '../telling/merge-events.ts';
import { tellAgent, tellAgents, tellAll, tellBridge } from '../telling/telling.ts';
import { afterCall, startTalking } from './agents.ts';
import { type CallDataChange, setData } from './call-data.ts';
import { agentsOf, isMonitored, move, part } from './call-model.ts';
import { noQueue } from './calls.ts';
import type { Call, Center, Party } from './center.ts';
import { alert, expectCall } from './dialing.ts';
import { endVisit, loseSight } from './leaving.ts';
import { followMedia, stopMedia } from './media.ts';
import type { Reachable } from './numbers.ts';
import { passedOn } from './outbound.ts';

const { LCS_CONNECT, LCS_HOLD } = LocalConnectionState;

/** The transferring phone leaves both calls, and their other parties are in the first one. */
export function transfer(center: Center, primary: Party, secondary: Party, data: CallDataChange): void {
  const { call, agent: by } = primary;
  const from = secondary.call;
  for (const party of [primary, secondary]) {
    stopMedia(center, party);
    part(center, party);
  }
  const newcomers = [...from.parties];
  const to = newcomers[0] ?? secondary;
  for (const party of newcomers) move(party, call);
  takeVisit(center, call, from);
  center.calls.delete(from.callId);
  for (const party of newcomers) {
    if (party.agent !== undefined)
      tellAgent(center, party.agent, callBegins(call, party, CallType.CALLTYPE_TRANSFER_IN));
  }
  const agents = [...agentsOf(call), ...(by === undefined ? [] : [by])];
  tellAgents(center, agents, callTransferred(call, from.callId, primary, to, call.parties));
  for (const { agent, id } of newcomers) {
    if (agent !== undefined) tellAgent(center, agent, callEnds(from.callId, id));
  }
  followMedia(center, call);
  finish(center, call, primary, data, from);
  for (const { agent } of newcomers) {
    if (agent?.state === AgentState.AGENT_STATE_TALKING && call.csqId !== noQueue) {
      startTalking(center, agent, call.csqId);
    }
  }
}

/** A transfer in a single step: the target rings, and the transferring phone leaves. */
export function transferTo(center: Center, leg: Party, target: Reachable, data: CallDataChange): void {
  const { call } = leg;
  if (target.kind === 'agent') expectCall(center, call, target.agent);
  if (target.kind === 'trigger') endVisit(center, call);
  alert(center, call, target, { callType: CallType.CALLTYPE_OFFERED });
  const agents = agentsOf(call);
  stopMedia(center, leg);
  part(center, leg);
  tellAgents(center, agents, callTransferred(call, call.callId, leg, target.device, call.parties));
  finish(center, call, leg, data);
}

/** A conference in a single step: the target rings, and is in the call as soon as it answers. */
export function conferenceWith(center: Center, leg: Party, target: Reachable, data: CallDataChange): void {
  const { call } = leg;
  if (target.kind === 'agent') expectCall(center, call, target.agent);
  alert(center, call, target, { callType: CallType.CALLTYPE_CONFERENCE, addedBy: leg });
  setData(center, call, leg, data);
}

/** What follows a transfer: the transferring phone hears no more of its calls. */
function finish(center: Center, call: Call, left: Party, data: CallDataChange, from?: Call): void {
  const { agent } = left;
  if (from !== undefined) {
    if (agent !== undefined) tellAgent(center, agent, callEnds(from.callId, left.id));
    tellBridge(center, callEnds(from.callId, from.origin));
  }
  if (agent !== undefined) tellAgent(center, agent, callEnds(call.callId, left.id));
  const first = call.parties[0];
  if (!call.parties.some(isMonitored)) loseSight(center, call);
  else if (first !== undefined) {
    setData(center, call, first, data);
    passedOn(center, call, first);
  }
  if (agent !== undefined) afterCall(center, agent);
}

/** The phone that has both calls joins them; the conference has a CallID of its own. */
export function conference(
  center: Center,
  primary: Party,
  secondary: Party,
  callId: number,
  data: CallDataChange,
): void {
  const { call } = primary;
  const from = secondary.call;
  const others = call.parties.filter((party) => party !== primary);
  stopMedia(center, secondary);
  part(center, secondary);
  const newcomers = [...from.parties];
  for (const party of newcomers) move(party, call);
  takeVisit(center, call, from);
  const primaryCallId = call.callId;
  center.calls.delete(primaryCallId);
  center.calls.delete(from.callId);
  call.callId = callId;
  call.type = CallType.CALLTYPE_CONFERENCE;
  center.calls.set(callId, call);
  primary.state = LCS_CONNECT;
  for (const party of others)
    if (party.state === LCS_HOLD && party.agent === undefined) party.state = LCS_CONNECT;
  const added = newcomers[0] ?? secondary;
  const first = others[0] ?? added;
  const rest = agentsOf(call).filter((agent) => agent !== primary.agent);
  tellAgents(center, rest, callDataUpdate(call, first, {}));
  const ids = { primaryCallId, secondaryCallId: from.callId, callId };
  tellAll(center, call, callConferenced(call, ids, primary, added, [...others, ...newcomers, primary]));
  for (const { agent, id } of [...newcomers, primary]) {
    if (agent !== undefined) tellAgent(center, agent, callEnds(from.callId, id));
  }
  tellBridge(center, callEnds(from.callId, from.origin));
  followMedia(center, call);
  setData(center, call, primary, data);
  passedOn(center, call, primary);
}

/** The call that stays takes the other one's place in a queue. */
function takeVisit(center: Center, call: Call, from: Call): void {
  const { visit } = from;
  if (visit === undefined) return;
  endVisit(center, call);
  from.visit = undefined;
  call.visit = visit;
  call.csqId = visit.csqId;
  const waiting = center.waiting.get(call.csqId) ?? [];
  const place = waiting.indexOf(from);
  if (place >= 0) waiting[place] = call;
}
