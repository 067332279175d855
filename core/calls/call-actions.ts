/**
 * Call actions: the service that each needs, when it is available, and its request.
 * Guide: Call control messages.
 * @module
 */
import { SupervisoryAction } from '../protocol/constants/agents.ts';
import { ConsultType } from '../protocol/constants/calls.ts';
import { ConnectionDeviceType } from '../protocol/constants/devices.ts';
import { ServiceMask } from '../protocol/constants/service-masks.ts';
import type { RequestMessage } from '../session/pending-requests.ts';
import type { Call } from './call.ts';
import type { CallDataFields } from './call-data.ts';
import type { ConnectionStateName } from './connections.ts';

/** No call, in fields that hold a CallID. Guide: Special values. */
const noCall = 0xffffffff;

/** Everything that can be requested for a call. */
export type CallAction =
  | 'answer'
  | 'clear'
  | 'clearConnection'
  | 'hold'
  | 'retrieve'
  | 'alternate'
  | 'reconnect'
  | 'consult'
  | 'transfer'
  | 'transferSingleStep'
  | 'conference'
  | 'sendDtmf'
  | 'setData'
  | 'bargeIn'
  | 'intercept'
  | 'endSupervision'
  | 'requestAssistance'
  | 'declareEmergency'
  | 'reportBadCall';

/** A call seen from one of its devices. */
interface CallAtDevice {
  readonly call: Call;
  readonly deviceId: string;
  /** State of the call's connection at the device. */
  readonly state: ConnectionStateName;
}

/** What an action applies to. */
export interface ActionTarget extends CallAtDevice {
  /** Another call at the same device. A line holds two calls at most. */
  readonly other: CallAtDevice | undefined;
}

/** Parameters of actions. */
export interface ActionInput {
  readonly to?: string;
  readonly purpose?: 'transfer' | 'conference';
  readonly digits?: string;
  readonly toneMs?: number;
  readonly pauseMs?: number;
  readonly supervisor?: string;
  readonly supervisorCallId?: number;
  readonly agentId?: string;
  readonly data?: CallDataFields;
  readonly callerEnteredDigits?: string;
}

interface ActionRow {
  readonly service: number;
  /** Returns why the action is not possible, as a sentence; undefined if it is possible. */
  readonly refusal: (target: ActionTarget) => string | undefined;
  readonly request: (target: ActionTarget, input: ActionInput) => RequestMessage;
}

/** Actions that a connection state allows. Guide: Call control messages. */
const availableActions: Readonly<Record<ConnectionStateName, readonly CallAction[]>> = {
  null: [],
  initiated: ['clear', 'clearConnection'],
  alerting: ['answer', 'clear', 'clearConnection'],
  connected: ['clear', 'clearConnection', 'hold', 'consult', 'transferSingleStep', 'sendDtmf'],
  held: ['retrieve', 'clear', 'clearConnection'],
  queued: ['clear'],
  failed: ['clear', 'clearConnection'],
  unknown: [],
};

const connectionDeviceType = ConnectionDeviceType.CONNECTION_ID_STATIC;
const {
  CTI_SERVICE_CLIENT_CONTROL: control,
  CTI_SERVICE_SUPERVISOR: supervisor,
  CTI_SERVICE_CALL_DATA_UPDATE: dataUpdate,
} = ServiceMask;

const idsOf = ({ call, deviceId }: ActionTarget) => ({
  callId: call.callId,
  connectionDeviceType,
  connectionDeviceId: deviceId,
});

/** Possible while the connection state allows `action`. */
const ifAvailable =
  (action: CallAction, reason: string) =>
  (target: ActionTarget): string | undefined =>
    availableActions[target.state].includes(action)
      ? undefined
      : `${reason}: the connection at ${target.deviceId} is ${target.state}.`;

/** Possible if one of two calls at the device is connected and the other one is held. */
function activeAndHeld({ state, other, deviceId }: ActionTarget): string | undefined {
  if (other === undefined) return `There is no second call at ${deviceId}.`;
  const states = [state, other.state];
  if (!states.includes('connected')) return `Neither call at ${deviceId} is connected.`;
  return states.includes('held') ? undefined : `Neither call at ${deviceId} is held.`;
}

