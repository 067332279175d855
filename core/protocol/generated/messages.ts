/**
 * Message types: plain objects, discriminated by `type`.
 * Generated from the tables in ../messages by `npm run generate`; do not edit.
 * @module
 */
import type { FieldError, NamedArrayElement, NamedVariable, UnknownField } from '../data-types.ts';

/** MessageTypeID of every message, by name. Guide: All message types organized by ID number. */
export const MessageType = {
  FAILURE_CONF: 1,
  FAILURE_EVENT: 2,
  OPEN_REQ: 3,
  OPEN_CONF: 4,
  HEARTBEAT_REQ: 5,
  HEARTBEAT_CONF: 6,
  CLOSE_REQ: 7,
  CLOSE_CONF: 8,
  CALL_DELIVERED_EVENT: 9,
  CALL_ESTABLISHED_EVENT: 10,
  CALL_HELD_EVENT: 11,
  CALL_RETRIEVED_EVENT: 12,
  CALL_CLEARED_EVENT: 13,
  CALL_CONNECTION_CLEARED_EVENT: 14,
  CALL_ORIGINATED_EVENT: 15,
  CALL_FAILED_EVENT: 16,
  CALL_CONFERENCED_EVENT: 17,
  CALL_TRANSFERRED_EVENT: 18,
  CALL_DIVERTED_EVENT: 19,
  CALL_SERVICE_INITIATED_EVENT: 20,
  CALL_QUEUED_EVENT: 21,
  BEGIN_CALL_EVENT: 23,
  END_CALL_EVENT: 24,
  CALL_DATA_UPDATE_EVENT: 25,
  SET_CALL_DATA_REQ: 26,
  SET_CALL_DATA_CONF: 27,
  AGENT_STATE_EVENT: 30,
  SYSTEM_EVENT: 31,
  CONTROL_FAILURE_CONF: 35,
  QUERY_AGENT_STATE_REQ: 36,
  QUERY_AGENT_STATE_CONF: 37,
  SET_AGENT_STATE_REQ: 38,
  SET_AGENT_STATE_CONF: 39,
  ALTERNATE_CALL_REQ: 40,
  ALTERNATE_CALL_CONF: 41,
  ANSWER_CALL_REQ: 42,
  ANSWER_CALL_CONF: 43,
  CLEAR_CALL_REQ: 44,
  CLEAR_CALL_CONF: 45,
  CLEAR_CONNECTION_REQ: 46,
  CLEAR_CONNECTION_CONF: 47,
  CONFERENCE_CALL_REQ: 48,
  CONFERENCE_CALL_CONF: 49,
  CONSULT_CALL_REQ: 50,
  CONSULT_CALL_CONF: 51,
  HOLD_CALL_REQ: 54,
  HOLD_CALL_CONF: 55,
  MAKE_CALL_REQ: 56,
  MAKE_CALL_CONF: 57,
  RECONNECT_CALL_REQ: 60,
  RECONNECT_CALL_CONF: 61,
  RETRIEVE_CALL_REQ: 62,
  RETRIEVE_CALL_CONF: 63,
  TRANSFER_CALL_REQ: 64,
  TRANSFER_CALL_CONF: 65,
  QUERY_DEVICE_INFO_REQ: 78,
  QUERY_DEVICE_INFO_CONF: 79,
  SNAPSHOT_CALL_REQ: 82,
  SNAPSHOT_CALL_CONF: 83,
  SNAPSHOT_DEVICE_REQ: 84,
  SNAPSHOT_DEVICE_CONF: 85,
  CALL_DEQUEUED_EVENT: 86,
  SEND_DTMF_SIGNAL_REQ: 91,
  SEND_DTMF_SIGNAL_CONF: 92,
  RTP_STARTED_EVENT: 116,
  RTP_STOPPED_EVENT: 117,
  SUPERVISOR_ASSIST_REQ: 118,
  SUPERVISOR_ASSIST_CONF: 119,
  SUPERVISOR_ASSIST_EVENT: 120,
  EMERGENCY_CALL_REQ: 121,
  EMERGENCY_CALL_CONF: 122,
  EMERGENCY_CALL_EVENT: 123,
  SUPERVISE_CALL_REQ: 124,
  SUPERVISE_CALL_CONF: 125,
  BAD_CALL_REQ: 139,
  BAD_CALL_CONF: 140,
  QUERY_QUEUE_STATISTICS_REQ: 223,
  QUERY_QUEUE_STATISTICS_CONF: 224,
  QUERY_SUMMARY_STATISTICS_REQ: 225,
  QUERY_SUMMARY_STATISTICS_CONF: 226,
  CONFIG_REQUEST_KEY_EVENT: 230,
  CONFIG_KEY_EVENT: 231,
  CONFIG_REQUEST_EVENT: 232,
  CONFIG_BEGIN_EVENT: 233,
  CONFIG_END_EVENT: 234,
  CONFIG_APPLICATION_EVENT: 235,
  CONFIG_CSQ_EVENT: 236,
  CONFIG_AGENT_EVENT: 237,
  CONFIG_DEVICE_EVENT: 238,
  QUERY_AGENT_QUEUE_STATISTICS_REQ: 239,
  QUERY_AGENT_QUEUE_STATISTICS_CONF: 240,
  TEAM_CONFIG_REQ: 242,
  TEAM_CONFIG_EVENT: 243,
  TEAM_CONFIG_CONF: 244,
  CONFIG_TERMINAL_EVENT: 276,
} as const;

/** The message that confirms each request. */
export const confirmationOf = {
  OPEN_REQ: 'OPEN_CONF',
  HEARTBEAT_REQ: 'HEARTBEAT_CONF',
  CLOSE_REQ: 'CLOSE_CONF',
  SET_CALL_DATA_REQ: 'SET_CALL_DATA_CONF',
  QUERY_AGENT_STATE_REQ: 'QUERY_AGENT_STATE_CONF',
  SET_AGENT_STATE_REQ: 'SET_AGENT_STATE_CONF',
  ALTERNATE_CALL_REQ: 'ALTERNATE_CALL_CONF',
  ANSWER_CALL_REQ: 'ANSWER_CALL_CONF',
  CLEAR_CALL_REQ: 'CLEAR_CALL_CONF',
  CLEAR_CONNECTION_REQ: 'CLEAR_CONNECTION_CONF',
  CONFERENCE_CALL_REQ: 'CONFERENCE_CALL_CONF',
  CONSULT_CALL_REQ: 'CONSULT_CALL_CONF',
  HOLD_CALL_REQ: 'HOLD_CALL_CONF',
  MAKE_CALL_REQ: 'MAKE_CALL_CONF',
  RECONNECT_CALL_REQ: 'RECONNECT_CALL_CONF',
  RETRIEVE_CALL_REQ: 'RETRIEVE_CALL_CONF',
  TRANSFER_CALL_REQ: 'TRANSFER_CALL_CONF',
  QUERY_DEVICE_INFO_REQ: 'QUERY_DEVICE_INFO_CONF',
  SNAPSHOT_CALL_REQ: 'SNAPSHOT_CALL_CONF',
  SNAPSHOT_DEVICE_REQ: 'SNAPSHOT_DEVICE_CONF',
  SEND_DTMF_SIGNAL_REQ: 'SEND_DTMF_SIGNAL_CONF',
  SUPERVISOR_ASSIST_REQ: 'SUPERVISOR_ASSIST_CONF',
  EMERGENCY_CALL_REQ: 'EMERGENCY_CALL_CONF',
  SUPERVISE_CALL_REQ: 'SUPERVISE_CALL_CONF',
  BAD_CALL_REQ: 'BAD_CALL_CONF',
  QUERY_QUEUE_STATISTICS_REQ: 'QUERY_QUEUE_STATISTICS_CONF',
  QUERY_SUMMARY_STATISTICS_REQ: 'QUERY_SUMMARY_STATISTICS_CONF',
  CONFIG_REQUEST_KEY_EVENT: 'CONFIG_KEY_EVENT',
  CONFIG_REQUEST_EVENT: 'CONFIG_BEGIN_EVENT',
  QUERY_AGENT_QUEUE_STATISTICS_REQ: 'QUERY_AGENT_QUEUE_STATISTICS_CONF',
  TEAM_CONFIG_REQ: 'TEAM_CONFIG_CONF',
} as const;

