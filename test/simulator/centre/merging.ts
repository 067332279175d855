/**
 * How calls become one call.
 * Guide: CALL_TRANSFERRED_EVENT, CALL_CONFERENCED_EVENT; example message flows for a transferred and for a conferenced
 * call.
 * @module
 */
import { AgentState } from '../../../core/protocol/constants/agents.ts';
import { CallType, LocalConnectionState } from '../../../core/protocol/constants/calls.ts';
import { callBegins, callDataUpdate, callEnds } from '../telling/call-events.ts';
import { callConferenced, callTransferred } from '../telling/merge-events.ts';
import { tellAgent, tellAgents, tellAll, tellBridge } from '../telling/telling.ts';
import { afterCall, startTalking } from './agents.ts';
import { type CallDataChange, setData } from './call-data.ts';
import { agentsOf, isMonitored, move, part } from './call-model.ts';
import { noQueue } from './calls.ts';
import type { Call, Centre, Party } from './centre.ts';
import { alert, expectCall } from './dialling.ts';
import { endVisit, loseSight } from './leaving.ts';
import { followMedia, stopMedia } from './media.ts';
import type { Reachable } from './numbers.ts';
import { passedOn } from './outbound.ts';

const { LCS_CONNECT, LCS_HOLD } = LocalConnectionState;

/** The transferring phone leaves both calls, and their other parties are in the first one. */
export function transfer(centre: Centre, primary: Party, secondary: Party, data: CallDataChange): void {
  const { call, agent: by } = primary;
  const from = secondary.call;
  for (const party of [primary, secondary]) {
    stopMedia(centre, party);
    part(centre, party);
  }
  const newcomers = [...from.parties];
  const to = newcomers[0] ?? secondary;
  for (const party of newcomers) move(party, call);
  takeVisit(centre, call, from);
  centre.calls.delete(from.callId);
  for (const party of newcomers) {
    if (party.agent !== undefined)
      tellAgent(centre, party.agent, callBegins(call, party, CallType.CALLTYPE_TRANSFER_IN));
  }
  const agents = [...agentsOf(call), ...(by === undefined ? [] : [by])];
  tellAgents(centre, agents, callTransferred(call, from.callId, primary, to, call.parties));
  for (const { agent, id } of newcomers) {
    if (agent !== undefined) tellAgent(centre, agent, callEnds(from.callId, id));
  }
  followMedia(centre, call);
  finish(centre, call, primary, data, from);
  for (const { agent } of newcomers) {
    if (agent?.state === AgentState.AGENT_STATE_TALKING && call.csqId !== noQueue) {
      startTalking(centre, agent, call.csqId);
    }
  }
}

/** A transfer in a single step: the target rings, and the transferring phone leaves. */
export function transferTo(centre: Centre, leg: Party, target: Reachable, data: CallDataChange): void {
  const { call } = leg;
  if (target.kind === 'agent') expectCall(centre, call, target.agent);
  if (target.kind === 'trigger') endVisit(centre, call);
  alert(centre, call, target, { callType: CallType.CALLTYPE_OFFERED });
  const agents = agentsOf(call);
  stopMedia(centre, leg);
  part(centre, leg);
  tellAgents(centre, agents, callTransferred(call, call.callId, leg, target.device, call.parties));
  finish(centre, call, leg, data);
}

/** A conference in a single step: the target rings, and is in the call as soon as it answers. */
export function conferenceWith(centre: Centre, leg: Party, target: Reachable, data: CallDataChange): void {
  const { call } = leg;
  if (target.kind === 'agent') expectCall(centre, call, target.agent);
  alert(centre, call, target, { callType: CallType.CALLTYPE_CONFERENCE, addedBy: leg });
  setData(centre, call, leg, data);
}

/** What follows a transfer: the transferring phone hears no more of its calls. */
function finish(centre: Centre, call: Call, left: Party, data: CallDataChange, from?: Call): void {
  const { agent } = left;
  if (from !== undefined) {
    if (agent !== undefined) tellAgent(centre, agent, callEnds(from.callId, left.id));
    tellBridge(centre, callEnds(from.callId, from.origin));
  }
  if (agent !== undefined) tellAgent(centre, agent, callEnds(call.callId, left.id));
  const first = call.parties[0];
  if (!call.parties.some(isMonitored)) loseSight(centre, call);
  else if (first !== undefined) {
    setData(centre, call, first, data);
    passedOn(centre, call, first);
  }
  if (agent !== undefined) afterCall(centre, agent);
}

/** The phone that has both calls joins them; the conference has a CallID of its own. */
export function conference(
  centre: Centre,
  primary: Party,
  secondary: Party,
  callId: number,
  data: CallDataChange,
): void {
  const { call } = primary;
  const from = secondary.call;
  const others = call.parties.filter((party) => party !== primary);
  stopMedia(centre, secondary);
  part(centre, secondary);
  const newcomers = [...from.parties];
  for (const party of newcomers) move(party, call);
  takeVisit(centre, call, from);
  const primaryCallId = call.callId;
  centre.calls.delete(primaryCallId);
  centre.calls.delete(from.callId);
  call.callId = callId;
  call.type = CallType.CALLTYPE_CONFERENCE;
  centre.calls.set(callId, call);
  primary.state = LCS_CONNECT;
  for (const party of others)
    if (party.state === LCS_HOLD && party.agent === undefined) party.state = LCS_CONNECT;
  const added = newcomers[0] ?? secondary;
  const first = others[0] ?? added;
  const rest = agentsOf(call).filter((agent) => agent !== primary.agent);
  tellAgents(centre, rest, callDataUpdate(call, first, {}));
  const ids = { primaryCallId, secondaryCallId: from.callId, callId };
  tellAll(centre, call, callConferenced(call, ids, primary, added, [...others, ...newcomers, primary]));
  for (const { agent, id } of [...newcomers, primary]) {
    if (agent !== undefined) tellAgent(centre, agent, callEnds(from.callId, id));
  }
  tellBridge(centre, callEnds(from.callId, from.origin));
  followMedia(centre, call);
  setData(centre, call, primary, data);
  passedOn(centre, call, primary);
}

/** The call that stays takes the other one's place in a queue. */
function takeVisit(centre: Centre, call: Call, from: Call): void {
  const { visit } = from;
  if (visit === undefined) return;
  endVisit(centre, call);
  from.visit = undefined;
  call.visit = visit;
  call.csqId = visit.csqId;
  const waiting = centre.waiting.get(call.csqId) ?? [];
  const place = waiting.indexOf(from);
  if (place >= 0) waiting[place] = call;
}
