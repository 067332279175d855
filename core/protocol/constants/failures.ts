/**
 * Status codes of FAILURE_CONF, FAILURE_EVENT and
 * CONTROL_FAILURE_CONF.
 * @module
 */

import { type Codes, codes } from './lookup.ts';

/**
 * The status of FAILURE_CONF, FAILURE_EVENT and CLOSE_REQ (guide: error (E) status codes).
 *
 * The page on reasons for a connection to fail also names E_CTI_INCONSISTENT_AGENT_DATA, whose number is not
 * published.
 */
export const ErrorStatus = {
  E_CTI_NO_ERROR: 0,
  E_CTI_INVALID_VERSION: 1,
  E_CTI_INVALID_MESSAGE_TYPE: 2,
  E_CTI_INVALID_FIELD: 3,
  E_CTI_SESSION_NOT_OPEN: 4,
  E_CTI_SESSION_ALREADY_OPEN: 5,
  E_CTI_REQUIRED_DATA_MISSING: 6,
  E_CTI_INVALID_PERIPHERAL_ID: 7,
  E_CTI_INVALID_AGENT_DATA: 8,
  E_CTI_AGENT_NOT_LOGGED_ON: 9,
  E_CTI_DEVICE_IN_USE: 10,
  E_CTI_NEW_SESSION_OPENED: 11,
  E_CTI_INVALID_CALLID: 13,
  E_CTI_UNSPECIFIED_FAILURE: 17,
  E_CTI_INVALID_TIMEOUT: 18,
  E_CTI_INVALID_FIELD_LENGTH: 23,
  E_CTI_SERVER_NOT_MASTER: 92,
  E_CTI_INVALID_CSQ: 93,
  E_CTI_JTAPI_CCM_PROBLEM: 94,
  E_CTI_AUTO_CONFIG_RESET: 96,
} as const;

/** One value of {@link ErrorStatus} (guide: error (E) status codes). */
export type ErrorStatus = (typeof ErrorStatus)[keyof typeof ErrorStatus];

/** Names and sentences of {@link ErrorStatus} (guide: error (E) status codes). */
export const errorStatusCodes: Codes = /* @__PURE__ */ codes(
  ErrorStatus,
  {
    E_CTI_NO_ERROR: 'There was no error.',
    E_CTI_INVALID_VERSION: 'The server does not support this version of the protocol.',
    E_CTI_INVALID_MESSAGE_TYPE: 'The type of the message is unknown.',
    E_CTI_INVALID_FIELD: 'The message has an unknown field.',
    E_CTI_SESSION_NOT_OPEN: 'No session is open on this connection.',
    E_CTI_SESSION_ALREADY_OPEN: 'A session is already open on this connection.',
    E_CTI_REQUIRED_DATA_MISSING: 'The message lacked a field that the server needs.',
    E_CTI_INVALID_PERIPHERAL_ID: 'A reserved field of the message did not hold the number it must hold.',
    E_CTI_INVALID_AGENT_DATA: 'The data given for the agent are not valid.',
    E_CTI_AGENT_NOT_LOGGED_ON: 'The agent is not logged in.',
    E_CTI_DEVICE_IN_USE: 'The phone is already in use by another client.',
    E_CTI_NEW_SESSION_OPENED: 'The session ended because the same client opened a newer one.',
    E_CTI_INVALID_CALLID: 'No call has this number.',
    E_CTI_UNSPECIFIED_FAILURE: 'The request failed, and the server gave no reason.',
    E_CTI_INVALID_TIMEOUT: 'The idle timeout is too short; the minimum is 20 seconds.',
    E_CTI_INVALID_FIELD_LENGTH: 'A field of the message is too long.',
    E_CTI_SERVER_NOT_MASTER: 'This server is on standby; another node of the cluster is the master.',
    E_CTI_INVALID_CSQ: 'No contact service queue has this number.',
    E_CTI_JTAPI_CCM_PROBLEM: 'The server has trouble with JTAPI or with Communications Manager.',
    E_CTI_AUTO_CONFIG_RESET: 'The configuration was reset and has to be requested again.',
  },
  'error status',
);

