/**
 * What may be done with a call, when, and with which message: one table.
 * Guide: Call control messages.
 * @module
 */
import { SupervisoryAction } from '../protocol/constants/agents.ts';
import { ConsultType } from '../protocol/constants/calls.ts';
import { ConnectionDeviceType } from '../protocol/constants/devices.ts';
import { ServiceMask } from '../protocol/constants/service-masks.ts';
import type { RequestMessage } from '../session/requests.ts';
import type { Call, ConnectionStateName } from './call.ts';
import type { DataFields } from './call-data-fields.ts';
import { connectionLifecycle } from './call-machine.ts';

/** No call in fields that hold a CallID. Guide: Special values. */
const noCall = 0xffffffff;

/** Everything that can be done with a call. */
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

/** The leg on which an action works: a call seen from one of its devices. */
export interface Leg {
  readonly call: Call;
  readonly deviceId: string;
  readonly state: ConnectionStateName;
  /** The other call at the same device, if there is one: an agent's line holds two at most. */
  readonly other:
    | { readonly call: Call; readonly deviceId: string; readonly state: ConnectionStateName }
    | undefined;
}

/** What actions are told beyond the leg. */
export interface ActionInput {
  readonly to?: string;
  readonly purpose?: 'transfer' | 'conference';
  readonly digits?: string;
  readonly toneMs?: number;
  readonly pauseMs?: number;
  readonly supervisor?: string;
  readonly supervisorCallId?: number;
  readonly agentId?: string;
  /** Call data, in the fields of a request. */
  readonly data?: DataFields;
  readonly callerEnteredDigits?: string;
}

interface ActionRow {
  readonly service: number;
  /** Why it is not possible now, in a sentence; undefined when it is. */
  readonly refusal: (leg: Leg) => string | undefined;
  readonly request: (leg: Leg, input: ActionInput) => RequestMessage;
}

const connectionDeviceType = ConnectionDeviceType.CONNECTION_ID_STATIC;
const {
  CTI_SERVICE_CLIENT_CONTROL: control,
  CTI_SERVICE_SUPERVISOR: supervisor,
  CTI_SERVICE_CALL_DATA_UPDATE: dataUpdate,
} = ServiceMask;

const idsOf = ({ call, deviceId }: Leg) => ({
  callId: call.callId,
  connectionDeviceType,
  connectionDeviceId: deviceId,
});

/** Possible while the leg's connection state carries the tag. */
const tagged =
  (tag: string, words: string) =>
  (leg: Leg): string | undefined =>
    connectionLifecycle.hasTag(leg.state, tag)
      ? undefined
      : `${words} at ${leg.deviceId}, it is ${leg.state}.`;

/** Possible with this call active and another one held at the same device. */
function activeAndHeld({ state, other, deviceId }: Leg): string | undefined {
  if (other === undefined) return `There is no second call at ${deviceId}.`;
  const both = new Set([state, other.state]);
  if (!both.has('connected')) return `None of the two calls at ${deviceId} is connected.`;
  return both.has('held') ? undefined : `None of the two calls at ${deviceId} is held.`;
}

