/** Outbound preview as the protocol carries it: not a call yet, the contact center offers one. */
import type { Call } from 'rxcti';
import { CallType } from 'rxcti/protocol';

export const isReservation = (call: Call): boolean => call.callType === CallType.CALLTYPE_RESERVATION;

/** Who is to be called. */
export interface Contact {
  /** First and last name; empty when the campaign has none. */
  readonly customer: string;
  /** Empty where CCX tells it only once the contact is accepted. */
  readonly number: string;
  readonly campaign: string;
  readonly account: string;
}

export function contactOf(call: Call): Contact {
  const named = (name: string): string => call.namedVariables.get(name) ?? '';
  return {
    customer: named('BABuddyName').replace(',', ' ').trim(),
    number: named('BACustomerNumber') || (call.ani ?? ''),
    campaign: named('BACampaign'),
    account: named('BAAccountNumber'),
  };
}
