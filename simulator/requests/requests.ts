/**
 * Who answers what.
 * @module
 */

import type { CtiMessage } from 'rxcti';
import type { SetAgentStateReq } from 'rxcti/protocol';
import { AgentState, AgentStateReason, CCXErrorCode, ControlFailureCode, ServiceMask } from 'rxcti/protocol';
import type { ClientRequest, Granted, ServerSession } from 'rxcti/server';
import { hasServices } from 'rxcti/server';
import type { Center } from '../center/center.ts';
import {
  agentQueueStatistics,
  type Failure,
  queueStatistics,
  summaryStatistics,
} from '../center/statistics.ts';
import { mayActFor, supervises } from '../control/rights.ts';
import { type ControlRequest, decide, isControl } from '../control/table.ts';
import { agentStateChange, agentStateConf, type ControlRefusal, findAgent } from './agent-requests.ts';
import type { ConfigurationKeys } from './configuration.ts';
import { answerKeys, answerTeams, configurationAnswer } from './configuration-requests.ts';
import type { Outbox } from './outbox.ts';
import { callSnapshot, deviceInfo, deviceSnapshot } from './snapshots.ts';

/** What answers are made from. */
export interface Desk {
  readonly center: Center;
  readonly keys: ConfigurationKeys;
  readonly outbox: Outbox;
  readonly online: boolean;
  /** The clock's time when the center's time began. */
  readonly startedAtMs: number;
}

/** Answers a request of an open session. */
export function answer(desk: Desk, request: ClientRequest, session: ServerSession): void {
  const { granted } = session;
  if (granted === undefined) return;
  const { center, keys, outbox, online, startedAtMs } = desk;
  if (isControl(request)) {
    control(center, request, granted, session);
    return;
  }
  switch (request.type) {
    case 'CONFIG_REQUEST_KEY_EVENT':
      answerKeys(keys, online, granted, session);
      break;
    case 'CONFIG_REQUEST_EVENT':
      outbox.send(session, configurationAnswer(center, keys, online, granted));
      break;
    case 'TEAM_CONFIG_REQ':
      answerTeams(center, request, granted, session, outbox);
      break;
    case 'QUERY_AGENT_STATE_REQ':
      reply(session, request.invokeId, agentStateConf(center, request));
      break;
    case 'SET_AGENT_STATE_REQ':
      setState(center, request, granted, session);
      break;
    case 'SNAPSHOT_DEVICE_REQ':
      reply(session, request.invokeId, deviceSnapshot(center, request));
      break;
    case 'SNAPSHOT_CALL_REQ':
      reply(session, request.invokeId, callSnapshot(center, request));
      break;
    case 'QUERY_DEVICE_INFO_REQ':
      reply(session, request.invokeId, deviceInfo(center, request));
      break;
    case 'QUERY_QUEUE_STATISTICS_REQ':
      reply(session, request.invokeId, queueStatistics(center, startedAtMs, request));
      break;
    case 'QUERY_SUMMARY_STATISTICS_REQ':
      reply(session, request.invokeId, summaryStatistics(center, request));
      break;
    case 'QUERY_AGENT_QUEUE_STATISTICS_REQ':
      reply(session, request.invokeId, agentQueueStatistics(center, request));
      break;
  }
}

function control(center: Center, request: ControlRequest, granted: Granted, session: ServerSession): void {
  const decision = decide({ center, granted, named: new Set() }, request);
  if ('run' in decision) {
    session.send(decision.conf);
    decision.run();
  } else reply(session, request.invokeId, decision);
}

function setState(center: Center, request: SetAgentStateReq, granted: Granted, session: ServerSession): void {
  const result =
    mayControl(center, request, granted) ?? agentStateChange(center, withReason(center, request, granted));
  if ('failureCode' in result) {
    reply(session, request.invokeId, result);
    return;
  }
  session.send({ type: 'SET_AGENT_STATE_CONF', invokeId: request.invokeId });
  result();
}

/** Control needs a service and the right to it. */
function mayControl(center: Center, request: SetAgentStateReq, granted: Granted): ControlRefusal | undefined {
  const { CTI_SERVICE_CLIENT_CONTROL, CTI_AGENT_STATE_CONTROL_ONLY } = ServiceMask;
  if (
    !hasServices(granted, CTI_SERVICE_CLIENT_CONTROL) &&
    !hasServices(granted, CTI_AGENT_STATE_CONTROL_ONLY)
  ) {
    return {
      failureCode: ControlFailureCode.CF_PRIVILEGE_VIOLATION_ON_SPECIFIED_DEVICE,
      ccxErrorCode: CCXErrorCode.CCX_CALL_CONTROL_MASK_NOT_ON,
      text: 'the session was opened without a control service',
    };
  }
  const agent = findAgent(center, request);
  if (agent === undefined || mayActFor(center, granted, agent)) return undefined;
  return {
    failureCode: ControlFailureCode.CF_PRIVILEGE_VIOLATION_ON_SPECIFIED_DEVICE,
    text: 'an agent-mode session controls its own agent, and a supervisor those of the team',
  };
}

/** A supervisor's hand shows in the reason where the request gives none. */
function withReason(center: Center, request: SetAgentStateReq, granted: Granted): SetAgentStateReq {
  const agent = findAgent(center, request);
  if (request.eventReasonCode !== 0 || agent === undefined || !supervises(center, granted, agent))
    return request;
  const { SUP_AGT_TO_LOGOUT, SUP_AGT_TO_NOT_READY } = AgentStateReason;
  const { AGENT_STATE_LOGOUT, AGENT_STATE_NOT_READY } = AgentState;
  if (request.agentState === AGENT_STATE_LOGOUT) return { ...request, eventReasonCode: SUP_AGT_TO_LOGOUT };
  if (request.agentState !== AGENT_STATE_NOT_READY) return request;
  return { ...request, eventReasonCode: SUP_AGT_TO_NOT_READY };
}

function reply(
  session: ServerSession,
  invokeId: number,
  result: CtiMessage | ControlRefusal | Failure,
): void {
  if ('type' in result) session.send(result);
  else if ('status' in result) session.fail(invokeId, result.status, result.text);
  else session.controlFail(invokeId, result.failureCode, result);
}
