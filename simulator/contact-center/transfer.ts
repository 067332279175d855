/**
 * Transfer and conference.
 * Guide: CALL_TRANSFERRED_EVENT, CALL_CONFERENCED_EVENT; example message flows for a transferred and for a conferenced
 * call.
 * @module
 */
import { AgentState, CallType, LocalConnectionState } from 'rxcti/protocol';
import { beginCallEvent, callDataUpdateEvent, endCallEvent } from '../events/call-events.ts';
import { publishToAgent, publishToAgents, publishToBridges, publishToCall } from '../events/publish.ts';
import { callConferencedEvent, callTransferredEvent } from '../events/transfer-events.ts';
import { agentsOf, isMonitored, moveParty, nullCsq, removeParty } from '../model/calls.ts';
import type { ContactCenter } from '../model/contact-center.ts';
import type { Call, Party } from '../model/entities.ts';
import { afterCall, startTalking } from './agent-state.ts';
import { type CallDataChange, setData } from './call-data.ts';
import { endRouting, releaseUnmonitoredCall } from './connections.ts';
import { type ReachableTarget, reserveForCall, ringTarget } from './dialing.ts';
import { stopMedia, updateMedia } from './media.ts';
import { markTransferred } from './outbound-preview.ts';

const { LCS_CONNECT, LCS_HOLD } = LocalConnectionState;

/** Consultation transfer: the transferring phone leaves both calls, and the other parties are in the primary one. */
export function transfer(
  center: ContactCenter,
  primary: Party,
  secondary: Party,
  data: CallDataChange,
): void {
  const { call, agent: by } = primary;
  const from = secondary.call;
  for (const party of [primary, secondary]) {
    stopMedia(center, party);
    removeParty(center, party);
  }
  const moved = [...from.parties];
  const to = moved[0] ?? secondary;
  for (const party of moved) moveParty(party, call);
  moveRouting(center, call, from);
  center.calls.delete(from.callId);
  for (const party of moved) {
    if (party.agent !== undefined)
      publishToAgent(center, party.agent, beginCallEvent(call, party, CallType.CALLTYPE_TRANSFER_IN));
  }
  const agents = [...agentsOf(call), ...(by === undefined ? [] : [by])];
  publishToAgents(center, agents, callTransferredEvent(call, from.callId, primary, to, call.parties));
  for (const { agent, id } of moved) {
    if (agent !== undefined) publishToAgent(center, agent, endCallEvent(from.callId, id));
  }
  updateMedia(center, call);
  finishTransfer(center, call, primary, data, from);
  for (const { agent } of moved) {
    if (agent?.state === AgentState.AGENT_STATE_TALKING && call.csqId !== nullCsq) {
      startTalking(center, agent, call.csqId);
    }
  }
}

/** Single-step transfer: the target rings, and the transferring phone leaves. */
export function transferTo(
  center: ContactCenter,
  party: Party,
  target: ReachableTarget,
  data: CallDataChange,
): void {
  const { call } = party;
  if (target.kind === 'agent') reserveForCall(center, call, target.agent);
  if (target.kind === 'trigger') endRouting(center, call);
  ringTarget(center, call, target, { callType: CallType.CALLTYPE_OFFERED });
  const agents = agentsOf(call);
  stopMedia(center, party);
  removeParty(center, party);
  publishToAgents(
    center,
    agents,
    callTransferredEvent(call, call.callId, party, target.device, call.parties),
  );
  finishTransfer(center, call, party, data);
}

/** Single-step conference: the target rings, and joins the call when it answers. */
export function conferenceWith(
  center: ContactCenter,
  party: Party,
  target: ReachableTarget,
  data: CallDataChange,
): void {
  const { call } = party;
  if (target.kind === 'agent') reserveForCall(center, call, target.agent);
  ringTarget(center, call, target, { callType: CallType.CALLTYPE_CONFERENCE, addedBy: party });
  setData(center, call, party, data);
}

/** Ends both calls for the transferring phone, and sets the data. */
function finishTransfer(
  center: ContactCenter,
  call: Call,
  left: Party,
  data: CallDataChange,
  from?: Call,
): void {
  const { agent } = left;
  if (from !== undefined) {
    if (agent !== undefined) publishToAgent(center, agent, endCallEvent(from.callId, left.id));
    publishToBridges(center, endCallEvent(from.callId, from.origin));
  }
  if (agent !== undefined) publishToAgent(center, agent, endCallEvent(call.callId, left.id));
  const first = call.parties[0];
  if (!call.parties.some(isMonitored)) releaseUnmonitoredCall(center, call);
  else if (first !== undefined) {
    setData(center, call, first, data);
    markTransferred(center, call, first);
  }
  if (agent !== undefined) afterCall(center, agent);
}

/** The phone that has both calls joins them. The conference has a new CallID. */
export function conference(
  center: ContactCenter,
  primary: Party,
  secondary: Party,
  callId: number,
  data: CallDataChange,
): void {
  const { call } = primary;
  const from = secondary.call;
  const others = call.parties.filter((party) => party !== primary);
  stopMedia(center, secondary);
  removeParty(center, secondary);
  const moved = [...from.parties];
  for (const party of moved) moveParty(party, call);
  moveRouting(center, call, from);
  const primaryCallId = call.callId;
  center.calls.delete(primaryCallId);
  center.calls.delete(from.callId);
  call.callId = callId;
  call.type = CallType.CALLTYPE_CONFERENCE;
  center.calls.set(callId, call);
  primary.state = LCS_CONNECT;
  for (const party of others)
    if (party.state === LCS_HOLD && party.agent === undefined) party.state = LCS_CONNECT;
  const added = moved[0] ?? secondary;
  const first = others[0] ?? added;
  const rest = agentsOf(call).filter((agent) => agent !== primary.agent);
  publishToAgents(center, rest, callDataUpdateEvent(call, first, {}));
  const ids = { primaryCallId, secondaryCallId: from.callId, callId };
  publishToCall(
    center,
    call,
    callConferencedEvent(call, ids, primary, added, [...others, ...moved, primary]),
  );
  for (const { agent, id } of [...moved, primary]) {
    if (agent !== undefined) publishToAgent(center, agent, endCallEvent(from.callId, id));
  }
  publishToBridges(center, endCallEvent(from.callId, from.origin));
  updateMedia(center, call);
  setData(center, call, primary, data);
  markTransferred(center, call, primary);
}

/** Moves the routing and the position in the queue to the remaining call. */
function moveRouting(center: ContactCenter, call: Call, from: Call): void {
  const { routing } = from;
  if (routing === undefined) return;
  endRouting(center, call);
  from.routing = undefined;
  call.routing = routing;
  call.csqId = routing.csqId;
  const waiting = center.waiting.get(call.csqId) ?? [];
  const index = waiting.indexOf(from);
  if (index >= 0) waiting[index] = call;
}
