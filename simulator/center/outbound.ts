/**
 * Outbound direct preview: an agent is reserved, looks at a customer's record and takes or leaves it.
 *
 * ```text
 *   ready ──► reserved, reservation call rings ──Accept──► the phone calls the customer ──► talking ──► ready
 *                         ├──Reject, Reject-Close, Skip, Skip-Close──► ready
 *                         └──Cancel Reservation, no answer in time──► not ready
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
import { callBegins, callDelivered } from '../telling/call-events.ts';
import { tellAll } from '../telling/telling.ts';
import { type Agent, setAgentState } from './agents.ts';
import { setData, withChanges } from './call-data.ts';
import { agentsOf, join, newCall, outside, phoneOf } from './call-model.ts';
import { later, noQueue } from './calls.ts';
import type { Call, Center, Party } from './center.ts';
import { place } from './dialing.ts';
import { endCall } from './leaving.ts';

/** A customer whom a campaign wants called. */
export interface Contact {
  readonly campaign: string;
  /** First and last name. */
  readonly customer: string;
  /** The number to call. */
  readonly phone: string;
  readonly account?: string;
  /** How long the agent may think about it. Default 30. */
  readonly timeoutSeconds?: number;
}

/** How long an agent may look at a contact. Inferred: the guide names no time. */
const previewSeconds = 30;

/** The first BADialedListID, as in the guide's log files. */
const firstListId = 20779;

/** Reserves an agent who is ready and offers the contact. */
export function reserveAgent(center: Center, agent: Agent, contact: Contact): Call {
  const named = (name: string, value: string) => ({ name, value });
  const device = phoneOf(agent);
  const number = center.made++;
  const call = newCall(center, {
    type: CallType.CALLTYPE_RESERVATION,
    calling: outside(contact.phone),
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
    csqId: noQueue,
    visit: undefined,
    consultOf: undefined,
    random: center.random.fork(`made ${number}`),
  });
  const phone = join(call, device, LocalConnectionState.LCS_ALERTING, agent);
  setAgentState(center, agent, AgentState.AGENT_STATE_RESERVED);
  tellAll(
    center,
    call,
    callBegins(call, phone),
    callDelivered(call, phone, undefined, EventCause.CEC_NEW_CALL),
  );
  later(center, phone, contact.timeoutSeconds ?? previewSeconds, () => timeOut(center, call, agent));
  return call;
}

/** Nobody looked at the contact: as with a call that nobody answers. Inferred. */
function timeOut(center: Center, call: Call, agent: Agent): void {
  endCall(center, call, { cause: EventCause.CEC_CALL_NOT_ANSWERED, quietly: true });
  setAgentState(center, agent, AgentState.AGENT_STATE_NOT_READY, AgentStateReason.AGT_RNA);
}

/** Whether an outbound call understands a BAResponse: a reservation its answers, a preview call its results. */
export function isResponse(call: Call, response: string): boolean {
  if (call.type === CallType.CALLTYPE_RESERVATION) return answers.includes(response);
  return results.includes(response) || callback.test(response);
}

const { Accept, Reject, RejectClose, Skip, SkipClose, CancelReservation } = BAResponse;
const answers: readonly string[] = [Accept, Reject, RejectClose, Skip, SkipClose, CancelReservation];
const results: readonly string[] = Object.values(BAResponse).filter(
  (response) => !answers.includes(response) && response !== BAResponse.Callback,
);
/** What BAResponse.Callback is the pattern of. */
const callback = /^Callback (0\d|1[0-2])([0-2]\d|3[01])\d{4} ([01]\d|2[0-3]):[0-5]\d$/;

/** The customer of an outbound call was passed on. */
export function passedOn(center: Center, call: Call, at: Party): void {
  const status = call.data.namedVariables.find(({ name }) => name === 'BAStatus')?.value;
  if (status !== BAStatus.CO) return;
  setData(center, call, at, { namedVariables: [{ name: 'BAStatus', value: BAStatus.ZO }] });
}

/** Does what the agent answered; the data have been set and told. */
export function respond(center: Center, call: Call, response: string): void {
  const agent = agentsOf(call)[0];
  if (agent === undefined) return;
  const { AGENT_STATE_READY, AGENT_STATE_NOT_READY } = AgentState;
  switch (response) {
    case Accept:
      endCall(center, call, { quietly: true });
      callCustomer(center, agent, call);
      break;
    case Skip:
    case SkipClose:
      // The log shows the state before the call's end; the table of responses says reserved, the log ready.
      setAgentState(center, agent, AGENT_STATE_READY);
      endCall(center, call);
      break;
    case CancelReservation:
      endCall(center, call, { quietly: true });
      setAgentState(center, agent, AGENT_STATE_NOT_READY, AgentStateReason.AGT_CANCEL_RESERVATION);
      break;
    default:
      endCall(center, call);
  }
}

function callCustomer(center: Center, agent: Agent, reservation: Call): void {
  const { id } = reservation.calling;
  const target = { kind: 'outside', device: outside(id) } as const;
  const data = withChanges(reservation.data, {
    namedVariables: [{ name: 'BAStatus', value: BAStatus.CO }],
  });
  place(center, agent, target, { data, type: CallType.CALLTYPE_PREVIEW }).dial();
}
