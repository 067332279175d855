/** Reads the test vectors (see README.md in this folder); splits and joins frames. */
import { readFileSync } from 'node:fs';
import type { Codec } from '../../core/protocol/codec.ts';
import { type UnknownField, widths } from '../../core/protocol/data-types.ts';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import { messageDefinitions } from '../../core/protocol/messages/all.ts';

export interface Vector {
  readonly name: string;
  /** Protocol versions at which these bytes encode this message, with the guide's widths. */
  readonly versions: readonly number[];
  /** The same with lengths of two bytes. */
  readonly wideVersions: readonly number[];
  readonly message: Exclude<CtiMessage, { type: 'UNKNOWN' }>;
  readonly frame: Uint8Array;
}

/** Bytes from hex; blanks and text after `|` are ignored. */
export function bytes(written: string): Uint8Array {
  const digits = written.replaceAll(/\|.*|\s/g, '');
  return Uint8Array.from({ length: digits.length / 2 }, (_, at) =>
    Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16),
  );
}

export { toHex as hex } from '../../core/protocol/strings.ts';

interface WrittenVector extends Omit<Vector, 'frame'> {
  readonly hex: string;
}

const written: WrittenVector[] = JSON.parse(
  readFileSync(new URL('messages.json', import.meta.url), 'utf8'),
  (_key, value) => (typeof value?.$hex === 'string' ? bytes(value.$hex) : value),
);

export const vectors: readonly Vector[] = written.map(({ hex: digits, wideVersions = [], ...rest }) => ({
  ...rest,
  wideVersions,
  frame: bytes(digits),
}));

/** What `createCodec` takes for each setting at which a vector holds. */
export function settingsOf(vector: Vector): { version: number; lengthBytes?: 2 }[] {
  return [
    ...vector.versions.map((version) => ({ version })),
    ...vector.wideVersions.map((version) => ({ version, lengthBytes: 2 as const })),
  ];
}

/** A frame from its number and the hex of its body. */
export function frameOf(messageType: number, body: string): Uint8Array {
  const data = bytes(body);
  const frame = new Uint8Array(8 + data.length);
  const view = new DataView(frame.buffer);
  view.setUint32(0, data.length);
  view.setUint32(4, messageType);
  frame.set(data, 8);
  return frame;
}

/** Cuts a frame into its fixed part, header included, and its floating fields. */
export function partsOf(frame: Uint8Array, at: Codec): { fixed: Uint8Array; floating: Uint8Array[] } {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const definition = messageDefinitions.find(({ type }) => type === view.getUint32(4));
  let floatingAt = 8;
  for (const { bytes: ownWidth, type, since = 0 } of definition?.fixed ?? []) {
    if (since <= at.version) floatingAt += ownWidth ?? widths[type as keyof typeof widths];
  }
  const floating: Uint8Array[] = [];
  for (let begin = floatingAt; begin < frame.length; ) {
    const data = begin + at.tagBytes + at.lengthBytes;
    const end = data + (at.lengthBytes === 1 ? view.getUint8(data - 1) : view.getUint16(data - 2));
    floating.push(frame.slice(begin, end));
    begin = end;
  }
  return { fixed: frame.slice(0, floatingAt), floating };
}

/** Puts a frame together again. */
export function join(fixed: Uint8Array, floating: readonly Uint8Array[]): Uint8Array {
  const frame = Uint8Array.from([fixed, ...floating].flatMap((part) => [...part]));
  new DataView(frame.buffer).setUint32(0, frame.length - 8);
  return frame;
}

/** What a message keeps without knowing it; a message of an unknown type has no such list. */
export function unknownFieldsOf(message: CtiMessage): readonly UnknownField[] {
  return ('unknownFields' in message && message.unknownFields) || [];
}

/** One floating field. */
export function field(tag: number, data: Uint8Array, at: Codec): Uint8Array {
  const made = new Uint8Array(at.tagBytes + at.lengthBytes + data.length);
  const view = new DataView(made.buffer);
  if (at.tagBytes === 1) view.setUint8(0, tag);
  else view.setUint16(0, tag);
  if (at.lengthBytes === 1) view.setUint8(at.tagBytes, data.length);
  else view.setUint16(at.tagBytes, data.length);
  made.set(data, at.tagBytes + at.lengthBytes);
  return made;
}
