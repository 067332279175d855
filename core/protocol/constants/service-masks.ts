/**
 * The masks of OPEN_REQ and of the configuration requests: the services and events that a client requests.
 * @module
 */

import { type MaskCodes, maskCodes } from './lookup.ts';

/**
 * The services a client asks for in OPEN_REQ and is granted in OPEN_CONF (guide: CTI service masks).
 *
 * CLIENT_EVENTS (agent mode, one phone) and ALL_EVENTS (bridge mode, every phone) exclude each other.
 */
export const ServiceMask = {
  CTI_SERVICE_CLIENT_EVENTS: 0x1,
  CTI_SERVICE_CALL_DATA_UPDATE: 0x2,
  CTI_SERVICE_CLIENT_CONTROL: 0x4,
  CTI_SERVICE_ALL_EVENTS: 0x10,
  CTI_SERVICE_SUPERVISOR: 0x80,
  CTI_AGENT_STATE_CONTROL_ONLY: 0x2000, // since 12
  CTI_SERVICE_CONFIG_EVENTS: 0x40000,
} as const;

/** One value of {@link ServiceMask} (guide: CTI service masks). */
export type ServiceMask = (typeof ServiceMask)[keyof typeof ServiceMask];

/** Names and sentences of {@link ServiceMask} (guide: CTI service masks). */
export const serviceMaskCodes: MaskCodes = /* @__PURE__ */ maskCodes(
  ServiceMask,
  {
    CTI_SERVICE_CLIENT_EVENTS: 'The client receives the events of one agent and one phone (agent mode).',
    CTI_SERVICE_CALL_DATA_UPDATE: 'The client may change the data that travels with a call.',
    CTI_SERVICE_CLIENT_CONTROL: 'The client may control the calls and the agent state of one phone.',
    CTI_SERVICE_ALL_EVENTS: 'The client receives the events of every agent and every phone (bridge mode).',
    CTI_SERVICE_SUPERVISOR: 'The client may use supervisor functions and read the teams.',
    CTI_AGENT_STATE_CONTROL_ONLY: 'The client may control the agent state but no calls.',
    CTI_SERVICE_CONFIG_EVENTS:
      'The client receives the configuration of agents, queues, applications and devices.',
  },
  'service bit',
);

/** The call events a client asks for in OPEN_REQ (guide: unsolicited call event message masks). */
export const CallEventMask = {
  CALL_DELIVERED_MASK: 0x1,
  CALL_QUEUED_MASK: 0x2,
  CALL_ESTABLISHED_MASK: 0x4,
  CALL_HELD_MASK: 0x8,
  CALL_RETRIEVED_MASK: 0x10,
  CALL_CLEARED_MASK: 0x20,
  CALL_CONNECTION_CLEARED_MASK: 0x40,
  CALL_ORIGINATED_MASK: 0x80,
  CALL_CONFERENCED_MASK: 0x100,
  CALL_TRANSFERRED_MASK: 0x200,
  CALL_DIVERTED_MASK: 0x400,
  CALL_SERVICE_INITIATED_MASK: 0x800,
  BEGIN_CALL_MASK: 0x2000,
  END_CALL_MASK: 0x4000,
  CALL_DATA_UPDATE_MASK: 0x8000,
  CALL_FAILED_MASK: 0x10000,
  CALL_DEQUEUED_MASK: 0x40000,
  RTP_STARTED_MASK: 0x200000,
  RTP_STOPPED_MASK: 0x400000,
} as const;

/** One value of {@link CallEventMask} (guide: unsolicited call event message masks). */
export type CallEventMask = (typeof CallEventMask)[keyof typeof CallEventMask];

/**
 * Names and sentences of {@link CallEventMask} (guide: unsolicited call event message masks).
 */
export const callEventMaskCodes: MaskCodes = /* @__PURE__ */ maskCodes(
  CallEventMask,
  {
    CALL_DELIVERED_MASK: 'The client is notified when a call rings at a device.',
    CALL_QUEUED_MASK: 'The client is notified when a call enters a queue.',
    CALL_ESTABLISHED_MASK: 'The client is notified when a call is answered.',
    CALL_HELD_MASK: 'The client is notified when a call is put on hold.',
    CALL_RETRIEVED_MASK: 'The client is notified when a call is taken off hold.',
    CALL_CLEARED_MASK: 'The client is notified when a call ends for everybody.',
    CALL_CONNECTION_CLEARED_MASK: 'The client is notified when one party leaves a call.',
    CALL_ORIGINATED_MASK: 'The client is notified when a device starts a call.',
    CALL_CONFERENCED_MASK: 'The client is notified when calls are joined into a conference.',
    CALL_TRANSFERRED_MASK: 'The client is notified when a call is transferred.',
    CALL_DIVERTED_MASK: 'The client is notified when a call moves away from a device or a queue.',
    CALL_SERVICE_INITIATED_MASK: 'The client is notified when a phone goes off-hook to start a call.',
    BEGIN_CALL_MASK: 'The client is notified when a call begins to concern it.',
    END_CALL_MASK: 'The client is notified when a call no longer concerns it.',
    CALL_DATA_UPDATE_MASK: 'The client is notified when the data that travels with a call changes.',
    CALL_FAILED_MASK: 'The client is notified when a call cannot be completed.',
    CALL_DEQUEUED_MASK: 'The client is notified when a call is removed from a queue.',
    RTP_STARTED_MASK: 'The client is notified when the media stream of a call starts.',
    RTP_STOPPED_MASK: 'The client is notified when the media stream of a call stops.',
  },
  'call event bit',
);

