/**
 * Handlers and required services of call control requests.
 * Guide: Call control messages.
 * @module
 */
import { CCXErrorCode, ControlFailureCode, ServiceMask } from 'rxcti/protocol';
import { type ClientRequest, hasServices } from 'rxcti/server';
import { emergencyCall, supervisorAssist } from './assistance.ts';
import {
  answerCall,
  clearCall,
  clearConnection,
  holdCall,
  makeCall,
  retrieveCall,
  sendDtmf,
} from './basic-calls.ts';
import { setCallData } from './call-data.ts';
import { alternateCall, consultCall, reconnectCall } from './consultation.ts';
import type { ControlContext, Decision } from './control-context.ts';
import { badCall, superviseCall } from './supervision.ts';
import { conferenceCall, transferCall } from './transfer.ts';

interface Row<Request> {
  /** Any of these ServiceMasks is enough. */
  readonly services: readonly number[];
  /** Whether an accepted request puts the agent under control of a client. Default true. */
  readonly takesControl?: false;
  decide(context: ControlContext, request: Request): Decision;
}

type Table = { readonly [Type in ControlType]: Row<Extract<ClientRequest, { readonly type: Type }>> };

const {
  CTI_SERVICE_CLIENT_CONTROL: control,
  CTI_SERVICE_CALL_DATA_UPDATE: update,
  CTI_SERVICE_SUPERVISOR: supervisor,
} = ServiceMask;

const table: Table = {
  MAKE_CALL_REQ: { services: [control], decide: makeCall },
  ANSWER_CALL_REQ: { services: [control], decide: answerCall },
  CLEAR_CALL_REQ: { services: [control], decide: clearCall },
  CLEAR_CONNECTION_REQ: { services: [control], decide: clearConnection },
  HOLD_CALL_REQ: { services: [control], decide: holdCall },
  RETRIEVE_CALL_REQ: { services: [control], decide: retrieveCall },
  ALTERNATE_CALL_REQ: { services: [control], decide: alternateCall },
  RECONNECT_CALL_REQ: { services: [control], decide: reconnectCall },
  CONSULT_CALL_REQ: { services: [control], decide: consultCall },
  TRANSFER_CALL_REQ: { services: [control], decide: transferCall },
  CONFERENCE_CALL_REQ: { services: [control], decide: conferenceCall },
  SEND_DTMF_SIGNAL_REQ: { services: [control], decide: sendDtmf },
  SET_CALL_DATA_REQ: { services: [control, update], takesControl: false, decide: setCallData },
  SUPERVISE_CALL_REQ: { services: [supervisor], takesControl: false, decide: superviseCall },
  SUPERVISOR_ASSIST_REQ: { services: [control, supervisor], decide: supervisorAssist },
  EMERGENCY_CALL_REQ: { services: [control, supervisor], decide: emergencyCall },
  BAD_CALL_REQ: { services: [control, supervisor], takesControl: false, decide: badCall },
};

type ControlType =
  | 'MAKE_CALL_REQ'
  | 'ANSWER_CALL_REQ'
  | 'CLEAR_CALL_REQ'
  | 'CLEAR_CONNECTION_REQ'
  | 'HOLD_CALL_REQ'
  | 'RETRIEVE_CALL_REQ'
  | 'ALTERNATE_CALL_REQ'
  | 'RECONNECT_CALL_REQ'
  | 'CONSULT_CALL_REQ'
  | 'TRANSFER_CALL_REQ'
  | 'CONFERENCE_CALL_REQ'
  | 'SEND_DTMF_SIGNAL_REQ'
  | 'SET_CALL_DATA_REQ'
  | 'SUPERVISE_CALL_REQ'
  | 'SUPERVISOR_ASSIST_REQ'
  | 'EMERGENCY_CALL_REQ'
  | 'BAD_CALL_REQ';

/** A call control request. */
export type ControlRequest = Extract<ClientRequest, { readonly type: ControlType }>;

/** Whether a request is a call control request. */
export const isControl = (request: ClientRequest): request is ControlRequest => request.type in table;

/** Decides on a request without changing the contact center. */
export function decide(context: ControlContext, request: ControlRequest): Decision {
  const row = table[request.type] as Row<ControlRequest>;
  if (row.services.some((service) => hasServices(context.granted, service))) {
    const decision = row.decide(context, request);
    if ('run' in decision && row.takesControl !== false) {
      for (const agent of context.involvedAgents) agent.controlledBy = 'client';
    }
    return decision;
  }
  return {
    failureCode: ControlFailureCode.CF_PRIVILEGE_VIOLATION_ON_SPECIFIED_DEVICE,
    ccxErrorCode: CCXErrorCode.CCX_CALL_CONTROL_MASK_NOT_ON,
    text: 'the session was opened without the required service',
  };
}
