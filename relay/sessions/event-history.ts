/**
 * The last events, as they were told: for browsers that come from another relay and go on where they stopped there.
 * @module
 */
import type { Call, CtiMessage } from 'rxcti';
import type { Replica } from '../authorization/scope.ts';
import type { CallNews } from './call-visibility.ts';
import { sequenceAt } from './stream-offset.ts';

/** An event with what was known when it came. Snapshots never change, so nothing of it is out of date later. */
export interface Told {
  readonly sequence: number;
  readonly event: CtiMessage;
  readonly news: CallNews | undefined;
}

export interface History {
  /** Remembers an event; called before it is told, and with the calls as they are behind it. */
  add(told: Told): void;
  /** What comes now does not follow what was before. `sequence`: the last event before, if known. */
  begin(sequence: number | undefined): void;
  /** Everything behind this place is here. */
  covers(place: number): boolean;
  /** The calls before the first event that is kept. */
  readonly callsBefore: ReadonlyMap<number, Call>;
  readonly events: Iterable<Told>;
}

/** Events are forgotten by the block. Twenty thousand are five minutes of a full center and half a day of a small one. */
const blockEvents = 1000;
const mostBlocks = 20;

interface Block {
  readonly callsBefore: ReadonlyMap<number, Call>;
  readonly events: Told[];
}

export function createHistory(mirror: Pick<Replica, 'calls'>): History {
  let blocks: Block[] = [];
  /** Events behind this one are here. */
  let from: number | undefined;
  let callsNow = mirror.calls.getSnapshot();

  return {
    add(told) {
      from ??= told.sequence; // what was between is not known
      let block = blocks.at(-1);
      if (block === undefined || block.events.length >= blockEvents) {
        block = { callsBefore: callsNow, events: [] };
        blocks.push(block);
        if (blocks.length > mostBlocks) from = blocks.shift()?.events.at(-1)?.sequence;
      }
      block.events.push(told);
      if (block.events.length >= blockEvents) callsNow = mirror.calls.getSnapshot();
    },
    begin(sequence) {
      blocks = [];
      from = sequence;
      callsNow = mirror.calls.getSnapshot();
    },
    covers: (place) => from !== undefined && sequenceAt(place) >= from,
    get callsBefore() {
      return blocks[0]?.callsBefore ?? callsNow;
    },
    get events() {
      return blocks.flatMap(({ events }) => events);
    },
  };
}
