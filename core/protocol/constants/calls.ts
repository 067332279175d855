/**
 * Codes of calls: types, event causes and connection states.
 * @module
 */

import { type Codes, codes } from './lookup.ts';

/** State of a device's connection to a call (guide: LocalConnectionState (LCS) values). */
export const LocalConnectionState = {
  LCS_NONE: 0xffff,
  LCS_NULL: 0,
  LCS_INITIATE: 1,
  LCS_ALERTING: 2,
  LCS_CONNECT: 3,
  LCS_HOLD: 4,
  LCS_QUEUED: 5,
  LCS_FAIL: 6,
} as const;

/** One value of {@link LocalConnectionState} (guide: LocalConnectionState (LCS) values). */
export type LocalConnectionState = (typeof LocalConnectionState)[keyof typeof LocalConnectionState];

/**
 * Names and sentences of {@link LocalConnectionState} (guide: LocalConnectionState (LCS)
 * values).
 */
export const localConnectionStateCodes: Codes = /* @__PURE__ */ codes(
  LocalConnectionState,
  {
    LCS_NONE: 'The connection state does not apply here.',
    LCS_NULL: 'The device has no part in the call.',
    LCS_INITIATE: 'The device is dialing.',
    LCS_ALERTING: 'The device is ringing.',
    LCS_CONNECT: 'The device is active in the call.',
    LCS_HOLD: 'The device has the call on hold.',
    LCS_QUEUED: 'The call is waiting to be connected to the device.',
    LCS_FAIL: 'The attempt to connect the device to the call was given up.',
  },
  'connection state',
);

/** Why a call event happened (guide: call EventCause (CEC) values). */
export const EventCause = {
  CEC_NONE: 0xffff,
  CEC_ALTERNATE: 2,
  CEC_BUSY: 3,
  CEC_CALL_CANCELLED: 5,
  CEC_CALL_FORWARD: 9,
  CEC_CALL_NOT_ANSWERED: 10,
  CEC_DEST_NOT_OBTAINABLE: 13,
  CEC_INCOMPATIBLE_DESTINATION: 15,
  CEC_KEY_CONFERENCE: 17,
  CEC_NEW_CALL: 22,
  CEC_NO_AVAILABLE_AGENTS: 23,
  CEC_REDIRECTED: 28,
  CEC_TRANSFER: 32,
  CEC_TIME_OUT: 35,
  CEC_SUPERVISOR_ASSIST: 43,
  CEC_EMERGENCY_CALL: 44,
  CEC_SUPERVISOR_CLEAR: 45,
  CEC_SUPERVISOR_MONITOR: 46,
  CEC_SUPERVISOR_WHISPER: 47,
  CEC_SUPERVISOR_BARGE_IN: 48,
  CEC_SUPERVISOR_INTERCEPT: 49,
  CEC_CALL_PARTY_UPDATE_IND: 50,
  CECX_DROP_HANDLED_OTHER: 1014,
} as const;

/** One value of {@link EventCause} (guide: call EventCause (CEC) values). */
export type EventCause = (typeof EventCause)[keyof typeof EventCause];

/** Names and sentences of {@link EventCause} (guide: call EventCause (CEC) values). */
export const eventCauseCodes: Codes = /* @__PURE__ */ codes(
  EventCause,
  {
    CEC_NONE: 'The server gave no cause for this event.',
    CEC_ALTERNATE: 'The device switched between its active call and its held call.',
    CEC_BUSY: 'The called device is busy.',
    CEC_CALL_CANCELLED: 'The call was canceled.',
    CEC_CALL_FORWARD: 'The call was forwarded to another device.',
    CEC_CALL_NOT_ANSWERED: 'The call was not answered in time.',
    CEC_DEST_NOT_OBTAINABLE: 'The destination could not be reached.',
    CEC_INCOMPATIBLE_DESTINATION: 'The destination cannot take a call of this kind.',
    CEC_KEY_CONFERENCE: 'The call was joined into a conference.',
    CEC_NEW_CALL: 'The call is new.',
    CEC_NO_AVAILABLE_AGENTS: 'No agent is available for the call.',
    CEC_REDIRECTED: 'The call was redirected to another device.',
    CEC_TRANSFER: 'The call was transferred.',
    CEC_TIME_OUT: 'A time limit ran out.',
    CEC_SUPERVISOR_ASSIST: 'An agent asked a supervisor for help.',
    CEC_EMERGENCY_CALL: 'An agent raised an emergency.',
    CEC_SUPERVISOR_CLEAR: 'The supervisor was taken off the call.',
    CEC_SUPERVISOR_MONITOR: 'A supervisor is listening to the call silently.',
    CEC_SUPERVISOR_WHISPER: 'A supervisor is speaking to the agent alone.',
    CEC_SUPERVISOR_BARGE_IN: 'A supervisor joined the call.',
    CEC_SUPERVISOR_INTERCEPT: 'A supervisor took the call over from the agent.',
    CEC_CALL_PARTY_UPDATE_IND: 'The information about a party to the call has changed.',
    CECX_DROP_HANDLED_OTHER: 'The call had been handled and was then cleared.',
  },
  'event cause',
);

