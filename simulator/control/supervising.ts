/**
 * Supervisors in agents' calls, and calls that somebody reports.
 * Guide: SUPERVISE_CALL_REQ, BAD_CALL_REQ.
 * @module
 */

import type { BadCallReq, SuperviseCallReq } from 'rxcti/protocol';
import {
  AgentStateReason,
  AgentType,
  CallType,
  CCXErrorCode,
  ConnectionDeviceType,
  ControlFailureCode,
  EventCause,
  LocalConnectionState,
  SpecialValues,
  SupervisoryAction,
} from 'rxcti/protocol';
import { type Agent, keepBusy } from '../center/agents.ts';
import { activeOf, join, phoneOf } from '../center/call-model.ts';
import type { Center } from '../center/center.ts';
import { leave } from '../center/leaving.ts';
import { followMedia } from '../center/media.ts';
import { type ControlRefusal, findAgent } from '../requests/agent-requests.ts';
import { callBegins, callDelivered, callEstablished } from '../telling/call-events.ts';
import { callConferenced } from '../telling/merge-events.ts';
import { tellAgent, tellAll } from '../telling/telling.ts';
import {
  type ControlContext,
  callerOf,
  type Decision,
  isRefusal,
  type Leg,
  legOf,
  lineFull,
  outOfRange,
  ownPhone,
  partyOf,
  wrongState,
} from './context.ts';

const { LCS_ALERTING, LCS_CONNECT, LCS_HOLD } = LocalConnectionState;
const connectionDeviceType = ConnectionDeviceType.CONNECTION_ID_STATIC;
const { NULL_CALL_ID } = SpecialValues;
const { CEC_SUPERVISOR_BARGE_IN, CEC_SUPERVISOR_INTERCEPT, CEC_SUPERVISOR_CLEAR } = EventCause;

export function superviseCall(context: ControlContext, request: SuperviseCallReq): Decision {
  const { center } = context;
  const { SUPERVISOR_CLEAR, SUPERVISOR_BARGE_IN, SUPERVISOR_INTERCEPT } = SupervisoryAction;
  const phone = request.supervisorInstrument || request.supervisorConnectionDeviceId || ownPhone(context);
  const supervisor = callerOf(context, phone);
  if (isRefusal(supervisor)) return supervisor;
  if (supervisor.person.type !== AgentType.Supervisor) return noSupervisor;
  const leg = supervised(context, request);
  if (isRefusal(leg)) return leg;
  if (leg.agent.person.teamId !== supervisor.person.teamId) return otherTeam;
  const present = leg.call.parties.find(({ agent }) => agent === supervisor);
  const accepted = (run: () => void): Decision => ({
    conf: {
      type: 'SUPERVISE_CALL_CONF',
      invokeId: request.invokeId,
      callId: leg.call.callId,
      connectionDeviceType,
      connectionDeviceId: supervisor.person.extension,
    },
    run,
  });
  switch (request.supervisoryAction) {
    case SUPERVISOR_CLEAR:
      if (present === undefined) return wrongState('the supervisor has no part in that call');
      return accepted(() => leave(center, present, CEC_SUPERVISOR_CLEAR));
    case SUPERVISOR_BARGE_IN:
      if (present !== undefined) return wrongState('the supervisor is in that call already');
      if (supervisor.parties.length > 0) return lineFull;
      if (leg.state !== LCS_CONNECT) return wrongState('the call is not active there');
      return accepted(() => bargeIn(center, leg, supervisor, CEC_SUPERVISOR_BARGE_IN));
    case SUPERVISOR_INTERCEPT:
      if (present === undefined && supervisor.parties.length > 0) return lineFull;
      if (leg.agent === supervisor) return wrongState('supervisors do not intercept their own calls');
      if (leg.state !== LCS_CONNECT && leg.state !== LCS_HOLD)
        return wrongState('the call is not active there');
      return accepted(() => {
        if (present === undefined) bargeIn(center, leg, supervisor, CEC_SUPERVISOR_INTERCEPT);
        leave(center, leg, CEC_SUPERVISOR_INTERCEPT);
      });
    default: {
      const known = Object.values(SupervisoryAction).some((action) => action === request.supervisoryAction);
      if (!known) return outOfRange('there is no such supervisory action');
      return {
        failureCode: ControlFailureCode.CF_INVALID_FEATURE,
        text: 'CCX monitors and whispers without CTI',
      };
    }
  }
}

const noSupervisor: ControlRefusal = {
  failureCode: ControlFailureCode.CF_PRIVILEGE_VIOLATION_ON_SPECIFIED_DEVICE,
  ccxErrorCode: CCXErrorCode.CCX_AGENT_INVALID,
  text: 'that is no phone of a supervisor',
};

const otherTeam: ControlRefusal = {
  failureCode: ControlFailureCode.CF_PRIVILEGE_VIOLATION_ON_SPECIFIED_DEVICE,
  ccxErrorCode: CCXErrorCode.CCX_AGENT_INVALID,
  text: 'the agent is in another team',
};

/** The agent's leg: by call and device, or by the agent, whose active call it is. */
function supervised(context: ControlContext, request: SuperviseCallReq): Leg | ControlRefusal {
  const { agentCallId, agentConnectionDeviceId } = request;
  const agent = findAgent(context.center, request);
  if (agentCallId !== NULL_CALL_ID) {
    return legOf(context, agentCallId, agentConnectionDeviceId, agent?.person.extension);
  }
  const active = agent === undefined ? undefined : (activeOf(agent) ?? agent.parties[0]);
  return legOf(context, active?.call.callId ?? NULL_CALL_ID, active?.id);
}

function bargeIn(center: Center, leg: Leg, supervisor: Agent, cause: number): void {
  const { call } = leg;
  const callType =
    cause === CEC_SUPERVISOR_INTERCEPT
      ? CallType.CALLTYPE_SUPERVISOR_INTERCEPT
      : CallType.CALLTYPE_SUPERVISOR_BARGE_IN;
  keepBusy(center, supervisor, AgentStateReason.AGT_NON_ICD);
  const others = call.parties.filter((party) => party !== leg);
  const party = join(call, phoneOf(supervisor), LCS_ALERTING, supervisor);
  tellAgent(center, supervisor, callBegins(call, party, callType));
  tellAll(center, call, callDelivered(call, party, undefined, cause));
  party.state = LCS_CONNECT;
  tellAll(center, call, callEstablished(call, party, undefined, cause));
  const { callId } = call;
  const ids = { primaryCallId: callId, secondaryCallId: callId, callId };
  tellAll(center, call, callConferenced(call, ids, leg, party, [...others, leg, party], cause));
  followMedia(center, call);
}

/** The server only writes down what it knows of the call. */
export function badCall({ center }: ControlContext, request: BadCallReq): Decision {
  if (request.callId !== NULL_CALL_ID) {
    const party = partyOf(center, request.callId, request.connectionDeviceId);
    if (isRefusal(party)) return party;
  }
  return { conf: { type: 'BAD_CALL_CONF', invokeId: request.invokeId }, run: () => {} };
}
