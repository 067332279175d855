/**
 * How far CCX's events have come with the bytes that a browser is sent. Relays of one cluster number events alike, so a
 * browser that knows its place can go on at another relay.
 * @module
 */

/**
 * One event may be shown as several messages: beginnings of calls before it, ends behind it. A place counts messages
 * within events: each event has room for so many, the event itself in the middle.
 */
const room = 16;
const middle = room / 2;

/** The place of a message that is shown for an event; `offset` is negative before the event itself. */
export function placeIn(sequence: number, offset: number): number {
  return sequence * room + middle + Math.max(1 - middle, Math.min(middle - 1, offset));
}

/** The place behind everything that is shown for an event. */
export function placeBehind(sequence: number): number {
  return placeIn(sequence, middle - 1);
}

/** The event that a place is in. */
export function sequenceAt(place: number): number {
  return Math.floor(place / room);
}
