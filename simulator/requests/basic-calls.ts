/**
 * Requests for one call: make, answer, clear, hold, retrieve, send DTMF.
 * Guide: MAKE_CALL_REQ, ANSWER_CALL_REQ, CLEAR_CALL_REQ, CLEAR_CONNECTION_REQ, HOLD_CALL_REQ, RETRIEVE_CALL_REQ,
 * SEND_DTMF_SIGNAL_REQ.
 * @module
 */
import {
  type AnswerCallReq,
  CallType,
  CCXErrorCode,
  type ClearCallReq,
  type ClearConnectionReq,
  ConnectionDeviceType,
  ControlFailureCode,
  ErrorStatus,
  type HoldCallReq,
  LocalConnectionState,
  type MakeCallReq,
  type RetrieveCallReq,
  type SendDtmfSignalReq,
  SpecialValues,
} from 'rxcti/protocol';
import { noData } from '../contact-center/call-data.ts';
import { endCall, hold, leaveCall, retrieve } from '../contact-center/connections.ts';
import { answerParty, prepareCall } from '../contact-center/dialing.ts';
import { returnUnanswered } from '../contact-center/queueing.ts';
import { agentAt, isBusy } from '../model/agents.ts';
import { activeOf, deviceOf } from '../model/calls.ts';
import type { Party } from '../model/entities.ts';
import {
  type AgentParty,
  agentPartyOf,
  type ControlContext,
  callingAgent,
  type Decision,
  dataAfter,
  lineRefusal,
  partyOf,
} from './control-context.ts';
import { resolveNumber } from './dialed-numbers.ts';
import { type ControlRefusal, isRefusal, outOfRange, wrongState } from './refusals.ts';

const { LCS_ALERTING, LCS_CONNECT, LCS_HOLD } = LocalConnectionState;
const newConnectionDeviceType = ConnectionDeviceType.CONNECTION_ID_STATIC;

export function makeCall(context: ControlContext, request: MakeCallReq): Decision {
  const agent = callingAgent(context, request.agentInstrument);
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
  const target = resolveNumber(context.center, request.dialedNumber, agent);
  if (isRefusal(target)) return target;
  const data = dataAfter(noData, request);
  if (isRefusal(data)) return data;
  const { call, dial } = prepareCall(context.center, agent, target, { data });
  return {
    conf: {
      type: 'MAKE_CALL_CONF',
      invokeId: request.invokeId,
      newCallId: call.callId,
      newConnectionDeviceType,
      newConnectionDeviceId: agent.config.extension,
    },
    run: dial,
  };
}

export function answerCall(context: ControlContext, request: AnswerCallReq): Decision {
  const device = deviceOf(request.connectionDeviceId, request.agentInstrument);
  if (device === undefined) {
    return {
      status: ErrorStatus.E_CTI_REQUIRED_DATA_MISSING,
      text: 'ConnectionDeviceID or AgentInstrument is required',
    };
  }
  const callId = request.callId === SpecialValues.NULL_CALL_ID ? ringingAt(context, device) : request.callId;
  if (typeof callId === 'object') return callId;
  const agentParty = agentPartyOf(context, callId, device);
  if (isRefusal(agentParty)) return agentParty;
  if (agentParty.state !== LCS_ALERTING) return wrongState('the call is not ringing at the device');
  if (agentParty.call.type === CallType.CALLTYPE_RESERVATION) return answeredByResponse;
  if (activeBeside(agentParty) !== undefined) return wrongState('another call is active on the line');
  return {
    conf: { type: 'ANSWER_CALL_CONF', invokeId: request.invokeId },
    run: () => answerParty(context.center, agentParty),
  };
}

/** CallID of the ringing call at a phone. */
function ringingAt({ center }: ControlContext, device: string): number | ControlRefusal {
  const ringing = agentAt(center, device)?.parties.find(({ state }) => state === LCS_ALERTING);
  return ringing?.call.callId ?? noRingingCall;
}

