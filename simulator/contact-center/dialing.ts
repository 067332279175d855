/**
 * Calls from and to agents' phones that come through no queue.
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
  beginCallEvent,
  callDeliveredEvent,
  callEstablishedEvent,
  callFailedEvent,
  callOriginatedEvent,
  callServiceInitiatedEvent,
} from '../events/call-events.ts';
import { publishToAgent, publishToBridges, publishToCall } from '../events/publish.ts';
import { callConferencedEvent } from '../events/transfer-events.ts';
import { autoAnswers, maxCallsPerLine } from '../model/agents.ts';
import { addParty, externalDevice, newCall, nullCsq, phoneDevice } from '../model/calls.ts';
import type { ApplicationConfig } from '../model/configuration.ts';
import type { ContactCenter } from '../model/contact-center.ts';
import type { Agent, Call, CallData, Device, Party } from '../model/entities.ts';
import type { Random } from '../model/random.ts';
import { setAgentState, setBusy, startTalking } from './agent-state.ts';
import { endCall, leaveCall } from './connections.ts';
import { routeToTrigger } from './inbound-calls.ts';
import { updateMedia } from './media.ts';
import { answerQueuedCall, ringTimeoutSeconds, scheduleAction } from './queueing.ts';

const { LCS_INITIATE, LCS_ALERTING, LCS_CONNECT, LCS_FAIL } = LocalConnectionState;

/** Time for which a failed call stays on the line. Inferred. */
const toneSeconds = 15;

/** The target of a call. */
export type Target = { readonly device: Device } & (
  | { readonly kind: 'agent'; readonly agent: Agent }
  | { readonly kind: 'trigger'; readonly application: ApplicationConfig }
  | { readonly kind: 'external' }
  | { readonly kind: 'unreachable'; readonly cause: number }
);

/** A target that can ring. */
export type ReachableTarget = Exclude<Target, { readonly kind: 'unreachable' }>;

/** A call that has a CallID and is not dialed yet. */
export interface PreparedCall {
  readonly call: Call;
  readonly phone: Party;
  /** Dials and publishes the first events. */
  dial(): void;
}

/** Prepares a call from an agent's phone. */
export function prepareCall(
  center: ContactCenter,
  agent: Agent,
  target: Target,
  options: {
    readonly data: CallData;
    readonly consultOf?: Call;
    readonly type?: number;
    readonly cause?: number;
  },
): PreparedCall {
  const inside =
    target.device.type === DeviceType.DEVID_AGENT_DEVICE
      ? CallType.CALLTYPE_AGENT_INSIDE
      : CallType.CALLTYPE_OUT;
  const { consultOf, type = consultOf === undefined ? inside : CallType.CALLTYPE_CONSULT } = options;
  const calling = phoneDevice(agent);
  const call = newCall(center, {
    type,
    calling,
    called: target.device,
    origin: calling.id,
    data: { ...options.data, ani: calling.id },
    csqId: consultOf?.csqId ?? nullCsq,
    routing: undefined,
    consultOf,
    random: center.random.fork(`made ${center.requestedCalls++}`),
  });
  const phone = addParty(call, calling, LCS_INITIATE, agent);
  return {
    call,
    phone,
    dial() {
      setBusy(center, agent, AgentStateReason.AGT_OFFHOOK);
      publishToCall(center, call, beginCallEvent(call, phone), callServiceInitiatedEvent(call, phone));
      if (target.kind === 'agent') reserveForCall(center, call, target.agent);
      publishToCall(center, call, callOriginatedEvent(call, phone));
      if (target.kind === 'unreachable') failCall(center, phone, target);
      else ringTarget(center, call, target, { cause: options.cause });
    },
  };
}

/** A call from a public number to an agent's phone. Undefined if the phone is busy or out of service. */
export function startDirectCall(
  center: ContactCenter,
  agent: Agent,
  options: { readonly data: CallData; readonly random: Random },
): Call | undefined {
  const calling = externalDevice(options.data.ani ?? '');
  const device = phoneDevice(agent);
  const isBusy = agent.parties.some(({ state }) => state !== LocalConnectionState.LCS_HOLD);
  if (!agent.inService || isBusy || agent.parties.length >= maxCallsPerLine) return undefined;
  const call = newCall(center, {
    ...options,
    type: CallType.CALLTYPE_OTHER_IN,
    calling,
    called: device,
    origin: device.id,
    csqId: nullCsq,
    routing: undefined,
    consultOf: undefined,
  });
  publishToBridges(center, beginCallEvent(call, device));
  addParty(call, calling, LCS_INITIATE);
  reserveForCall(center, call, agent);
  ringTarget(center, call, { kind: 'agent', agent, device });
  return call;
}

