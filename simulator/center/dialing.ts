/**
 * Calls that agents' phones make.
 * Guide: MAKE_CALL_REQ, CONSULT_CALL_REQ; Example message flow for a transferred call.
 * @module
 */
import {
  AgentState,
  AgentStateReason,
  CallType,
  DeviceType,
  EventCause,
  LocalConnectionState,
} from 'rxcti/protocol';
import {
  callBegins,
  callDelivered,
  callEstablished,
  callFailed,
  callOriginated,
  callServiceInitiated,
} from '../telling/call-events.ts';
import { callConferenced } from '../telling/merge-events.ts';
import { tellAgent, tellAll, tellBridge } from '../telling/telling.ts';
import { type Agent, answersAlone, keepBusy, lineCalls, setAgentState, startTalking } from './agents.ts';
import { join, newCall, outside, phoneOf } from './call-model.ts';
import { answer, enterTrigger, later, noQueue, ringTimeoutSeconds } from './calls.ts';
import type { Call, CallData, Center, Device, Party } from './center.ts';
import { endCall, leave } from './leaving.ts';
import { followMedia } from './media.ts';
import type { Reachable, Target, Unreachable } from './numbers.ts';
import type { Random } from './random.ts';

const { LCS_INITIATE, LCS_ALERTING, LCS_CONNECT, LCS_FAIL } = LocalConnectionState;

/** How long the tone sounds before the line is free again. Inferred. */
const toneSeconds = 15;

/** A call that has a number and has not been dialed yet. */
export interface Dialed {
  readonly call: Call;
  readonly phone: Party;
  /** Dials: from here on clients hear of the call. */
  dial(): void;
}

/** An agent's phone is about to dial. */
export function place(
  center: Center,
  agent: Agent,
  target: Target,
  how: {
    readonly data: CallData;
    readonly consultOf?: Call;
    readonly type?: number;
    readonly cause?: number;
  },
): Dialed {
  const inside =
    target.device.type === DeviceType.DEVID_AGENT_DEVICE
      ? CallType.CALLTYPE_AGENT_INSIDE
      : CallType.CALLTYPE_OUT;
  const { consultOf, type = consultOf === undefined ? inside : CallType.CALLTYPE_CONSULT } = how;
  const calling = phoneOf(agent);
  const call = newCall(center, {
    type,
    calling,
    called: target.device,
    origin: calling.id,
    data: { ...how.data, ani: calling.id },
    csqId: consultOf?.csqId ?? noQueue,
    visit: undefined,
    consultOf,
    random: center.random.fork(`made ${center.made++}`),
  });
  const phone = join(call, calling, LCS_INITIATE, agent);
  return {
    call,
    phone,
    dial() {
      keepBusy(center, agent, AgentStateReason.AGT_OFFHOOK);
      tellAll(center, call, callBegins(call, phone), callServiceInitiated(call, phone));
      if (target.kind === 'agent') expectCall(center, call, target.agent);
      tellAll(center, call, callOriginated(call, phone));
      if (target.kind === 'unreachable') fail(center, phone, target);
      else alert(center, call, target, { cause: how.cause });
    },
  };
}

/** Somebody outside calls an agent's phone, past all queues. Undefined where it cannot ring. */
export function callDirect(
  center: Center,
  agent: Agent,
  how: { readonly data: CallData; readonly random: Random },
): Call | undefined {
  const calling = outside(how.data.ani ?? '');
  const device = phoneOf(agent);
  const engaged = agent.parties.some(({ state }) => state !== LocalConnectionState.LCS_HOLD);
  if (!agent.inService || engaged || agent.parties.length >= lineCalls) return undefined;
  const call = newCall(center, {
    ...how,
    type: CallType.CALLTYPE_OTHER_IN,
    calling,
    called: device,
    origin: device.id,
    csqId: noQueue,
    visit: undefined,
    consultOf: undefined,
  });
  tellBridge(center, callBegins(call, device));
  join(call, calling, LCS_INITIATE);
  expectCall(center, call, agent);
  alert(center, call, { kind: 'agent', agent, device });
  return call;
}

