/**
 * A message that came off the wire goes back in the order in which it came. The writers put floating fields
 * in the order of the guide's tables; real servers use another one (and leave out reserved fields), and
 * recorders and relays must not change what they pass on. So the codec remembers the order of a decoded
 * message where it is not the table's. A changed copy of a message is written in the table's order.
 * @module
 */
import type { CtiMessage } from './generated/messages.ts';
import { type FloatingWidths, uint16 } from './reader.ts';

/**
 * The tags of a message in the order of its table. A list is an array in it; a tag below zero belongs to a
 * constant or a count, which a writer writes by itself.
 */
export type TagTable = readonly (number | TagTable)[];

/** A table in a form that is quick to compare with. Its first field has place 1; 0 is the place before it. */
export interface FieldOrder {
  /** Of each tag, its place; 0 for tags that a writer never writes. */
  readonly places: Uint8Array;
  /** Of each place, the place at which its list begins; 0 outside lists. */
  readonly lists: readonly number[];
  /** Of each place, the last one at which the field before it stands when the order is kept. */
  readonly upTo: readonly number[];
  /**
   * Of each place: 1 for a constant, and for the first field of a list -n, n being the constants of one item.
   */
  readonly constants: readonly number[];
  /** Number of constants outside lists. */
  readonly constantsExpected: number;
}

export function compileOrder(table: TagTable): FieldOrder {
  const places = new Uint8Array(512);
  const lists = [0];
  const upTo = [-1];
  const constants = [0];

  /**
   * Gives the fields of the table, or of the list that begins at `list`, their places; counts their
   * constants.
   */
  function number(fields: TagTable, list: number): number {
    let found = 0;
    for (const field of fields) {
      const place = lists.length;
      if (typeof field !== 'number') {
        const inEachItem = number(field, place);
        upTo[place] = lists.length - 1;
        constants[place] = -inEachItem;
        continue;
      }
      places[Math.abs(field)] = place;
      lists.push(list);
      upTo.push(place - 1);
      constants.push(field < 0 ? 1 : 0);
      if (field < 0) found++;
    }
    return found;
  }

  const constantsExpected = number(table, 0);
  return { places, lists, upTo, constants, constantsExpected };
}

/** Whether a writer would put the floating fields of this frame in just this order. */
export function isInOrder(
  frame: Uint8Array,
  floatingAt: number,
  table: FieldOrder,
  widths: FloatingWidths,
): boolean {
  const { places, upTo } = table;
  let before = 0;
  let constants = 0;
  for (let at = floatingAt; at < frame.length; at = endOfField(frame, at, widths)) {
    const place = places[tagAt(frame, at, widths)] ?? 0;
    if (before > (upTo[place] as number)) return false;
    constants += table.constants[place] as number;
    before = place;
  }
  return constants === table.constantsExpected;
}

/** What is remembered of a message. */
export interface Order {
  /** Of each floating field its tag, or `~tag` where the message keeps the field in `unknownFields`. */
  readonly tags: readonly number[];
  readonly table: FieldOrder;
}

class Given {
  constructor(object: object) {
    // biome-ignore lint/correctness/noConstructorReturn: the field goes to an object that is there already.
    return object;
  }
}

/**
 * Gives a message a private field: nobody sees it, and copies do not have it. A WeakMap would do the same,
 * but with an entry for each message of a busy server it makes every garbage collection, and so everything,
 * markedly slower.
 */
class Ordered extends Given {
  readonly #order: Order;

  constructor(message: CtiMessage, order: Order) {
    super(message);
    this.#order = order;
  }

  static orderOf(message: CtiMessage): Order | undefined {
    return #order in message ? message.#order : undefined;
  }
}

/**
 * Remembers the order of the fields in a frame. `unknownAt` are the offsets of those that the message did not
 * know.
 */
export function rememberOrder(
  message: CtiMessage,
  frame: Uint8Array,
  floatingAt: number,
  table: FieldOrder,
  widths: FloatingWidths,
  unknownAt: readonly number[] = [],
): void {
  const tags: number[] = [];
  let unknown = 0;
  for (let at = floatingAt; at < frame.length; at = endOfField(frame, at, widths)) {
    const tag = tagAt(frame, at, widths);
    const isUnknown = at === unknownAt[unknown];
    tags.push(isUnknown ? ~tag : tag);
    if (isUnknown) unknown++;
  }
  new Ordered(message, { tags, table });
}

export function rememberedOrder(message: CtiMessage): Order | undefined {
  return Ordered.orderOf(message);
}

/** A frame as the writer made it, and where its parts are. */
export interface WrittenFrame {
  readonly frame: Uint8Array;
  readonly floatingAt: number;
  /** Where the fields of `unknownFields` begin. */
  readonly unknownAt: number;
  /** Where the constants and counts begin. */
  readonly constantsAt: ReadonlySet<number>;
}

/**
 * Puts the floating fields of a frame into a remembered order, without the constants that it does not name.
 * Gives the frame unchanged when it has fields that the order does not know.
 */
export function reorder(written: WrittenFrame, { tags, table }: Order, widths: FloatingWidths): Uint8Array {
  const { frame, floatingAt, unknownAt, constantsAt } = written;
  const waiting = new Map<number, number[]>();
  const keyOf = keys(table);
  let fields = 0;
  for (let at = floatingAt; at < frame.length; at = endOfField(frame, at, widths)) {
    const tag = tagAt(frame, at, widths);
    const key = keyOf(at < unknownAt ? tag : ~tag);
    const alike = waiting.get(key);
    if (alike === undefined) waiting.set(key, [at]);
    else alike.push(at);
    if (!constantsAt.has(at)) fields++;
  }
  const ordered = frame.slice();
  let length = floatingAt;
  for (const key of tags.map(keys(table))) {
    const at = waiting.get(key)?.shift();
    if (at === undefined) continue;
    const end = endOfField(frame, at, widths);
    for (let from = at; from < end; from++) ordered[length++] = frame[from] as number;
    if (!constantsAt.has(at)) fields--;
  }
  if (fields > 0) return frame;
  new DataView(ordered.buffer).setUint32(0, length - 8);
  return ordered.subarray(0, length);
}

/** Tells fields with one tag apart by the item in which they stand; the items of each list are counted. */
function keys({ places, lists }: FieldOrder): (tag: number) => number {
  const items: number[] = [];
  return (tag) => {
    const place = places[tag] ?? 0;
    const list = lists[place] as number;
    if (list === place) items[list] = (items[list] ?? 0) + 1;
    return tag + 0x10000 * (list === 0 ? 0 : (items[list] ?? 0));
  };
}

function tagAt(frame: Uint8Array, at: number, { tagBytes }: FloatingWidths): number {
  return tagBytes === 1 ? (frame[at] as number) : uint16(frame, at);
}

function endOfField(frame: Uint8Array, at: number, { tagBytes, lengthBytes }: FloatingWidths): number {
  const data = at + tagBytes + lengthBytes;
  return data + (lengthBytes === 1 ? (frame[data - 1] as number) : uint16(frame, data - 2));
}