/**
 * Why a control request was refused, the FailureCode of CONTROL_FAILURE_CONF (guide: control failure (CF)
 * values; from 22 on GED-188, constants and status codes).
 *
 * The numbers 0 to 21 are the same in both guides, so the rest is likely to match. For 11 to 13 GED-188
 * writes _IDENTIFIER where the guide writes _ID.
 */
export const ControlFailureCode = {
  CF_GENERIC_UNSPECIFIED: 0,
  CF_GENERIC_OPERATION: 1,
  CF_REQUEST_INCOMPATIBLE_WITH_OBJECT: 2,
  CF_VALUE_OUT_OF_RANGE: 3,
  CF_OBJECT_NOT_KNOWN: 4,
  CF_INVALID_CALLING_DEVICE: 5,
  CF_INVALID_CALLED_DEVICE: 6,
  CF_INVALID_FORWARDING_DESTINATION: 7,
  CF_PRIVILEGE_VIOLATION_ON_SPECIFIED_DEVICE: 8,
  CF_PRIVILEGE_VIOLATION_ON_CALLED_DEVICE: 9,
  CF_PRIVILEGE_VIOLATION_ON_CALLING_DEVICE: 10,
  CF_INVALID_CSTA_CALL_ID: 11,
  CF_INVALID_CSTA_DEVICE_ID: 12,
  CF_INVALID_CSTA_CONNECTION_ID: 13,
  CF_INVALID_DESTINATION: 14,
  CF_INVALID_FEATURE: 15,
  CF_INVALID_ALLOCATION_STATE: 16,
  CF_INVALID_CROSS_REF_ID: 17,
  CF_INVALID_OBJECT_TYPE: 18,
  CF_SECURITY_VIOLATION: 19,
  CF_GENERIC_STATE_INCOMPATIBILITY: 21,
  CF_INVALID_OBJECT_STATE: 22, // inferred: the name is on the page, the number from GED-188
  CF_INVALID_CONNECTION_ID_FOR_ACTIVE_CALL: 23, // inferred
  CF_NO_ACTIVE_CALL: 24, // inferred
  CF_NO_HELD_CALL: 25, // inferred
  CF_NO_CALL_TO_CLEAR: 26, // inferred
  CF_NO_CONNECTION_TO_CLEAR: 27, // inferred
  CF_NO_CALL_TO_ANSWER: 28, // inferred
  CF_NO_CALL_TO_COMPLETE: 29, // inferred
  CF_GENERIC_SYSTEM_RESOURCE_AVAILABILITY: 31, // inferred
  CF_SERVICE_BUSY: 32, // inferred
  CF_RESOURCE_BUSY: 33, // inferred
  CF_RESOURCE_OUT_OF_SERVICE: 34, // inferred
  CF_NETWORK_BUSY: 35, // inferred
  CF_NETWORK_OUT_OF_SERVICE: 36, // inferred
  CF_OVERALL_MONITOR_LIMIT_EXCEEDED: 37, // inferred
  CF_CONFERENCE_MEMBER_LIMIT_EXCEEDED: 38, // inferred
  CF_GENERIC_SUBSCRIBED_RESOURCE_AVAILABILITY: 41, // inferred
  CF_OBJECT_MONITOR_LIMIT_EXCEEDED: 42, // inferred
  CF_EXTERNAL_TRUNK_LIMIT_EXCEEDED: 43, // inferred
  CF_OUTSTANDING_REQUEST_LIMIT_EXCEEDED: 44, // inferred
  CF_GENERIC_PERFORMANCE_MANAGEMENT: 51, // inferred
  CF_PERFORMANCE_LIMIT_EXCEEDED: 52, // inferred
  CF_SEQUENCE_NUMBER_VIOLATED: 61, // inferred
  CF_TIME_STAMP_VIOLATED: 62, // inferred
  CF_PAC_VIOLATED: 63, // inferred
  CF_SEAL_VIOLATED: 64, // inferred
  CF_GENERIC_UNSPECIFIED_REJECTION: 70, // inferred
  CF_GENERIC_OPERATION_REJECTION: 71, // inferred
  CF_DUPLICATE_INVOCATION_REJECTION: 72, // inferred
  CF_UNRECOGNIZED_OPERATION_REJECTION: 73, // inferred
  CF_MISTYPED_ARGUMENT_REJECTION: 74, // inferred
  CF_RESOURCE_LIMITATION_REJECTION: 75, // inferred
  CF_ACS_HANDLE_TERMINATION_REJECTION: 76, // inferred
  CF_SERVICE_TERMINATION_REJECTION: 77, // inferred
  CF_REQUEST_TIMEOUT_REJECTION: 78, // inferred
  CF_REQUESTS_ON_DEVICE_EXCEEDED_REJECTION: 79, // inferred
  CF_INVALID_AGENT_ID_SPECIFIED: 256, // inferred
  CF_INVALID_PASSWORD_SPECIFIED: 257, // inferred
  CF_INVALID_AGENT_ID_OR_PASSWORD_SPECIFIED: 258, // inferred
  CF_SPECIFIED_AGENT_ALREADY_SIGNED_ON: 259, // inferred
  CF_INVALID_LOGON_DEVICE_SPECIFIED: 260, // inferred
  CF_INVALID_ANSWERING_DEVICE_SPECIFIED: 261, // inferred
  CF_INVALID_SKILL_GROUP_SPECIFIED: 262, // inferred
  CF_INVALID_CLASS_OF_SERVICE_SPECIFIED: 263, // inferred
  CF_INVALID_TEAM_SPECIFIED: 264, // inferred
  CF_INVALID_AGENT_WORKMODE: 265, // inferred
  CF_INVALID_AGENT_REASON_CODE: 266, // inferred
  CF_ADJUNCT_SWITCH_COMM_ERROR: 267, // inferred
  CF_AGENT_NOT_PARTY_ON_CALL: 268, // inferred
  CF_INTERNAL_PROCESSING_ERROR: 269, // inferred
  CF_TAKE_CALL_CONTROL_REJECTION: 270, // inferred
  CF_TAKE_DOMAIN_CONTROL_REJECTION: 271, // inferred
  CF_REQUESTED_SERVICE_NOT_REGISTERED: 272, // inferred
  CF_INVALID_CONSULT_TYPE: 273, // inferred
  CF_WRAPUP_DATA_REQUIRED: 280, // inferred
  CF_REASON_CODE_REQUIRED: 281, // inferred
  CF_INVALID_TRUNK_ID_SPECIFIED: 282, // inferred
  CF_SPECIFIED_EXTENSION_ALREADY_IN_USE: 283, // inferred
  CF_ARBITRARY_CONF_OR_XFER_NOT_SUPPORTED: 284, // inferred
  CF_NETWORK_TRANSFER_OR_CONSULT: 285, // inferred
  CF_NETWORK_TRANSFER_OR_CONSULT_FAILED: 286, // inferred
  CF_DEVICE_RESTRICTED: 287, // inferred
  CF_LINE_RESTRICTED: 288, // inferred
  CF_AGENT_ACCOUNT_LOCKED_OUT: 289, // inferred
  CF_DROP_ANY_PARTY_NOT_ENABLED_CTI: 290, // inferred
  CF_MAXIMUM_LINE_LIMIT_EXCEEDED: 291, // inferred
  CF_SHARED_LINES_NOT_SUPPORTED: 292, // inferred
  CF_EXTENSION_NOT_UNIQUE: 293, // inferred
} as const;