/**
 * The agent states whose events a client asks for in OPEN_REQ (guide: agent state masks).
 *
 * The guide uses 0x3fff for all agent state events; the bits above 0x100 have no name in it.
 */
export const AgentStateMask = {
  AGENT_LOGIN_MASK: 0x1,
  AGENT_LOGOUT_MASK: 0x2,
  AGENT_NOT_READY_MASK: 0x4,
  AGENT_AVAILABLE_MASK: 0x8,
  AGENT_TALKING_MASK: 0x10,
  AGENT_WORK_MASK: 0x20,
  AGENT_TALKING_PENDING_WORK_MASK: 0x40,
  AGENT_TALKING_PENDING_NOT_READY_MASK: 0x80,
  AGENT_RESERVED_MASK: 0x100,
} as const;

/** One value of {@link AgentStateMask} (guide: agent state masks). */
export type AgentStateMask = (typeof AgentStateMask)[keyof typeof AgentStateMask];

/** Names and sentences of {@link AgentStateMask} (guide: agent state masks). */
export const agentStateMaskCodes: MaskCodes = /* @__PURE__ */ maskCodes(
  AgentStateMask,
  {
    AGENT_LOGIN_MASK: 'The client is notified when an agent logs in.',
    AGENT_LOGOUT_MASK: 'The client is notified when an agent logs out.',
    AGENT_NOT_READY_MASK: 'The client is notified when an agent becomes not ready.',
    AGENT_AVAILABLE_MASK: 'The client is notified when an agent becomes ready for calls.',
    AGENT_TALKING_MASK: 'The client is notified when an agent starts talking on a call.',
    AGENT_WORK_MASK: 'The client is notified when an agent starts to wrap up a call.',
    AGENT_TALKING_PENDING_WORK_MASK:
      'The client is notified when a talking agent is going to wrap up after the call.',
    AGENT_TALKING_PENDING_NOT_READY_MASK:
      'The client is notified when a talking agent is going to be not ready after the call.',
    AGENT_RESERVED_MASK: 'The client is notified when an agent is set aside for a call on its way.',
  },
  'agent state bit',
);

/**
 * The kinds of configuration a client asks for in OPEN_REQ (guide: configuration information masks).
 *
 * Agents are 1 and applications 4 here, the reverse of {@link ConfigurationMask}.
 */
export const ConfigMsgMask = {
  CONFIG_AGENT_MASK: 0x1,
  CONFIG_CSQ_MASK: 0x2,
  CONFIG_APPLICATION_MASK: 0x4,
  CONFIG_DEVICE_MASK: 0x8,
  CONFIG_TERMINAL_MASK: 0x10, // since 18
} as const;

/** One value of {@link ConfigMsgMask} (guide: configuration information masks). */
export type ConfigMsgMask = (typeof ConfigMsgMask)[keyof typeof ConfigMsgMask];

/** Names and sentences of {@link ConfigMsgMask} (guide: configuration information masks). */
export const configMsgMaskCodes: MaskCodes = /* @__PURE__ */ maskCodes(
  ConfigMsgMask,
  {
    CONFIG_AGENT_MASK: 'The client receives the configuration of agents.',
    CONFIG_CSQ_MASK: 'The client receives the configuration of contact service queues.',
    CONFIG_APPLICATION_MASK: 'The client receives the configuration of applications.',
    CONFIG_DEVICE_MASK:
      'The client receives the configuration of devices: extensions, route points and CTI ports.',
    CONFIG_TERMINAL_MASK: 'The client receives the configuration of terminals.',
  },
  'configuration bit',
);

/**
 * The kinds of data that CONFIG_REQUEST_EVENT asks for and CONFIG_BEGIN_EVENT announces (guide:
 * CONFIG_REQUEST_EVENT, CONFIG_BEGIN_EVENT).
 *
 * Applications are 1 and agents 4 here, the reverse of {@link ConfigMsgMask}. A request with 0 wants no
 * initial upload, only the updates.
 */
export const ConfigurationMask = {
  Application: 0x1,
  CSQ: 0x2,
  Agent: 0x4,
  Device: 0x8,
  Terminal: 0x10, // since 18
} as const;

/** One value of {@link ConfigurationMask} (guide: CONFIG_REQUEST_EVENT, CONFIG_BEGIN_EVENT). */
export type ConfigurationMask = (typeof ConfigurationMask)[keyof typeof ConfigurationMask];

/**
 * Names and sentences of {@link ConfigurationMask} (guide: CONFIG_REQUEST_EVENT,
 * CONFIG_BEGIN_EVENT).
 */
export const configurationMaskCodes: MaskCodes = /* @__PURE__ */ maskCodes(
  ConfigurationMask,
  {
    Application: 'The records of applications are meant.',
    CSQ: 'The records of contact service queues are meant.',
    Agent: 'The records of agents are meant.',
    Device: 'The records of devices (extensions, route points and CTI ports) are meant.',
    Terminal: 'The records of terminals are meant.',
  },
  'configuration bit',
);
