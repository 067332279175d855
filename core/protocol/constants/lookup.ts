/**
 * Names and sentences for the protocol's numbers.
 *
 * The tables in this folder follow one pattern: a const object with the guide's own member names, a
 * type of its values, and a lookup. Numbers that the guide lists as `reserved` are left out of every table. A
 * member marked `inferred` was not on the guide's page as far as it could be read; where no other reason is
 * given, it comes from GED-188, the sibling protocol of Unified CCE. `since 18` names the first protocol
 * version with it.
 * @module
 */

/** Names and sentences for the numbers of one table (guide: Reference section). */
export interface Codes {
  /** The guide's name for a number, `undefined` for a number that the table does not have. */
  name(value: number): string | undefined;
  /** One sentence on what a number means; for an unknown one e.g. `Unknown event cause 99.` */
  sentence(value: number): string;
}

/** Names and sentences for the bits of one mask, an unsigned 32-bit number (guide: Reference section). */
export interface MaskCodes {
  /** The names of a mask's bits, lowest first; a bit without a name reads e.g. `0x200`. */
  names(mask: number): string[];
  /** One sentence on what a single bit means; for an unknown one e.g. `Unknown service bit 0x200.` */
  sentence(bit: number): string;
  /** The sentences of a mask's bits, lowest first. */
  sentences(mask: number): string[];
}

interface Entry {
  readonly name: string;
  readonly sentence: string;
}

/**
 * Creates the lookup of a table of numbers (guide: Reference section).
 *
 * If two names share a number, the first one is used. `unknown` is what a number of the table is called, e.g.
 * `event cause`, or makes the whole sentence for a number that the table does not have.
 */
export function codes<T extends Readonly<Record<string, number>>>(
  values: T,
  sentences: Readonly<Record<NoInfer<keyof T>, string>>,
  unknown: string | ((value: number) => string),
): Codes {
  let entries: ReadonlyMap<number, Entry> | undefined;
  const find = (value: number): Entry | undefined => {
    entries ??= index(values, sentences);
    return entries.get(value);
  };
  return {
    name: (value) => find(value)?.name,
    sentence: (value) =>
      find(value)?.sentence ??
      (typeof unknown === 'string' ? `Unknown ${unknown} ${value}.` : unknown(value)),
  };
}

/**
 * Creates the lookup of a table of mask bits; `unknown` is what one bit is called (guide: Reference section).
 *
 * A table may name the empty mask too (a member with the value 0): that name then stands for a mask of 0,
 * which otherwise has no names.
 */
export function maskCodes<T extends Readonly<Record<string, number>>>(
  values: T,
  sentences: Readonly<Record<NoInfer<keyof T>, string>>,
  unknown: string,
): MaskCodes {
  let entries: ReadonlyMap<number, Entry> | undefined;
  const find = (bit: number): Entry | undefined => {
    entries ??= index(values, sentences);
    return entries.get(bit);
  };
  const split = (mask: number): number[] => {
    if (mask >>> 0 === 0) return find(0) === undefined ? [] : [0];
    const bits: number[] = [];
    for (let position = 0; position < 32; position += 1) {
      const bit = 1 << position;
      if ((mask & bit) !== 0) bits.push(bit >>> 0);
    }
    return bits;
  };
  const sentence = (bit: number): string => find(bit >>> 0)?.sentence ?? `Unknown ${unknown} ${hex(bit)}.`;
  return {
    names: (mask) => split(mask).map((bit) => find(bit)?.name ?? hex(bit)),
    sentence,
    sentences: (mask) => split(mask).map(sentence),
  };
}

/**
 * The names of a mask's bits, without loading the sentences (guide: Reference section).
 */
export function namesOfBits(values: Readonly<Record<string, number>>, mask: number): string[] {
  return Object.keys(values).filter((name) => ((values[name] as number) & mask) !== 0);
}

function hex(bits: number): string {
  return `0x${(bits >>> 0).toString(16)}`;
}

function index<T extends Readonly<Record<string, number>>>(
  values: T,
  sentences: Readonly<Record<keyof T, string>>,
): ReadonlyMap<number, Entry> {
  const entries = new Map<number, Entry>();
  for (const name of Object.keys(values) as (keyof T & string)[]) {
    const value = values[name] as number;
    if (!entries.has(value)) entries.set(value, { name, sentence: sentences[name] });
  }
  return entries;
}