/**
 * One value of {@link ControlFailureCode} (guide: control failure (CF) values; from 22 on GED-188, constants
 * and status codes).
 */
export type ControlFailureCode = (typeof ControlFailureCode)[keyof typeof ControlFailureCode];

/**
 * Names and sentences of {@link ControlFailureCode} (guide: control failure (CF) values; from
 * 22 on GED-188, constants and status codes).
 */
export const controlFailureCodes: Codes = /* @__PURE__ */ codes(
  ControlFailureCode,
  {
    CF_GENERIC_UNSPECIFIED: 'The request failed for a reason that the server does not list.',
    CF_GENERIC_OPERATION: 'The operation failed.',
    CF_REQUEST_INCOMPATIBLE_WITH_OBJECT: 'The request does not suit the call or device it was made for.',
    CF_VALUE_OUT_OF_RANGE: 'A value in the request is outside the allowed range.',
    CF_OBJECT_NOT_KNOWN: 'The call or device in the request is unknown.',
    CF_INVALID_CALLING_DEVICE: 'The calling device is not valid.',
    CF_INVALID_CALLED_DEVICE: 'The called device is not valid.',
    CF_INVALID_FORWARDING_DESTINATION: 'Calls cannot be forwarded to this destination.',
    CF_PRIVILEGE_VIOLATION_ON_SPECIFIED_DEVICE: 'The client is not allowed to do this on the given device.',
    CF_PRIVILEGE_VIOLATION_ON_CALLED_DEVICE: 'The client is not allowed to do this on the called device.',
    CF_PRIVILEGE_VIOLATION_ON_CALLING_DEVICE: 'The client is not allowed to do this on the calling device.',
    CF_INVALID_CSTA_CALL_ID: 'There is no call with this number.',
    CF_INVALID_CSTA_DEVICE_ID: 'There is no device with this id.',
    CF_INVALID_CSTA_CONNECTION_ID: 'The device has no connection to this call.',
    CF_INVALID_DESTINATION: 'The dialed destination is not valid.',
    CF_INVALID_FEATURE: 'The requested feature is not valid here.',
    CF_INVALID_ALLOCATION_STATE: 'The state in which the call is to be allocated is not valid.',
    CF_INVALID_CROSS_REF_ID: 'The cross-reference number in the request is not in use.',
    CF_INVALID_OBJECT_TYPE: 'The request names an object of a kind that is not valid here.',
    CF_SECURITY_VIOLATION: 'The request breaks a security rule.',
    CF_GENERIC_STATE_INCOMPATIBILITY: 'The request does not suit the present state of the call or device.',
    CF_INVALID_OBJECT_STATE: 'The call, device or agent is in the wrong state for the request.',
    CF_INVALID_CONNECTION_ID_FOR_ACTIVE_CALL: 'The connection given for the active call is not valid.',
    CF_NO_ACTIVE_CALL: 'There is no active call.',
    CF_NO_HELD_CALL: 'There is no call on hold.',
    CF_NO_CALL_TO_CLEAR: 'There is no call to end.',
    CF_NO_CONNECTION_TO_CLEAR: 'There is no connection to end.',
    CF_NO_CALL_TO_ANSWER: 'There is no ringing call to answer.',
    CF_NO_CALL_TO_COMPLETE: 'There is no call that could be completed.',
    CF_GENERIC_SYSTEM_RESOURCE_AVAILABILITY: 'The system lacks the resources for the request at the moment.',
    CF_SERVICE_BUSY: 'The service is busy.',
    CF_RESOURCE_BUSY: 'Something that the request needs is busy.',
    CF_RESOURCE_OUT_OF_SERVICE: 'Something that the request needs is out of service.',
    CF_NETWORK_BUSY: 'The network is busy.',
    CF_NETWORK_OUT_OF_SERVICE: 'The network is out of service.',
    CF_OVERALL_MONITOR_LIMIT_EXCEEDED: 'The system monitors as many devices as it can.',
    CF_CONFERENCE_MEMBER_LIMIT_EXCEEDED: 'The conference already has as many members as it can hold.',
    CF_GENERIC_SUBSCRIBED_RESOURCE_AVAILABILITY:
      'The client has used up the resources that it is entitled to.',
    CF_OBJECT_MONITOR_LIMIT_EXCEEDED: 'The device is monitored by as many clients as it can be.',
    CF_EXTERNAL_TRUNK_LIMIT_EXCEEDED: 'All outside lines that may be used are taken.',
    CF_OUTSTANDING_REQUEST_LIMIT_EXCEEDED: 'Too many requests are still waiting for an answer.',
    CF_GENERIC_PERFORMANCE_MANAGEMENT: 'The request was refused to protect the performance of the system.',
    CF_PERFORMANCE_LIMIT_EXCEEDED: 'A limit on the performance of the system was exceeded.',
    CF_SEQUENCE_NUMBER_VIOLATED: 'The sequence number of the request is wrong.',
    CF_TIME_STAMP_VIOLATED: 'The time stamp of the request is wrong.',
    CF_PAC_VIOLATED: 'The certificate of privileges (PAC) sent with the request is wrong.',
    CF_SEAL_VIOLATED: 'The seal that protects the request is wrong.',
    CF_GENERIC_UNSPECIFIED_REJECTION: 'The request was rejected without a reason.',
    CF_GENERIC_OPERATION_REJECTION: 'The operation was rejected.',
    CF_DUPLICATE_INVOCATION_REJECTION: 'The number of the request is still in use by an earlier request.',
    CF_UNRECOGNIZED_OPERATION_REJECTION: 'The requested operation is unknown.',
    CF_MISTYPED_ARGUMENT_REJECTION: 'A value in the request is of the wrong type.',
    CF_RESOURCE_LIMITATION_REJECTION: 'The request was rejected because resources are short.',
    CF_ACS_HANDLE_TERMINATION_REJECTION:
      'The link to the switch is being closed, so the request was rejected.',
    CF_SERVICE_TERMINATION_REJECTION: 'The service is being shut down, so the request was rejected.',
    CF_REQUEST_TIMEOUT_REJECTION: 'The switch did not answer the request in time.',
    CF_REQUESTS_ON_DEVICE_EXCEEDED_REJECTION: 'Too many requests are already waiting at this device.',
    CF_INVALID_AGENT_ID_SPECIFIED: 'The agent id is not valid.',
    CF_INVALID_PASSWORD_SPECIFIED: 'The password is not valid.',
    CF_INVALID_AGENT_ID_OR_PASSWORD_SPECIFIED: 'The agent id or the password is not valid.',
    CF_SPECIFIED_AGENT_ALREADY_SIGNED_ON: 'The agent is already logged in.',
    CF_INVALID_LOGON_DEVICE_SPECIFIED: 'The agent cannot log in at this phone.',
    CF_INVALID_ANSWERING_DEVICE_SPECIFIED: 'The call cannot be answered at this device.',
    CF_INVALID_SKILL_GROUP_SPECIFIED: 'The skill group or queue is not valid.',
    CF_INVALID_CLASS_OF_SERVICE_SPECIFIED: 'The class of service is not valid.',
    CF_INVALID_TEAM_SPECIFIED: 'The team is not valid.',
    CF_INVALID_AGENT_WORKMODE: 'The work mode of the agent is not valid.',
    CF_INVALID_AGENT_REASON_CODE: 'The reason code is not valid.',
    CF_ADJUNCT_SWITCH_COMM_ERROR: 'The server has lost its link to the phone system.',
    CF_AGENT_NOT_PARTY_ON_CALL: 'The agent has no part in this call.',
    CF_INTERNAL_PROCESSING_ERROR: 'An error occurred inside the server.',
    CF_TAKE_CALL_CONTROL_REJECTION: 'The server could not take control of the call.',
    CF_TAKE_DOMAIN_CONTROL_REJECTION: 'The server could not take control of the domain.',
    CF_REQUESTED_SERVICE_NOT_REGISTERED: 'The requested service is not registered with the server.',
    CF_INVALID_CONSULT_TYPE: 'The type of consultation is not valid.',
    CF_WRAPUP_DATA_REQUIRED: 'Wrap-up data are required before the agent can go on.',
    CF_REASON_CODE_REQUIRED: 'A reason code is required.',
    CF_INVALID_TRUNK_ID_SPECIFIED: 'The trunk is not valid.',
    CF_SPECIFIED_EXTENSION_ALREADY_IN_USE: 'The extension is already in use.',
    CF_ARBITRARY_CONF_OR_XFER_NOT_SUPPORTED:
      'These two calls cannot be joined, because one was not started from the other.',
    CF_NETWORK_TRANSFER_OR_CONSULT: 'The request has become a transfer or consultation in the network.',
    CF_NETWORK_TRANSFER_OR_CONSULT_FAILED: 'The transfer or consultation in the network failed.',
    CF_DEVICE_RESTRICTED: 'The phone is restricted, so the contact center may not control it.',
    CF_LINE_RESTRICTED: 'The line is restricted, so the contact center may not control it.',
    CF_AGENT_ACCOUNT_LOCKED_OUT: "The agent's account is locked.",
    CF_DROP_ANY_PARTY_NOT_ENABLED_CTI: 'Clients are not allowed to drop other parties from a conference.',
    CF_MAXIMUM_LINE_LIMIT_EXCEEDED: 'The phone has more lines than the contact center allows.',
    CF_SHARED_LINES_NOT_SUPPORTED: 'The phone has a shared line, which is not supported.',
    CF_EXTENSION_NOT_UNIQUE: 'More than one phone has this extension.',
  },
  'control failure',
);

