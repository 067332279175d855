/**
 * Stream offsets: the positions of messages in the numbered events of a cluster. All relays of a cluster number events
 * alike, so that a client can resume at another relay.
 * @module
 */

/**
 * One event can become several messages for a client: BEGIN_CALL_EVENTs before it, END_CALL_EVENTs after it. Each event
 * takes this many offsets, with the event itself in the middle.
 */
const offsetsPerEvent = 16;
const middle = offsetsPerEvent / 2;

/** The offset of a message that belongs to an event; `index` is negative for messages before the event itself. */
export function offsetOf(sequence: number, index: number): number {
  return sequence * offsetsPerEvent + middle + Math.max(1 - middle, Math.min(middle - 1, index));
}

/** The offset after all messages that belong to an event. */
export function offsetAfter(sequence: number): number {
  return offsetOf(sequence, middle - 1);
}

/** The sequence number of the event that an offset belongs to. */
export function sequenceOf(offset: number): number {
  return Math.floor(offset / offsetsPerEvent);
}
