/**
 * The last events, kept for clients that resume here after another relay failed, and the stream offsets of their messages.
 * @module
 */
import type { Call } from 'rxcti';
import type { CtiMessage } from 'rxcti/protocol';
import type { Replica } from '../authorization/scope.ts';
import type { CallContext } from './visibility.ts';

/** An event and the calls that it concerned when it came. Snapshots are immutable, so they stay valid. */
export interface NumberedEvent {
  readonly sequence: number;
  readonly message: CtiMessage;
  /** Undefined for events that concern no calls. */
  readonly calls: CallContext | undefined;
}

export interface EventHistory {
  /** Adds an event. Call it before the event is delivered, with the replica as it is after the event. */
  add(event: NumberedEvent): void;
  /** Drops everything: later events do not follow earlier ones. `sequence`: the last event before, if known. */
  reset(sequence: number | undefined): void;
  /** True if every event after this offset is in the history. */
  covers(offset: number): boolean;
  /** The calls before the first event in the history. */
  readonly callsBefore: ReadonlyMap<number, Call>;
  readonly events: Iterable<NumberedEvent>;
}

/** Events are dropped in blocks. 20 000 events are five minutes of a full contact center, half a day of a small one. */
const eventsPerBlock = 1000;
const maxBlocks = 20;

interface Block {
  readonly callsBefore: ReadonlyMap<number, Call>;
  readonly events: NumberedEvent[];
}

export function createEventHistory(replica: Pick<Replica, 'calls'>): EventHistory {
  let blocks: Block[] = [];
  /** Events after this sequence number are in the history. */
  let since: number | undefined;
  let callsNow = replica.calls.getSnapshot();

  return {
    add(event) {
      since ??= event.sequence; // events before this one may have been missed
      let block = blocks.at(-1);
      if (block === undefined || block.events.length >= eventsPerBlock) {
        block = { callsBefore: callsNow, events: [] };
        blocks.push(block);
        if (blocks.length > maxBlocks) since = blocks.shift()?.events.at(-1)?.sequence;
      }
      block.events.push(event);
      if (block.events.length >= eventsPerBlock) callsNow = replica.calls.getSnapshot();
    },
    reset(sequence) {
      blocks = [];
      since = sequence;
      callsNow = replica.calls.getSnapshot();
    },
    covers: (offset) => since !== undefined && sequenceOf(offset) >= since,
    get callsBefore() {
      return blocks[0]?.callsBefore ?? callsNow;
    },
    get events() {
      return blocks.flatMap(({ events }) => events);
    },
  };
}

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
