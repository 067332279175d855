import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCodec } from '../../core/protocol/codec.ts';
import { createFramer } from '../../core/protocol/framer.ts';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import { messageDefinitions } from '../../core/protocol/messages/all.ts';
import {
  type FixedField,
  type FloatingField,
  type FloatingPart,
  isGroup,
  type MessageDefinition,
} from '../../core/protocol/schema.ts';
import { field, hex, join, partsOf, unknownFieldsOf } from '../vectors/load.ts';
import { decodeRandomBodies } from './random-bodies.ts';

// --- messages built from the tables ------------------------------------------------------------------------

const utf8 = new TextEncoder();

/** Texts of at most `room` bytes without NUL, mostly ASCII. */
function textOf(room: number): fc.Arbitrary<string> {
  const ascii = fc.string({ maxLength: room, unit: 'grapheme-ascii' });
  const any = fc
    .string({ maxLength: room, unit: 'binary' })
    .map((text) => text.replaceAll('\0', ''))
    .filter((text) => utf8.encode(text).length <= room);
  return fc.oneof({ weight: 3, arbitrary: ascii }, { weight: 1, arbitrary: any });
}

const plain = (values: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown> =>
  fc.record(values, { noNullPrototype: true });

function anyValueOf(field: FixedField | FloatingField): fc.Arbitrary<unknown> {
  const max = 'max' in field ? field.max : 0;
  switch (field.type) {
    case 'CHAR':
      return fc.integer({ min: -0x80, max: 0x7f });
    case 'UCHAR':
      return fc.integer({ min: 0, max: 0xff });
    case 'SHORT':
      return fc.integer({ min: -0x8000, max: 0x7fff });
    case 'USHORT':
      return fc.integer({ min: 0, max: 0xffff });
    case 'INT':
      return fc.integer({ min: -0x80000000, max: 0x7fffffff });
    case 'UINT':
    case 'TIME':
      return fc.integer({ min: 0, max: 0xffffffff });
    case 'BOOL':
      return fc.boolean();
    case 'STRING':
      return textOf(Math.min(max, 40) - 1);
    case 'UNSPEC':
      return fc.uint8Array({ maxLength: max });
    case 'NAMEDVAR':
      return plain({ name: textOf(32), value: textOf(60) });
    case 'NAMEDARRAY':
      return plain({ index: fc.nat(255), name: textOf(32), value: textOf(60) });
  }
}

const absent = Symbol();

/** Properties in table order, some of them optional. */
type Properties = [key: string, value: fc.Arbitrary<unknown>][];

const maybe = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => fc.oneof(value, fc.constant(absent));

function objectOf(properties: Properties): fc.Arbitrary<Record<string, unknown>> {
  return fc
    .tuple(...properties.map(([, value]) => value))
    .map((values) =>
      Object.fromEntries(
        properties.map(([key], index) => [key, values[index]]).filter(([, value]) => value !== absent),
      ),
    );
}

const exists = (field: { since?: number; until?: number }, version: number): boolean =>
  (field.since ?? 0) <= version && version <= (field.until ?? 99);

function floatingOf(parts: readonly FloatingPart[], version: number, inItem: boolean): Properties {
  const counts = new Set(parts.filter(isGroup).map(({ count }) => count));
  const properties: Properties = [];
  for (const part of parts) {
    if (isGroup(part)) {
      const [first, ...more] = part.fields as readonly FloatingField[];
      if (first === undefined || !exists(first, version)) continue;
      const bare = more.length === 0 && first.type.startsWith('NAMED');
      const item = bare ? anyValueOf(first) : objectOf(floatingOf(part.fields, version, true));
      properties.push([part.group, maybe(fc.array(item, { minLength: 1, maxLength: 4 }))]);
    } else if (part.key !== undefined && !counts.has(part.key) && exists(part, version)) {
      const required = part.required === true || (inItem && properties.length === 0);
      properties.push([part.key, required ? anyValueOf(part) : maybe(anyValueOf(part))]);
    }
  }
  return properties;
}

function messageOf(definition: MessageDefinition, version: number): fc.Arbitrary<CtiMessage> {
  const { name, fixed, floating } = definition;
  const counts = new Set(floating.filter(isGroup).map(({ count }) => count));
  const properties: Properties = [];
  for (const field of fixed) {
    if (field.key === undefined || counts.has(field.key) || !exists(field, version)) continue;
    properties.push([field.key, anyValueOf(field)]);
  }
  properties.push(...floatingOf(floating, version, false));
  return objectOf(properties).map((rest) => ({ type: name, ...rest }) as unknown as CtiMessage);
}

const anyVersion = fc.integer({ min: 10, max: 18 });

/** Options of a codec. */
const anySettings = fc
  .record({
    version: anyVersion,
    tagBytes: fc.constantFrom(1 as const, 2 as const),
    lengthBytes: fc.constantFrom(1 as const, 2 as const),
  })
  .map((settings) => ({ ...settings, tagBytes: settings.version === 18 ? (2 as const) : settings.tagBytes }));

const anyMessage = (version: number): fc.Arbitrary<CtiMessage> =>
  fc
    .constantFrom(...messageDefinitions.filter((definition) => exists(definition, version)))
    .chain((definition) => messageOf(definition, version));

describe('any message', () => {
  it('round-trips at any version', () => {
    fc.assert(
      fc.property(
        anySettings.chain((settings) => fc.tuple(fc.constant(settings), anyMessage(settings.version))),
        ([settings, message]) => {
          const codec = createCodec(settings);
          const frame = codec.encode(message);
          const decoded = codec.decode(frame);
          expect(decoded).toStrictEqual(message);
          expect(hex(codec.encode(decoded))).toBe(hex(frame));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('keeps unknown fields in any position', () => {
    const unknown = fc.array(
      fc.record({ tag: fc.integer({ min: 0xf9, max: 0xfe }), data: fc.uint8Array({ maxLength: 20 }) }),
      {
        maxLength: 4,
      },
    );
    fc.assert(
      fc.property(
        anySettings.chain((settings) =>
          fc.tuple(fc.constant(settings), anyMessage(settings.version), fc.infiniteStream(fc.nat()), unknown),
        ),
        ([settings, message, places, fields]) => {
          const codec = createCodec(settings);
          const { fixed, floating } = partsOf(codec.encode(message), codec);
          for (const { tag, data } of fields) {
            floating.splice(places.next().value % (floating.length + 1), 0, field(tag, data, codec));
          }
          const frame = join(fixed, floating);
          const decoded = codec.decode(frame);
          expect({ ...decoded, unknownFields: undefined }).toEqual({ ...message, unknownFields: undefined });
          expect(unknownFieldsOf(decoded)).toHaveLength(fields.length);
          expect(codec.decode(codec.encode(decoded))).toStrictEqual(decoded);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('any stream', () => {
  it('yields the same messages however it is split', () => {
    const codec = createCodec({ version: 17 });
    fc.assert(
      fc.property(
        fc.array(anyMessage(17), { minLength: 1, maxLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 60 }),
        (messages, cuts) => {
          const stream = Uint8Array.from(messages.flatMap((message) => [...codec.encode(message)]));
          const framer = createFramer();
          const found: CtiMessage[] = [];
          let at = 0;
          for (const length of [...cuts, stream.length]) {
            const frames = framer.push(stream.slice(at, at + length));
            found.push(...frames.map((frame) => codec.decode(frame)));
            at += length;
            expect(framer.pending).toBeLessThanOrEqual(stream.length);
          }
          expect(found).toStrictEqual(messages);
          expect(framer.pending).toBe(0);
        },
      ),
      { numRuns: 300 },
    );
  });
});

it('200,000 random bodies decode to messages or throw a CtiError', () => {
  expect.hasAssertions();
  decodeRandomBodies(200_000, 0xc71);
});