/**
 * Type of call (guide: CallType values).
 *
 * The guide prints some names with a stray space (`CALLTYPE _OUT`) and does not list 27 to 33.
 */
export const CallType = {
  CALLTYPE_INVALID: 0,
  CALLTYPE_CCX_IN: 1,
  CALLTYPE_TRANSFER_IN: 4,
  CALLTYPE_OTHER_IN: 6,
  CALLTYPE_OUT: 9,
  CALLTYPE_AGENT_INSIDE: 10,
  CALLTYPE_OFFERED: 11,
  CALLTYPE_CONSULT: 12,
  CALLTYPE_CONFERENCE: 15,
  CALLTYPE_PREVIEW: 17,
  CALLTYPE_RESERVATION: 18,
  CALLTYPE_ASSIST: 19,
  CALLTYPE_EMERGENCY: 20,
  CALLTYPE_SUPERVISOR_MONITOR: 21,
  CALLTYPE_SUPERVISOR_BARGE_IN: 23,
  CALLTYPE_SUPERVISOR_INTERCEPT: 24,
  CALLTYPE_AGENT_OUTBOUND: 34,
} as const;

/** One value of {@link CallType} (guide: CallType values). */
export type CallType = (typeof CallType)[keyof typeof CallType];

/** Names and sentences of {@link CallType} (guide: CallType values). */
export const callTypeCodes: Codes = /* @__PURE__ */ codes(
  CallType,
  {
    CALLTYPE_INVALID: 'The call has no valid type.',
    CALLTYPE_CCX_IN: 'This is a call that came in through the contact center.',
    CALLTYPE_TRANSFER_IN: 'This is an incoming call that was transferred.',
    CALLTYPE_OTHER_IN: 'This is an incoming call that did not come through the contact center.',
    CALLTYPE_OUT: 'This is an outgoing call.',
    CALLTYPE_AGENT_INSIDE: 'This is an internal call placed by an agent.',
    CALLTYPE_OFFERED: 'This is a call from a blind transfer.',
    CALLTYPE_CONSULT: 'This is a consultation call.',
    CALLTYPE_CONFERENCE: 'This is a conference call.',
    CALLTYPE_PREVIEW: 'This is an outbound call that the agent previewed.',
    CALLTYPE_RESERVATION: 'This call reserves the agent for an outbound call.',
    CALLTYPE_ASSIST: 'In this call an agent asks a supervisor for help.',
    CALLTYPE_EMERGENCY: 'In this call an agent raises an emergency.',
    CALLTYPE_SUPERVISOR_MONITOR: 'In this call a supervisor listens silently.',
    CALLTYPE_SUPERVISOR_BARGE_IN: 'In this call a supervisor joined the agent and the customer.',
    CALLTYPE_SUPERVISOR_INTERCEPT: "In this call a supervisor took the agent's place.",
    CALLTYPE_AGENT_OUTBOUND: 'This is a progressive or predictive outbound call.',
  },
  'call type',
);

/** Result of the call for the called party (CalledPartyDisposition) (guide: Disposition values). */
export const Disposition = {
  CD_INVALID: 0, // inferred: name and number from sample logs
  Redirected: 15,
  AnnouncedTransfer: 29, // guide: Announced Transfer
  Conferenced: 30,
} as const;

/** One value of {@link Disposition} (guide: Disposition values). */
export type Disposition = (typeof Disposition)[keyof typeof Disposition];