const noRingingCall: ControlRefusal = {
  failureCode: ControlFailureCode.CF_NO_CALL_TO_ANSWER,
  ccxErrorCode: CCXErrorCode.CCX_CALL_OBJECT_NULL,
  text: 'no ringing call at the device',
};

const answeredByResponse: ControlRefusal = {
  failureCode: ControlFailureCode.CF_REQUEST_INCOMPATIBLE_WITH_OBJECT,
  text: 'a reservation call is answered with BAResponse',
};

export function clearCall(context: ControlContext, request: ClearCallReq): Decision {
  const agentParty = agentPartyOf(
    context,
    request.callId,
    request.connectionDeviceId,
    request.agentInstrument,
  );
  if (isRefusal(agentParty)) return agentParty;
  return {
    conf: { type: 'CLEAR_CALL_CONF', invokeId: request.invokeId },
    run: () =>
      ringsFromQueue(agentParty)
        ? returnUnanswered(context.center, agentParty)
        : endCall(context.center, agentParty.call, { by: agentParty }),
  };
}

export function clearConnection(context: ControlContext, request: ClearConnectionReq): Decision {
  const { center } = context;
  const party = partyOf(center, request.callId, request.connectionDeviceId || request.agentInstrument);
  if (isRefusal(party)) return party;
  // A party of a conference may drop a public number. Other phones can only be released by their own agents.
  const instrument = request.agentInstrument || request.connectionDeviceId;
  const agentParty = agentPartyOf(context, request.callId, party.agent === undefined ? instrument : party.id);
  if (isRefusal(agentParty)) return agentParty;
  return {
    conf: { type: 'CLEAR_CONNECTION_CONF', invokeId: request.invokeId },
    run: () => (ringsFromQueue(party) ? returnUnanswered(center, party) : leaveCall(center, party)),
  };
}

export function holdCall(context: ControlContext, request: HoldCallReq): Decision {
  const agentParty = agentPartyOf(
    context,
    request.callId,
    request.connectionDeviceId,
    request.agentInstrument,
  );
  if (isRefusal(agentParty)) return agentParty;
  if (agentParty.state !== LCS_CONNECT) return wrongState('the call is not active at the device');
  return {
    conf: { type: 'HOLD_CALL_CONF', invokeId: request.invokeId },
    run: () => hold(context.center, agentParty),
  };
}

export function retrieveCall(context: ControlContext, request: RetrieveCallReq): Decision {
  const agentParty = agentPartyOf(
    context,
    request.heldCallId,
    request.heldConnectionDeviceId,
    request.agentInstrument,
  );
  if (isRefusal(agentParty)) return agentParty;
  if (agentParty.state !== LCS_HOLD) return wrongState('the call is not on hold at the device');
  if (activeBeside(agentParty) !== undefined) return wrongState('another call is active on the line');
  return {
    conf: { type: 'RETRIEVE_CALL_CONF', invokeId: request.invokeId },
    run: () => retrieve(context.center, agentParty),
  };
}

export function sendDtmf(context: ControlContext, request: SendDtmfSignalReq): Decision {
  const agentParty = agentPartyOf(
    context,
    request.callId,
    request.connectionDeviceId,
    request.agentInstrument,
  );
  if (isRefusal(agentParty)) return agentParty;
  if (agentParty.state !== LCS_CONNECT) return wrongState('the call is not active at the device');
  if (!/^[0-9A-D*#]+$/i.test(request.dtmfString)) return outOfRange('invalid DTMF digits');
  return { conf: { type: 'SEND_DTMF_SIGNAL_CONF', invokeId: request.invokeId }, run: () => {} };
}

/** Another active call on the line. */
function activeBeside(agentParty: AgentParty): Party | undefined {
  return agentParty.agent.parties.find((other) => other !== agentParty && other.state !== LCS_HOLD);
}

/** A queued call that rings goes back to its queue when the phone rejects it. */
const ringsFromQueue = ({ call, state }: Party): boolean =>
  call.routing?.stage === 'ringing' && state === LCS_ALERTING;
