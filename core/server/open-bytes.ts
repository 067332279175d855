/**
 * Reads what must be known of an OPEN_REQ before it can be decoded: the version it asks for, and in version 18 the
 * width of its lengths.
 * Guide: OPEN_REQ; NamedVariable data format.
 * @module
 */
import { createCodec } from '../protocol/codec.ts';
import { MessageType, type OpenReq } from '../protocol/generated/messages.ts';
import type { FloatingWidths } from '../protocol/reader.ts';
import { widthsOf } from '../protocol/versions.ts';
import type { Refusal } from './grant.ts';
import { checkRequest, type RequestShape, requestShape, walkFloating } from './request-check.ts';

/** A UINT of the body by its place, undefined when the body ends before it. */
export function bodyUint(frame: Uint8Array, place: number): number | undefined {
  const at = 8 + 4 * place;
  if (at + 4 > frame.length) return undefined;
  return new DataView(frame.buffer, frame.byteOffset).getUint32(at);
}

/** VersionNumber, the second UINT of OPEN_REQ's body in every version. */
export function openVersion(frame: Uint8Array): number | undefined {
  return bodyUint(frame, 1);
}

/** Checks the bytes of an OPEN_REQ of a version that we speak, and decodes it. */
export function readOpen(frame: Uint8Array, version: number, lengthBytes: 1 | 2): OpenReq | Refusal {
  const shape = requestShape(MessageType.OPEN_REQ, version) as RequestShape;
  const widths = openWidths(frame, version, shape, lengthBytes);
  const wrong = checkRequest(frame, shape, widths);
  if (wrong !== undefined) return wrong;
  return createCodec({ version, ...widths }).decode(frame) as OpenReq;
}

/**
 * Nobody has published version-18 bytes, so a client may send its OPEN_REQ with lengths of either width, whatever
 * the server will use: the width counts with which the floating part ends exactly and all its tags are known.
 */
function openWidths(
  frame: Uint8Array,
  version: number,
  shape: RequestShape,
  preferred: 1 | 2,
): FloatingWidths {
  if (version < 18) return widthsOf(version);
  const { tagBytes } = widthsOf(version);
  const candidates = [preferred, preferred === 1 ? 2 : 1].map(
    (lengthBytes): FloatingWidths => ({ tagBytes, lengthBytes: lengthBytes as 1 | 2 }),
  );
  const fits = (widths: FloatingWidths, known: boolean): boolean => {
    const visit = (tag: number): Refusal | undefined =>
      known && !shape.floating.has(tag) ? { status: 0 } : undefined;
    return walkFloating(frame, shape.fixed.end, widths, visit) === frame.length;
  };
  return (
    candidates.find((widths) => fits(widths, true)) ??
    candidates.find((widths) => fits(widths, false)) ??
    (candidates[0] as FloatingWidths)
  );
}