/** Request fields of the active and the held call, whichever of them is the target. */
function activeAndHeldIds({ call, deviceId, state, other }: ActionTarget) {
  if (other === undefined) throw new TypeError('there is no second call');
  const [active, held] = state === 'held' ? [other, { call, deviceId }] : [{ call, deviceId }, other];
  return {
    activeCallId: active.call.callId,
    activeConnectionDeviceType: connectionDeviceType,
    activeConnectionDeviceId: active.deviceId,
    heldCallId: held.call.callId,
    heldConnectionDeviceType: connectionDeviceType,
    heldConnectionDeviceId: held.deviceId,
  };
}

const always = (): undefined => undefined;

const superviseRequest =
  (supervisoryAction: number) =>
  (target: ActionTarget, input: ActionInput): RequestMessage => ({
    type: 'SUPERVISE_CALL_REQ',
    agentCallId: target.call.callId,
    supervisorCallId: input.supervisorCallId ?? noCall,
    agentConnectionDeviceType: connectionDeviceType,
    supervisorConnectionDeviceType:
      input.supervisorCallId === undefined ? ConnectionDeviceType.CONNECTION_ID_NONE : connectionDeviceType,
    supervisoryAction,
    agentConnectionDeviceId: target.deviceId,
    ...(input.supervisor === undefined
      ? {}
      : { supervisorConnectionDeviceId: input.supervisor, supervisorInstrument: input.supervisor }),
  });

