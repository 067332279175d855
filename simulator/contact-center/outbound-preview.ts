/**
 * Outbound direct preview: an agent is reserved for a contact and accepts, rejects or skips it.
 *
 * ```text
 *   ready --> reserved, reservation call rings --Accept--> the phone calls the customer --> talking --> ready
 *                         +--Reject, Reject-Close, Skip, Skip-Close--> ready
 *                         +--Cancel Reservation, no answer in time--> not ready
 * ```
 * Guide: The outbound subsystem picks an agent to place a call to a customer contact; The agent rejects the
 * reservation call; The agent skips the contact.
 * @module
 */
import {
  AgentState,
  AgentStateReason,
  BAResponse,
  BAStatus,
  CallType,
  EventCause,
  LocalConnectionState,
} from 'rxcti/protocol';
import { beginCallEvent, callDeliveredEvent } from '../events/call-events.ts';
import { publishToCall } from '../events/publish.ts';
import { addParty, agentsOf, externalDevice, newCall, nullCsq, phoneDevice } from '../model/calls.ts';
import type { ContactCenter } from '../model/contact-center.ts';
import type { Agent, Call, Party } from '../model/entities.ts';
import { setAgentState } from './agent-state.ts';
import { setData, withChanges } from './call-data.ts';
import { endCall } from './connections.ts';
import { prepareCall } from './dialing.ts';
import { scheduleAction } from './queueing.ts';

/** A contact of a campaign. */
export interface Contact {
  readonly campaign: string;
  /** First and last name of the customer. */
  readonly customer: string;
  /** The customer's number. */
  readonly phone: string;
  readonly account?: string;
  /** Preview time. Default 30. */
  readonly timeoutSeconds?: number;
}

/** Default preview time. Inferred: the guide names none. */
const previewSeconds = 30;

/** The first BADialedListID, as in the guide's log files. */
const firstListId = 20779;

/** Reserves a ready agent and sends the reservation call. */
export function reserveForPreview(center: ContactCenter, agent: Agent, contact: Contact): Call {
  const named = (name: string, value: string) => ({ name, value });
  const device = phoneDevice(agent);
  const number = center.requestedCalls++;
  const call = newCall(center, {
    type: CallType.CALLTYPE_RESERVATION,
    calling: externalDevice(contact.phone),
    called: device,
    origin: device.id,
    data: {
      namedVariables: [
        named('BACampaign', contact.campaign),
        named('BACampaignID', ''),
        named('BAStatus', BAStatus.DO),
        named('BAResponse', ''),
        named('user.layout', 'OODefault'),
        named('BAAccountNumber', contact.account ?? ''),
        named('BADialedListID', String(firstListId + number)),
        named('BABuddyName', contact.customer.replace(/\s+/, ',')),
      ],
      namedArrays: [],
    },
    csqId: nullCsq,
    routing: undefined,
    consultOf: undefined,
    random: center.random.fork(`made ${number}`),
  });
  const phone = addParty(call, device, LocalConnectionState.LCS_ALERTING, agent);
  setAgentState(center, agent, AgentState.AGENT_STATE_RESERVED);
  publishToCall(
    center,
    call,
    beginCallEvent(call, phone),
    callDeliveredEvent(call, phone, undefined, EventCause.CEC_NEW_CALL),
  );
  scheduleAction(center, phone, contact.timeoutSeconds ?? previewSeconds, () => timeOut(center, call, agent));
  return call;
}

/** No response in time: as for an unanswered call. Inferred. */
function timeOut(center: ContactCenter, call: Call, agent: Agent): void {
  endCall(center, call, { cause: EventCause.CEC_CALL_NOT_ANSWERED, keepAgentStates: true });
  setAgentState(center, agent, AgentState.AGENT_STATE_NOT_READY, AgentStateReason.AGT_RNA);
}

/** Whether a BAResponse is valid for an outbound call: reservation responses, or results of a preview call. */
export function isValidResponse(call: Call, response: string): boolean {
  if (call.type === CallType.CALLTYPE_RESERVATION) return reservationResponses.includes(response);
  return results.includes(response) || callback.test(response);
}

const { Accept, Reject, RejectClose, Skip, SkipClose, CancelReservation } = BAResponse;
const reservationResponses: readonly string[] = [
  Accept,
  Reject,
  RejectClose,
  Skip,
  SkipClose,
  CancelReservation,
];
const results: readonly string[] = Object.values(BAResponse).filter(
  (response) => !reservationResponses.includes(response) && response !== BAResponse.Callback,
);
/** The pattern of BAResponse.Callback with a date and a time. */
const callback = /^Callback (0\d|1[0-2])([0-2]\d|3[01])\d{4} ([01]\d|2[0-3]):[0-5]\d$/;

/** Sets BAStatus after the customer of an outbound call was transferred or conferenced. */
export function markTransferred(center: ContactCenter, call: Call, at: Party): void {
  const status = call.data.namedVariables.find(({ name }) => name === 'BAStatus')?.value;
  if (status !== BAStatus.CO) return;
  setData(center, call, at, { namedVariables: [{ name: 'BAStatus', value: BAStatus.ZO }] });
}

/** Acts on a reservation response whose data are already set. */
export function applyPreviewResponse(center: ContactCenter, call: Call, response: string): void {
  const agent = agentsOf(call)[0];
  if (agent === undefined) return;
  const { AGENT_STATE_READY, AGENT_STATE_NOT_READY } = AgentState;
  switch (response) {
    case Accept:
      endCall(center, call, { keepAgentStates: true });
      callCustomer(center, agent, call);
      break;
    case Skip:
    case SkipClose:
      // Ready before the end of the call, as the guide's log shows; its table of responses says reserved.
      setAgentState(center, agent, AGENT_STATE_READY);
      endCall(center, call);
      break;
    case CancelReservation:
      endCall(center, call, { keepAgentStates: true });
      setAgentState(center, agent, AGENT_STATE_NOT_READY, AgentStateReason.AGT_CANCEL_RESERVATION);
      break;
    default:
      endCall(center, call);
  }
}

function callCustomer(center: ContactCenter, agent: Agent, reservation: Call): void {
  const { id } = reservation.calling;
  const target = { kind: 'external', device: externalDevice(id) } as const;
  const data = withChanges(reservation.data, {
    namedVariables: [{ name: 'BAStatus', value: BAStatus.CO }],
  });
  prepareCall(center, agent, target, { data, type: CallType.CALLTYPE_PREVIEW }).dial();
}
