/** Random bodies for the decoder: it returns a message or throws a CtiError. */
import { expect } from 'vitest';
import { CtiError } from '../../core/errors.ts';
import { type Codec, createCodec } from '../../core/protocol/codec.ts';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import { messageDefinitions } from '../../core/protocol/messages/all.ts';
import { hex, vectors } from '../vectors/load.ts';

/** Mulberry32: the same numbers on every run. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const codecs = [
  createCodec({ version: 10 }),
  createCodec({ version: 17, strict: true }),
  createCodec({ version: 18, strict: true }),
  createCodec({ version: 18, lengthBytes: 2 }),
];
const types = messageDefinitions.map(({ type }) => type);

export function decodeRandomBodies(count: number, seed: number): void {
  // Many of them fail; capturing the stack traces would take half of the time.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    decodeBodies(count, seed);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function decodeBodies(count: number, seed: number): void {
  const draw = random(seed);
  const noise = Uint8Array.from({ length: 65536 }, () => draw(256));
  const buffer = new Uint8Array(4096);
  const view = new DataView(buffer.buffer);
  let decoded = 0;
  let refused = 0;
  let written = 0;

  for (let run = 0; run < count; run++) {
    const codec = codecs[draw(4)] as Codec;
    let length: number;
    if (run % 2 === 0) {
      // a test vector with up to four bytes changed, sometimes truncated
      const { frame } = vectors[draw(vectors.length)] as (typeof vectors)[number];
      buffer.set(frame);
      for (let change = draw(5); change > 0; change--) buffer[8 + draw(frame.length)] = draw(256);
      length = draw(4) === 0 ? 8 + draw(frame.length - 7) : frame.length;
    } else {
      // a random message type and noise; every second one with plausible tags and lengths
      length = 8 + draw(301);
      const from = draw(noise.length - 300);
      buffer.set(noise.subarray(from, from + length - 8), 8);
      view.setUint32(4, draw(8) === 0 ? draw(300) : (types[draw(types.length)] as number));
      if (run % 4 === 1) for (let at = 8; at < length; at += 2 + draw(9)) buffer[at] = draw(8);
    }
    view.setUint32(0, length - 8);
    const frame = buffer.subarray(0, length);
    let message: CtiMessage;
    try {
      message = codec.decode(frame);
      decoded++;
    } catch (error) {
      if (!CtiError.is(error, 'DECODE_FAILED')) throw new Error(`${hex(frame)}: ${error}`, { cause: error });
      refused++;
      continue;
    }
    if (run % 8 !== 0) continue;
    try {
      codec.encode(message);
      written++;
    } catch (error) {
      // The decoder accepts longer fields than the encoder writes.
      if (!CtiError.is(error, 'ENCODE_FAILED')) throw new Error(`${hex(frame)}: ${error}`, { cause: error });
    }
  }

  expect(decoded + refused).toBe(count);
  // Both outcomes are frequent.
  expect(decoded).toBeGreaterThan(count / 10);
  expect(refused).toBeGreaterThan(count / 10);
  expect(written).toBeGreaterThan(count / 100);
}
