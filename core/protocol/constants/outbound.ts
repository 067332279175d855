/**
 * Texts of the outbound dialler's named variables: here the protocol uses words in the place of numbers.
 * @module
 */

/** Sentences for the texts of one table (guide: outbound expanded call context (ECC) variables). */
export interface TextCodes {
  /** One sentence on what a text means; for one that the table does not have, a sentence that quotes it. */
  sentence(text: string): string;
}

/**
 * An agent's answer to an outbound call, the text of the named variable BAResponse (guide: the BAResponse ECC
 * variable).
 *
 * Callback is a pattern rather than a value: replace the month, day, year, hour and minute, as in Callback
 * 12312025 14:30.
 *
 * The page was cut off in the row of Callback, so further values may exist.
 */
export const BAResponse = {
  Accept: 'Accept',
  Reject: 'Reject',
  RejectClose: 'Reject-Close', // guide: Reject-Close
  Skip: 'Skip',
  SkipClose: 'Skip-Close', // guide: Skip-Close
  CancelReservation: 'Cancel Reservation', // guide: Cancel Reservation
  Reclassify: 'Reclassify',
  REX_VOICE: 'REX_VOICE',
  REX_ANS_MACHINE: 'REX_ANS_MACHINE',
  REX_FAX: 'REX_FAX',
  REX_INVALID: 'REX_INVALID',
  DO_NOT_CALL: 'DO_NOT_CALL',
  BUSY: 'BUSY',
  Callback: 'Callback mmddyyyy hh:mm', // guide: Callback mmddyyyy hh:mm; a pattern
} as const;

/**
 * One value of {@link BAResponse}, with the moment of a callback filled in (guide: the BAResponse ECC
 * variable).
 */
export type BAResponse = (typeof BAResponse)[keyof typeof BAResponse] | `Callback ${string}`;

/** Names and sentences of {@link BAResponse} (guide: the BAResponse ECC variable). */
export const baResponseCodes: TextCodes = /* @__PURE__ */ textCodes(
  BAResponse,
  {
    Accept: 'The agent takes the contact, and the call becomes a preview call.',
    Reject: 'The agent refuses the contact and becomes ready.',
    RejectClose: 'The agent refuses the contact, the campaign is done with it, and the agent becomes ready.',
    Skip: 'The agent skips the contact and stays reserved for the next one.',
    SkipClose: 'The agent skips the contact, the campaign is done with it, and the agent stays reserved.',
    CancelReservation: 'The agent gives up the reservation and becomes not ready; the contact stays open.',
    Reclassify: 'The call is classified again.',
    REX_VOICE: 'A person answered the call.',
    REX_ANS_MACHINE: 'An answering machine answered the call.',
    REX_FAX: 'A fax machine answered the call.',
    REX_INVALID: 'The number is not valid.',
    DO_NOT_CALL: 'The customer does not want to be called again.',
    BUSY: 'The number is busy.',
    Callback: 'The customer is to be called back at the given time.',
  },
  unknownResponse,
);

/**
 * How far an outbound call is, the text of the named variable BAStatus: a letter for the mode, a letter for
 * the direction (guide: outbound expanded call context (ECC) variables).
 */
export const BAStatus = {
  DO: 'DO',
  CO: 'CO',
  ZO: 'ZO',
} as const;

/** One value of {@link BAStatus} (guide: outbound expanded call context (ECC) variables). */
export type BAStatus = (typeof BAStatus)[keyof typeof BAStatus];

/**
 * Names and sentences of {@link BAStatus} (guide: outbound expanded call context (ECC)
 * variables).
 */
export const baStatusCodes: TextCodes = /* @__PURE__ */ textCodes(
  BAStatus,
  {
    DO: 'The agent is reserved for an outbound call (direct preview).',
    CO: 'The outbound call is connected to the customer.',
    ZO: 'The outbound call was transferred or joined into a conference.',
  },
  (text) => `Unknown outbound status "${text}".`,
);

function unknownResponse(text: string): string {
  const [, month, day, year, time] = /^Callback (\d\d)(\d\d)(\d{4}) (\d\d:\d\d)$/.exec(text) ?? [];
  if (time === undefined) return `Unknown outbound response "${text}".`;
  return `The customer is to be called back on ${year}-${month}-${day} at ${time}.`;
}

function textCodes<T extends Readonly<Record<string, string>>>(
  values: T,
  sentences: Readonly<Record<NoInfer<keyof T>, string>>,
  unknown: (text: string) => string,
): TextCodes {
  return {
    sentence(text) {
      const names = Object.keys(values) as (keyof T & string)[];
      const known = names.find((name) => values[name] === text);
      return known === undefined ? unknown(text) : sentences[known];
    },
  };
}
