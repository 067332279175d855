/** What a real CCX may send that the tables do not show: the message is used as far as it can be read. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCodec } from '../../core/protocol/codec.ts';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import { bytes, frameOf, hex, partsOf, vectors } from '../vectors/load.ts';

type Message<Type extends CtiMessage['type']> = Extract<CtiMessage, { readonly type: Type }>;

const codec = createCodec({ version: 17 });
const beginCall = '00000000 00000001 0015 0000 0000 0000 0001 0000 01000110 0000';
const decode = (type: number, body: string) => codec.decode(frameOf(type, body));

describe('a floating field that cannot be read', () => {
  it.each([
    ['one byte after the last field', '19 02 3700 00', 'floating field', 'is truncated in its tag or length'],
    ['a field longer than the body', '19 02 3700 08 05 32', 'ani', 'has length 5, but 1 bytes remain'],
    [
      'an unknown field longer than the body',
      '19 02 3700 c8 ff 00',
      'tag 200',
      'has length 255, but 1 bytes remain',
    ],
    ['an empty array item', '19 02 3700 53 00', 'namedArrays', 'is empty, expected an index'],
    ['no required field', '', 'connectionDeviceId', 'is missing'],
  ])('costs only that field: %s', (_, floating, field, problem) => {
    const message = decode(23, `${beginCall} ${floating}`);
    expect(message).toMatchObject({
      type: 'BEGIN_CALL_EVENT',
      callId: 0x01000110,
      connectionDeviceId: floating === '' ? '' : '7',
      fieldErrors: [{ field, problem, offset: expect.any(Number) }],
    });
    // It can be sent on, without the field.
    expect(codec.decode(codec.encode(message))).toEqual({ ...message, fieldErrors: undefined });
  });

  it('is absent, not zero: a zero-length or three-byte number', () => {
    const event = (floating: string) =>
      decode(30, `${'00'.repeat(58)} ${floating}`) as Message<'AGENT_STATE_EVENT'>;
    for (const duration of ['96 00', '96 03 000001', '96 05 0000000001']) {
      const message = event(`c2 03 4137 00 ${duration} 04 03 3137 00`);
      expect(message).toMatchObject({ agentId: 'A7', agentExtension: '17', type: 'AGENT_STATE_EVENT' });
      expect(message.duration).toBeUndefined();
      expect(message.fieldErrors).toMatchObject([{ field: 'duration' }]);
    }
  });

  it('is read when only its width differs', () => {
    expect(decode(236, '0001 b7 02 0000 b8 02 0007')).toMatchObject({ records: [{ csqId: 7 }] });
    expect(decode(236, '0001 b7 01 00 b8 01 07')).not.toHaveProperty('fieldErrors');
  });

  it('keeps its list item, unless it begins the item', () => {
    const message = decode(236, '0001 b7 02 0000 b8 00 b8 04 00000008') as Message<'CONFIG_CSQ_EVENT'>;
    expect(message.records?.map(({ csqId }) => csqId)).toContain(8);
    expect(message.fieldErrors).toMatchObject([{ field: 'csqId', problem: 'has 0 bytes, expected 4' }]);
  });

  it('never fails for a message with a complete fixed part, truncated at any byte', () => {
    let cuts = 0;
    for (const { frame, message, versions } of vectors) {
      if (!versions.includes(17)) continue;
      for (let end = partsOf(frame, codec).fixed.length; end <= frame.length; end++, cuts++)
        expect(codec.decode(cut(frame, end)).type).toBe(message.type);
    }
    expect(cuts).toBeGreaterThan(10_000);
  });
});

function cut(frame: Uint8Array, end: number): Uint8Array {
  const shorter = frame.slice(0, end);
  new DataView(shorter.buffer).setUint32(0, end - 8);
  return shorter;
}

describe('text that is not UTF-8', () => {
  const failureText = (frame: Uint8Array, by = codec) =>
    (by.decode(frame) as Message<'FAILURE_EVENT'>).text as string;
  const textFrame = (text: string) => {
    const data = bytes(text);
    return frameOf(2, `00000001 07 ${(data.length + 1).toString(16).padStart(2, '0')} ${text} 00`);
  };

  it('is Windows-1252 by default, and is written with its original bytes', () => {
    // Müller, Café, a euro sign
    for (const [written, shown] of [
      ['4dfc6c6c6572', 'Müller'],
      ['436166e9', 'Café'],
      ['80 35', '€5'],
      ['81', '\u0081'],
    ] as const) {
      const frame = textFrame(written);
      expect(failureText(frame)).toBe(shown);
      expect(hex(codec.encode(codec.decode(frame)))).toBe(hex(frame));
    }
  });

  it('is UTF-8 again when the server changes to UTF-8', () => {
    expect(failureText(textFrame('4dfc6c6c6572'))).toBe('Müller');
    const frame = textFrame('4dc3bc6c6c6572');
    expect(hex(codec.encode(codec.decode(frame)))).toBe(hex(frame));
  });

  it('may be a UTF-8 text that the server truncated within a character', () => {
    const frame = textFrame('ce93ce');
    expect(failureText(frame)).toBe('ΓÎ');
    expect(hex(codec.encode(codec.decode(frame)))).toBe(hex(frame));
    expect(failureText(textFrame('ce93cf'))).not.toBe(failureText(frame));
  });

  it('has another encoding by option', async () => {
    const { createTextCodec } = await import('../../core/protocol/strings.ts');
    const greek = createCodec({ version: 17, texts: createTextCodec('iso-8859-7') });
    expect(failureText(textFrame('c3e9fef1e3eff2'), greek)).toBe('Γιώργος');
    expect(() => createTextCodec('klingon')).toThrow('encoding "klingon" is not supported by this runtime');
  });

  it('never makes two different byte strings equal, except a text in both encodings', () => {
    const field = fc.uint8Array({ minLength: 1, maxLength: 12 }).filter((data) => !data.includes(0));
    const utf8 = new TextDecoder('utf-8', { fatal: true });
    const isUtf8 = (data: Uint8Array): boolean => {
      try {
        return utf8.decode(data) !== undefined;
      } catch {
        return false;
      }
    };
    fc.assert(
      fc.property(field, field, (one, other) => {
        if (hex(one) === hex(other) || isUtf8(one) !== isUtf8(other)) return;
        const fresh = createCodec({ version: 17 });
        expect(failureText(textFrame(hex(one)), fresh)).not.toBe(failureText(textFrame(hex(other)), fresh));
      }),
      { numRuns: 3000 },
    );
  });
});

describe('a codec without limits', () => {
  const server = createCodec({ version: 17, enforceLimits: false });

  it('writes texts above the limits of the guide, up to the width of the length', () => {
    const message = {
      type: 'SET_CALL_DATA_REQ',
      invokeId: 1,
      callId: 1,
      connectionDeviceType: 0,
      callType: 1,
      calledPartyDisposition: 0,
    };
    for (const length of [40, 41, 100, 254]) {
      const long = { ...message, connectionDeviceId: '1', callVariable1: 'x'.repeat(length) };
      expect(server.decode(server.encode(long as never))).toMatchObject({
        callVariable1: 'x'.repeat(length),
      });
      if (length === 40) expect(() => codec.encode(long as never)).not.toThrow();
      else
        expect(() => codec.encode(long as never)).toThrow(`callVariable1 has ${length + 1} bytes (limit 41)`);
    }
  });

  it('truncates longer texts between two characters', () => {
    const text = (length: number) =>
      ({ type: 'FAILURE_EVENT', status: 0, text: 'é'.repeat(length) }) as const;
    expect(server.decode(server.encode(text(200)))).toStrictEqual(text(127));
    const variables = [{ name: 'n'.repeat(40), value: 'é'.repeat(200) }];
    const event = { ...codec.decode(frameOf(23, `${beginCall} 19 02 3700`)), namedVariables: variables };
    expect(server.decode(server.encode(event as never))).toMatchObject({
      namedVariables: [{ name: 'n'.repeat(32), value: 'é'.repeat(110) }],
    });
  });

  it('writes more named variables than the guide allows', () => {
    const namedVariables = Array.from({ length: 20 }, (_, at) => ({
      name: `v${at}`,
      value: 'x'.repeat(200),
    }));
    const event = { ...codec.decode(frameOf(23, `${beginCall} 19 02 3700`)), namedVariables };
    expect(server.decode(server.encode(event as never))).toMatchObject({ namedVariables });
    expect(() => codec.encode(event as never)).toThrow('all named fields together');
  });
});