/** Refuses a request, instead of its confirmation. (FAILURE_CONF, 1) */
export interface FailureConf {
  readonly type: 'FAILURE_CONF';
  readonly invokeId: number;
  /** {@link ErrorStatus} */
  readonly status: number;
  /** at most 255 bytes including the NUL; reason in words, when known */
  readonly text?: string | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Unsolicited failure report. (FAILURE_EVENT, 2) */
export interface FailureEvent {
  readonly type: 'FAILURE_EVENT';
  /** {@link ErrorStatus} */
  readonly status: number;
  /** at most 255 bytes including the NUL */
  readonly text?: string | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Opens a session; the first message after connecting. (OPEN_REQ, 3) */
export interface OpenReq {
  readonly type: 'OPEN_REQ';
  readonly invokeId: number;
  readonly versionNumber: number;
  /** seconds */
  readonly idleTimeout: number;
  /** {@link ServiceMask} */
  readonly servicesRequested: number;
  /** {@link CallEventMask} */
  readonly callMsgMask: number;
  /** {@link AgentStateMask} */
  readonly agentStateMask: number;
  /** {@link ConfigMsgMask} */
  readonly configMsgMask: number;
  /** at most 64 bytes including the NUL; must be present, may have length 0; the server ignores it */
  readonly clientId: string;
  /** at most 64 bytes; must be present, may have length 0; the server ignores it */
  readonly clientPassword: Uint8Array;
  /** at most 64 bytes including the NUL */
  readonly clientSignature?: string | undefined;
  /** at most 16 bytes including the NUL; required: agent mode; agent mode: at least one of AgentExtension, AgentID, AgentInstrument */
  readonly agentExtension?: string | undefined;
  /** at most 64 bytes including the NUL; required: agent mode; agent mode: at least one of AgentExtension, AgentID, AgentInstrument */
  readonly agentInstrument?: string | undefined;
  /** at most 129 bytes including the NUL; required: agent mode */
  readonly agentId?: string | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** One item of `peripherals`. */
export interface OpenConfPeripheral {
  /** since version 14; the peripheral id given in OPEN_REQ */
  readonly peripheralId: number;
  /** since version 14 */
  readonly multilineAgentControl?: number | undefined;
}

/** Confirms a session, with the granted services. (OPEN_CONF, 4) */
export interface OpenConf {
  readonly type: 'OPEN_CONF';
  readonly invokeId: number;
  /** {@link ServiceMask} */
  readonly servicesGranted: number;
  /** 1 online, 0 offline */
  readonly ccxOnline: boolean;
  /** {@link AgentState} */
  readonly agentState: number;
  /** at most 16 bytes including the NUL; required: agent mode; when client events were granted and the agent is logged in */
  readonly agentExtension?: string | undefined;
  /** at most 64 bytes including the NUL; required: agent mode */
  readonly agentInstrument?: string | undefined;
  /** at most 129 bytes including the NUL; required: agent mode */
  readonly agentId?: string | undefined;
  readonly peripherals?: readonly OpenConfPeripheral[] | undefined;
  /** {@link ConfigMsgMask}; since version 18; which configuration events the server will send */
  readonly configMsgMaskGranted?: number | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Keep-alive probe. (HEARTBEAT_REQ, 5) */
export interface HeartbeatReq {
  readonly type: 'HEARTBEAT_REQ';
  readonly invokeId: number;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Confirms a keep-alive probe. (HEARTBEAT_CONF, 6) */
export interface HeartbeatConf {
  readonly type: 'HEARTBEAT_CONF';
  readonly invokeId: number;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Closes the session. (CLOSE_REQ, 7) */
export interface CloseReq {
  readonly type: 'CLOSE_REQ';
  readonly invokeId: number;
  /** {@link ErrorStatus} */
  readonly status: number;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Confirms the end of the session. (CLOSE_CONF, 8) */
export interface CloseConf {
  readonly type: 'CLOSE_CONF';
  readonly invokeId: number;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** A call reached a device, usually: it rings there. (CALL_DELIVERED_EVENT, 9) */
export interface CallDeliveredEvent {
  readonly type: 'CALL_DELIVERED_EVENT';
  /** {@link ConnectionDeviceType} */
  readonly connectionDeviceType: number;
  readonly callId: number;
  /** {@link LineType} */
  readonly lineType: number;
  readonly applicationId: number;
  readonly csqId: number;
  /** {@link DeviceType} */
  readonly alertingDeviceType: number;
  /** {@link DeviceType} */
  readonly callingDeviceType: number;
  /** {@link DeviceType} */
  readonly calledDeviceType: number;
  /** {@link DeviceType} */
  readonly lastRedirectDeviceType: number;
  /** {@link LocalConnectionState} */
  readonly localConnectionState: number;
  /** {@link EventCause}; inferred */
  readonly eventCause?: number | undefined;
  /** at most 64 bytes including the NUL; inferred */
  readonly connectionDeviceId?: string | undefined;
  /** at most 64 bytes including the NUL; inferred */
  readonly alertingDeviceId?: string | undefined;
  /** at most 64 bytes including the NUL; inferred */
  readonly callingDeviceId?: string | undefined;
  /** at most 64 bytes including the NUL; inferred */
  readonly calledDeviceId?: string | undefined;
  /** at most 64 bytes including the NUL; inferred */
  readonly lastRedirectDeviceId?: string | undefined;
  /** inferred; GED-188 only; may be reserved or absent in CCX */
  readonly trunkNumber?: number | undefined;
  /** inferred; GED-188 only; may be reserved or absent in CCX */
  readonly trunkGroupNumber?: number | undefined;
  /** inferred; GED-188 says this one is for CCX: id of the consult call from the CTI port to the agent phone */
  readonly secondaryConnectionCallId?: number | undefined;
  /** at most 40 bytes including the NUL; inferred */
  readonly ani?: string | undefined;
  /** at most 32 bytes including the NUL; inferred */
  readonly dnis?: string | undefined;
  /** at most 40 bytes including the NUL; inferred */
  readonly dialedNumber?: string | undefined;
  /** at most 40 bytes including the NUL; inferred */
  readonly callerEnteredDigits?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable1?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable2?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable3?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable4?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable5?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable6?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable7?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable8?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable9?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable10?: string | undefined;
  /** at most 40 bytes including the NUL; until version 16; inferred */
  readonly callWrapupData?: string | undefined;
  readonly namedVariables?: readonly NamedVariable[] | undefined;
  readonly namedArrays?: readonly NamedArrayElement[] | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** A phone answered a call; a new connection exists. (CALL_ESTABLISHED_EVENT, 10) */
export interface CallEstablishedEvent {
  readonly type: 'CALL_ESTABLISHED_EVENT';
  /** {@link ConnectionDeviceType} */
  readonly connectionDeviceType: number;
  readonly callId: number;
  /** {@link LineType} */
  readonly lineType: number;
  readonly applicationId: number;
  readonly csqId: number;
  /** {@link DeviceType} */
  readonly answeringDeviceType: number;
  /** {@link DeviceType} */
  readonly callingDeviceType: number;
  /** {@link DeviceType} */
  readonly calledDeviceType: number;
  /** {@link DeviceType} */
  readonly lastRedirectDeviceType: number;
  /** {@link LocalConnectionState}; inferred */
  readonly localConnectionState?: number | undefined;
  /** {@link EventCause}; inferred */
  readonly eventCause?: number | undefined;
  /** at most 64 bytes including the NUL; inferred */
  readonly connectionDeviceId?: string | undefined;
  /** at most 64 bytes including the NUL; inferred */
  readonly answeringDeviceId?: string | undefined;
  /** at most 64 bytes including the NUL; inferred */
  readonly callingDeviceId?: string | undefined;
  /** at most 64 bytes including the NUL; inferred */
  readonly calledDeviceId?: string | undefined;
  /** at most 64 bytes including the NUL; inferred */
  readonly lastRedirectDeviceId?: string | undefined;
  /** inferred; GED-188 only; may be reserved or absent in CCX */
  readonly trunkNumber?: number | undefined;
  /** inferred; GED-188 only; may be reserved or absent in CCX */
  readonly trunkGroupNumber?: number | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** A call was put on hold. (CALL_HELD_EVENT, 11) */
export interface CallHeldEvent {
  readonly type: 'CALL_HELD_EVENT';
  /** {@link ConnectionDeviceType} */
  readonly connectionDeviceType: number;
  readonly callId: number;
  /** {@link DeviceType} */
  readonly holdingDeviceType: number;
  /** {@link LocalConnectionState} */
  readonly localConnectionState: number;
  /** {@link EventCause} */
  readonly eventCause: number;
  /** at most 64 bytes including the NUL */
  readonly connectionDeviceId: string;
  /** at most 64 bytes including the NUL */
  readonly holdingDeviceId: string;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** A held call was resumed. (CALL_RETRIEVED_EVENT, 12) */
export interface CallRetrievedEvent {
  readonly type: 'CALL_RETRIEVED_EVENT';
  /** {@link ConnectionDeviceType} */
  readonly connectionDeviceType: number;
  readonly callId: number;
  /** {@link DeviceType} */
  readonly retrievingDeviceType: number;
  /** {@link LocalConnectionState} */
  readonly localConnectionState: number;
  /** {@link EventCause} */
  readonly eventCause: number;
  /** at most 64 bytes including the NUL */
  readonly connectionDeviceId: string;
  /** at most 64 bytes including the NUL */
  readonly retrievingDeviceId?: string | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** A call ended, usually with its last device. (CALL_CLEARED_EVENT, 13) */
export interface CallClearedEvent {
  readonly type: 'CALL_CLEARED_EVENT';
  readonly callId: number;
  /** {@link LocalConnectionState} */
  readonly localConnectionState: number;
  /** {@link EventCause} */
  readonly eventCause: number;
  /** at most 64 bytes including the NUL; inferred */
  readonly connectionDeviceId?: string | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** One party left a conference call. (CALL_CONNECTION_CLEARED_EVENT, 14) */
export interface CallConnectionClearedEvent {
  readonly type: 'CALL_CONNECTION_CLEARED_EVENT';
  /** {@link ConnectionDeviceType} */
  readonly connectionDeviceType: number;
  readonly callId: number;
  /** {@link DeviceType} */
  readonly releasingDeviceType: number;
  /** {@link LocalConnectionState} */
  readonly localConnectionState: number;
  /** {@link EventCause} */
  readonly eventCause: number;
  /** at most 64 bytes including the NUL */
  readonly connectionDeviceId: string;
  /** at most 64 bytes including the NUL */
  readonly releasingDeviceId: string;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** A monitored device started a call. (CALL_ORIGINATED_EVENT, 15) */
export interface CallOriginatedEvent {
  readonly type: 'CALL_ORIGINATED_EVENT';
  /** {@link ConnectionDeviceType} */
  readonly connectionDeviceType: number;
  readonly callId: number;
  readonly applicationId: number;
  readonly csqId: number;
  /** {@link DeviceType} */
  readonly callingDeviceType: number;
  /** {@link DeviceType} */
  readonly calledDeviceType: number;
  /** {@link LocalConnectionState} */
  readonly localConnectionState: number;
  /** {@link EventCause} */
  readonly eventCause: number;
  /** at most 64 bytes including the NUL */
  readonly connectionDeviceId: string;
  /** at most 64 bytes including the NUL */
  readonly callingDeviceId: string;
  /** at most 64 bytes including the NUL; inferred */
  readonly calledDeviceId?: string | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** A call could not be completed. (CALL_FAILED_EVENT, 16) */
export interface CallFailedEvent {
  readonly type: 'CALL_FAILED_EVENT';
  /** {@link ConnectionDeviceType} */
  readonly connectionDeviceType: number;
  readonly callId: number;
  /** {@link DeviceType} */
  readonly failingDeviceType: number;
  /** {@link DeviceType} */
  readonly calledDeviceType: number;
  /** {@link LocalConnectionState} */
  readonly localConnectionState: number;
  /** {@link EventCause} */
  readonly eventCause: number;
  /** at most 64 bytes including the NUL */
  readonly connectionDeviceId: string;
  /** at most 64 bytes including the NUL */
  readonly failingDeviceId?: string | undefined;
  /** at most 64 bytes including the NUL */
  readonly calledDeviceId?: string | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** One item of `connectedParties`. */
export interface CallConferencedEventConnectedParty {
  /** inferred */
  readonly connectedPartyCallId: number;
  /** {@link ConnectionDeviceType}; inferred */
  readonly connectedPartyDeviceType?: number | undefined;
  /** at most 64 bytes including the NUL; inferred */
  readonly connectedPartyDeviceId?: string | undefined;
}

/** Two calls were joined into a conference. (CALL_CONFERENCED_EVENT, 17) */
export interface CallConferencedEvent {
  readonly type: 'CALL_CONFERENCED_EVENT';
  /** {@link ConnectionDeviceType} */
  readonly primaryDeviceType: number;
  readonly primaryCallId: number;
  /** {@link LineType} */
  readonly lineType: number;
  /** {@link ConnectionDeviceType} */
  readonly secondaryDeviceType: number;
  readonly secondaryCallId: number;
  /** {@link DeviceType} */
  readonly controllerDeviceType: number;
  /** {@link DeviceType} */
  readonly addedPartyDeviceType: number;
  /** {@link LocalConnectionState} */
  readonly localConnectionState: number;
  /** {@link EventCause}; inferred */
  readonly eventCause?: number | undefined;
  /** at most 64 bytes including the NUL; inferred */
  readonly primaryDeviceId?: string | undefined;
  /** at most 64 bytes including the NUL; inferred */
  readonly secondaryDeviceId?: string | undefined;
  /** at most 64 bytes including the NUL; inferred */
  readonly controllerDeviceId?: string | undefined;
  /** at most 64 bytes including the NUL; inferred */
  readonly addedPartyDeviceId?: string | undefined;
  readonly connectedParties?: readonly CallConferencedEventConnectedParty[] | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** One item of `connectedParties`. */
export interface CallTransferredEventConnectedParty {
  /** inferred */
  readonly connectedPartyCallId: number;
  /** {@link ConnectionDeviceType}; inferred */
  readonly connectedPartyDeviceType?: number | undefined;
  /** at most 64 bytes including the NUL; inferred */
  readonly connectedPartyDeviceId?: string | undefined;
}

/** A call was moved to another destination. (CALL_TRANSFERRED_EVENT, 18) */
export interface CallTransferredEvent {
  readonly type: 'CALL_TRANSFERRED_EVENT';
  /** {@link ConnectionDeviceType} */
  readonly primaryDeviceType: number;
  readonly primaryCallId: number;
  /** {@link LineType} */
  readonly lineType: number;
  /** {@link ConnectionDeviceType} */
  readonly secondaryDeviceType: number;
  readonly secondaryCallId: number;
  /** {@link DeviceType} */
  readonly transferringDeviceType: number;
  /** {@link DeviceType} */
  readonly transferredDeviceType: number;
  /** {@link LocalConnectionState} */
  readonly localConnectionState: number;
  /** {@link EventCause}; inferred */
  readonly eventCause?: number | undefined;
  /** at most 64 bytes including the NUL; inferred */
  readonly primaryDeviceId?: string | undefined;
  /** at most 64 bytes including the NUL; inferred */
  readonly secondaryDeviceId?: string | undefined;
  /** at most 64 bytes including the NUL; inferred */
  readonly transferringDeviceId?: string | undefined;
  /** at most 64 bytes including the NUL; inferred */
  readonly transferredDeviceId?: string | undefined;
  readonly connectedParties?: readonly CallTransferredEventConnectedParty[] | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** A call left one device or queue for another. (CALL_DIVERTED_EVENT, 19) */
export interface CallDivertedEvent {
  readonly type: 'CALL_DIVERTED_EVENT';
  /** {@link ConnectionDeviceType} */
  readonly connectionDeviceType: number;
  readonly callId: number;
  readonly applicationId: number;
  /** {@link DeviceType} */
  readonly divertingDeviceType: number;
  /** {@link DeviceType} */
  readonly calledDeviceType: number;
  /** {@link LocalConnectionState} */
  readonly localConnectionState: number;
  /** {@link EventCause} */
  readonly eventCause: number;
  /** at most 64 bytes including the NUL */
  readonly connectionDeviceId: string;
  /** at most 64 bytes including the NUL */
  readonly divertingDeviceId: string;
  /** at most 64 bytes including the NUL */
  readonly calledDeviceId: string;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Dial tone at a device. (CALL_SERVICE_INITIATED_EVENT, 20) */
export interface CallServiceInitiatedEvent {
  readonly type: 'CALL_SERVICE_INITIATED_EVENT';
  /** {@link ConnectionDeviceType} */
  readonly connectionDeviceType: number;
  readonly callId: number;
  readonly applicationId: number;
  readonly csqId: number;
  /** {@link LineType}; sits in GED-188's SkillGroupPriority slot; the 2 bytes are there in every version (inferred) */
  readonly lineType: number;
  /** {@link DeviceType} */
  readonly callingDeviceType: number;
  /** {@link LocalConnectionState} */
  readonly localConnectionState: number;
  /** {@link EventCause} */
  readonly eventCause: number;
  /** at most 64 bytes including the NUL */
  readonly connectionDeviceId: string;
  /** at most 64 bytes including the NUL */
  readonly callingDeviceId: string;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** One item of `csqs`. */
export interface CallQueuedEventCsq {
  /** inferred; GED-188: SkillGroupNumber */
  readonly csqId: number;
}

/** A call was put into one or more queues. (CALL_QUEUED_EVENT, 21) */
export interface CallQueuedEvent {
  readonly type: 'CALL_QUEUED_EVENT';
  /** {@link ConnectionDeviceType} */
  readonly connectionDeviceType: number;
  readonly callId: number;
  readonly applicationId: number;
  /** {@link DeviceType} */
  readonly queueDeviceType: number;
  /** {@link DeviceType} */
  readonly callingDeviceType: number;
  /** {@link DeviceType} */
  readonly calledDeviceType: number;
  /** {@link DeviceType} */
  readonly lastRedirectDeviceType: number;
  /** {@link LocalConnectionState} */
  readonly localConnectionState: number;
  /** {@link EventCause} */
  readonly eventCause: number;
  /** at most 64 bytes including the NUL; inferred */
  readonly connectionDeviceId?: string | undefined;
  /** at most 64 bytes including the NUL; inferred */
  readonly queueDeviceId?: string | undefined;
  /** at most 64 bytes including the NUL; inferred */
  readonly callingDeviceId?: string | undefined;
  /** at most 64 bytes including the NUL; inferred */
  readonly calledDeviceId?: string | undefined;
  /** at most 64 bytes including the NUL; inferred */
  readonly lastRedirectDeviceId?: string | undefined;
  readonly csqs?: readonly CallQueuedEventCsq[] | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** One item of `ctiClients`. */
export interface BeginCallEventCtiClient {
  /** at most 64 bytes including the NUL; inferred */
  readonly ctiClientSignature: string;
  /** Unix seconds; inferred */
  readonly ctiClientTimestamp?: number | undefined;
}

/** First event of a call for this client: CallID and initial call data. (BEGIN_CALL_EVENT, 23) */
export interface BeginCallEvent {
  readonly type: 'BEGIN_CALL_EVENT';
  /** {@link CallType} */
  readonly callType: number;
  /** {@link ConnectionDeviceType} */
  readonly connectionDeviceType: number;
  readonly callId: number;
  /** {@link Disposition} */
  readonly calledPartyDisposition: number;
  /** at most 64 bytes including the NUL */
  readonly connectionDeviceId: string;
  /** at most 40 bytes including the NUL */
  readonly ani?: string | undefined;
  /** at most 32 bytes including the NUL; inferred */
  readonly dnis?: string | undefined;
  /** at most 40 bytes including the NUL; inferred */
  readonly dialedNumber?: string | undefined;
  /** at most 40 bytes including the NUL; inferred */
  readonly callerEnteredDigits?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable1?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable2?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable3?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable4?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable5?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable6?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable7?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable8?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable9?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable10?: string | undefined;
  /** at most 40 bytes including the NUL; until version 16; inferred */
  readonly callWrapupData?: string | undefined;
  readonly namedVariables?: readonly NamedVariable[] | undefined;
  readonly namedArrays?: readonly NamedArrayElement[] | undefined;
  readonly ctiClients?: readonly BeginCallEventCtiClient[] | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Last event of a call for this client; the call may continue elsewhere. (END_CALL_EVENT, 24) */
export interface EndCallEvent {
  readonly type: 'END_CALL_EVENT';
  /** {@link ConnectionDeviceType} */
  readonly connectionDeviceType: number;
  readonly callId: number;
  /** at most 64 bytes including the NUL */
  readonly connectionDeviceId: string;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** One item of `ctiClients`. */
export interface CallDataUpdateEventCtiClient {
  /** at most 64 bytes including the NUL; inferred */
  readonly ctiClientSignature: string;
  /** Unix seconds; inferred */
  readonly ctiClientTimestamp?: number | undefined;
}

/** Call data changed, or the call got a new id; carries only what changed. (CALL_DATA_UPDATE_EVENT, 25) */
export interface CallDataUpdateEvent {
  readonly type: 'CALL_DATA_UPDATE_EVENT';
  /** {@link CallType} */
  readonly callType: number;
  /** {@link ConnectionDeviceType} */
  readonly connectionDeviceType: number;
  readonly callId: number;
  /** {@link ConnectionDeviceType} */
  readonly newConnectionDeviceType: number;
  readonly newCallId: number;
  /** {@link Disposition}; inferred */
  readonly calledPartyDisposition?: number | undefined;
  /** at most 64 bytes including the NUL; inferred */
  readonly connectionDeviceId?: string | undefined;
  /** at most 64 bytes including the NUL; inferred */
  readonly newConnectionDeviceId?: string | undefined;
  /** at most 40 bytes including the NUL; inferred */
  readonly ani?: string | undefined;
  /** at most 32 bytes including the NUL; inferred */
  readonly dnis?: string | undefined;
  /** at most 40 bytes including the NUL; inferred */
  readonly dialedNumber?: string | undefined;
  /** at most 40 bytes including the NUL; inferred */
  readonly callerEnteredDigits?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable1?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable2?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable3?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable4?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable5?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable6?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable7?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable8?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable9?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable10?: string | undefined;
  /** at most 40 bytes including the NUL; until version 16; inferred */
  readonly callWrapupData?: string | undefined;
  readonly namedVariables?: readonly NamedVariable[] | undefined;
  readonly namedArrays?: readonly NamedArrayElement[] | undefined;
  readonly ctiClients?: readonly CallDataUpdateEventCtiClient[] | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Set call variables or wrap-up data of a call; omitted fields are unchanged. (SET_CALL_DATA_REQ, 26) */
export interface SetCallDataReq {
  readonly type: 'SET_CALL_DATA_REQ';
  readonly invokeId: number;
  /** {@link ConnectionDeviceType} */
  readonly connectionDeviceType: number;
  readonly callId: number;
  /** {@link CallType} */
  readonly callType: number;
  /** {@link Disposition} */
  readonly calledPartyDisposition: number;
  /** at most 64 bytes including the NUL */
  readonly connectionDeviceId: string;
  /** at most 40 bytes including the NUL */
  readonly ani?: string | undefined;
  /** at most 40 bytes including the NUL */
  readonly callerEnteredDigits?: string | undefined;
  /** at most 41 bytes including the NUL */
  readonly callVariable1?: string | undefined;
  /** at most 41 bytes including the NUL */
  readonly callVariable2?: string | undefined;
  /** at most 41 bytes including the NUL */
  readonly callVariable3?: string | undefined;
  /** at most 41 bytes including the NUL */
  readonly callVariable4?: string | undefined;
  /** at most 41 bytes including the NUL */
  readonly callVariable5?: string | undefined;
  /** at most 41 bytes including the NUL */
  readonly callVariable6?: string | undefined;
  /** at most 41 bytes including the NUL */
  readonly callVariable7?: string | undefined;
  /** at most 41 bytes including the NUL */
  readonly callVariable8?: string | undefined;
  /** at most 41 bytes including the NUL */
  readonly callVariable9?: string | undefined;
  /** at most 41 bytes including the NUL */
  readonly callVariable10?: string | undefined;
  /** at most 40 bytes including the NUL; until version 16; inferred */
  readonly callWrapupData?: string | undefined;
  readonly namedVariables?: readonly NamedVariable[] | undefined;
  readonly namedArrays?: readonly NamedArrayElement[] | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Confirms new call data. (SET_CALL_DATA_CONF, 27) */
export interface SetCallDataConf {
  readonly type: 'SET_CALL_DATA_CONF';
  readonly invokeId: number;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** One item of `csqs`. */
export interface AgentStateEventCsq {
  /** inferred */
  readonly csqId: number;
  /** {@link AgentState}; inferred */
  readonly csqState?: number | undefined;
}

/** An agent's state changed. (AGENT_STATE_EVENT, 30) */
export interface AgentStateEvent {
  readonly type: 'AGENT_STATE_EVENT';
  /** {@link AgentState}; 0 when one event stands for all CSQs */
  readonly csqState: number;
  /** seconds; usually 0 */
  readonly stateDuration: number;
  readonly csqId: number;
  /** {@link AgentState} */
  readonly agentState: number;
  /** {@link AgentStateReason} */
  readonly eventReasonCode: number;
  /** at most 64 bytes including the NUL; inferred; name is in the excerpt, the rest is cut. Tag 23 is CTIClientSignature in the CCX tag table; GED-188's tag table assigns ClientSignature 3 to this message: accept both */
  readonly ctiClientSignature?: string | undefined;
  /** at most 129 bytes including the NUL; inferred */
  readonly agentId?: string | undefined;
  /** at most 16 bytes including the NUL; inferred */
  readonly agentExtension?: string | undefined;
  /** at most 64 bytes including the NUL; inferred */
  readonly agentInstrument?: string | undefined;
  readonly csqs?: readonly AgentStateEventCsq[] | undefined;
  /** at most 64 bytes including the NUL; since version 18; inferred; change history says the field was added to this message; tag and size as in SET_AGENT_STATE_REQ */
  readonly activeTerminal?: string | undefined;
  /** inferred; GED-188 only */
  readonly duration?: number | undefined;
  /** inferred; GED-188 only (EXT_AGENT_STATE_TAG) */
  readonly nextAgentState?: number | undefined;
  /** inferred; GED-188 only, later versions */
  readonly direction?: number | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Server status or agent device status changed. (SYSTEM_EVENT, 31) */
export interface SystemEvent {
  readonly type: 'SYSTEM_EVENT';
  /** {@link CCXStatus} */
  readonly ccxStatus: number;
  /** Unix seconds */
  readonly ccxTime: number;
  /** {@link SystemEventID} */
  readonly systemEventId: number;
  readonly systemEventArg1: number;
  readonly systemEventArg2: number;
  readonly systemEventArg3: number;
  /** {@link DeviceType}; DEVID_NONE (0xffff) when EventDeviceID is absent */
  readonly eventDeviceType: number;
  /** at most 255 bytes including the NUL */
  readonly text?: string | undefined;
  /** at most 64 bytes including the NUL; for the device in-service and out-of-service events */
  readonly eventDeviceId?: string | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Refuses an agent state or call control request. (CONTROL_FAILURE_CONF, 35) */
export interface ControlFailureConf {
  readonly type: 'CONTROL_FAILURE_CONF';
  readonly invokeId: number;
  /** {@link ControlFailureCode} */
  readonly failureCode: number;
  /** {@link CCXErrorCode}; 0 when no detail */
  readonly ccxErrorCode: number;
  /** at most 255 bytes including the NUL */
  readonly text?: string | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Ask for an agent's current state. (QUERY_AGENT_STATE_REQ, 36) */
export interface QueryAgentStateReq {
  readonly type: 'QUERY_AGENT_STATE_REQ';
  readonly invokeId: number;
  /** at most 16 bytes including the NUL */
  readonly agentExtension?: string | undefined;
  /** at most 64 bytes including the NUL; at least one of AgentExtension, AgentID, AgentInstrument */
  readonly agentInstrument?: string | undefined;
  /** at most 129 bytes including the NUL */
  readonly agentId?: string | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** One item of `csqs`. */
export interface QueryAgentStateConfCsq {
  readonly csqId: number;
  /** {@link AgentState}; BUSY_OTHER (7) for the CSQs other than the one being served */
  readonly csqState?: number | undefined;
}

/** Current state of the agent, overall and for each CSQ. (QUERY_AGENT_STATE_CONF, 37) */
export interface QueryAgentStateConf {
  readonly type: 'QUERY_AGENT_STATE_CONF';
  readonly invokeId: number;
  /** {@link AgentState} */
  readonly agentState: number;
  /** at most 16 bytes including the NUL */
  readonly agentExtension?: string | undefined;
  /** at most 64 bytes including the NUL */
  readonly agentInstrument?: string | undefined;
  /** at most 129 bytes including the NUL */
  readonly agentId?: string | undefined;
  readonly csqs?: readonly QueryAgentStateConfCsq[] | undefined;
  /** {@link InternalAgentState}; inferred; the CCX table prints no tag; GED-188 gives INTERNAL_AGENT_STATE_TAG 255 and marks it as CCX-internal */
  readonly internalAgentState?: number | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Change an agent's state, log in or log out. (SET_AGENT_STATE_REQ, 38) */
export interface SetAgentStateReq {
  readonly type: 'SET_AGENT_STATE_REQ';
  readonly invokeId: number;
  /** {@link AgentState} */
  readonly agentState: number;
  /** {@link AgentStateReason} */
  readonly eventReasonCode: number;
  /** {@link ForcedFlag}; only with LOGIN or LOGOUT */
  readonly forcedFlag: number;
  /** {@link AgentCapacity}; since version 12 */
  readonly agentCapacity?: number | undefined;
  /** at most 64 bytes including the NUL */
  readonly agentInstrument: string;
  /** at most 64 bytes including the NUL; required: AgentState is AGENT_STATE_LOGIN */
  readonly agentPassword?: string | undefined;
  /** at most 129 bytes including the NUL; required: AgentState is AGENT_STATE_LOGIN or AGENT_STATE_LOGOUT */
  readonly agentId?: string | undefined;
  /** at most 64 bytes including the NUL; since version 18; terminal device name picked by the agent: device selection is enabled, several terminals share the instrument, and the state is LOGIN */
  readonly activeTerminal?: string | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Confirms an agent state request. (SET_AGENT_STATE_CONF, 39) */
export interface SetAgentStateConf {
  readonly type: 'SET_AGENT_STATE_CONF';
  readonly invokeId: number;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Hold the active call and retrieve or answer the other one. (ALTERNATE_CALL_REQ, 40) */
export interface AlternateCallReq {
  readonly type: 'ALTERNATE_CALL_REQ';
  readonly invokeId: number;
  readonly activeCallId: number;
  readonly otherCallId: number;
  /** {@link ConnectionDeviceType} */
  readonly activeConnectionDeviceType: number;
  /** {@link ConnectionDeviceType} */
  readonly otherConnectionDeviceType: number;
  /** at most 64 bytes including the NUL */
  readonly activeConnectionDeviceId: string;
  /** at most 64 bytes including the NUL */
  readonly otherConnectionDeviceId: string;
  /** at most 64 bytes including the NUL */
  readonly agentInstrument?: string | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Confirms ALTERNATE_CALL_REQ. (ALTERNATE_CALL_CONF, 41) */
export interface AlternateCallConf {
  readonly type: 'ALTERNATE_CALL_CONF';
  readonly invokeId: number;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Answer a ringing call at the device that rings. (ANSWER_CALL_REQ, 42) */
export interface AnswerCallReq {
  readonly type: 'ANSWER_CALL_REQ';
  readonly invokeId: number;
  /** 0xffffffff when the ringing call's id is not given */
  readonly callId: number;
  /** {@link ConnectionDeviceType}; CONNECTION_ID_NONE when no call id is given */
  readonly connectionDeviceType: number;
  /** at most 64 bytes including the NUL; one of ConnectionDeviceID, AgentInstrument must be there */
  readonly connectionDeviceId?: string | undefined;
  /** at most 64 bytes including the NUL; one of ConnectionDeviceID, AgentInstrument must be there */
  readonly agentInstrument?: string | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Confirms ANSWER_CALL_REQ. (ANSWER_CALL_CONF, 43) */
export interface AnswerCallConf {
  readonly type: 'ANSWER_CALL_CONF';
  readonly invokeId: number;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Release every device from a call. (CLEAR_CALL_REQ, 44) */
export interface ClearCallReq {
  readonly type: 'CLEAR_CALL_REQ';
  readonly invokeId: number;
  readonly callId: number;
  /** {@link ConnectionDeviceType} */
  readonly connectionDeviceType: number;
  /** at most 64 bytes including the NUL */
  readonly connectionDeviceId: string;
  /** at most 64 bytes including the NUL */
  readonly agentInstrument?: string | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Confirms CLEAR_CALL_REQ. (CLEAR_CALL_CONF, 45) */
export interface ClearCallConf {
  readonly type: 'CLEAR_CALL_CONF';
  readonly invokeId: number;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Release one device from a call. (CLEAR_CONNECTION_REQ, 46) */
export interface ClearConnectionReq {
  readonly type: 'CLEAR_CONNECTION_REQ';
  readonly invokeId: number;
  readonly callId: number;
  /** {@link ConnectionDeviceType} */
  readonly connectionDeviceType: number;
  /** at most 64 bytes including the NUL */
  readonly connectionDeviceId: string;
  /** at most 64 bytes including the NUL */
  readonly agentInstrument?: string | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Confirms CLEAR_CONNECTION_REQ. (CLEAR_CONNECTION_CONF, 47) */
export interface ClearConnectionConf {
  readonly type: 'CLEAR_CONNECTION_CONF';
  /** inferred */
  readonly invokeId: number;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Join a held call and the active call into a conference. (CONFERENCE_CALL_REQ, 48) */
export interface ConferenceCallReq {
  readonly type: 'CONFERENCE_CALL_REQ';
  readonly invokeId: number;
  readonly heldCallId: number;
  readonly activeCallId: number;
  /** {@link ConnectionDeviceType} */
  readonly heldConnectionDeviceType: number;
  /** {@link ConnectionDeviceType} */
  readonly activeConnectionDeviceType: number;
  /** at most 64 bytes including the NUL */
  readonly activeConnectionDeviceId: string;
  /** at most 64 bytes including the NUL; either this or DialedNumber */
  readonly heldConnectionDeviceId?: string | undefined;
  /** at most 64 bytes including the NUL */
  readonly agentInstrument: string;
  /** at most 40 bytes including the NUL; inferred; either this or HeldConnectionDeviceID */
  readonly dialedNumber?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable1?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable2?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable3?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable4?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable5?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable6?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable7?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable8?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable9?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable10?: string | undefined;
  /** at most 40 bytes including the NUL; until version 16; inferred */
  readonly callWrapupData?: string | undefined;
  readonly namedVariables?: readonly NamedVariable[] | undefined;
  readonly namedArrays?: readonly NamedArrayElement[] | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** One item of `connectedParties`. */
export interface ConferenceCallConfConnectedParty {
  readonly connectedPartyCallId: number;
  /** {@link ConnectionDeviceType} */
  readonly connectedPartyDeviceType?: number | undefined;
  /** at most 64 bytes including the NUL */
  readonly connectedPartyDeviceId?: string | undefined;
}

/** Confirms a conference, with the resulting call and its parties. (CONFERENCE_CALL_CONF, 49) */
export interface ConferenceCallConf {
  readonly type: 'CONFERENCE_CALL_CONF';
  readonly invokeId: number;
  readonly newCallId: number;
  /** {@link ConnectionDeviceType} */
  readonly newConnectionDeviceType: number;
  /** at most 64 bytes including the NUL */
  readonly newConnectionDeviceId: string;
  readonly connectedParties?: readonly ConferenceCallConfConnectedParty[] | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Hold the active call and dial a new one (for a transfer or conference). (CONSULT_CALL_REQ, 50) */
export interface ConsultCallReq {
  readonly type: 'CONSULT_CALL_REQ';
  readonly invokeId: number;
  readonly activeCallId: number;
  /** {@link ConnectionDeviceType} */
  readonly activeConnectionDeviceType: number;
  /** {@link ConsultType} */
  readonly consultType: number;
  /** at most 64 bytes including the NUL */
  readonly activeConnectionDeviceId: string;
  /** at most 40 bytes including the NUL */
  readonly dialedNumber: string;
  /** at most 64 bytes including the NUL */
  readonly agentInstrument?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable1?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable2?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable3?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable4?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable5?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable6?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable7?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable8?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable9?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable10?: string | undefined;
  /** at most 40 bytes including the NUL; until version 16; inferred */
  readonly callWrapupData?: string | undefined;
  readonly namedVariables?: readonly NamedVariable[] | undefined;
  readonly namedArrays?: readonly NamedArrayElement[] | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Confirms a consult call, with its CallID. (CONSULT_CALL_CONF, 51) */
export interface ConsultCallConf {
  readonly type: 'CONSULT_CALL_CONF';
  readonly invokeId: number;
  readonly newCallId: number;
  /** {@link ConnectionDeviceType} */
  readonly newConnectionDeviceType: number;
  /** at most 64 bytes including the NUL */
  readonly newConnectionDeviceId: string;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Put a call connection on hold. (HOLD_CALL_REQ, 54) */
export interface HoldCallReq {
  readonly type: 'HOLD_CALL_REQ';
  readonly invokeId: number;
  readonly callId: number;
  /** {@link ConnectionDeviceType} */
  readonly connectionDeviceType: number;
  /** at most 64 bytes including the NUL */
  readonly connectionDeviceId: string;
  /** at most 64 bytes including the NUL */
  readonly agentInstrument?: string | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Confirms HOLD_CALL_REQ. (HOLD_CALL_CONF, 55) */
export interface HoldCallConf {
  readonly type: 'HOLD_CALL_CONF';
  readonly invokeId: number;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Dial a number from an agent phone. (MAKE_CALL_REQ, 56) */
export interface MakeCallReq {
  readonly type: 'MAKE_CALL_REQ';
  readonly invokeId: number;
  /** at most 64 bytes including the NUL */
  readonly agentInstrument: string;
  /** at most 40 bytes including the NUL */
  readonly dialedNumber: string;
  /** at most 41 bytes including the NUL */
  readonly callVariable1?: string | undefined;
  /** at most 41 bytes including the NUL */
  readonly callVariable2?: string | undefined;
  /** at most 41 bytes including the NUL */
  readonly callVariable3?: string | undefined;
  /** at most 41 bytes including the NUL */
  readonly callVariable4?: string | undefined;
  /** at most 41 bytes including the NUL */
  readonly callVariable5?: string | undefined;
  /** at most 41 bytes including the NUL */
  readonly callVariable6?: string | undefined;
  /** at most 41 bytes including the NUL */
  readonly callVariable7?: string | undefined;
  /** at most 41 bytes including the NUL */
  readonly callVariable8?: string | undefined;
  /** at most 41 bytes including the NUL */
  readonly callVariable9?: string | undefined;
  /** at most 41 bytes including the NUL */
  readonly callVariable10?: string | undefined;
  /** at most 40 bytes including the NUL; until version 16 */
  readonly callWrapupData?: string | undefined;
  readonly namedVariables?: readonly NamedVariable[] | undefined;
  readonly namedArrays?: readonly NamedArrayElement[] | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Confirms a new call, with its CallID. (MAKE_CALL_CONF, 57) */
export interface MakeCallConf {
  readonly type: 'MAKE_CALL_CONF';
  readonly invokeId: number;
  readonly newCallId: number;
  /** {@link ConnectionDeviceType} */
  readonly newConnectionDeviceType: number;
  /** at most 64 bytes including the NUL */
  readonly newConnectionDeviceId: string;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Clear the active call and retrieve the held one. (RECONNECT_CALL_REQ, 60, number inferred) */
export interface ReconnectCallReq {
  readonly type: 'RECONNECT_CALL_REQ';
  readonly invokeId: number;
  readonly activeCallId: number;
  readonly heldCallId: number;
  /** {@link ConnectionDeviceType} */
  readonly activeConnectionDeviceType: number;
  /** {@link ConnectionDeviceType} */
  readonly heldConnectionDeviceType: number;
  /** at most 64 bytes including the NUL */
  readonly activeConnectionDeviceId: string;
  /** at most 64 bytes including the NUL */
  readonly heldConnectionDeviceId: string;
  /** at most 64 bytes including the NUL */
  readonly agentInstrument?: string | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Confirms RECONNECT_CALL_REQ. (RECONNECT_CALL_CONF, 61, number inferred) */
export interface ReconnectCallConf {
  readonly type: 'RECONNECT_CALL_CONF';
  readonly invokeId: number;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Retrieve a held call. (RETRIEVE_CALL_REQ, 62, number inferred) */
export interface RetrieveCallReq {
  readonly type: 'RETRIEVE_CALL_REQ';
  readonly invokeId: number;
  readonly heldCallId: number;
  /** {@link ConnectionDeviceType} */
  readonly heldConnectionDeviceType: number;
  /** at most 64 bytes including the NUL */
  readonly heldConnectionDeviceId: string;
  /** at most 64 bytes including the NUL */
  readonly agentInstrument?: string | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Confirms RETRIEVE_CALL_REQ. (RETRIEVE_CALL_CONF, 63, number inferred) */
export interface RetrieveCallConf {
  readonly type: 'RETRIEVE_CALL_CONF';
  readonly invokeId: number;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Transfer the held call onto the active one (or, with a dialed number, in one step). (TRANSFER_CALL_REQ, 64, number inferred) */
export interface TransferCallReq {
  readonly type: 'TRANSFER_CALL_REQ';
  readonly invokeId: number;
  readonly activeCallId: number;
  readonly heldCallId: number;
  /** {@link ConnectionDeviceType} */
  readonly activeConnectionDeviceType: number;
  /** {@link ConnectionDeviceType} */
  readonly heldConnectionDeviceType: number;
  /** at most 64 bytes including the NUL */
  readonly activeConnectionDeviceId: string;
  /** at most 64 bytes including the NUL */
  readonly heldConnectionDeviceId?: string | undefined;
  /** at most 64 bytes including the NUL; inferred */
  readonly agentInstrument?: string | undefined;
  /** at most 40 bytes including the NUL; inferred; for a single-step transfer, in place of HeldConnectionDeviceID (GED-188) */
  readonly dialedNumber?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable1?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable2?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable3?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable4?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable5?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable6?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable7?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable8?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable9?: string | undefined;
  /** at most 41 bytes including the NUL; inferred */
  readonly callVariable10?: string | undefined;
  /** at most 40 bytes including the NUL; until version 16; inferred */
  readonly callWrapupData?: string | undefined;
  readonly namedVariables?: readonly NamedVariable[] | undefined;
  readonly namedArrays?: readonly NamedArrayElement[] | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Confirms a transfer, with the resulting call. (TRANSFER_CALL_CONF, 65, number inferred) */
export interface TransferCallConf {
  readonly type: 'TRANSFER_CALL_CONF';
  readonly invokeId: number;
  readonly newCallId: number;
  /** {@link ConnectionDeviceType} */
  readonly newConnectionDeviceType: number;
  readonly numParties: number;
  /** at most 64 bytes including the NUL */
  readonly newConnectionDeviceId: string;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Ask for general data about a device. (QUERY_DEVICE_INFO_REQ, 78, number inferred) */
export interface QueryDeviceInfoReq {
  readonly type: 'QUERY_DEVICE_INFO_REQ';
  readonly invokeId: number;
  /** at most 64 bytes including the NUL */
  readonly agentInstrument: string;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** General data about a device. (QUERY_DEVICE_INFO_CONF, 79, number inferred) */
export interface QueryDeviceInfoConf {
  readonly type: 'QUERY_DEVICE_INFO_CONF';
  readonly invokeId: number;
  readonly maxActiveCalls: number;
  /** 0xFFFF unknown */
  readonly maxHeldCalls: number;
  /** 0xFFFF unknown */
  readonly maxDevicesInConference: number;
  /** {@link AgentStateMask} */
  readonly makeCallSetup: number;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Ask for a call's devices and their states. (SNAPSHOT_CALL_REQ, 82, number inferred) */
export interface SnapshotCallReq {
  readonly type: 'SNAPSHOT_CALL_REQ';
  readonly invokeId: number;
  readonly callId: number;
  /** {@link ConnectionDeviceType} */
  readonly connectionDeviceType: number;
  /** at most 64 bytes including the NUL */
  readonly connectionDeviceId: string;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** One item of `callDevices`. */
export interface SnapshotCallConfCallDevice {
  /** inferred */
  readonly callConnectionCallId: number;
  /** {@link ConnectionDeviceType}; inferred */
  readonly callConnectionDeviceType?: number | undefined;
  /** at most 64 bytes including the NUL; inferred */
  readonly callConnectionDeviceId?: string | undefined;
  /** {@link DeviceType}; inferred */
  readonly callDeviceType?: number | undefined;
  /** at most 64 bytes including the NUL; inferred */
  readonly callDeviceId?: string | undefined;
  /** {@link LocalConnectionState}; inferred */
  readonly callDeviceConnectionState?: number | undefined;
}

/** A call's data, devices and connection states. (SNAPSHOT_CALL_CONF, 83, number inferred) */
export interface SnapshotCallConf {
  readonly type: 'SNAPSHOT_CALL_CONF';
  readonly invokeId: number;
  /** {@link CallType} */
  readonly callType: number;
  /** at most 40 bytes including the NUL */
  readonly ani?: string | undefined;
  /** at most 32 bytes including the NUL */
  readonly dnis?: string | undefined;
  /** at most 40 bytes including the NUL */
  readonly dialedNumber?: string | undefined;
  /** at most 40 bytes including the NUL */
  readonly callerEnteredDigits?: string | undefined;
  /** at most 41 bytes including the NUL */
  readonly callVariable1?: string | undefined;
  /** at most 41 bytes including the NUL */
  readonly callVariable2?: string | undefined;
  /** at most 41 bytes including the NUL */
  readonly callVariable3?: string | undefined;
  /** at most 41 bytes including the NUL */
  readonly callVariable4?: string | undefined;
  /** at most 41 bytes including the NUL */
  readonly callVariable5?: string | undefined;
  /** at most 41 bytes including the NUL */
  readonly callVariable6?: string | undefined;
  /** at most 41 bytes including the NUL */
  readonly callVariable7?: string | undefined;
  /** at most 41 bytes including the NUL */
  readonly callVariable8?: string | undefined;
  /** at most 41 bytes including the NUL */
  readonly callVariable9?: string | undefined;
  /** at most 41 bytes including the NUL */
  readonly callVariable10?: string | undefined;
  /** at most 40 bytes including the NUL; until version 16 */
  readonly callWrapupData?: string | undefined;
  readonly namedVariables?: readonly NamedVariable[] | undefined;
  readonly namedArrays?: readonly NamedArrayElement[] | undefined;
  readonly callDevices?: readonly SnapshotCallConfCallDevice[] | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Ask for the calls at a device. (SNAPSHOT_DEVICE_REQ, 84, number inferred) */
export interface SnapshotDeviceReq {
  readonly type: 'SNAPSHOT_DEVICE_REQ';
  readonly invokeId: number;
  /** {@link DeviceType}; for a non-agent device: type of the device named in AgentInstrument */
  readonly snapshotDeviceType: number;
  /** at most 64 bytes including the NUL */
  readonly agentInstrument: string;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** One item of `calls`. */
export interface SnapshotDeviceConfCall {
  readonly callConnectionCallId: number;
  /** {@link ConnectionDeviceType} */
  readonly callConnectionDeviceType?: number | undefined;
  /** at most 64 bytes including the NUL */
  readonly callConnectionDeviceId?: string | undefined;
  /** {@link LocalConnectionState} */
  readonly callDeviceConnectionState?: number | undefined;
}

/** The calls at a device and their states. (SNAPSHOT_DEVICE_CONF, 85, number inferred) */
export interface SnapshotDeviceConf {
  readonly type: 'SNAPSHOT_DEVICE_CONF';
  readonly invokeId: number;
  readonly calls?: readonly SnapshotDeviceConfCall[] | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** One item of `csqs`. */
export interface CallDequeuedEventCsq {
  /** inferred; GED-188: SkillGroupNumber */
  readonly csqId: number;
}

/** A call was taken out of a queue by hand or script; CCX says it is not expected to send it. (CALL_DEQUEUED_EVENT, 86, number inferred) */
export interface CallDequeuedEvent {
  readonly type: 'CALL_DEQUEUED_EVENT';
  /** {@link ConnectionDeviceType} */
  readonly connectionDeviceType: number;
  readonly callId: number;
  readonly applicationId: number;
  /** {@link DeviceType} */
  readonly queueDeviceType: number;
  readonly numQueued: number;
  /** {@link LocalConnectionState} */
  readonly localConnectionState: number;
  /** {@link EventCause} */
  readonly eventCause: number;
  /** at most 64 bytes including the NUL */
  readonly connectionDeviceId: string;
  /** at most 64 bytes including the NUL */
  readonly queueDeviceId: string;
  readonly csqs?: readonly CallDequeuedEventCsq[] | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Play a run of DTMF tones for a call party. (SEND_DTMF_SIGNAL_REQ, 91, number inferred) */
export interface SendDtmfSignalReq {
  readonly type: 'SEND_DTMF_SIGNAL_REQ';
  readonly invokeId: number;
  readonly callId: number;
  /** {@link ConnectionDeviceType} */
  readonly connectionDeviceType: number;
  /** ms; 0 = default */
  readonly toneDuration: number;
  /** ms; 0 = default */
  readonly pauseDuration: number;
  /** at most 64 bytes including the NUL */
  readonly connectionDeviceId: string;
  /** at most 32 bytes including the NUL */
  readonly dtmfString: string;
  /** at most 64 bytes including the NUL */
  readonly agentInstrument?: string | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Confirms DTMF tones. (SEND_DTMF_SIGNAL_CONF, 92, number inferred) */
export interface SendDtmfSignalConf {
  readonly type: 'SEND_DTMF_SIGNAL_CONF';
  readonly invokeId: number;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** An RTP stream of a phone began. (RTP_STARTED_EVENT, 116, number inferred) */
export interface RtpStartedEvent {
  readonly type: 'RTP_STARTED_EVENT';
  readonly clientPort: number;
  /** {@link RTPDirection} */
  readonly direction: number;
  /** {@link RTPType} */
  readonly rtpType: number;
  /** {@link RTPBitRate}; G.723 only */
  readonly bitRate: number;
  /** 0 off, 1 on */
  readonly echoCancellation: number;
  /** ms */
  readonly packetSize: number;
  /** {@link AudioCodec} */
  readonly payloadType: number;
  /** {@link ConnectionDeviceType} */
  readonly connectionDeviceType: number;
  readonly callId: number;
  /** at most 64 bytes including the NUL */
  readonly connectionDeviceId: string;
  /** at most 16 bytes including the NUL; inferred */
  readonly clientAddress?: string | undefined;
  /** at most 16 bytes including the NUL; inferred */
  readonly agentExtension?: string | undefined;
  /** at most 64 bytes including the NUL; inferred */
  readonly agentInstrument?: string | undefined;
  /** at most 16 bytes including the NUL; inferred */
  readonly sendingAddress?: string | undefined;
  /** inferred */
  readonly sendingPort?: number | undefined;
  /** at most 129 bytes including the NUL; inferred */
  readonly agentId?: string | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** An RTP stream of a phone ended. (RTP_STOPPED_EVENT, 117, number inferred) */
export interface RtpStoppedEvent {
  readonly type: 'RTP_STOPPED_EVENT';
  readonly clientPort: number;
  /** {@link RTPDirection} */
  readonly direction: number;
  /** {@link ConnectionDeviceType} */
  readonly connectionDeviceType: number;
  readonly callId: number;
  /** at most 64 bytes including the NUL */
  readonly connectionDeviceId: string;
  /** at most 16 bytes including the NUL */
  readonly clientAddress: string;
  /** at most 16 bytes including the NUL */
  readonly agentExtension?: string | undefined;
  /** at most 64 bytes including the NUL */
  readonly agentInstrument?: string | undefined;
  /** at most 16 bytes including the NUL */
  readonly sendingAddress?: string | undefined;
  readonly sendingPort?: number | undefined;
  /** at most 129 bytes including the NUL */
  readonly agentId?: string | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Agent asks a team supervisor for help. (SUPERVISOR_ASSIST_REQ, 118, number inferred) */
export interface SupervisorAssistReq {
  readonly type: 'SUPERVISOR_ASSIST_REQ';
  readonly invokeId: number;
  /** 0xffffffff when no call is concerned */
  readonly callId: number;
  /** {@link ConnectionDeviceType} */
  readonly connectionDeviceType: number;
  /** at most 64 bytes including the NUL */
  readonly connectionDeviceId: string;
  /** at most 16 bytes including the NUL */
  readonly agentExtension?: string | undefined;
  /** at most 64 bytes including the NUL */
  readonly agentInstrument?: string | undefined;
  /** at most 129 bytes including the NUL */
  readonly agentId?: string | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** The help call was started. (SUPERVISOR_ASSIST_CONF, 119, number inferred) */
export interface SupervisorAssistConf {
  readonly type: 'SUPERVISOR_ASSIST_CONF';
  readonly invokeId: number;
  /** the new call */
  readonly callId: number;
  /** {@link ConnectionDeviceType} */
  readonly connectionDeviceType: number;
  /** at most 64 bytes including the NUL */
  readonly connectionDeviceId: string;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** A client asked for supervisor help. (SUPERVISOR_ASSIST_EVENT, 120, number inferred) */
export interface SupervisorAssistEvent {
  readonly type: 'SUPERVISOR_ASSIST_EVENT';
  readonly callId: number;
  /** {@link ConnectionDeviceType} */
  readonly connectionDeviceType: number;
  /** at most 64 bytes including the NUL */
  readonly connectionDeviceId: string;
  /** at most 64 bytes including the NUL */
  readonly clientId: string;
  /** at most 255 bytes including the NUL */
  readonly text?: string | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Agent declares an emergency on a call. (EMERGENCY_CALL_REQ, 121, number inferred) */
export interface EmergencyCallReq {
  readonly type: 'EMERGENCY_CALL_REQ';
  readonly invokeId: number;
  readonly peripheralId: number;
  /** 0xffffffff when no call is concerned */
  readonly connectionCallId: number;
  /** {@link ConnectionDeviceType} */
  readonly connectionDeviceType: number;
  /** at most 64 bytes including the NUL */
  readonly connectionDeviceId: string;
  /** at most 129 bytes including the NUL */
  readonly agentId?: string | undefined;
  /** at most 64 bytes including the NUL */
  readonly agentInstrument?: string | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** The emergency call was started. (EMERGENCY_CALL_CONF, 122, number inferred) */
export interface EmergencyCallConf {
  readonly type: 'EMERGENCY_CALL_CONF';
  readonly invokeId: number;
  readonly connectionCallId: number;
  /** {@link ConnectionDeviceType} */
  readonly connectionDeviceType: number;
  /** 0xffff unknown */
  readonly lineHandle: number;
  /** 3 business line, 10 other */
  readonly lineType: number;
  /** at most 64 bytes including the NUL */
  readonly connectionDeviceId: string;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** An agent treats a call as an emergency. (EMERGENCY_CALL_EVENT, 123, number inferred) */
export interface EmergencyCallEvent {
  readonly type: 'EMERGENCY_CALL_EVENT';
  /** printed in the CCX table with the text of a request; GED-188 has no InvokeID in this event */
  readonly invokeId: number;
  readonly peripheralId: number;
  /** 0xffffffff when no call is concerned */
  readonly connectionCallId: number;
  /** {@link ConnectionDeviceType} */
  readonly connectionDeviceType: number;
  readonly sessionId: number;
  /** at most 64 bytes including the NUL */
  readonly connectionDeviceId: string;
  /** at most 64 bytes including the NUL; inferred; no tag printed */
  readonly clientId?: string | undefined;
  /** at most 16 bytes including the NUL; inferred; no tag printed */
  readonly clientAddress?: string | undefined;
  /** at most 64 bytes including the NUL; 64 here, 16 everywhere else */
  readonly agentExtension?: string | undefined;
  /** at most 129 bytes including the NUL */
  readonly agentId?: string | undefined;
  /** at most 64 bytes including the NUL */
  readonly agentInstrument?: string | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Supervisor joins, takes over or leaves an agent's call. (SUPERVISE_CALL_REQ, 124, number inferred) */
export interface SuperviseCallReq {
  readonly type: 'SUPERVISE_CALL_REQ';
  readonly invokeId: number;
  readonly agentCallId: number;
  /** 0xffffffff when there is none */
  readonly supervisorCallId: number;
  /** {@link ConnectionDeviceType} */
  readonly agentConnectionDeviceType: number;
  /** {@link ConnectionDeviceType} */
  readonly supervisorConnectionDeviceType: number;
  /** {@link SupervisoryAction} */
  readonly supervisoryAction: number;
  /** at most 64 bytes including the NUL; either call id + connection device id, or one of AgentExtension, AgentID, AgentInstrument */
  readonly agentConnectionDeviceId?: string | undefined;
  /** at most 64 bytes including the NUL */
  readonly supervisorConnectionDeviceId?: string | undefined;
  /** at most 16 bytes including the NUL; inferred */
  readonly agentExtension?: string | undefined;
  /** at most 64 bytes including the NUL; inferred */
  readonly agentInstrument?: string | undefined;
  /** at most 129 bytes including the NUL; inferred */
  readonly agentId?: string | undefined;
  /** at most 64 bytes including the NUL; inferred */
  readonly supervisorInstrument?: string | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Confirms a supervision request. (SUPERVISE_CALL_CONF, 125, number inferred) */
export interface SuperviseCallConf {
  readonly type: 'SUPERVISE_CALL_CONF';
  readonly invokeId: number;
  readonly callId: number;
  /** {@link ConnectionDeviceType} */
  readonly connectionDeviceType: number;
  /** at most 64 bytes including the NUL */
  readonly connectionDeviceId: string;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Report a call of bad quality so that the server logs it. (BAD_CALL_REQ, 139, number inferred) */
export interface BadCallReq {
  readonly type: 'BAD_CALL_REQ';
  readonly invokeId: number;
  /** {@link ConnectionDeviceType} */
  readonly connectionDeviceType: number;
  /** 0xffffffff when no call is concerned */
  readonly callId: number;
  /** at most 64 bytes including the NUL */
  readonly connectionDeviceId: string;
  /** at most 129 bytes including the NUL */
  readonly agentId?: string | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Confirms a report. (BAD_CALL_CONF, 140, number inferred) */
export interface BadCallConf {
  readonly type: 'BAD_CALL_CONF';
  readonly invokeId: number;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Ask for the statistics of one CSQ. (QUERY_QUEUE_STATISTICS_REQ, 223, number inferred) */
export interface QueryQueueStatisticsReq {
  readonly type: 'QUERY_QUEUE_STATISTICS_REQ';
  readonly invokeId: number;
  readonly csqId?: number | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Statistics of one CSQ. (QUERY_QUEUE_STATISTICS_CONF, 224, number inferred) */
export interface QueryQueueStatisticsConf {
  readonly type: 'QUERY_QUEUE_STATISTICS_CONF';
  readonly invokeId: number;
  readonly loggedInAgents: number;
  readonly inSessionAgents: number;
  readonly availableAgents: number;
  readonly unavailableAgents: number;
  readonly inWorkAgents: number;
  readonly selectedAgents: number;
  readonly callsInPriorityQueue1: number;
  readonly callsInPriorityQueue2: number;
  readonly callsInPriorityQueue3: number;
  readonly callsInPriorityQueue4: number;
  readonly callsInPriorityQueue5: number;
  readonly callsInPriorityQueue6: number;
  /** inferred */
  readonly callsInPriorityQueue7?: number | undefined;
  /** inferred */
  readonly callsInPriorityQueue8?: number | undefined;
  /** inferred */
  readonly callsInPriorityQueue9?: number | undefined;
  /** inferred */
  readonly callsInPriorityQueue10?: number | undefined;
  /** inferred */
  readonly startTime?: number | undefined;
  /** inferred */
  readonly endTime?: number | undefined;
  /** inferred */
  readonly totalCalls?: number | undefined;
  /** inferred */
  readonly handledCalls?: number | undefined;
  /** inferred */
  readonly oldestCallInQueue?: number | undefined;
  /** inferred */
  readonly callsAbandoned?: number | undefined;
  /** inferred */
  readonly avgTalkDuration?: number | undefined;
  /** inferred */
  readonly avgWaitDuration?: number | undefined;
  /** inferred */
  readonly longestTalkDuration?: number | undefined;
  /** inferred */
  readonly longestWaitDuration?: number | undefined;
  /** inferred */
  readonly csqId?: number | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Ask for system-wide summary statistics. (QUERY_SUMMARY_STATISTICS_REQ, 225, number inferred) */
export interface QuerySummaryStatisticsReq {
  readonly type: 'QUERY_SUMMARY_STATISTICS_REQ';
  readonly invokeId: number;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** System-wide summary statistics. (QUERY_SUMMARY_STATISTICS_CONF, 226, number inferred) */
export interface QuerySummaryStatisticsConf {
  readonly type: 'QUERY_SUMMARY_STATISTICS_CONF';
  readonly invokeId: number;
  readonly numQueues: number;
  readonly loggedInAgents: number;
  readonly inSessionAgents: number;
  readonly availableAgents: number;
  readonly unavailableAgents: number;
  readonly inWorkAgents: number;
  readonly selectedAgents: number;
  readonly callsInPriorityQueue1: number;
  readonly callsInPriorityQueue2: number;
  readonly callsInPriorityQueue3: number;
  readonly callsInPriorityQueue4: number;
  readonly callsInPriorityQueue5: number;
  readonly callsInPriorityQueue6: number;
  readonly callsInPriorityQueue7: number;
  /** inferred */
  readonly callsInPriorityQueue8?: number | undefined;
  /** inferred */
  readonly callsInPriorityQueue9?: number | undefined;
  /** inferred */
  readonly callsInPriorityQueue10?: number | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Ask for the current configuration keys. (CONFIG_REQUEST_KEY_EVENT, 230) */
export interface ConfigRequestKeyEvent {
  readonly type: 'CONFIG_REQUEST_KEY_EVENT';
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** The current configuration keys. (CONFIG_KEY_EVENT, 231) */
export interface ConfigKeyEvent {
  readonly type: 'CONFIG_KEY_EVENT';
  /** {@link ConfigKeyStatus} */
  readonly status: number;
  /** at most 8 bytes */
  readonly applicationConfigKey?: Uint8Array | undefined;
  /** at most 8 bytes */
  readonly csqConfigKey?: Uint8Array | undefined;
  /** at most 8 bytes */
  readonly agentConfigKey?: Uint8Array | undefined;
  /** at most 8 bytes */
  readonly deviceConfigKey?: Uint8Array | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Ask for the configuration itself, or (mask 0) for updates only. (CONFIG_REQUEST_EVENT, 232, number inferred) */
export interface ConfigRequestEvent {
  readonly type: 'CONFIG_REQUEST_EVENT';
  /** {@link ConfigurationMask} */
  readonly configurationMask: number;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Start of a block of configuration data. (CONFIG_BEGIN_EVENT, 233, number inferred) */
export interface ConfigBeginEvent {
  readonly type: 'CONFIG_BEGIN_EVENT';
  /** {@link ConfigType} */
  readonly configType: number;
  /** {@link ConfigurationMask} */
  readonly configurationMask: number;
  /** at most 8 bytes */
  readonly applicationConfigKey?: Uint8Array | undefined;
  /** at most 8 bytes */
  readonly csqConfigKey?: Uint8Array | undefined;
  /** at most 8 bytes */
  readonly agentConfigKey?: Uint8Array | undefined;
  /** at most 8 bytes */
  readonly deviceConfigKey?: Uint8Array | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** End of a block of configuration data, or an error report. (CONFIG_END_EVENT, 234, number inferred) */
export interface ConfigEndEvent {
  readonly type: 'CONFIG_END_EVENT';
  /** {@link ConfigEndStatus} */
  readonly status: number;
  /** at most 255 bytes including the NUL */
  readonly text?: string | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** One item of `records`. */
export interface ConfigApplicationEventRecord {
  /** {@link RecordType} */
  readonly recordType: number;
  readonly applicationId?: number | undefined;
  /** most sessions of the application */
  readonly maxQueued?: number | undefined;
  /** former id when the id changed */
  readonly previousApplicationId?: number | undefined;
  /** at most 64 bytes including the NUL */
  readonly applicationName?: string | undefined;
  /** at most 128 bytes including the NUL */
  readonly description?: string | undefined;
}

/** Applications (name, id, session limit). (CONFIG_APPLICATION_EVENT, 235, number inferred) */
export interface ConfigApplicationEvent {
  readonly type: 'CONFIG_APPLICATION_EVENT';
  readonly records?: readonly ConfigApplicationEventRecord[] | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** One item of `records`. */
export interface ConfigCsqEventRecord {
  /** {@link RecordType} */
  readonly recordType: number;
  readonly csqId?: number | undefined;
  /** true: work state follows a call of this CSQ; absent means false. Printed as BOOL with size 4 (BOOL is 2 elsewhere) */
  readonly autoWork?: boolean | undefined;
  /** at most 64 bytes including the NUL */
  readonly csqName?: string | undefined;
  /** at most 128 bytes including the NUL */
  readonly description?: string | undefined;
  /** {@link MRDomainID}; since version 11 */
  readonly mrDomainId?: number | undefined;
}

/** Contact service queues. (CONFIG_CSQ_EVENT, 236, number inferred) */
export interface ConfigCsqEvent {
  readonly type: 'CONFIG_CSQ_EVENT';
  readonly records?: readonly ConfigCsqEventRecord[] | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** One item of `csqs`. */
export interface ConfigAgentEventRecordCsq {
  readonly csqId: number;
}

/** One item of `records`. */
export interface ConfigAgentEventRecord {
  /** {@link RecordType} */
  readonly recordType: number;
  /** {@link AgentType} */
  readonly agentType?: number | undefined;
  /** at most 129 bytes including the NUL; key of the record: a second record with the same LoginID is the same agent */
  readonly loginId?: string | undefined;
  /** at most 32 bytes including the NUL */
  readonly lastName?: string | undefined;
  /** at most 32 bytes including the NUL */
  readonly firstName?: string | undefined;
  /** at most 16 bytes including the NUL */
  readonly extension?: string | undefined;
  /** at most 128 bytes including the NUL */
  readonly description?: string | undefined;
  readonly csqs?: readonly ConfigAgentEventRecordCsq[] | undefined;
  /** {@link AgentState} */
  readonly agentState?: number | undefined;
  /** since version 17; inferred; media routing domain id; type and size are behind the cut, INT/4 as MRDID elsewhere */
  readonly mrdId?: number | undefined;
  /** at most 64 bytes including the NUL; since version 18; inferred; change history says the field was added to this message; tag and size as in SET_AGENT_STATE_REQ; place in the record unknown (GED-188 has it right after FltPeripheralID) */
  readonly activeTerminal?: string | undefined;
}

/** Agents and supervisors, with the CSQs of each. (CONFIG_AGENT_EVENT, 237, number inferred) */
export interface ConfigAgentEvent {
  readonly type: 'CONFIG_AGENT_EVENT';
  readonly records?: readonly ConfigAgentEventRecord[] | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** One item of `records`. */
export interface ConfigDeviceEventRecord {
  /** {@link RecordType} */
  readonly recordType: number;
  readonly deviceField0?: number | undefined;
  /** {@link ConfigDeviceClass} */
  readonly deviceType?: number | undefined;
  readonly maxQueued?: number | undefined;
  readonly deviceField1?: number | undefined;
  /** at most 129 bytes including the NUL */
  readonly deviceField2?: string | undefined;
  /** at most 16 bytes including the NUL */
  readonly deviceField4?: string | undefined;
  /** at most 128 bytes including the NUL */
  readonly description?: string | undefined;
}

/** Devices: agent extensions, route points, CTI ports, call control groups. (CONFIG_DEVICE_EVENT, 238, number inferred) */
export interface ConfigDeviceEvent {
  readonly type: 'CONFIG_DEVICE_EVENT';
  readonly records?: readonly ConfigDeviceEventRecord[] | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Ask for queue statistics over all CSQs of one agent. (QUERY_AGENT_QUEUE_STATISTICS_REQ, 239, number inferred) */
export interface QueryAgentQueueStatisticsReq {
  readonly type: 'QUERY_AGENT_QUEUE_STATISTICS_REQ';
  readonly invokeId: number;
  /** at most 129 bytes including the NUL */
  readonly agentId: string;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Queue statistics over all CSQs of one agent. (QUERY_AGENT_QUEUE_STATISTICS_CONF, 240, number inferred) */
export interface QueryAgentQueueStatisticsConf {
  readonly type: 'QUERY_AGENT_QUEUE_STATISTICS_CONF';
  readonly invokeId: number;
  readonly callsInQueue: number;
  /** wait time of the oldest queued call */
  readonly oldestCallInQueue: number;
  /** at most 129 bytes including the NUL */
  readonly agentId: string;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Ask for agent team data, or for updates only. (TEAM_CONFIG_REQ, 242, number inferred) */
export interface TeamConfigReq {
  readonly type: 'TEAM_CONFIG_REQ';
  readonly invokeId: number;
  /** {@link TeamConfigParam} */
  readonly configParam: number;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** One item of `members`. */
export interface TeamConfigEventMember {
  /** at most 129 bytes including the NUL; agent or supervisor id, or the CSQ id when MemberType is 2 */
  readonly agentId: string;
  /** {@link TeamAgentFlags} */
  readonly agentFlags?: number | undefined;
  /** {@link RecordType}; only add (0) and delete (2) */
  readonly recordType?: number | undefined;
  /** {@link TeamMemberType} */
  readonly memberType?: number | undefined;
}

/** One team (or a part of one) was added, removed or changed. (TEAM_CONFIG_EVENT, 243, number inferred) */
export interface TeamConfigEvent {
  readonly type: 'TEAM_CONFIG_EVENT';
  readonly teamId: number;
  /** {@link TeamConfigOperation} */
  readonly operation: number;
  /** at most 50 bytes including the NUL; must be the first floating field */
  readonly teamName: string;
  readonly members?: readonly TeamConfigEventMember[] | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** Confirms a team request, after the initial upload. (TEAM_CONFIG_CONF, 244, number inferred) */
export interface TeamConfigConf {
  readonly type: 'TEAM_CONFIG_CONF';
  readonly invokeId: number;
  /** {@link TeamConfigStatus} */
  readonly status: number;
  /** at most 128 bytes including the NUL */
  readonly text?: string | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** One item of `instruments`. */
export interface ConfigTerminalEventRecordInstrument {
  /** at most 64 bytes including the NUL */
  readonly instrument: string;
}

/** One item of `records`. */
export interface ConfigTerminalEventRecord {
  /** {@link RecordType}; only add (0) and delete (2) */
  readonly recordType: number;
  readonly terminalType?: number | undefined;
  /** at most 64 bytes including the NUL */
  readonly terminalDeviceName?: string | undefined;
  /** at most 100 bytes including the NUL */
  readonly terminalTypeName?: string | undefined;
  readonly instruments?: readonly ConfigTerminalEventRecordInstrument[] | undefined;
}

/** Terminals tied to agent extensions were added or removed. Since version 18. (CONFIG_TERMINAL_EVENT, 276, number inferred) */
export interface ConfigTerminalEvent {
  readonly type: 'CONFIG_TERMINAL_EVENT';
  readonly records?: readonly ConfigTerminalEventRecord[] | undefined;
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
}

/** A message type that this version does not have. */
export interface UnknownMessage {
  readonly type: 'UNKNOWN';
  readonly messageType: number;
  readonly body: Uint8Array;
}

/** Every message of the protocol. */
export type CtiMessage =
  | FailureConf
  | FailureEvent
  | OpenReq
  | OpenConf
  | HeartbeatReq
  | HeartbeatConf
  | CloseReq
  | CloseConf
  | CallDeliveredEvent
  | CallEstablishedEvent
  | CallHeldEvent
  | CallRetrievedEvent
  | CallClearedEvent
  | CallConnectionClearedEvent
  | CallOriginatedEvent
  | CallFailedEvent
  | CallConferencedEvent
  | CallTransferredEvent
  | CallDivertedEvent
  | CallServiceInitiatedEvent
  | CallQueuedEvent
  | BeginCallEvent
  | EndCallEvent
  | CallDataUpdateEvent
  | SetCallDataReq
  | SetCallDataConf
  | AgentStateEvent
  | SystemEvent
  | ControlFailureConf
  | QueryAgentStateReq
  | QueryAgentStateConf
  | SetAgentStateReq
  | SetAgentStateConf
  | AlternateCallReq
  | AlternateCallConf
  | AnswerCallReq
  | AnswerCallConf
  | ClearCallReq
  | ClearCallConf
  | ClearConnectionReq
  | ClearConnectionConf
  | ConferenceCallReq
  | ConferenceCallConf
  | ConsultCallReq
  | ConsultCallConf
  | HoldCallReq
  | HoldCallConf
  | MakeCallReq
  | MakeCallConf
  | ReconnectCallReq
  | ReconnectCallConf
  | RetrieveCallReq
  | RetrieveCallConf
  | TransferCallReq
  | TransferCallConf
  | QueryDeviceInfoReq
  | QueryDeviceInfoConf
  | SnapshotCallReq
  | SnapshotCallConf
  | SnapshotDeviceReq
  | SnapshotDeviceConf
  | CallDequeuedEvent
  | SendDtmfSignalReq
  | SendDtmfSignalConf
  | RtpStartedEvent
  | RtpStoppedEvent
  | SupervisorAssistReq
  | SupervisorAssistConf
  | SupervisorAssistEvent
  | EmergencyCallReq
  | EmergencyCallConf
  | EmergencyCallEvent
  | SuperviseCallReq
  | SuperviseCallConf
  | BadCallReq
  | BadCallConf
  | QueryQueueStatisticsReq
  | QueryQueueStatisticsConf
  | QuerySummaryStatisticsReq
  | QuerySummaryStatisticsConf
  | ConfigRequestKeyEvent
  | ConfigKeyEvent
  | ConfigRequestEvent
  | ConfigBeginEvent
  | ConfigEndEvent
  | ConfigApplicationEvent
  | ConfigCsqEvent
  | ConfigAgentEvent
  | ConfigDeviceEvent
  | QueryAgentQueueStatisticsReq
  | QueryAgentQueueStatisticsConf
  | TeamConfigReq
  | TeamConfigEvent
  | TeamConfigConf
  | ConfigTerminalEvent
  | UnknownMessage;
