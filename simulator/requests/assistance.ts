/**
 * Calls from agents to a supervisor of the team.
 * Guide: SUPERVISOR_ASSIST_REQ, EMERGENCY_CALL_REQ.
 * @module
 */
import type { CtiMessage } from 'rxcti';
import {
  AgentType,
  CallType,
  ConnectionDeviceType,
  type EmergencyCallReq,
  ErrorStatus,
  EventCause,
  LineType,
  LocalConnectionState,
  SpecialValues,
  type SupervisorAssistReq,
} from 'rxcti/protocol';
import { noData } from '../contact-center/call-data.ts';
import { hold } from '../contact-center/connections.ts';
import { type PreparedCall, prepareCall } from '../contact-center/dialing.ts';
import { findAgent, isLoggedIn } from '../model/agents.ts';
import { activeOf, phoneDevice } from '../model/calls.ts';
import type { ContactCenter } from '../model/contact-center.ts';
import type { Agent, Party } from '../model/entities.ts';
import {
  type ControlContext,
  callingAgent,
  type Decision,
  ownExtension,
  partyOf,
} from './control-context.ts';
import { type ControlRefusal, type Failure, isRefusal, lineFull, wrongState } from './refusals.ts';

const { LCS_CONNECT } = LocalConnectionState;
const connectionDeviceType = ConnectionDeviceType.CONNECTION_ID_STATIC;
const { NULL_CALL_ID, NULL_LINEHANDLE } = SpecialValues;
const { CEC_SUPERVISOR_ASSIST, CEC_EMERGENCY_CALL } = EventCause;

export function supervisorAssist(context: ControlContext, request: SupervisorAssistReq): Decision {
  const prepared = prepareAssistance(context, request, request.callId, {
    type: CallType.CALLTYPE_ASSIST,
    cause: CEC_SUPERVISOR_ASSIST,
  });
  if (!('call' in prepared)) return prepared;
  const connection = {
    callId: prepared.call.callId,
    connectionDeviceType,
    connectionDeviceId: prepared.phone.id,
  };
  return {
    conf: { type: 'SUPERVISOR_ASSIST_CONF', invokeId: request.invokeId, ...connection },
    run: () =>
      prepared.start({
        type: 'SUPERVISOR_ASSIST_EVENT',
        ...connection,
        clientId: context.granted.clientId,
      }),
  };
}

export function emergencyCall(context: ControlContext, request: EmergencyCallReq): Decision {
  const prepared = prepareAssistance(context, request, request.connectionCallId, {
    type: CallType.CALLTYPE_EMERGENCY,
    cause: CEC_EMERGENCY_CALL,
  });
  if (!('call' in prepared)) return prepared;
  const { agentId, extension } = prepared.agent.config;
  const connection = {
    connectionCallId: prepared.call.callId,
    connectionDeviceType,
    connectionDeviceId: prepared.phone.id,
  };
  return {
    conf: {
      type: 'EMERGENCY_CALL_CONF',
      invokeId: request.invokeId,
      ...connection,
      lineHandle: NULL_LINEHANDLE,
      lineType: LineType.business,
    },
    run: () =>
      prepared.start({
        type: 'EMERGENCY_CALL_EVENT',
        invokeId: 0,
        peripheralId: request.peripheralId,
        ...connection,
        sessionId: 0,
        clientId: context.granted.clientId,
        agentExtension: extension,
        agentId,
        agentInstrument: extension,
      }),
  };
}

/** Prepares a call to a free supervisor of the team. The agent's active call is held when it starts. */
function prepareAssistance(
  context: ControlContext,
  request: SupervisorAssistReq | EmergencyCallReq,
  callId: number,
  kind: { readonly type: number; readonly cause: number },
): (PreparedCall & { readonly agent: Agent; start(event: CtiMessage): void }) | ControlRefusal | Failure {
  const { center } = context;
  const named = findAgent(center, request)?.config.extension;
  const agent = callingAgent(context, named || request.connectionDeviceId || ownExtension(context));
  if (isRefusal(agent)) return agent;
  if (callId !== NULL_CALL_ID) {
    const party = partyOf(center, callId, agent.config.extension);
    if (isRefusal(party)) return party;
  }
  if (agent.parties.length > 1) return lineFull;
  const active = activeOf(agent);
  if (active !== undefined && active.state !== LCS_CONNECT) return wrongState('the call is not active yet');
  const supervisor = freeSupervisor(center, agent);
  if (supervisor === undefined) {
    return { status: ErrorStatus.E_CTI_UNSPECIFIED_FAILURE, text: 'no supervisor of the team is free' };
  }
  const target = { kind: 'agent', agent: supervisor, device: phoneDevice(supervisor) } as const;
  const party: Party | undefined = active ?? agent.parties[0];
  const dialed = prepareCall(center, agent, target, {
    data: party?.call.data ?? noData,
    ...(party === undefined ? {} : { consultOf: party.call }),
    ...kind,
  });
  return {
    ...dialed,
    agent,
    start(event) {
      if (active !== undefined) hold(center, active);
      dialed.dial();
      center.publish(event, { bridges: true, agents: [supervisor.config.agentId] });
    },
  };
}

function freeSupervisor(center: ContactCenter, agent: Agent): Agent | undefined {
  return [...center.agents.values()].find(
    (other) =>
      other !== agent &&
      other.config.type === AgentType.Supervisor &&
      other.config.teamId === agent.config.teamId &&
      isLoggedIn(other) &&
      other.inService &&
      other.parties.length === 0,
  );
}
