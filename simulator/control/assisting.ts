/**
 * Agents who ask for a supervisor.
 * Guide: SUPERVISOR_ASSIST_REQ, EMERGENCY_CALL_REQ.
 * @module
 */

import type { CtiMessage } from 'rxcti';
import type { EmergencyCallReq, SupervisorAssistReq } from 'rxcti/protocol';
import {
  AgentType,
  CallType,
  ConnectionDeviceType,
  ErrorStatus,
  EventCause,
  LineType,
  LocalConnectionState,
  SpecialValues,
} from 'rxcti/protocol';
import { type Agent, isLoggedIn } from '../center/agents.ts';
import { noData } from '../center/call-data.ts';
import { activeOf, phoneOf } from '../center/call-model.ts';
import type { Center, Party } from '../center/center.ts';
import { type Dialed, place } from '../center/dialing.ts';
import { hold } from '../center/holding.ts';
import type { Failure } from '../center/statistics.ts';
import { type ControlRefusal, findAgent } from '../requests/agent-requests.ts';
import {
  type ControlContext,
  callerOf,
  type Decision,
  isRefusal,
  lineFull,
  ownPhone,
  partyOf,
  wrongState,
} from './context.ts';

const { LCS_CONNECT } = LocalConnectionState;
const connectionDeviceType = ConnectionDeviceType.CONNECTION_ID_STATIC;
const { NULL_CALL_ID, NULL_LINEHANDLE } = SpecialValues;
const { CEC_SUPERVISOR_ASSIST, CEC_EMERGENCY_CALL } = EventCause;

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
): (Dialed & { readonly agent: Agent; start(event: CtiMessage): void }) | ControlRefusal | Failure {
  const { center } = context;
  const named = findAgent(center, request)?.person.extension;
  const agent = callerOf(context, named || request.connectionDeviceId || ownPhone(context));
  if (isRefusal(agent)) return agent;
  if (callId !== NULL_CALL_ID) {
    const party = partyOf(center, callId, agent.person.extension);
    if (isRefusal(party)) return party;
  }
  if (agent.parties.length > 1) return lineFull;
  const active = activeOf(agent);
  if (active !== undefined && active.state !== LCS_CONNECT) return wrongState('the call is not active yet');
  const supervisor = freeSupervisor(center, agent);
  if (supervisor === undefined) {
    return { status: ErrorStatus.E_CTI_UNSPECIFIED_FAILURE, text: 'no supervisor of the team is free' };
  }
  const target = { kind: 'agent', agent: supervisor, device: phoneOf(supervisor) } as const;
  const about: Party | undefined = active ?? agent.parties[0];
  const dialed = place(center, agent, target, {
    data: about?.call.data ?? noData,
    ...(about === undefined ? {} : { consultOf: about.call }),
    ...how,
  });
  return {
    ...dialed,
    agent,
    start(event) {
      if (active !== undefined) hold(center, active);
      dialed.dial();
      center.publish(event, { bridge: true, agents: [supervisor.person.agentId] });
    },
  };
}

function freeSupervisor(center: Center, agent: Agent): Agent | undefined {
  return [...center.agents.values()].find(
    (other) =>
      other !== agent &&
      other.person.type === AgentType.Supervisor &&
      other.person.teamId === agent.person.teamId &&
      isLoggedIn(other) &&
      other.inService &&
      other.parties.length === 0,
  );
}
