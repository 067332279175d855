/** Reads the test vectors: see README.md beside this file. */
import { readFileSync } from 'node:fs';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';

export interface Vector {
  readonly name: string;
  /** Protocol versions at which these bytes mean this message, with the guide's widths. */
  readonly versions: readonly number[];
  /** The same with lengths of two bytes. */
  readonly wideVersions: readonly number[];
  readonly message: Exclude<CtiMessage, { type: 'UNKNOWN' }>;
  readonly frame: Uint8Array;
}

/** Bytes from hex; blanks, and what follows a `|` on a line, are for the reader. */
export function bytes(written: string): Uint8Array {
  const digits = written.replaceAll(/\|.*|\s/g, '');
  return Uint8Array.from({ length: digits.length / 2 }, (_, at) =>
    Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16),
  );
}

export function hex(data: Uint8Array): string {
  return Array.from(data, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

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
