/**
 * Protocol versions and their tag and length widths.
 * Guide: The Unified CCX CTI protocol; NamedVariable data format; Change history.
 * @module
 */
import { CtiError } from '../errors.ts';
import { type FloatingWidths, uint16 } from './reader.ts';

export const lowestVersion = 10;
export const highestVersion = 18;
/** Default of a session: the highest version whose bytes are published. */
export const defaultVersion = 17;

/** A protocol version that rxcti implements. */
export type ProtocolVersion = 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18;

/**
 * Tags have one byte up to version 17 and two since 18. The guide shows one-byte lengths for every version, but no bytes of
 * version 18 are published, and the sibling protocol widened both together, so a session detects the length width from OPEN_CONF
 * (see {@link lengthBytesOf}).
 */
export function widthsOf(version: number): FloatingWidths {
  return { tagBytes: version >= 18 ? 2 : 1, lengthBytes: 1 };
}

/** Throws `INVALID_ARGUMENT` unless rxcti implements the version. */
export function checkVersion(version: number): void {
  if (Number.isInteger(version) && version >= lowestVersion && version <= highestVersion) return;
  throw new CtiError(
    'INVALID_ARGUMENT',
    `version must be an integer from ${lowestVersion} to ${highestVersion}, not ${version}`,
    { argument: 'version' },
  );
}

/** Offset of OPEN_CONF's floating part: header, 5 UINTs, BOOL and two USHORTs. */
const openConfFloatingAt = 8 + 26;
/** Tags of OPEN_CONF. */
const openConfTags: readonly number[] = [4, 5, 6, 194, 208, 224, 228, 248];

/**
 * The length width with which the floating part of a version-18 OPEN_CONF ends exactly at the end of its body. If both do, the
 * one with fewer tags that OPEN_CONF does not have: short fields with wide lengths often parse as empty fields with narrow ones.
 * Undefined if that does not decide it, as for an empty floating part.
 */
export function lengthBytesOf(openConf: Uint8Array): 1 | 2 | undefined {
  const narrow = tagsOf(openConf, 1);
  const wide = tagsOf(openConf, 2);
  if (narrow === undefined || wide === undefined) return narrow ? 1 : wide && 2;
  const unknownTags = (tags: readonly number[]): number =>
    tags.filter((tag) => !openConfTags.includes(tag)).length;
  const difference = unknownTags(wide) - unknownTags(narrow);
  return difference === 0 ? undefined : difference < 0 ? 2 : 1;
}

/** The tags of the floating part; undefined if it does not end exactly at the end of the frame. */
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