/** An agent whom a call is coming to: reserved for one that has to do with a queue, else kept from the queue. */
export function expectCall(center: Center, call: Call, agent: Agent): void {
  if (call.csqId === noQueue) keepBusy(center, agent, AgentStateReason.AGT_NON_ICD);
  else if (agent.state === AgentState.AGENT_STATE_READY) {
    setAgentState(center, agent, AgentState.AGENT_STATE_RESERVED);
  }
}

/** The number was dialed in vain: a tone sounds until the caller hangs up or the line is freed. */
function fail(center: Center, phone: Party, { device, cause }: Target & Unreachable): void {
  const { call } = phone;
  phone.state = LCS_FAIL;
  tellAll(center, call, callFailed(call, phone, device, cause));
  later(center, phone, toneSeconds, () => endCall(center, phone.call, { by: phone, cause }));
}

/** It rings at the target; `callType` is what the target is told. Undefined for a trigger. */
export function alert(
  center: Center,
  call: Call,
  target: Reachable,
  how: {
    readonly cause?: number | undefined;
    readonly callType?: number;
    readonly addedBy?: Device;
  } = {},
): Party | undefined {
  const { cause, callType, addedBy } = how;
  if (target.kind === 'trigger') {
    enterTrigger(center, call, target.application);
    return undefined;
  }
  const called = target.kind === 'agent' ? target.agent : undefined;
  const party = join(call, target.device, LCS_ALERTING, called);
  party.addedBy = addedBy;
  if (called !== undefined) tellAgent(center, called, callBegins(call, party, callType));
  tellAll(center, call, callDelivered(call, party, undefined, cause));
  const seconds = call.random.between(2, 5);
  const giveUp = (): void => unanswered(center, party);
  const alone = (): boolean => called === undefined || answersAlone(center, called);
  if (!alone()) later(center, party, ringTimeoutSeconds, giveUp);
  else {
    later(center, party, seconds, () => {
      if (alone()) pickUp(center, party, cause);
      else later(center, party, ringTimeoutSeconds - seconds, giveUp);
    });
  }
  return party;
}

/** Whoever is called answers. */
export function pickUp(center: Center, party: Party, cause?: number): void {
  const { call } = party;
  if (call.visit?.stage === 'ringing') {
    answer(center, party);
    return;
  }
  center.schedule.cancel(party.plan);
  party.plan = undefined;
  for (const one of call.parties) {
    if (one === party || one.state === LCS_INITIATE) one.state = LCS_CONNECT;
  }
  tellAll(center, call, callEstablished(call, party, undefined, cause));
  if (party.addedBy !== undefined) added(center, party, party.addedBy);
  followMedia(center, call);
  const csqId = call.consultOf === undefined && call.csqId !== noQueue ? call.csqId : undefined;
  for (const { agent } of [...call.parties]) {
    if (agent?.state === AgentState.AGENT_STATE_RESERVED) startTalking(center, agent, csqId);
  }
}

/** Who was added to a call in a single step has answered: it is a conference now, with the number it had. */
function added(center: Center, party: Party, by: Device): void {
  const { call } = party;
  const { callId } = call;
  party.addedBy = undefined;
  call.type = CallType.CALLTYPE_CONFERENCE;
  const ids = { primaryCallId: callId, secondaryCallId: callId, callId };
  tellAll(center, call, callConferenced(call, ids, by, party, call.parties));
}

/** Nobody picked up. */
function unanswered(center: Center, party: Party): void {
  const { call, agent } = party;
  const reserved = agent?.state === AgentState.AGENT_STATE_RESERVED;
  if (agent !== undefined && reserved) {
    setAgentState(center, agent, AgentState.AGENT_STATE_NOT_READY, AgentStateReason.AGT_RNA);
  }
  const cause = EventCause.CEC_CALL_NOT_ANSWERED;
  if (party.addedBy === undefined) endCall(center, call, { by: party, cause });
  else leave(center, party, cause);
}