/** The active and the held one of two calls, whichever of them was asked. */
function pair({ call, deviceId, state, other }: Leg) {
  if (other === undefined) throw new TypeError('a pair needs two calls');
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

const supervise =
  (supervisoryAction: number) =>
  (leg: Leg, input: ActionInput): RequestMessage => ({
    type: 'SUPERVISE_CALL_REQ',
    agentCallId: leg.call.callId,
    supervisorCallId: input.supervisorCallId ?? noCall,
    agentConnectionDeviceType: connectionDeviceType,
    supervisorConnectionDeviceType:
      input.supervisorCallId === undefined ? ConnectionDeviceType.CONNECTION_ID_NONE : connectionDeviceType,
    supervisoryAction,
    agentConnectionDeviceId: leg.deviceId,
    ...(input.supervisor === undefined
      ? {}
      : { supervisorConnectionDeviceId: input.supervisor, supervisorInstrument: input.supervisor }),
  });

export const callActions: Readonly<Record<CallAction, ActionRow>> = {
  answer: {
    service: control,
    refusal: tagged('answer', 'The call does not ring'),
    request: (leg) => ({ type: 'ANSWER_CALL_REQ', ...idsOf(leg) }),
  },
  clear: {
    service: control,
    refusal: tagged('clear', 'The call cannot be cleared'),
    request: (leg) => ({ type: 'CLEAR_CALL_REQ', ...idsOf(leg) }),
  },
  clearConnection: {
    service: control,
    refusal: tagged('clearConnection', 'There is nothing to release'),
    request: (leg) => ({ type: 'CLEAR_CONNECTION_REQ', ...idsOf(leg) }),
  },
  hold: {
    service: control,
    refusal: tagged('hold', 'The call cannot be held'),
    request: (leg) => ({ type: 'HOLD_CALL_REQ', ...idsOf(leg) }),
  },
  retrieve: {
    service: control,
    refusal: (leg) =>
      leg.other?.state === 'connected'
        ? `Another call is active at ${leg.deviceId}: alternate the two.`
        : tagged('retrieve', 'The call is not held')(leg),
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
      if (!states.includes('connected')) return `None of the two calls at ${deviceId} is connected.`;
      return states.includes('held') || states.includes('alerting')
        ? undefined
        : `The second call at ${deviceId} is ${other.state}.`;
    },
    request: ({ call, deviceId, state, other }) => {
      if (other === undefined) throw new TypeError('to alternate takes two calls');
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
    request: (leg) => ({ type: 'RECONNECT_CALL_REQ', ...pair(leg) }),
  },
  consult: {
    service: control,
    refusal: (leg) =>
      leg.other === undefined
        ? tagged('consult', 'Only a connected call can be consulted about')(leg)
        : `There are two calls at ${leg.deviceId} already.`,
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
    request: (leg, { data }) => ({ type: 'TRANSFER_CALL_REQ', ...pair(leg), ...data }),
  },
  transferSingleStep: {
    service: control,
    refusal: tagged('transferSingleStep', 'Only a connected call can be transferred'),
    // GED-188: in one step there is no held call, and the dialed number stands for it. Inferred.
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
    request: (leg, { data }) => ({
      type: 'CONFERENCE_CALL_REQ',
      ...pair(leg),
      agentInstrument: leg.deviceId,
      ...data,
    }),
  },
  sendDtmf: {
    service: control,
    refusal: tagged('sendDtmf', 'Tones need a connected call'),
    request: (leg, { digits = '', toneMs = 0, pauseMs = 0 }) => ({
      type: 'SEND_DTMF_SIGNAL_REQ',
      ...idsOf(leg),
      toneDuration: toneMs,
      pauseDuration: pauseMs,
      dtmfString: digits,
    }),
  },
  setData: {
    service: dataUpdate,
    refusal: always,
    request: (leg, { data, callerEnteredDigits }) => ({
      type: 'SET_CALL_DATA_REQ',
      ...idsOf(leg),
      callType: leg.call.callType ?? 0,
      calledPartyDisposition: 0,
      ...data,
      ...(callerEnteredDigits === undefined ? {} : { callerEnteredDigits }),
    }),
  },
  bargeIn: {
    service: supervisor,
    refusal: tagged('hold', 'Nobody talks'),
    request: supervise(SupervisoryAction.SUPERVISOR_BARGE_IN),
  },
  intercept: {
    service: supervisor,
    refusal: tagged('hold', 'Nobody talks'),
    request: supervise(SupervisoryAction.SUPERVISOR_INTERCEPT),
  },
  endSupervision: {
    service: supervisor,
    refusal: always,
    request: supervise(SupervisoryAction.SUPERVISOR_CLEAR),
  },
  requestAssistance: {
    service: control,
    refusal: tagged('hold', 'Help can be asked for in a connected call only'),
    request: (leg, { agentId }) => ({
      type: 'SUPERVISOR_ASSIST_REQ',
      ...idsOf(leg),
      ...(agentId === undefined ? {} : { agentId }),
    }),
  },
  declareEmergency: {
    service: control,
    refusal: tagged('hold', 'An emergency can be declared in a connected call only'),
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
    request: (leg, { agentId }) => ({
      type: 'BAD_CALL_REQ',
      ...idsOf(leg),
      ...(agentId === undefined ? {} : { agentId }),
    }),
  },
};
