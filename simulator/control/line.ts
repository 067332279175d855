/**
 * What one phone does with its calls: dial, answer, hang up, hold, switch, send tones.
 * Guide: MAKE_CALL_REQ, ANSWER_CALL_REQ, CLEAR_CALL_REQ, CLEAR_CONNECTION_REQ, HOLD_CALL_REQ, RETRIEVE_CALL_REQ,
 * ALTERNATE_CALL_REQ, RECONNECT_CALL_REQ, SEND_DTMF_SIGNAL_REQ.
 * @module
 */

import type {
  AlternateCallReq,
  AnswerCallReq,
  ClearCallReq,
  ClearConnectionReq,
  HoldCallReq,
  MakeCallReq,
  ReconnectCallReq,
  RetrieveCallReq,
  SendDtmfSignalReq,
} from 'rxcti/protocol';
import {
  CallType,
  CCXErrorCode,
  ConnectionDeviceType,
  ControlFailureCode,
  ErrorStatus,
  EventCause,
  LocalConnectionState,
  SpecialValues,
} from 'rxcti/protocol';
import { agentAt, isBusy } from '../center/agents.ts';
import { noData } from '../center/call-data.ts';
import { activeOf, deviceOf } from '../center/call-model.ts';
import { missed } from '../center/calls.ts';
import type { Party } from '../center/center.ts';
import { pickUp, place } from '../center/dialing.ts';
import { hold, retrieve } from '../center/holding.ts';
import { endCall, leave } from '../center/leaving.ts';
import { targetOf } from '../center/numbers.ts';
import type { ControlRefusal } from '../requests/agent-requests.ts';
import {
  type ControlContext,
  callerOf,
  type Decision,
  dataAfter,
  isRefusal,
  type Leg,
  legOf,
  lineRefusal,
  outOfRange,
  partyOf,
  wrongState,
} from './context.ts';

const { LCS_ALERTING, LCS_CONNECT, LCS_HOLD } = LocalConnectionState;
const newConnectionDeviceType = ConnectionDeviceType.CONNECTION_ID_STATIC;

export function makeCall(context: ControlContext, request: MakeCallReq): Decision {
  const agent = callerOf(context, request.agentInstrument);
  if (isRefusal(agent)) return agent;
  const full = lineRefusal(agent);
  if (full !== undefined) return full;
  if (isBusy(agent)) {
    return {
      failureCode: ControlFailureCode.CF_GENERIC_STATE_INCOMPATIBILITY,
      ccxErrorCode: CCXErrorCode.CCX_AGENT_DEVICE_BUSY,
      text: 'the agent is reserved or talking',
    };
  }
  if (activeOf(agent) !== undefined) return wrongState('the call on the line is not on hold');
  const target = targetOf(context.center, request.dialedNumber, agent);
  if (isRefusal(target)) return target;
  const data = dataAfter(noData, request);
  if (isRefusal(data)) return data;
  const { call, dial } = place(context.center, agent, target, { data });
  return {
    conf: {
      type: 'MAKE_CALL_CONF',
      invokeId: request.invokeId,
      newCallId: call.callId,
      newConnectionDeviceType,
      newConnectionDeviceId: agent.person.extension,
    },
    run: dial,
  };
}

export function answerCall(context: ControlContext, request: AnswerCallReq): Decision {
  const device = deviceOf(request.connectionDeviceId, request.agentInstrument);
  if (device === undefined) {
    return {
      status: ErrorStatus.E_CTI_REQUIRED_DATA_MISSING,
      text: 'ConnectionDeviceID or AgentInstrument must say which phone answers',
    };
  }
  const callId = request.callId === SpecialValues.NULL_CALL_ID ? ringingAt(context, device) : request.callId;
  if (typeof callId === 'object') return callId;
  const leg = legOf(context, callId, device);
  if (isRefusal(leg)) return leg;
  if (leg.state !== LCS_ALERTING) return wrongState('the call does not ring there');
  if (leg.call.type === CallType.CALLTYPE_RESERVATION) return answeredOtherwise;
  if (activeBeside(leg) !== undefined) return wrongState('another call is active on the line');
  return {
    conf: { type: 'ANSWER_CALL_CONF', invokeId: request.invokeId },
    run: () => pickUp(context.center, leg),
  };
}

/** CallID of the call that rings at a phone. */
function ringingAt({ center }: ControlContext, device: string): number | ControlRefusal {
  const ringing = agentAt(center, device)?.parties.find(({ state }) => state === LCS_ALERTING);
  return ringing?.call.callId ?? nothingRings;
}

const nothingRings: ControlRefusal = {
  failureCode: ControlFailureCode.CF_NO_CALL_TO_ANSWER,
  ccxErrorCode: CCXErrorCode.CCX_CALL_OBJECT_NULL,
  text: 'no call rings there',
};

const answeredOtherwise: ControlRefusal = {
  failureCode: ControlFailureCode.CF_REQUEST_INCOMPATIBLE_WITH_OBJECT,
  text: 'a reservation call is answered with BAResponse',
};

