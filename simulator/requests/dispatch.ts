/**
 * Dispatches the requests of open sessions to their handlers.
 * @module
 */
import type { CtiMessage } from 'rxcti';
import {
  AgentState,
  AgentStateReason,
  CCXErrorCode,
  ControlFailureCode,
  ServiceMask,
  type SetAgentStateReq,
} from 'rxcti/protocol';
import { type ClientRequest, type Granted, hasServices, type ServerSession } from 'rxcti/server';
import type { ConfigurationKeys } from '../events/configuration-blocks.ts';
import { findAgent } from '../model/agents.ts';
import type { ContactCenter } from '../model/contact-center.ts';
import type { UploadQueue } from '../sessions/upload-queue.ts';
import { agentStateConf, decideAgentState } from './agent-state.ts';
import { type ControlRequest, decide, isControl } from './call-control.ts';
import { configurationUpload, sendKeys, sendTeams } from './configuration.ts';
import { mayActFor, supervises } from './control-context.ts';
import type { ControlRefusal, Failure } from './refusals.ts';
import { callSnapshot, deviceInfo, deviceSnapshot } from './snapshots.ts';
import { agentQueueStatistics, queueStatistics, summaryStatistics } from './statistics.ts';

/** What handlers need besides the request and its session. */
interface RequestContext {
  readonly center: ContactCenter;
  readonly keys: ConfigurationKeys;
  readonly uploads: UploadQueue;
  readonly online: boolean;
  /** Clock time at center time 0. */
  readonly startedAtMs: number;
}

/** Handles a request of an open session. */
export function handleRequest(context: RequestContext, request: ClientRequest, session: ServerSession): void {
  const { granted } = session;
  if (granted === undefined) return;
  const { center, keys, uploads, online, startedAtMs } = context;
  if (isControl(request)) {
    control(center, request, granted, session);
    return;
  }
  switch (request.type) {
    case 'CONFIG_REQUEST_KEY_EVENT':
      sendKeys(keys, online, granted, session);
      break;
    case 'CONFIG_REQUEST_EVENT':
      uploads.send(session, configurationUpload(center, keys, online, granted));
      break;
    case 'TEAM_CONFIG_REQ':
      sendTeams(center, request, granted, session, uploads);
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

function control(
  center: ContactCenter,
  request: ControlRequest,
  granted: Granted,
  session: ServerSession,
): void {
  const decision = decide({ center, granted, involvedAgents: new Set() }, request);
  if ('run' in decision) {
    session.send(decision.conf);
    decision.run();
  } else reply(session, request.invokeId, decision);
}

function setState(
  center: ContactCenter,
  request: SetAgentStateReq,
  granted: Granted,
  session: ServerSession,
): void {
  const result =
    mayControl(center, request, granted) ?? decideAgentState(center, withReason(center, request, granted));
  if ('failureCode' in result) {
    reply(session, request.invokeId, result);
    return;
  }
  session.send({ type: 'SET_AGENT_STATE_CONF', invokeId: request.invokeId });
  result();
}

/** The refusal without a control service, or for an agent whom the session may not control. */
function mayControl(
  center: ContactCenter,
  request: SetAgentStateReq,
  granted: Granted,
): ControlRefusal | undefined {
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

/** Adds the reason code for a change by a supervisor, if the request gives none. */
function withReason(center: ContactCenter, request: SetAgentStateReq, granted: Granted): SetAgentStateReq {
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
