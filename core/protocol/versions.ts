/**
 * Protocol versions and the widths of tag and length that they use.
 * Guide: The Unified CCX CTI protocol; NamedVariable data format; Change history.
 * @module
 */
import { CtiError } from '../errors.ts';
import { type FloatingWidths, uint16 } from './reader.ts';

export const lowestVersion = 10;
export const highestVersion = 18;
/** What a session asks for unless told otherwise: the last version whose bytes have been seen. */
export const defaultVersion = 17;

/** A protocol version that rxcti speaks. */
export type ProtocolVersion = 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18;

/**
 * Tags are one byte wide up to version 17 and two from 18 on. The guide keeps the length at one byte for
 * every version, but nobody has published bytes of version 18 and the sibling protocol widened both together,
 * so a session looks at the first OPEN_CONF (see {@link lengthBytesOf}).
 */
export function widthsOf(version: number): FloatingWidths {
  return { tagBytes: version >= 18 ? 2 : 1, lengthBytes: 1 };
}

/** Throws unless rxcti speaks the version. */
export function checkVersion(version: number): void {
  if (Number.isInteger(version) && version >= lowestVersion && version <= highestVersion) return;
  throw new CtiError(
    'INVALID_ARGUMENT',
    `version must be a whole number from ${lowestVersion} to ${highestVersion}, not ${version}`,
    { argument: 'version' },
  );
}

/** Where the floating part of OPEN_CONF begins in its frame: header, 5 UINTs, BOOL and two USHORTs. */
const openConfFloatingAt = 8 + 26;
/** The tags in it. */
const openConfTags: readonly number[] = [4, 5, 6, 194, 208, 224, 228, 248];

/**
 * Which width of the length makes the floating part of a version-18 OPEN_CONF end exactly at the end of its
 * body. Where both do (short fields with wide lengths often read as empty fields with narrow ones), the one
 * that shows fewer tags which OPEN_CONF does not have. Undefined when that does not decide it either: an
 * empty floating part tells nothing.
 */
export function lengthBytesOf(openConf: Uint8Array): 1 | 2 | undefined {
  const narrow = tagsOf(openConf, 1);
  const wide = tagsOf(openConf, 2);
  if (narrow === undefined || wide === undefined) return narrow ? 1 : wide && 2;
  const strange = (tags: readonly number[]): number =>
    tags.filter((tag) => !openConfTags.includes(tag)).length;
  const difference = strange(wide) - strange(narrow);
  return difference === 0 ? undefined : difference < 0 ? 2 : 1;
}

/** The tags of the floating part, if it ends exactly at the end of the frame. */
function tagsOf(frame: Uint8Array, lengthBytes: 1 | 2): number[] | undefined {
  const tags: number[] = [];
  let at = openConfFloatingAt;
  while (at < frame.length) {
    const data = at + 2 + lengthBytes;
    if (data > frame.length) return undefined;
    tags.push(uint16(frame, at));
    at = data + (lengthBytes === 1 ? (frame[data - 1] as number) : uint16(frame, data - 2));
  }
  return at === frame.length ? tags : undefined;
}