export function clearCall(context: ControlContext, request: ClearCallReq): Decision {
  const leg = legOf(context, request.callId, request.connectionDeviceId, request.agentInstrument);
  if (isRefusal(leg)) return leg;
  return {
    conf: { type: 'CLEAR_CALL_CONF', invokeId: request.invokeId },
    run: () =>
      ringsFromQueue(leg) ? missed(context.center, leg) : endCall(context.center, leg.call, { by: leg }),
  };
}

export function clearConnection(context: ControlContext, request: ClearConnectionReq): Decision {
  const { center } = context;
  const party = partyOf(center, request.callId, request.connectionDeviceId || request.agentInstrument);
  if (isRefusal(party)) return party;
  // Whoever is in a conference may drop a number outside; other phones only let themselves go.
  const instrument = request.agentInstrument || request.connectionDeviceId;
  const leg = legOf(context, request.callId, party.agent === undefined ? instrument : party.id);
  if (isRefusal(leg)) return leg;
  return {
    conf: { type: 'CLEAR_CONNECTION_CONF', invokeId: request.invokeId },
    run: () => (ringsFromQueue(party) ? missed(center, party) : leave(center, party)),
  };
}

export function holdCall(context: ControlContext, request: HoldCallReq): Decision {
  const leg = legOf(context, request.callId, request.connectionDeviceId, request.agentInstrument);
  if (isRefusal(leg)) return leg;
  if (leg.state !== LCS_CONNECT) return wrongState('the call is not active there');
  return {
    conf: { type: 'HOLD_CALL_CONF', invokeId: request.invokeId },
    run: () => hold(context.center, leg),
  };
}

export function retrieveCall(context: ControlContext, request: RetrieveCallReq): Decision {
  const leg = legOf(context, request.heldCallId, request.heldConnectionDeviceId, request.agentInstrument);
  if (isRefusal(leg)) return leg;
  if (leg.state !== LCS_HOLD) return wrongState('the call is not on hold there');
  if (activeBeside(leg) !== undefined) return wrongState('another call is active on the line');
  return {
    conf: { type: 'RETRIEVE_CALL_CONF', invokeId: request.invokeId },
    run: () => retrieve(context.center, leg),
  };
}

export function alternateCall(context: ControlContext, request: AlternateCallReq): Decision {
  const active = legOf(
    context,
    request.activeCallId,
    request.activeConnectionDeviceId,
    request.agentInstrument,
  );
  if (isRefusal(active)) return active;
  const other = legOf(context, request.otherCallId, request.otherConnectionDeviceId, active.id);
  if (isRefusal(other)) return other;
  if (other.agent !== active.agent) return wrongState('the calls are not on one line');
  if (active.state !== LCS_CONNECT) return wrongState('the active call is not active');
  // The guide has a ringing call here, too. A line with an active call is busy, so none rings beside one.
  if (other.state !== LCS_HOLD) return wrongState('the other call is not on hold');
  return {
    conf: { type: 'ALTERNATE_CALL_CONF', invokeId: request.invokeId },
    run() {
      hold(context.center, active, EventCause.CEC_ALTERNATE);
      retrieve(context.center, other, EventCause.CEC_ALTERNATE);
    },
  };
}

export function reconnectCall(context: ControlContext, request: ReconnectCallReq): Decision {
  const { center } = context;
  const active = legOf(
    context,
    request.activeCallId,
    request.activeConnectionDeviceId,
    request.agentInstrument,
  );
  if (isRefusal(active)) return active;
  const held = legOf(context, request.heldCallId, request.heldConnectionDeviceId, active.id);
  if (isRefusal(held)) return held;
  if (held.agent !== active.agent) return wrongState('the calls are not on one line');
  if (active.state === LCS_HOLD || active === held) return wrongState('the active call is not active');
  if (held.state !== LCS_HOLD) return wrongState('the other call is not on hold');
  return {
    conf: { type: 'RECONNECT_CALL_CONF', invokeId: request.invokeId },
    run() {
      leave(center, active);
      if (center.calls.get(held.call.callId) === held.call) retrieve(center, held);
    },
  };
}

export function sendDtmf(context: ControlContext, request: SendDtmfSignalReq): Decision {
  const leg = legOf(context, request.callId, request.connectionDeviceId, request.agentInstrument);
  if (isRefusal(leg)) return leg;
  if (leg.state !== LCS_CONNECT) return wrongState('the call is not active there');
  if (!/^[0-9A-D*#]+$/i.test(request.dtmfString)) return outOfRange('there are no such tones');
  return { conf: { type: 'SEND_DTMF_SIGNAL_CONF', invokeId: request.invokeId }, run: () => {} };
}

/** The active call on the line besides this one. */
function activeBeside(leg: Leg): Party | undefined {
  return leg.agent.parties.find((other) => other !== leg && other.state !== LCS_HOLD);
}

/** A queued call that rings goes back to its queue when the phone will not have it. */
const ringsFromQueue = ({ call, state }: Party): boolean =>
  call.visit?.stage === 'ringing' && state === LCS_ALERTING;