/**
 * The detail of a refused control request, the UnifiedCCXErrorCode of CONTROL_FAILURE_CONF, 0 when there is
 * none (guide: Unified CCX error code values).
 *
 * The readable page ends at 88018. CCX_ACTIVE_TERMINAL_NOT_SPECIFIED exists since version 18; its number was
 * not seen.
 */
export const CCXErrorCode = {
  CCX_DEFAULT_ERROR_CODE: 0,
  CCX_JTAPI_CCM_PROBLEM: 88001,
  CCX_LOOKUP_FAILURE: 88002,
  CCX_AGENT_DN_NOT_ASSIGNED: 88003,
  CCX_AGENT_DEVICE_OFF: 88004,
  CCX_AGENT_DEVICE_BUSY: 88005,
  CCX_RMCM_CONTACT_NULL: 88006,
  CCX_RMCM_CONTACT_INVALID: 88007,
  CCX_AGENT_NULL: 88008,
  CCX_AGENT_INVALID: 88009,
  CCX_INVALID_ARGUMENT: 88010,
  CCX_NO_CALLBACK_FROM_AGENT: 88011,
  CCX_CALL_ID_NULL: 88012,
  CCX_CALL_OBJECT_NULL: 88013,
  CCX_JTAPI_PROVIDER_NULL: 88014,
  CCX_DIALED_NUMBER_NULL: 88015,
  CCX_DEVICE_ID_NULL: 88016,
  CCX_TERMINAL_CONNECTION_NULL: 88017,
  CCX_CALL_CONTROL_MASK_NOT_ON: 88018, // inferred: the number was cut off, this is the next in the run
} as const;