/** Reserves an agent for a call of a queue, and makes them not ready for any other call. */
export function reserveForCall(center: ContactCenter, call: Call, agent: Agent): void {
  if (call.csqId === nullCsq) setBusy(center, agent, AgentStateReason.AGT_NON_ICD);
  else if (agent.state === AgentState.AGENT_STATE_READY) {
    setAgentState(center, agent, AgentState.AGENT_STATE_RESERVED);
  }
}

/** The called number cannot be reached: the call fails and ends after a tone, or when the caller hangs up. */
function failCall(
  center: ContactCenter,
  phone: Party,
  { device, cause }: Extract<Target, { readonly kind: 'unreachable' }>,
): void {
  const { call } = phone;
  phone.state = LCS_FAIL;
  publishToCall(center, call, callFailedEvent(call, phone, device, cause));
  scheduleAction(center, phone, toneSeconds, () => endCall(center, phone.call, { by: phone, cause }));
}

/** Rings at the target; `callType` is the type for the target. Undefined for a trigger. */
export function ringTarget(
  center: ContactCenter,
  call: Call,
  target: ReachableTarget,
  options: {
    readonly cause?: number | undefined;
    readonly callType?: number;
    readonly addedBy?: Device;
  } = {},
): Party | undefined {
  const { cause, callType, addedBy } = options;
  if (target.kind === 'trigger') {
    routeToTrigger(center, call, target.application);
    return undefined;
  }
  const called = target.kind === 'agent' ? target.agent : undefined;
  const party = addParty(call, target.device, LCS_ALERTING, called);
  party.addedBy = addedBy;
  if (called !== undefined) publishToAgent(center, called, beginCallEvent(call, party, callType));
  publishToCall(center, call, callDeliveredEvent(call, party, undefined, cause));
  const seconds = call.random.between(2, 5);
  const noAnswer = (): void => handleNoAnswer(center, party);
  const answersAlone = (): boolean => called === undefined || autoAnswers(center, called);
  if (!answersAlone()) scheduleAction(center, party, ringTimeoutSeconds, noAnswer);
  else {
    scheduleAction(center, party, seconds, () => {
      if (answersAlone()) answerParty(center, party, cause);
      else scheduleAction(center, party, ringTimeoutSeconds - seconds, noAnswer);
    });
  }
  return party;
}

/** The called party answers. */
export function answerParty(center: ContactCenter, party: Party, cause?: number): void {
  const { call } = party;
  if (call.routing?.stage === 'ringing') {
    answerQueuedCall(center, party);
    return;
  }
  center.schedule.cancel(party.nextAction);
  party.nextAction = undefined;
  for (const one of call.parties) {
    if (one === party || one.state === LCS_INITIATE) one.state = LCS_CONNECT;
  }
  publishToCall(center, call, callEstablishedEvent(call, party, undefined, cause));
  if (party.addedBy !== undefined) confirmAddedParty(center, party, party.addedBy);
  updateMedia(center, call);
  const csqId = call.consultOf === undefined && call.csqId !== nullCsq ? call.csqId : undefined;
  for (const { agent } of [...call.parties]) {
    if (agent?.state === AgentState.AGENT_STATE_RESERVED) startTalking(center, agent, csqId);
  }
}

/** The party of a single-step conference answered: the call becomes a conference and keeps its CallID. */
function confirmAddedParty(center: ContactCenter, party: Party, by: Device): void {
  const { call } = party;
  const { callId } = call;
  party.addedBy = undefined;
  call.type = CallType.CALLTYPE_CONFERENCE;
  const ids = { primaryCallId: callId, secondaryCallId: callId, callId };
  publishToCall(center, call, callConferencedEvent(call, ids, by, party, call.parties));
}

/** The called party did not answer. */
function handleNoAnswer(center: ContactCenter, party: Party): void {
  const { call, agent } = party;
  const reserved = agent?.state === AgentState.AGENT_STATE_RESERVED;
  if (agent !== undefined && reserved) {
    setAgentState(center, agent, AgentState.AGENT_STATE_NOT_READY, AgentStateReason.AGT_RNA);
  }
  const cause = EventCause.CEC_CALL_NOT_ANSWERED;
  if (party.addedBy === undefined) endCall(center, call, { by: party, cause });
  else leaveCall(center, party, cause);
}
