import { describe, expect, it } from 'vitest';
import { type Codec, createCodec } from '../../core/protocol/codec.ts';
import type { AgentStateEvent, CtiMessage } from '../../core/protocol/generated/messages.ts';
import { messageDefinitions } from '../../core/protocol/messages/all.ts';
import { type FloatingPart, isGroup } from '../../core/protocol/schema.ts';
import { rememberedOrder } from '../../core/protocol/wire-order.ts';
import { bytes, frameOf, hex, join, partsOf, settingsOf, unknownFieldsOf, vectors } from '../vectors/load.ts';

const codec = createCodec({ version: 17 });

/** Decodes and encodes. */
const back = (frame: Uint8Array, at = codec): string => hex(at.encode(at.decode(frame)));

const beginCall = '00000000 00000001 0015 0000 0000 0000 0001 0000 01000110 0000';
const device = '19 05 3930323600';
const ani = '08 05 3230303600';
const dialed = '0b 05 3730303000';
const day = '48 04 00000000';
const callKey = '49 04 00000000';

describe('a message from the wire', () => {
  it.each([
    ['in the order of the table', [device, ani, dialed, day, callKey]],
    ['in another order', [dialed, callKey, ani, device, day]],
    ['without its reserved fields', [device, ani, dialed]],
    ['with one of its reserved fields', [device, day, ani]],
    ['with an unknown field in the middle', [device, 'c8 01 05', ani, day, callKey]],
    ['with unknown fields everywhere', ['c9 00', device, 'c8 01 05', ani, 'c8 01 06', day, callKey, 'c8 00']],
    ['with an unknown field at the end', [device, ani, day, callKey, 'c8 01 05']],
    ['with a field that another version knows', [device, '2e 03 6f6b00', ani, day, callKey]],
  ])('goes back byte for byte: %s', (_, fields) => {
    const frame = frameOf(23, beginCall + fields.join(''));
    expect(back(frame)).toBe(hex(frame));
  });

  it('takes the order of the table once it was changed', () => {
    const message = codec.decode(frameOf(23, beginCall + ani + dialed + device));
    expect(hex(codec.encode({ ...message }))).toBe(
      hex(frameOf(23, beginCall + device + ani + dialed + day + callKey)),
    );
    expect(hex(codec.encode({ ...message, ani: '1' } as never))).toBe(
      hex(frameOf(23, `${beginCall}${device} 08 02 3100 ${dialed} ${day} ${callKey}`)),
    );
  });

  it('keeps its order with changed values, and without fields that are gone', () => {
    const message = codec.decode(frameOf(23, beginCall + ani + dialed + device));
    Object.assign(message, { ani: '1' });
    expect(hex(codec.encode(message))).toBe(hex(frameOf(23, `${beginCall} 08 02 3100 ${dialed} ${device}`)));
    Reflect.deleteProperty(message, 'dialedNumber');
    expect(hex(codec.encode(message))).toBe(hex(frameOf(23, `${beginCall} 08 02 3100 ${device}`)));
  });

  it('takes the order of the table when it has got fields that were not there', () => {
    const message = codec.decode(frameOf(23, beginCall + ani + device));
    Object.assign(message, { dialedNumber: '7000' });
    expect(hex(codec.encode(message))).toBe(
      hex(frameOf(23, beginCall + device + ani + dialed + day + callKey)),
    );
    const other = codec.decode(frameOf(23, `${beginCall}${ani}${device} c8 00`));
    Object.assign(other, {
      unknownFields: [...unknownFieldsOf(other), { tag: 200, data: bytes('05') }],
    });
    expect(hex(codec.encode(other))).toBe(
      hex(frameOf(23, `${beginCall}${device}${ani}${day}${callKey} c8 00 c8 01 05`)),
    );
  });

  it('goes from one version to another', () => {
    const message = codec.decode(frameOf(23, beginCall + ani + dialed + device));
    const wide = createCodec({ version: 18, lengthBytes: 2 });
    expect(hex(wide.encode(message))).toBe(
      hex(frameOf(23, `${beginCall} 0008 0005 3230303600 000b 0005 3730303000 0019 0005 3930323600`)),
    );
  });

  it('loses what a writer never writes, and keeps the order of the rest', () => {
    // OPEN_CONF: tag 5 is reserved and has no value; 14 and later count the peripherals
    const fixed = '00000001 00000007 00000000 00000000 00000000 0001 0000 0000';
    const message = codec.decode(frameOf(4, `${fixed} c2 02 3700 05 02 3800 04 02 3900 e4 02 0000`));
    expect(hex(codec.encode(message))).toBe(hex(frameOf(4, `${fixed} c2 02 3700 04 02 3900 e4 02 0000`)));
  });

  it('has a field only once, the last one', () => {
    const frame = frameOf(2, '00000001 07 02 3100 07 02 3200');
    expect(codec.decode(frame)).toStrictEqual({ type: 'FAILURE_EVENT', status: 1, text: '2' });
    expect(back(frame)).toBe(hex(frameOf(2, '00000001 07 02 3200')));
  });
});

/** Fixed part of AGENT_STATE_EVENT, up to its count. */
const agentState = `00000000 00000001 00000000 0015 0000 00000000 00000000 ffffffff 0000 0003 0000
  00000001 00000000 0000 00000000 00000000 00000001`;

