/**
 * Supervisors in agents' calls, and agents who ask for one.
 * Guide: SUPERVISE_CALL_REQ, SUPERVISOR_ASSIST_REQ, EMERGENCY_CALL_REQ, BAD_CALL_REQ.
 * @module
 */
import { AgentStateReason } from '../../../core/protocol/constants/agent-reasons.ts';
import { SupervisoryAction } from '../../../core/protocol/constants/agents.ts';
import {
  CallType,
  EventCause,
  LineType,
  LocalConnectionState,
} from '../../../core/protocol/constants/calls.ts';
import { AgentType } from '../../../core/protocol/constants/configuration.ts';
import { ConnectionDeviceType } from '../../../core/protocol/constants/devices.ts';
import { CCXErrorCode, ControlFailureCode, ErrorStatus } from '../../../core/protocol/constants/failures.ts';
import { SpecialValues } from '../../../core/protocol/constants/session.ts';
import type {
  BadCallReq,
  CtiMessage,
  EmergencyCallReq,
  SuperviseCallReq,
  SupervisorAssistReq,
} from '../../../core/protocol/generated/messages.ts';
import { type Agent, isLoggedIn, keepBusy } from '../centre/agents.ts';
import { noData } from '../centre/call-data.ts';
import { activeOf, join, phoneOf } from '../centre/call-model.ts';
import type { Centre, Party } from '../centre/centre.ts';
import { type Dialled, place } from '../centre/dialling.ts';
import { hold } from '../centre/holding.ts';
import { leave } from '../centre/leaving.ts';
import { followMedia } from '../centre/media.ts';
import type { Failure } from '../centre/statistics.ts';
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
  partyOf,
  wrongState,
} from './context.ts';

const { LCS_ALERTING, LCS_CONNECT, LCS_HOLD } = LocalConnectionState;
const connectionDeviceType = ConnectionDeviceType.CONNECTION_ID_STATIC;
const { NULL_CALL_ID, NULL_LINEHANDLE } = SpecialValues;
const { CEC_SUPERVISOR_BARGE_IN, CEC_SUPERVISOR_INTERCEPT, CEC_SUPERVISOR_CLEAR } = EventCause;
const { CEC_SUPERVISOR_ASSIST, CEC_EMERGENCY_CALL } = EventCause;

