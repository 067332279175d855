/**
 * Checks MessagePack bytes before they are decoded: one array without nesting, complete, and nothing behind it.
 * @module
 */

/** Maximum number of elements: longer arrays have another head byte. */
const maxElements = 15;

/** Width of the length that follows the type byte, for types with one. */
const lengthBytes: Readonly<Record<number, 1 | 2 | 4>> = {
  196: 1, // bin 8
  197: 2,
  198: 4,
  217: 1, // str 8
  218: 2,
  219: 4,
};

/** Bytes that follow the type byte of numbers, nil and booleans. */
const fixedBytes: Readonly<Record<number, number>> = {
  192: 0, // nil
  194: 0, // false
  195: 0, // true
  202: 4, // float 32
  203: 8, // float 64
  204: 1, // uint 8
  205: 2,
  206: 4,
  207: 8,
  208: 1, // int 8
  209: 2,
  210: 4,
  211: 8,
};

/** True when the bytes are exactly one array of at most 15 numbers, strings, booleans, nils and byte strings. */
export function isFlatArray(bytes: Uint8Array): boolean {
  const head = bytes[0];
  if (head === undefined || (head & 0xf0) !== 0x90) return false;
  const elements = head & 0x0f;
  if (elements > maxElements) return false;
  let at = 1;
  for (let element = 0; element < elements; element++) {
    const end = endOfScalar(bytes, at);
    if (end === undefined || end > bytes.length) return false;
    at = end;
  }
  return at === bytes.length;
}

/** End of the element at this index; undefined for arrays, maps, extensions and incomplete elements. */
function endOfScalar(bytes: Uint8Array, at: number): number | undefined {
  const type = bytes[at];
  if (type === undefined) return undefined;
  if (type <= 0x7f || type >= 0xe0) return at + 1; // fixint
  if ((type & 0xe0) === 0xa0) return at + 1 + (type & 0x1f); // fixstr
  const fixed = fixedBytes[type];
  if (fixed !== undefined) return at + 1 + fixed;
  const width = lengthBytes[type];
  if (width === undefined || at + 1 + width > bytes.length) return undefined;
  let length = 0;
  for (let index = 1; index <= width; index++) length = length * 256 + (bytes[at + index] as number);
  return at + 1 + width + length;
}
