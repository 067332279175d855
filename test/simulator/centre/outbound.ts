/**
 * Outbound direct preview: an agent is reserved, looks at a customer's record and takes or leaves it.
 *
 * ```text
 *   ready ──► reserved, reservation call rings ──Accept──► the phone calls the customer ──► talking ──► ready
 *                         ├──Reject, Reject-Close, Skip, Skip-Close──► ready
 *                         └──Cancel Reservation──► not ready
 * ```
 * Guide: The outbound subsystem picks an agent to place a call to a customer contact; The agent rejects the
 * reservation call; The agent skips the contact.
 * @module
 */
import { AgentStateReason } from '../../../core/protocol/constants/agent-reasons.ts';
import { AgentState } from '../../../core/protocol/constants/agents.ts';
import { CallType, EventCause, LocalConnectionState } from '../../../core/protocol/constants/calls.ts';
import { BAResponse, BAStatus } from '../../../core/protocol/constants/outbound.ts';
import { callBegins, callDelivered } from '../telling/call-events.ts';
import { tellAll } from '../telling/telling.ts';
import { type Agent, setAgentState } from './agents.ts';
import { withChanges } from './call-data.ts';
import { agentsOf, join, newCall, outside, phoneOf } from './call-model.ts';
import { noQueue } from './calls.ts';
import type { Call, Centre } from './centre.ts';
import { place } from './dialling.ts';
import { endCall } from './leaving.ts';

/** A customer whom a campaign wants called. */
export interface Contact {
  readonly campaign: string;
  /** First and last name. */
  readonly customer: string;
  /** The number to call. */
  readonly phone: string;
  readonly account?: string;
}

/** The first BADialedListID, as in the guide's log files. */
const firstListId = 20779;

/** Reserves an agent who is ready and offers the contact. */
export function reserveAgent(centre: Centre, agent: Agent, contact: Contact): Call {
  const named = (name: string, value: string) => ({ name, value });
  const device = phoneOf(agent);
  const number = centre.made++;
  const call = newCall(centre, {
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
    random: centre.random.fork(`made ${number}`),
  });
  const phone = join(call, device, LocalConnectionState.LCS_ALERTING, agent);
  setAgentState(centre, agent, AgentState.AGENT_STATE_RESERVED);
  tellAll(
    centre,
    call,
    callBegins(call, phone),
    callDelivered(call, phone, undefined, EventCause.CEC_NEW_CALL),
  );
  return call;
}

/** Whether a reservation call understands the answer. */
export function isResponse(response: string): boolean {
  return responses.some((known) => known === response);
}

const { Accept, Reject, RejectClose, Skip, SkipClose, CancelReservation } = BAResponse;
const responses: readonly string[] = [Accept, Reject, RejectClose, Skip, SkipClose, CancelReservation];

/** Does what the agent answered; the data have been set and told. */
export function respond(centre: Centre, call: Call, response: string): void {
  const agent = agentsOf(call)[0];
  if (agent === undefined) return;
  const { AGENT_STATE_READY, AGENT_STATE_NOT_READY } = AgentState;
  switch (response) {
    case Accept:
      endCall(centre, call, { quietly: true });
      callCustomer(centre, agent, call);
      break;
    case Skip:
    case SkipClose:
      // The log shows the state before the call's end; the table of responses says reserved, the log ready.
      setAgentState(centre, agent, AGENT_STATE_READY);
      endCall(centre, call);
      break;
    case CancelReservation:
      endCall(centre, call, { quietly: true });
      setAgentState(centre, agent, AGENT_STATE_NOT_READY, AgentStateReason.AGT_CANCEL_RESERVATION);
      break;
    default:
      endCall(centre, call);
  }
}

function callCustomer(centre: Centre, agent: Agent, reservation: Call): void {
  const { id } = reservation.calling;
  const target = { kind: 'outside', device: outside(id) } as const;
  const data = withChanges(reservation.data, {
    namedVariables: [{ name: 'BAStatus', value: BAStatus.CO }],
  });
  place(centre, agent, target, { data, type: CallType.CALLTYPE_PREVIEW }).dial();
}