export const callActions: Readonly<Record<CallAction, ActionRow>> = {
  answer: {
    service: control,
    refusal: ifAvailable('answer', 'The call cannot be answered'),
    request: (target) => ({ type: 'ANSWER_CALL_REQ', ...idsOf(target) }),
  },
  clear: {
    service: control,
    refusal: ifAvailable('clear', 'The call cannot be cleared'),
    request: (target) => ({ type: 'CLEAR_CALL_REQ', ...idsOf(target) }),
  },
  clearConnection: {
    service: control,
    refusal: ifAvailable('clearConnection', 'The connection cannot be cleared'),
    request: (target) => ({ type: 'CLEAR_CONNECTION_REQ', ...idsOf(target) }),
  },
  hold: {
    service: control,
    refusal: ifAvailable('hold', 'The call cannot be held'),
    request: (target) => ({ type: 'HOLD_CALL_REQ', ...idsOf(target) }),
  },
  retrieve: {
    service: control,
    refusal: (target) =>
      target.other?.state === 'connected'
        ? `Another call is active at ${target.deviceId}: alternate the two.`
        : ifAvailable('retrieve', 'The call is not held')(target),
    request: ({ call, deviceId }) => ({
      type: 'RETRIEVE_CALL_REQ',
      heldCallId: call.callId,
      heldConnectionDeviceType: connectionDeviceType,
      heldConnectionDeviceId: deviceId,
    }),
  },
  alternate: {
    service: control,
    refusal: ({ state, other, deviceId }) => {
      const states = [state, other?.state];
      if (other === undefined) return `There is no second call at ${deviceId}.`;
      if (!states.includes('connected')) return `Neither call at ${deviceId} is connected.`;
      return states.includes('held') || states.includes('alerting')
        ? undefined
        : `The second call at ${deviceId} is ${other.state}.`;
    },
    request: ({ call, deviceId, state, other }) => {
      if (other === undefined) throw new TypeError('there is no second call');
      const [active, second] =
        state === 'connected' ? [{ call, deviceId }, other] : [other, { call, deviceId }];
      return {
        type: 'ALTERNATE_CALL_REQ',
        activeCallId: active.call.callId,
        activeConnectionDeviceType: connectionDeviceType,
        activeConnectionDeviceId: active.deviceId,
        otherCallId: second.call.callId,
        otherConnectionDeviceType: connectionDeviceType,
        otherConnectionDeviceId: second.deviceId,
      };
    },
  },
  reconnect: {
    service: control,
    refusal: activeAndHeld,
    request: (target) => ({ type: 'RECONNECT_CALL_REQ', ...activeAndHeldIds(target) }),
  },
  consult: {
    service: control,
    refusal: (target) =>
      target.other === undefined
        ? ifAvailable('consult', 'A consult needs a connected call')(target)
        : `There is a second call at ${target.deviceId} already.`,
    request: ({ call, deviceId }, { to = '', purpose, data }) => ({
      type: 'CONSULT_CALL_REQ',
      activeCallId: call.callId,
      activeConnectionDeviceType: connectionDeviceType,
      consultType: purpose === 'conference' ? ConsultType.CONFERENCE : ConsultType.TRANSFER,
      activeConnectionDeviceId: deviceId,
      dialedNumber: to,
      agentInstrument: deviceId,
      ...data,
    }),
  },
  transfer: {
    service: control,
    refusal: activeAndHeld,
    request: (target, { data }) => ({ type: 'TRANSFER_CALL_REQ', ...activeAndHeldIds(target), ...data }),
  },
  transferSingleStep: {
    service: control,
    refusal: ifAvailable('transferSingleStep', 'A transfer needs a connected call'),
    // Inferred from GED-188: a single-step transfer has no held call and a dialed number instead.
    request: ({ call, deviceId }, { to = '', data }) => ({
      type: 'TRANSFER_CALL_REQ',
      activeCallId: call.callId,
      heldCallId: noCall,
      activeConnectionDeviceType: connectionDeviceType,
      heldConnectionDeviceType: ConnectionDeviceType.CONNECTION_ID_NONE,
      activeConnectionDeviceId: deviceId,
      dialedNumber: to,
      ...data,
    }),
  },
  conference: {
    service: control,
    refusal: activeAndHeld,
    request: (target, { data }) => ({
      type: 'CONFERENCE_CALL_REQ',
      ...activeAndHeldIds(target),
      agentInstrument: target.deviceId,
      ...data,
    }),
  },
  sendDtmf: {
    service: control,
    refusal: ifAvailable('sendDtmf', 'DTMF tones need a connected call'),
    request: (target, { digits = '', toneMs = 0, pauseMs = 0 }) => ({
      type: 'SEND_DTMF_SIGNAL_REQ',
      ...idsOf(target),
      toneDuration: toneMs,
      pauseDuration: pauseMs,
      dtmfString: digits,
    }),
  },
  setData: {
    service: dataUpdate,
    refusal: always,
    request: (target, { data, callerEnteredDigits }) => ({
      type: 'SET_CALL_DATA_REQ',
      ...idsOf(target),
      callType: target.call.callType ?? 0,
      calledPartyDisposition: 0,
      ...data,
      ...(callerEnteredDigits === undefined ? {} : { callerEnteredDigits }),
    }),
  },
  bargeIn: {
    service: supervisor,
    refusal: ifAvailable('hold', 'Supervision needs a connected call'),
    request: superviseRequest(SupervisoryAction.SUPERVISOR_BARGE_IN),
  },
  intercept: {
    service: supervisor,
    refusal: ifAvailable('hold', 'Supervision needs a connected call'),
    request: superviseRequest(SupervisoryAction.SUPERVISOR_INTERCEPT),
  },
  endSupervision: {
    service: supervisor,
    refusal: always,
    request: superviseRequest(SupervisoryAction.SUPERVISOR_CLEAR),
  },
  requestAssistance: {
    service: control,
    refusal: ifAvailable('hold', 'Assistance needs a connected call'),
    request: (target, { agentId }) => ({
      type: 'SUPERVISOR_ASSIST_REQ',
      ...idsOf(target),
      ...(agentId === undefined ? {} : { agentId }),
    }),
  },
  declareEmergency: {
    service: control,
    refusal: ifAvailable('hold', 'An emergency needs a connected call'),
    request: ({ call, deviceId }, { agentId }) => ({
      type: 'EMERGENCY_CALL_REQ',
      peripheralId: 1,
      connectionCallId: call.callId,
      connectionDeviceType,
      connectionDeviceId: deviceId,
      ...(agentId === undefined ? {} : { agentId }),
    }),
  },
  reportBadCall: {
    service: control,
    refusal: always,
    request: (target, { agentId }) => ({
      type: 'BAD_CALL_REQ',
      ...idsOf(target),
      ...(agentId === undefined ? {} : { agentId }),
    }),
  },
};

export const callActionNames: readonly CallAction[] = Object.keys(callActions) as readonly CallAction[];
