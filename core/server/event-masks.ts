/**
 * Event filter: which events a session's services and masks include.
 * Guide: How the client selects the types of messages wanted; the three mask tables.
 * @module
 */
import { AgentState } from '../protocol/constants/agents.ts';
import {
  AgentStateMask,
  CallEventMask,
  ConfigMsgMask,
  ConfigurationMask,
  ServiceMask,
} from '../protocol/constants/service-masks.ts';
import type { AgentStateEvent, CtiMessage } from '../protocol/generated/messages.ts';
import type { Granted } from './grant.ts';

const callBits: Readonly<Record<string, number>> = {
  CALL_DELIVERED_EVENT: CallEventMask.CALL_DELIVERED_MASK,
  CALL_QUEUED_EVENT: CallEventMask.CALL_QUEUED_MASK,
  CALL_ESTABLISHED_EVENT: CallEventMask.CALL_ESTABLISHED_MASK,
  CALL_HELD_EVENT: CallEventMask.CALL_HELD_MASK,
  CALL_RETRIEVED_EVENT: CallEventMask.CALL_RETRIEVED_MASK,
  CALL_CLEARED_EVENT: CallEventMask.CALL_CLEARED_MASK,
  CALL_CONNECTION_CLEARED_EVENT: CallEventMask.CALL_CONNECTION_CLEARED_MASK,
  CALL_ORIGINATED_EVENT: CallEventMask.CALL_ORIGINATED_MASK,
  CALL_CONFERENCED_EVENT: CallEventMask.CALL_CONFERENCED_MASK,
  CALL_TRANSFERRED_EVENT: CallEventMask.CALL_TRANSFERRED_MASK,
  CALL_DIVERTED_EVENT: CallEventMask.CALL_DIVERTED_MASK,
  CALL_SERVICE_INITIATED_EVENT: CallEventMask.CALL_SERVICE_INITIATED_MASK,
  BEGIN_CALL_EVENT: CallEventMask.BEGIN_CALL_MASK,
  END_CALL_EVENT: CallEventMask.END_CALL_MASK,
  CALL_DATA_UPDATE_EVENT: CallEventMask.CALL_DATA_UPDATE_MASK,
  CALL_FAILED_EVENT: CallEventMask.CALL_FAILED_MASK,
  CALL_DEQUEUED_EVENT: CallEventMask.CALL_DEQUEUED_MASK,
  RTP_STARTED_EVENT: CallEventMask.RTP_STARTED_MASK,
  RTP_STOPPED_EVENT: CallEventMask.RTP_STOPPED_MASK,
};

const agentBits: ReadonlyMap<number, number> = new Map([
  [AgentState.AGENT_STATE_LOGIN, AgentStateMask.AGENT_LOGIN_MASK],
  [AgentState.AGENT_STATE_LOGOUT, AgentStateMask.AGENT_LOGOUT_MASK],
  [AgentState.AGENT_STATE_NOT_READY, AgentStateMask.AGENT_NOT_READY_MASK],
  [AgentState.AGENT_STATE_READY, AgentStateMask.AGENT_AVAILABLE_MASK],
  [AgentState.AGENT_STATE_TALKING, AgentStateMask.AGENT_TALKING_MASK],
  [AgentState.AGENT_STATE_WORK, AgentStateMask.AGENT_WORK_MASK],
  [AgentState.AGENT_STATE_RESERVED, AgentStateMask.AGENT_RESERVED_MASK],
]);

const recordKinds: Readonly<Record<string, number>> = {
  CONFIG_APPLICATION_EVENT: ConfigurationMask.Application,
  CONFIG_CSQ_EVENT: ConfigurationMask.CSQ,
  CONFIG_AGENT_EVENT: ConfigurationMask.Agent,
  CONFIG_DEVICE_EVENT: ConfigurationMask.Device,
  CONFIG_TERMINAL_EVENT: ConfigurationMask.Terminal,
};

/** True if the session receives this event. Confirmations are not events: they are sent to the requesting session only. */
export function wantsEvent(granted: Granted, event: CtiMessage): boolean {
  const callBit = callBits[event.type];
  if (callBit !== undefined) return granted.mode !== 'none' && (granted.callMsgMask & callBit) !== 0;
  const kind = recordKinds[event.type];
  if (kind !== undefined) return wantsConfiguration(granted, kind);
  switch (event.type) {
    case 'SYSTEM_EVENT':
    case 'FAILURE_EVENT':
      return true;
    case 'AGENT_STATE_EVENT':
      return granted.mode !== 'none' && (granted.agentStateMask & agentStateBits(event)) !== 0;
    case 'CONFIG_BEGIN_EVENT':
      return wantsConfiguration(granted, event.configurationMask);
    case 'CONFIG_END_EVENT':
      // It has no kind: publishers of a block of records test the whole block with wantsConfiguration().
      return hasServices(granted, ServiceMask.CTI_SERVICE_CONFIG_EVENTS);
    case 'TEAM_CONFIG_EVENT':
    case 'SUPERVISOR_ASSIST_EVENT':
    case 'EMERGENCY_CALL_EVENT':
      return hasServices(granted, ServiceMask.CTI_SERVICE_SUPERVISOR);
    default:
      return false;
  }
}

/**
 * True if the session receives updates of the kinds in a ConfigurationMask: OPEN_REQ and the last CONFIG_REQUEST_EVENT must
 * include them. A CONFIG_REQUEST_EVENT with mask 0 includes all kinds: it requests updates without an upload.
 */
export function wantsConfiguration(granted: Granted, kinds: number): boolean {
  if (granted.configurationMask === undefined) return false;
  const requested = granted.configurationMask === 0 ? 0xffffffff : granted.configurationMask;
  return (kinds & grantedKinds(granted) & requested) !== 0;
}

/** The granted kinds of configuration, as a ConfigurationMask. */
export function grantedKinds(granted: Granted): number {
  return hasServices(granted, ServiceMask.CTI_SERVICE_CONFIG_EVENTS)
    ? configurationMaskOf(granted.configMsgMask)
    : 0;
}

/** Converts a ConfigMsgMask (agents 1, applications 4) to a ConfigurationMask (agents 4, applications 1). */
export function configurationMaskOf(configMsgMask: number): number {
  const { CONFIG_AGENT_MASK, CONFIG_APPLICATION_MASK } = ConfigMsgMask;
  return (
    (configMsgMask & ~(CONFIG_AGENT_MASK | CONFIG_APPLICATION_MASK)) |
    ((configMsgMask & CONFIG_AGENT_MASK) === 0 ? 0 : ConfigurationMask.Agent) |
    ((configMsgMask & CONFIG_APPLICATION_MASK) === 0 ? 0 : ConfigurationMask.Application)
  );
}

/** True if all services of a mask are granted. */
export function hasServices(granted: Granted, services: number): boolean {
  return (granted.services & services) === services;
}

function agentStateBits(event: AgentStateEvent): number {
  const bit = agentBits.get(event.agentState);
  // States without a bit (active, paused ...) are included in every mask.
  if (bit === undefined) return 0xffffffff;
  if (event.agentState !== AgentState.AGENT_STATE_TALKING) return bit;
  if (event.nextAgentState === AgentState.AGENT_STATE_WORK)
    return bit | AgentStateMask.AGENT_TALKING_PENDING_WORK_MASK;
  if (event.nextAgentState === AgentState.AGENT_STATE_NOT_READY) {
    return bit | AgentStateMask.AGENT_TALKING_PENDING_NOT_READY_MASK;
  }
  return bit;
}