export function superviseCall(context: ControlContext, request: SuperviseCallReq): Decision {
  const { centre } = context;
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
      return accepted(() => leave(centre, present, CEC_SUPERVISOR_CLEAR));
    case SUPERVISOR_BARGE_IN:
      if (present !== undefined) return wrongState('the supervisor is in that call already');
      if (supervisor.parties.length > 0) return lineFull;
      if (leg.state !== LCS_CONNECT) return wrongState('the call is not active there');
      return accepted(() => bargeIn(centre, leg, supervisor, CEC_SUPERVISOR_BARGE_IN));
    case SUPERVISOR_INTERCEPT:
      if (present === undefined && supervisor.parties.length > 0) return lineFull;
      if (leg.agent === supervisor) return wrongState('supervisors do not intercept their own calls');
      if (leg.state !== LCS_CONNECT && leg.state !== LCS_HOLD)
        return wrongState('the call is not active there');
      return accepted(() => {
        if (present === undefined) bargeIn(centre, leg, supervisor, CEC_SUPERVISOR_INTERCEPT);
        leave(centre, leg, CEC_SUPERVISOR_INTERCEPT);
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

/** The phone of an agent-mode session. */
const ownPhone = ({ centre, granted }: ControlContext): string =>
  centre.agents.get(granted.agentId ?? '')?.person.extension ?? '';

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
  const agent = findAgent(context.centre, request);
  if (agentCallId !== NULL_CALL_ID) {
    return legOf(context, agentCallId, agentConnectionDeviceId, agent?.person.extension);
  }
  const active = agent === undefined ? undefined : (activeOf(agent) ?? agent.parties[0]);
  return legOf(context, active?.call.callId ?? NULL_CALL_ID, active?.id);
}

function bargeIn(centre: Centre, leg: Leg, supervisor: Agent, cause: number): void {
  const { call } = leg;
  const callType =
    cause === CEC_SUPERVISOR_INTERCEPT
      ? CallType.CALLTYPE_SUPERVISOR_INTERCEPT
      : CallType.CALLTYPE_SUPERVISOR_BARGE_IN;
  keepBusy(centre, supervisor, AgentStateReason.AGT_NON_ICD);
  const others = call.parties.filter((party) => party !== leg);
  const party = join(call, phoneOf(supervisor), LCS_ALERTING, supervisor);
  tellAgent(centre, supervisor, callBegins(call, party, callType));
  tellAll(centre, call, callDelivered(call, party, undefined, cause));
  party.state = LCS_CONNECT;
  tellAll(centre, call, callEstablished(call, party, undefined, cause));
  const { callId } = call;
  const ids = { primaryCallId: callId, secondaryCallId: callId, callId };
  tellAll(centre, call, callConferenced(call, ids, leg, party, [...others, leg, party], cause));
  followMedia(centre, call);
}

export function supervisorAssist(context: ControlContext, request: SupervisorAssistReq): Decision {
  const asked = askSupervisor(context, request, request.callId, {
    type: CallType.CALLTYPE_ASSIST,
    cause: CEC_SUPERVISOR_ASSIST,
  });
  if (!('call' in asked)) return asked;
  const about = {
    callId: asked.call.callId,
    connectionDeviceType,
    connectionDeviceId: asked.phone.id,
  };
  return {
    conf: { type: 'SUPERVISOR_ASSIST_CONF', invokeId: request.invokeId, ...about },
    run: () =>
      asked.start({
        type: 'SUPERVISOR_ASSIST_EVENT',
        ...about,
        clientId: context.granted.clientId,
      }),
  };
}

export function emergencyCall(context: ControlContext, request: EmergencyCallReq): Decision {
  const asked = askSupervisor(context, request, request.connectionCallId, {
    type: CallType.CALLTYPE_EMERGENCY,
    cause: CEC_EMERGENCY_CALL,
  });
  if (!('call' in asked)) return asked;
  const { agentId, extension } = asked.agent.person;
  const about = {
    connectionCallId: asked.call.callId,
    connectionDeviceType,
    connectionDeviceId: asked.phone.id,
  };
  return {
    conf: {
      type: 'EMERGENCY_CALL_CONF',
      invokeId: request.invokeId,
      ...about,
      lineHandle: NULL_LINEHANDLE,
      lineType: LineType.business,
    },
    run: () =>
      asked.start({
        type: 'EMERGENCY_CALL_EVENT',
        invokeId: 0,
        peripheralId: request.peripheralId,
        ...about,
        sessionId: 0,
        clientId: context.granted.clientId,
        agentExtension: extension,
        agentId,
        agentInstrument: extension,
      }),
  };
}

/** An agent calls a free supervisor of the team; the call that the agent is on is held meanwhile. */
function askSupervisor(
  context: ControlContext,
  request: SupervisorAssistReq | EmergencyCallReq,
  callId: number,
  how: { readonly type: number; readonly cause: number },
): (Dialled & { readonly agent: Agent; start(event: CtiMessage): void }) | ControlRefusal | Failure {
  const { centre } = context;
  const named = findAgent(centre, request)?.person.extension;
  const agent = callerOf(context, named || request.connectionDeviceId || ownPhone(context));
  if (isRefusal(agent)) return agent;
  if (callId !== NULL_CALL_ID) {
    const party = partyOf(centre, callId, agent.person.extension);
    if (isRefusal(party)) return party;
  }
  if (agent.parties.length > 1) return lineFull;
  const active = activeOf(agent);
  if (active !== undefined && active.state !== LCS_CONNECT) return wrongState('the call is not active yet');
  const supervisor = freeSupervisor(centre, agent);
  if (supervisor === undefined) {
    return { status: ErrorStatus.E_CTI_UNSPECIFIED_FAILURE, text: 'no supervisor of the team is free' };
  }
  const target = { kind: 'agent', agent: supervisor, device: phoneOf(supervisor) } as const;
  const about: Party | undefined = active ?? agent.parties[0];
  const dialled = place(centre, agent, target, {
    data: about?.call.data ?? noData,
    ...(about === undefined ? {} : { consultOf: about.call }),
    ...how,
  });
  return {
    ...dialled,
    agent,
    start(event) {
      if (active !== undefined) hold(centre, active);
      dialled.dial();
      centre.publish(event, { bridge: true, agents: [supervisor.person.agentId] });
    },
  };
}

function freeSupervisor(centre: Centre, agent: Agent): Agent | undefined {
  return [...centre.agents.values()].find(
    (other) =>
      other !== agent &&
      other.person.type === AgentType.Supervisor &&
      other.person.teamId === agent.person.teamId &&
      isLoggedIn(other) &&
      other.inService &&
      other.parties.length === 0,
  );
}

/** The server only writes down what it knows of the call. */
export function badCall({ centre }: ControlContext, request: BadCallReq): Decision {
  if (request.callId !== NULL_CALL_ID) {
    const party = partyOf(centre, request.callId, request.connectionDeviceId);
    if (isRefusal(party)) return party;
  }
  return { conf: { type: 'BAD_CALL_CONF', invokeId: request.invokeId }, run: () => {} };
}