/** One value of {@link CCXErrorCode} (guide: Unified CCX error code values). */
export type CCXErrorCode = (typeof CCXErrorCode)[keyof typeof CCXErrorCode];

/** Names and sentences of {@link CCXErrorCode} (guide: Unified CCX error code values). */
export const ccxErrorCodes: Codes = /* @__PURE__ */ codes(
  CCXErrorCode,
  {
    CCX_DEFAULT_ERROR_CODE: 'The server gave no further detail.',
    CCX_JTAPI_CCM_PROBLEM: 'The server has trouble with JTAPI or with Communications Manager.',
    CCX_LOOKUP_FAILURE: 'The server looked something up and did not find it.',
    CCX_AGENT_DN_NOT_ASSIGNED: 'No extension is assigned to the agent.',
    CCX_AGENT_DEVICE_OFF: "The agent's phone is out of service or not registered.",
    CCX_AGENT_DEVICE_BUSY: "The agent's phone is busy.",
    CCX_RMCM_CONTACT_NULL: 'The server has no contact for this request.',
    CCX_RMCM_CONTACT_INVALID: "The server's contact for this request is not valid.",
    CCX_AGENT_NULL: 'The server has no agent for this request.',
    CCX_AGENT_INVALID: 'The agent is not valid.',
    CCX_INVALID_ARGUMENT: 'A value in the request is not valid.',
    CCX_NO_CALLBACK_FROM_AGENT: "The server got no response from the agent's side.",
    CCX_CALL_ID_NULL: 'The number of the call is missing.',
    CCX_CALL_OBJECT_NULL: 'The call does not exist.',
    CCX_JTAPI_PROVIDER_NULL: 'The server has no link to Communications Manager (JTAPI provider).',
    CCX_DIALED_NUMBER_NULL: 'The number to dial is missing.',
    CCX_DEVICE_ID_NULL: 'The id of the device is missing.',
    CCX_TERMINAL_CONNECTION_NULL: 'The phone has no connection to the call.',
    CCX_CALL_CONTROL_MASK_NOT_ON: 'The session was opened without the right to control calls.',
  },
  'Unified CCX error',
);
