/**
 * Barge-in, intercept and release by supervisors, and BAD_CALL_REQ.
 * Guide: SUPERVISE_CALL_REQ, BAD_CALL_REQ.
 * @module
 */
import {
  AgentStateReason,
  AgentType,
  type BadCallReq,
  CallType,
  CCXErrorCode,
  ConnectionDeviceType,
  ControlFailureCode,
  EventCause,
  LocalConnectionState,
  SpecialValues,
  type SuperviseCallReq,
  SupervisoryAction,
} from 'rxcti/protocol';
import { setBusy } from '../contact-center/agent-state.ts';
import { leaveCall } from '../contact-center/connections.ts';
import { updateMedia } from '../contact-center/media.ts';
import { beginCallEvent, callDeliveredEvent, callEstablishedEvent } from '../events/call-events.ts';
import { publishToAgent, publishToCall } from '../events/publish.ts';
import { callConferencedEvent } from '../events/transfer-events.ts';
import { findAgent } from '../model/agents.ts';
import { activeOf, addParty, phoneDevice } from '../model/calls.ts';
import type { ContactCenter } from '../model/contact-center.ts';
import type { Agent } from '../model/entities.ts';
import {
  type AgentParty,
  agentPartyOf,
  type ControlContext,
  callingAgent,
  type Decision,
  ownExtension,
  partyOf,
} from './control-context.ts';
import { type ControlRefusal, isRefusal, lineFull, outOfRange, wrongState } from './refusals.ts';

const { LCS_ALERTING, LCS_CONNECT, LCS_HOLD } = LocalConnectionState;
const connectionDeviceType = ConnectionDeviceType.CONNECTION_ID_STATIC;
const { NULL_CALL_ID } = SpecialValues;
const { CEC_SUPERVISOR_BARGE_IN, CEC_SUPERVISOR_INTERCEPT, CEC_SUPERVISOR_CLEAR } = EventCause;

export function superviseCall(context: ControlContext, request: SuperviseCallReq): Decision {
  const { center } = context;
  const { SUPERVISOR_CLEAR, SUPERVISOR_BARGE_IN, SUPERVISOR_INTERCEPT } = SupervisoryAction;
  const phone = request.supervisorInstrument || request.supervisorConnectionDeviceId || ownExtension(context);
  const supervisor = callingAgent(context, phone);
  if (isRefusal(supervisor)) return supervisor;
  if (supervisor.config.type !== AgentType.Supervisor) return noSupervisor;
  const agentParty = supervised(context, request);
  if (isRefusal(agentParty)) return agentParty;
  if (agentParty.agent.config.teamId !== supervisor.config.teamId) return otherTeam;
  const present = agentParty.call.parties.find(({ agent }) => agent === supervisor);
  const accepted = (run: () => void): Decision => ({
    conf: {
      type: 'SUPERVISE_CALL_CONF',
      invokeId: request.invokeId,
      callId: agentParty.call.callId,
      connectionDeviceType,
      connectionDeviceId: supervisor.config.extension,
    },
    run,
  });
  switch (request.supervisoryAction) {
    case SUPERVISOR_CLEAR:
      if (present === undefined) return wrongState('the supervisor is not in the call');
      return accepted(() => leaveCall(center, present, CEC_SUPERVISOR_CLEAR));
    case SUPERVISOR_BARGE_IN:
      if (present !== undefined) return wrongState('the supervisor is already in the call');
      if (supervisor.parties.length > 0) return lineFull;
      if (agentParty.state !== LCS_CONNECT) return wrongState('the call is not active at the device');
      return accepted(() => bargeIn(center, agentParty, supervisor, CEC_SUPERVISOR_BARGE_IN));
    case SUPERVISOR_INTERCEPT:
      if (present === undefined && supervisor.parties.length > 0) return lineFull;
      if (agentParty.agent === supervisor) return wrongState('supervisors do not intercept their own calls');
      if (agentParty.state !== LCS_CONNECT && agentParty.state !== LCS_HOLD)
        return wrongState('the call is not active at the device');
      return accepted(() => {
        if (present === undefined) bargeIn(center, agentParty, supervisor, CEC_SUPERVISOR_INTERCEPT);
        leaveCall(center, agentParty, CEC_SUPERVISOR_INTERCEPT);
      });
    default: {
      const known = Object.values(SupervisoryAction).some((action) => action === request.supervisoryAction);
      if (!known) return outOfRange('unknown supervisory action');
      return {
        failureCode: ControlFailureCode.CF_INVALID_FEATURE,
        text: 'monitoring and whispering are not available over CTI',
      };
    }
  }
}

const noSupervisor: ControlRefusal = {
  failureCode: ControlFailureCode.CF_PRIVILEGE_VIOLATION_ON_SPECIFIED_DEVICE,
  ccxErrorCode: CCXErrorCode.CCX_AGENT_INVALID,
  text: "the device is not a supervisor's phone",
};

const otherTeam: ControlRefusal = {
  failureCode: ControlFailureCode.CF_PRIVILEGE_VIOLATION_ON_SPECIFIED_DEVICE,
  ccxErrorCode: CCXErrorCode.CCX_AGENT_INVALID,
  text: 'the agent is in another team',
};

/** The agent's party: by call and device, or the active call of the named agent. */
function supervised(context: ControlContext, request: SuperviseCallReq): AgentParty | ControlRefusal {
  const { agentCallId, agentConnectionDeviceId } = request;
  const agent = findAgent(context.center, request);
  if (agentCallId !== NULL_CALL_ID) {
    return agentPartyOf(context, agentCallId, agentConnectionDeviceId, agent?.config.extension);
  }
  const active = agent === undefined ? undefined : (activeOf(agent) ?? agent.parties[0]);
  return agentPartyOf(context, active?.call.callId ?? NULL_CALL_ID, active?.id);
}

function bargeIn(center: ContactCenter, agentParty: AgentParty, supervisor: Agent, cause: number): void {
  const { call } = agentParty;
  const callType =
    cause === CEC_SUPERVISOR_INTERCEPT
      ? CallType.CALLTYPE_SUPERVISOR_INTERCEPT
      : CallType.CALLTYPE_SUPERVISOR_BARGE_IN;
  setBusy(center, supervisor, AgentStateReason.AGT_NON_ICD);
  const others = call.parties.filter((party) => party !== agentParty);
  const party = addParty(call, phoneDevice(supervisor), LCS_ALERTING, supervisor);
  publishToAgent(center, supervisor, beginCallEvent(call, party, callType));
  publishToCall(center, call, callDeliveredEvent(call, party, undefined, cause));
  party.state = LCS_CONNECT;
  publishToCall(center, call, callEstablishedEvent(call, party, undefined, cause));
  const { callId } = call;
  const ids = { primaryCallId: callId, secondaryCallId: callId, callId };
  publishToCall(
    center,
    call,
    callConferencedEvent(call, ids, agentParty, party, [...others, agentParty, party], cause),
  );
  updateMedia(center, call);
}

/** Confirmed without further effect. */
export function badCall({ center }: ControlContext, request: BadCallReq): Decision {
  if (request.callId !== NULL_CALL_ID) {
    const party = partyOf(center, request.callId, request.connectionDeviceId);
    if (isRefusal(party)) return party;
  }
  return { conf: { type: 'BAD_CALL_CONF', invokeId: request.invokeId }, run: () => {} };
}
