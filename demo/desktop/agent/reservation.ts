/** Outbound preview: a reservation call that carries the contact in its call variables. */
import type { Call } from 'rxcti';
import { CallType } from 'rxcti/protocol';

export const isReservation = (call: Call): boolean => call.callType === CallType.CALLTYPE_RESERVATION;

/** The contact to call. */
export interface Contact {
  /** First and last name; empty if the campaign has none. */
  readonly customer: string;
  /** Empty if CCX sends it only after the contact is accepted. */
  readonly number: string;
  readonly campaign: string;
  readonly account: string;
}

export function contactFromCall(call: Call): Contact {
  const named = (name: string): string => call.namedVariables.get(name) ?? '';
  return {
    customer: named('BABuddyName').replace(',', ' ').trim(),
    number: named('BACustomerNumber') || (call.ani ?? ''),
    campaign: named('BACampaign'),
    account: named('BAAccountNumber'),
  };
}
