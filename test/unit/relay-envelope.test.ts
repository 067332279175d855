/** The envelope between client and relay. */
import { encode } from '@msgpack/msgpack';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeEnvelope,
  type Envelope,
  encodeEnvelope,
  encodeFrames,
} from '../../transports/websocket/envelope.ts';
import { isFlatArray } from '../../transports/websocket/flat-array.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replaceAll(/\s/g, ''), 'hex'));

const samples: readonly Envelope[] = [
  { kind: 'hello', version: 1, token: 'eyJ', resume: undefined },
  {
    kind: 'hello',
    version: 1,
    token: 'eyJ',
    resume: { session: 'abc', received: 70_000, epoch: 'e', offset: 2 ** 40 },
  },
  {
    kind: 'welcome',
    session: 'abc',
    epoch: 'run',
    resumed: true,
    migrated: false,
    received: 3,
    role: 'agent',
    agentId: 'jdoe',
    pingMs: 4000,
    windowMs: 30_000,
    maxMessageBytes: 16_384,
  },
  { kind: 'acknowledge', received: 128 },
  { kind: 'ping', received: 0, epoch: 'run', offset: 7 },
  { kind: 'pong', received: 4_294_967_295, epoch: '', offset: 0 },
  { kind: 'finish' },
  { kind: 'resync-required', reason: 'too late' },
  { kind: 'going-away', retryMs: 500 },
  { kind: 'error', code: 'token-refused', sentence: 'the token is not good' },
];

describe('an envelope', () => {
  it.each(samples)('round-trips $kind', (envelope) => {
    expect(decodeEnvelope(encodeEnvelope(envelope))).toEqual(envelope);
  });

  it('encodes frames like the MessagePack library', () => {
    const message = encodeFrames(258, [bytes('0102'), bytes('03')], 3, 2 ** 33 + 5);
    expect(hex(message)).toBe(
      [
        '95', // an array of five
        '02', // frames
        'ce 00000102', // first: 258
        'ce 00000002', // count: 2
        'c6 00000003 010203', // the chunks
        'cf 00000002 00000005', // offset: 2^33 + 5
      ]
        .join('')
        .replaceAll(' ', ''),
    );
    expect(decodeEnvelope(message)).toEqual({
      kind: 'frames',
      first: 258,
      count: 2,
      bytes: bytes('010203'),
      offset: 2 ** 33 + 5,
    });
  });

  it('does not share bytes with other envelopes', () => {
    const made = Array.from({ length: 5000 }, (_, index) =>
      encodeFrames(index, [Uint8Array.of(index & 255, 7)], 2),
    );
    made.forEach((message, index) => {
      expect(decodeEnvelope(message)).toMatchObject({ first: index, bytes: Uint8Array.of(index & 255, 7) });
    });
  });

  it('decodes invalid bytes to undefined without throwing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (any) => {
        const read = decodeEnvelope(any);
        if (read !== undefined) expect(isFlatArray(any)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('rejects fields of wrong type, missing fields and long strings', () => {
    for (const parts of [
      [0, '1', 'token', '', 0],
      [0, 1],
      [3, -1],
      [3, 1.5],
      [9, 'code', 'x'.repeat(600)],
      ['hello'],
    ])
      expect(decodeEnvelope(encode(parts))).toBeUndefined();
  });
});

describe('isFlatArray', () => {
  const flat = fc.oneof(
    fc.integer(),
    fc.double(),
    fc.string(),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array({ maxLength: 400 }),
  );
  it('accepts up to fifteen numbers, strings, booleans and byte strings', () => {
    fc.assert(fc.property(fc.array(flat, { maxLength: 15 }), (parts) => isFlatArray(encode(parts))));
  });
  it('rejects nested, trailing and truncated bytes', () => {
    const nested = fc.oneof(
      fc.array(flat, { maxLength: 3 }),
      fc.dictionary(fc.string(), flat, { maxKeys: 3 }),
    );
    fc.assert(
      fc.property(
        fc.array(flat, { maxLength: 5 }),
        nested,
        (parts, inner) => !isFlatArray(encode([...parts, inner])),
      ),
    );
    fc.assert(
      fc.property(fc.array(flat, { minLength: 1, maxLength: 5 }), (parts) => {
        const whole = encode(parts);
        return !isFlatArray(whole.subarray(0, -1)) && !isFlatArray(Uint8Array.of(...whole, 0));
      }),
    );
  });
});