describe('lists from the wire', () => {
  const id = (csq: number): string => `3e 04 0000000${csq}`;
  const state = (value: number): string => `41 02 000${value}`;
  const agent = 'c2 02 3700';

  it.each([
    ['before the other fields', [id(1), state(3), id(2), state(4), agent]],
    ['between fields that stand in another order', ['96 04 00000000', id(1), id(2), state(4), agent]],
    ['in two parts', [id(1), state(3), agent, id(2), state(4)]],
    ['with the rest of an item after another field', [id(1), agent, state(3), id(2)]],
    ['with a field before its first item', [state(7), id(1), state(3), id(2), state(4)]],
    ['with fields that belong to no item, alike', [state(3), state(3), id(1), state(3)]],
  ])('keep their items: %s', (_, fields) => {
    const frame = frameOf(30, `${agentState} 0002 ${fields.join('')}`);
    const { csqs } = codec.decode(frame) as AgentStateEvent;
    const items = fields.filter((field) => field.startsWith('3e')).length;
    expect(csqs).toHaveLength(items);
    const written = frameOf(30, `${agentState} 000${items} ${fields.join('')}`);
    expect(back(frame)).toBe(hex(written));
    expect(codec.decode(written)).toStrictEqual(codec.decode(frame));
  });

  it('keep the fields of each item in their own order', () => {
    const frame = frameOf(
      237, // CONFIG_AGENT_EVENT
      `0002
       b7 02 0000  | RecordType
       ae 00       | unknown
       be 02 6100  | LoginID "a"
       bd 02 0001  | AgentType
       bf 02 0002  | NumCSQ
       3e 04 00000007  3e 04 00000008
       b7 02 0000
       be 02 6200  | LoginID "b"
       bf 02 0001
       3e 04 00000009
       8a 02 6300  | LastName "c"`,
    );
    expect(codec.decode(frame)).toStrictEqual({
      type: 'CONFIG_AGENT_EVENT',
      records: [
        { recordType: 0, loginId: 'a', agentType: 1, csqs: [{ csqId: 7 }, { csqId: 8 }] },
        { recordType: 0, loginId: 'b', csqs: [{ csqId: 9 }], lastName: 'c' },
      ],
      unknownFields: [{ tag: 174, data: bytes('') }],
    });
    expect(back(frame)).toBe(hex(frame));
  });

  it('leave out the reserved fields of items that were not there', () => {
    // CONFIG_CSQ_EVENT in the table's order, with none of its eight reserved fields
    const frame = frameOf(236, '0002 b7 02 0000 b8 04 00000007 b7 02 0000 b8 04 00000008 85 02 6100');
    expect(back(frame)).toBe(hex(frame));
  });
});

describe('every vector', () => {
  const full = vectors.filter(({ name }) => name.endsWith('full'));

  it('is in the order of its table, and nothing needs to be remembered of it', () => {
    for (const vector of vectors) {
      for (const settings of settingsOf(vector)) {
        // Constants of later versions are not told apart: older messages with them are remembered for nothing.
        if (settings.version < 14) continue;
        expect(rememberedOrder(createCodec(settings).decode(vector.frame))).toBeUndefined();
      }
    }
    expect(rememberedOrder(codec.decode(frameOf(23, beginCall + device)))).toBeDefined();
  });

  it.each(full)('$name at $versions $wideVersions: backwards, and beginning anywhere', (vector) => {
    for (const settings of settingsOf(vector).slice(-1)) {
      const at = createCodec(settings);
      const { fixed, floating: fields } = partsOf(vector.frame, at);
      const variants = [
        fields.toReversed(),
        ...fields.map((_, first) => [...fields.slice(first), ...fields.slice(0, first)]),
      ];
      for (const variant of variants) {
        const message = at.decode(join(fixed, variant));
        const again = at.encode(message);
        expect(at.decode(again)).toStrictEqual(message);
        expect(tagsOf(again, at)).toEqual(variant.map((field) => fieldTag(field, at)));
        expect(Object.keys(message)).toEqual(Object.keys(at.decode(again)));
      }
    }
  });

  it.each(full)('$name at $versions $wideVersions: without any one field', (vector) => {
    for (const settings of settingsOf(vector).slice(-1)) {
      const at = createCodec(settings);
      const { fixed, floating: fields } = partsOf(vector.frame, at);
      for (let without = 0; without < fields.length; without++) {
        const frame = join(fixed, fields.toSpliced(without, 1));
        let message: CtiMessage;
        try {
          message = at.decode(frame);
        } catch (error) {
          expect(error).toMatchObject({ message: expect.stringContaining('is missing') });
          continue;
        }
        const again = at.encode(message);
        expect(at.decode(again)).toStrictEqual(message);
        // Without the first field of an item, the item before it has the others twice.
        if (!firsts.has(fieldTag(fields[without] as Uint8Array, at))) {
          expect(tagsOf(again, at)).toEqual(tagsOf(frame, at));
        }
      }
    }
  });
});

function fieldTag(field: Uint8Array, { tagBytes }: Codec): number {
  return tagBytes === 1 ? (field[0] as number) : ((field[0] as number) << 8) | (field[1] as number);
}

function tagsOf(frame: Uint8Array, at: Codec): number[] {
  return partsOf(frame, at).floating.map((field) => fieldTag(field, at));
}

/** Tags that begin an item of a list in some message. */
const firsts = new Set<number>();
function findFirsts(parts: readonly FloatingPart[]): void {
  for (const part of parts) {
    if (!isGroup(part)) continue;
    const [first] = part.fields;
    if (first !== undefined && !isGroup(first)) firsts.add(first.tag);
    findFirsts(part.fields);
  }
}
for (const { floating } of messageDefinitions) findFirsts(floating);
