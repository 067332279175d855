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

/** The places of events' bytes. */
export interface Places {
  /** Remembers a place; it is forgotten with the bytes. */
  set(bytes: Uint8Array, place: number): void;
  /** The place of the last event among the chunks from one index to before another; 0 when none of them is one. */
  of(chunks: readonly Uint8Array[], from?: number, to?: number): number;
  /** Another epoch begins, and counts anew. */
  forget(): void;
}

export function createPlaces(): Places {
  let places = new WeakMap<Uint8Array, number>();
  return {
    set(bytes, place) {
      places.set(bytes, place);
    },
    of(chunks, from = 0, to = chunks.length) {
      for (let index = to - 1; index >= from; index--) {
        const place = places.get(chunks[index] as Uint8Array);
        if (place !== undefined) return place;
      }
      return 0;
    },
    forget() {
      places = new WeakMap();
    },
  };
}