/** Names and sentences of {@link Disposition} (guide: Disposition values). */
export const dispositionCodes: Codes = /* @__PURE__ */ codes(
  Disposition,
  {
    CD_INVALID: 'Nothing is reported about what became of the called party.',
    Redirected: 'The call was redirected.',
    AnnouncedTransfer: 'The call was transferred after it had been announced.',
    Conferenced: 'The call was joined into a conference.',
  },
  'disposition',
);

/**
 * Type of line of a call, since version 14 (guide: CALL_ESTABLISHED_EVENT, CALL_DELIVERED_EVENT,
 * CALL_ORIGINATED_EVENT; other numbers from GED-188, constants and status codes).
 *
 * The guide gives only two numbers and no names. GED-188 has other meanings for both, so LINETYPE_UNKNOWN and
 * LINETYPE_NON_ACD_IN share them; the lookup answers with the guide's.
 */
export const LineType = {
  business: 3, // monitored call
  nonBusiness: 10, // guide: non-business; other call
  LINETYPE_INBOUND_ACD: 0, // inferred
  LINETYPE_OUTBOUND_ACD: 1, // inferred
  LINETYPE_INSIDE: 2, // inferred
  LINETYPE_UNKNOWN: 3, // inferred
  LINETYPE_SUPERVISOR: 4, // inferred
  LINETYPE_MESSAGE: 5, // inferred
  LINETYPE_HELP: 6, // inferred
  LINETYPE_OUTBOUND: 7, // inferred
  LINETYPE_DID: 8, // inferred
  LINETYPE_SILENT_MONITOR: 9, // inferred
  LINETYPE_NON_ACD_IN: 10, // inferred
  LINETYPE_NON_ACD_OUT: 11, // inferred
} as const;

/**
 * One value of {@link LineType} (guide: CALL_ESTABLISHED_EVENT, CALL_DELIVERED_EVENT, CALL_ORIGINATED_EVENT;
 * other numbers from GED-188, constants and status codes).
 */
export type LineType = (typeof LineType)[keyof typeof LineType];

/**
 * Names and sentences of {@link LineType} (guide: CALL_ESTABLISHED_EVENT,
 * CALL_DELIVERED_EVENT, CALL_ORIGINATED_EVENT; other numbers from GED-188, constants and status codes).
 */
export const lineTypeCodes: Codes = /* @__PURE__ */ codes(
  LineType,
  {
    business: 'The call is on a business line, which the contact center monitors.',
    nonBusiness: 'The call is on a line that is not for contact center business.',
    LINETYPE_INBOUND_ACD: 'The call came in through a queue.',
    LINETYPE_OUTBOUND_ACD: 'The call is an outbound call of a queue.',
    LINETYPE_INSIDE: 'The call is an internal call.',
    LINETYPE_UNKNOWN: 'The kind of line is not known.',
    LINETYPE_SUPERVISOR: 'The call is with a supervisor.',
    LINETYPE_MESSAGE: 'The call is about a message.',
    LINETYPE_HELP: 'The call is a request for help.',
    LINETYPE_OUTBOUND: 'The call is an outgoing call.',
    LINETYPE_DID: 'The call was dialed directly to an extension.',
    LINETYPE_SILENT_MONITOR: 'The call is being listened to silently.',
    LINETYPE_NON_ACD_IN: 'The call came in without passing through a queue.',
    LINETYPE_NON_ACD_OUT: 'The call went out without passing through a queue.',
  },
  'line type',
);

/**
 * The purpose of CONSULT_CALL_REQ (guide: CONSULT_CALL_REQ).
 *
 * The guide gives the numbers; the names are ours.
 */
export const ConsultType = {
  UNSPECIFIED: 0,
  TRANSFER: 1,
  CONFERENCE: 2,
} as const;

/** One value of {@link ConsultType} (guide: CONSULT_CALL_REQ). */
export type ConsultType = (typeof ConsultType)[keyof typeof ConsultType];

/** Names and sentences of {@link ConsultType} (guide: CONSULT_CALL_REQ). */
export const consultTypeCodes: Codes = /* @__PURE__ */ codes(
  ConsultType,
  {
    UNSPECIFIED: 'The consultation may become a transfer or a conference.',
    TRANSFER: 'The consultation is meant to become a transfer.',
    CONFERENCE: 'The consultation is meant to become a conference.',
  },
  'consult type',
);
