/**
 * Who answers what.
 * @module
 */
import { AgentStateReason } from '../../../core/protocol/constants/agent-reasons.ts';
import { AgentState } from '../../../core/protocol/constants/agents.ts';
import { CCXErrorCode, ControlFailureCode } from '../../../core/protocol/constants/failures.ts';
import { ServiceMask } from '../../../core/protocol/constants/service-masks.ts';
import type { CtiMessage, SetAgentStateReq } from '../../../core/protocol/generated/messages.ts';
import type { Granted } from '../../../core/serving/grant.ts';
import type { ClientRequest, ServingSession } from '../../../core/serving/host.ts';
import { has } from '../../../core/serving/masks.ts';
import type { Centre } from '../centre/centre.ts';
import {
  agentQueueStatistics,
  type Failure,
  queueStatistics,
  summaryStatistics,
} from '../centre/statistics.ts';
import { mayActFor, supervises } from '../control/rights.ts';
import { type ControlRequest, decide, isControl } from '../control/table.ts';
import { agentStateChange, agentStateConf, type ControlRefusal, findAgent } from './agent-requests.ts';
import type { ConfigurationKeys } from './configuration.ts';
import { answerKeys, answerTeams, configurationAnswer } from './configuration-requests.ts';
import type { Outbox } from './outbox.ts';
import { callSnapshot, deviceInfo, deviceSnapshot } from './snapshots.ts';

/** What answers are made from. */
export interface Desk {
  readonly centre: Centre;
  readonly keys: ConfigurationKeys;
  readonly outbox: Outbox;
  readonly online: boolean;
  /** The clock's time when the centre's time began. */
  readonly startedAtMs: number;
}

/** Answers a request of an open session. */
export function answer(desk: Desk, request: ClientRequest, session: ServingSession): void {
  const { granted } = session;
  if (granted === undefined) return;
  const { centre, keys, outbox, online, startedAtMs } = desk;
  if (isControl(request)) {
    control(centre, request, granted, session);
    return;
  }
  switch (request.type) {
    case 'CONFIG_REQUEST_KEY_EVENT':
      answerKeys(keys, online, granted, session);
      break;
    case 'CONFIG_REQUEST_EVENT':
      outbox.send(session, configurationAnswer(centre, keys, online, granted));
      break;
    case 'TEAM_CONFIG_REQ':
      answerTeams(centre, request, granted, session, outbox);
      break;
    case 'QUERY_AGENT_STATE_REQ':
      reply(session, request.invokeId, agentStateConf(centre, request));
      break;
    case 'SET_AGENT_STATE_REQ':
      setState(centre, request, granted, session);
      break;
    case 'SNAPSHOT_DEVICE_REQ':
      reply(session, request.invokeId, deviceSnapshot(centre, request));
      break;
    case 'SNAPSHOT_CALL_REQ':
      reply(session, request.invokeId, callSnapshot(centre, request));
      break;
    case 'QUERY_DEVICE_INFO_REQ':
      reply(session, request.invokeId, deviceInfo(centre, request));
      break;
    case 'QUERY_QUEUE_STATISTICS_REQ':
      reply(session, request.invokeId, queueStatistics(centre, startedAtMs, request));
      break;
    case 'QUERY_SUMMARY_STATISTICS_REQ':
      reply(session, request.invokeId, summaryStatistics(centre, request));
      break;
    case 'QUERY_AGENT_QUEUE_STATISTICS_REQ':
      reply(session, request.invokeId, agentQueueStatistics(centre, request));
      break;
  }
}

function control(centre: Centre, request: ControlRequest, granted: Granted, session: ServingSession): void {
  const decision = decide({ centre, granted, named: new Set() }, request);
  if ('run' in decision) {
    session.send(decision.conf);
    decision.run();
  } else reply(session, request.invokeId, decision);
}

function setState(
  centre: Centre,
  request: SetAgentStateReq,
  granted: Granted,
  session: ServingSession,
): void {
  const result =
    mayControl(centre, request, granted) ?? agentStateChange(centre, withReason(centre, request, granted));
  if ('failureCode' in result) {
    reply(session, request.invokeId, result);
    return;
  }
  session.send({ type: 'SET_AGENT_STATE_CONF', invokeId: request.invokeId });
  result();
}

/** Control needs a service and the right to it. */
function mayControl(centre: Centre, request: SetAgentStateReq, granted: Granted): ControlRefusal | undefined {
  const { CTI_SERVICE_CLIENT_CONTROL, CTI_AGENT_STATE_CONTROL_ONLY } = ServiceMask;
  if (!has(granted, CTI_SERVICE_CLIENT_CONTROL) && !has(granted, CTI_AGENT_STATE_CONTROL_ONLY)) {
    return {
      failureCode: ControlFailureCode.CF_PRIVILEGE_VIOLATION_ON_SPECIFIED_DEVICE,
      ccxErrorCode: CCXErrorCode.CCX_CALL_CONTROL_MASK_NOT_ON,
      text: 'the session was opened without a control service',
    };
  }
  const agent = findAgent(centre, request);
  if (agent === undefined || mayActFor(centre, granted, agent)) return undefined;
  return {
    failureCode: ControlFailureCode.CF_PRIVILEGE_VIOLATION_ON_SPECIFIED_DEVICE,
    text: 'an agent-mode session controls its own agent, and a supervisor those of the team',
  };
}

/** A supervisor's hand shows in the reason where the request gives none. */
function withReason(centre: Centre, request: SetAgentStateReq, granted: Granted): SetAgentStateReq {
  const agent = findAgent(centre, request);
  if (request.eventReasonCode !== 0 || agent === undefined || !supervises(centre, granted, agent))
    return request;
  const { SUP_AGT_TO_LOGOUT, SUP_AGT_TO_NOT_READY } = AgentStateReason;
  const { AGENT_STATE_LOGOUT, AGENT_STATE_NOT_READY } = AgentState;
  if (request.agentState === AGENT_STATE_LOGOUT) return { ...request, eventReasonCode: SUP_AGT_TO_LOGOUT };
  if (request.agentState !== AGENT_STATE_NOT_READY) return request;
  return { ...request, eventReasonCode: SUP_AGT_TO_NOT_READY };
}

function reply(
  session: ServingSession,
  invokeId: number,
  result: CtiMessage | ControlRefusal | Failure,
): void {
  if ('type' in result) session.send(result);
  else if ('status' in result) session.fail(invokeId, result.status, result.text);
  else session.controlFail(invokeId, result.failureCode, result);
}
