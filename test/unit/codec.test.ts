import { describe, expect, it } from 'vitest';
import { createCodec } from '../../core/protocol/codec.ts';
import { MessageType } from '../../core/protocol/generated/messages.ts';
import { bytes, frameOf, hex, settingsOf, unknownFieldsOf, vectors } from '../vectors/load.ts';

const codec = createCodec({ version: 17 });

/** The keys of an object in their order, and those of everything in it. */
function keysOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(keysOf);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return null;
  return Object.entries(value).map(([key, inner]) => [key, keysOf(inner)]);
}

describe('test vectors', () => {
  it('cover every message at versions 10, 14, 17 and 18, with both widths', () => {
    expect(new Set(vectors.map(({ message }) => message.type))).toEqual(new Set(Object.keys(MessageType)));
    const settings = vectors.flatMap(({ message, ...vector }) =>
      settingsOf({ message, ...vector }).map((at) => `${message.type} ${at.version} ${at.lengthBytes ?? 1}`),
    );
    // 94 messages at 5 settings and one of version 18 alone, and two vectors of each
    expect(new Set(settings).size).toBe(94 * 5 + 2);
    expect(settings.length).toBe(2 * (94 * 5 + 2));
  });

  it.each(vectors)('$name at $versions $wideVersions', (vector) => {
    for (const settings of settingsOf(vector)) {
      const at = createCodec(settings);
      const decoded = at.decode(vector.frame);
      expect(decoded).toStrictEqual(vector.message);
      expect(keysOf(at.decode(vector.frame))).toEqual(keysOf(decoded));
      expect(hex(at.encode(vector.message))).toBe(hex(vector.frame));
      expect(hex(at.encode(decoded))).toBe(hex(vector.frame));
    }
  });

  it('decode with the same key order, whichever fields are present', () => {
    const longest = new Map<string, string[]>();
    for (const vector of vectors) {
      for (const settings of settingsOf(vector)) {
        const keys = Object.keys(createCodec(settings).decode(vector.frame));
        const known = longest.get(vector.message.type) ?? keys;
        expect(keys.filter((key) => known.includes(key))).toEqual(known.filter((key) => keys.includes(key)));
        if (keys.length >= known.length) longest.set(vector.message.type, keys);
      }
    }
  });
});

describe('bytes of a real server', () => {
  // BEGIN_CALL_EVENT from the guide's trace examples
  const golden = bytes(`
    00000036 00000017       | BodyLength 54, MessageTypeID 23
    00000000 00000001 0015  | reserved: 0, 1, 21
    0000 0000 0000          | NumCTIClients, NumNamedVariables, NumNamedArrays
    0001                    | CallType
    0000                    | ConnectionDeviceType
    01000110                | CallID
    0000                    | CalledPartyDisposition
    08 05 3230303600        | ANI "2006"
    0b 05 3730303000        | DialedNumber "7000"
    19 05 3930323600        | ConnectionDeviceID "9026"
    0a 05 3730303000        | DNIS "7000"
  `);
  const message = {
    type: 'BEGIN_CALL_EVENT',
    callType: 1,
    connectionDeviceType: 0,
    callId: 16777488,
    calledPartyDisposition: 0,
    ani: '2006',
    dialedNumber: '7000',
    connectionDeviceId: '9026',
    dnis: '7000',
  };

  it('are decoded, and encoded in table order with reserved fields', () => {
    const decoded = codec.decode(golden);
    expect(decoded).toStrictEqual(message);
    const written = codec.encode(decoded);
    expect(codec.decode(written)).toStrictEqual(message);
    expect(hex(written)).toBe(
      hex(
        frameOf(
          23,
          `00000000 00000001 0015 0000 0000 0000 0001 0000 01000110 0000
          19 05 3930323600        | ConnectionDeviceID "9026"
          08 05 3230303600        | ANI "2006"
          0a 05 3730303000        | DNIS "7000"
          0b 05 3730303000        | DialedNumber "7000"
          48 04 00000000          | reserved: CallKeyDay
          49 04 00000000          | reserved: CallKeyCallID`,
        ),
      ),
    );
  });

  it('encode OPEN_REQ with 69 bytes, as in a server log', () => {
    const frame = createCodec({ version: 16 }).encode({
      type: 'OPEN_REQ',
      invokeId: 1,
      versionNumber: 16,
      idleTimeout: 100,
      servicesRequested: 7,
      callMsgMask: 9853,
      agentStateMask: 511,
      configMsgMask: 15,
      clientId: '',
      clientPassword: bytes('00'),
      agentExtension: '52293',
      agentInstrument: '',
      agentId: '52293',
    });
    expect(frame.length - 8).toBe(69);
  });
});

describe('unknown fields and messages', () => {
  it('keeps a floating field with an unknown tag and encodes it again', () => {
    const frame = frameOf(
      5, // HEARTBEAT_REQ
      `00000007      | InvokeID
       c8 03 0102ff  | tag 200
       c9 00         | tag 201, empty`,
    );
    const message = codec.decode(frame);
    expect(message).toStrictEqual({
      type: 'HEARTBEAT_REQ',
      invokeId: 7,
      unknownFields: [
        { tag: 200, data: bytes('0102ff') },
        { tag: 201, data: bytes('') },
      ],
    });
    expect(hex(codec.encode(message))).toBe(hex(frame));
    expect(hex(codec.encode({ ...message }))).toBe(hex(frame));
  });

  it('does not carry unknown fields over to the next message', () => {
    codec.decode(frameOf(5, '00000007 c8 00'));
    expect(codec.decode(frameOf(5, '00000008'))).toStrictEqual({ type: 'HEARTBEAT_REQ', invokeId: 8 });
  });

  it('encodes two-byte tags in version 18', () => {
    const at18 = createCodec({ version: 18 });
    const message = codec.decode(frameOf(5, '00000007'));
    const frame = at18.encode({ ...message, unknownFields: [{ tag: 300, data: bytes('aa') }] } as never);
    expect(hex(frame)).toBe(hex(frameOf(5, '00000007 012c 01 aa')));
    expect(at18.decode(frame)).toStrictEqual({
      type: 'HEARTBEAT_REQ',
      invokeId: 7,
      unknownFields: [{ tag: 300, data: bytes('aa') }],
    });
  });

  it('keeps a message of an unknown type', () => {
    const frame = frameOf(4_000_000_000, '0102ff');
    const message = codec.decode(frame);
    expect(message).toStrictEqual({ type: 'UNKNOWN', messageType: 4_000_000_000, body: bytes('0102ff') });
    expect(hex(codec.encode(message))).toBe(hex(frame));
    expect(codec.decode(frameOf(0, ''))).toStrictEqual({ type: 'UNKNOWN', messageType: 0, body: bytes('') });
  });

  it('copies kept bytes, so that the frame buffer may be reused', () => {
    const openReq = vectors.find(({ name }) => name === 'OPEN_REQ full') as (typeof vectors)[number];
    for (const frame of [frameOf(5, '00000007 c8 01 05'), frameOf(9999, '05'), openReq.frame.slice()]) {
      const message = codec.decode(frame);
      const before = structuredClone(message);
      frame.fill(0xff);
      expect(message).toStrictEqual(before);
    }
  });

  it('returns copies as plain Uint8Arrays for a Node Buffer', () => {
    const buffer = Buffer.from(frameOf(5, '00000007 c8 01 05'));
    const message = codec.decode(buffer);
    buffer.fill(0xff);
    expect(message).toStrictEqual({
      type: 'HEARTBEAT_REQ',
      invokeId: 7,
      unknownFields: [{ tag: 200, data: bytes('05') }],
    });
    const unknown = Buffer.from(frameOf(9999, '0102'));
    const { body } = codec.decode(unknown) as { body: Uint8Array };
    unknown.fill(0xff);
    expect(body).toStrictEqual(bytes('0102'));
  });
});

describe('protocol versions', () => {
  const wrapup = frameOf(
    23, // BEGIN_CALL_EVENT
    `00000000 00000001 0015 0000 0000 0000 0001 0000 01000110 0000
     19 05 3930323600      | ConnectionDeviceID "9026"
     48 04 00000000        | reserved
     49 04 00000000        | reserved
     2e 03 6f6b00          | CallWrapupData "ok"`,
  );

  it('have CallWrapupData until 16', () => {
    const at16 = createCodec({ version: 16 });
    const message = at16.decode(wrapup);
    expect(message).toMatchObject({ callWrapupData: 'ok' });
    expect(message).not.toHaveProperty('unknownFields');
    expect(hex(at16.encode(message))).toBe(hex(wrapup));
    expect(() => codec.encode(message)).toThrow(
      expect.objectContaining({
        code: 'ENCODE_FAILED',
        message: 'BEGIN_CALL_EVENT: callWrapupData does not exist in protocol version 17',
      }),
    );
  });

  it('keep CallWrapupData as an unknown field since 17', () => {
    const message = codec.decode(wrapup);
    expect(message).not.toHaveProperty('callWrapupData');
    expect(unknownFieldsOf(message)).toStrictEqual([{ tag: 46, data: bytes('6f6b00') }]);
    expect(hex(codec.encode(message))).toBe(hex(wrapup));
  });

  it('have CONFIG_TERMINAL_EVENT since 18', () => {
    const terminal = { type: 'CONFIG_TERMINAL_EVENT', records: [{ recordType: 0 }] } as const;
    const frame = createCodec({ version: 18 }).encode(terminal);
    expect(codec.decode(frame)).toStrictEqual({ type: 'UNKNOWN', messageType: 276, body: frame.slice(8) });
    expect(() => codec.encode(terminal)).toThrow(
      expect.objectContaining({
        code: 'ENCODE_FAILED',
        message: 'CONFIG_TERMINAL_EVENT: unknown message in protocol version 17',
      }),
    );
  });

  it('may have different fixed fields', () => {
    const login = {
      type: 'SET_AGENT_STATE_REQ',
      invokeId: 1,
      agentState: 0,
      eventReasonCode: 0,
      forcedFlag: 0,
    };
    const instrument = { agentInstrument: '' };
    const length = (version: number, agentCapacity?: number): number => {
      const capacity = agentCapacity === undefined ? {} : { agentCapacity };
      return createCodec({ version }).encode({ ...login, ...capacity, ...instrument } as never).length;
    };
    expect(length(10)).toBe(8 + 17 + 3);
    expect(length(12, 0)).toBe(8 + 21 + 3);
    expect(() => length(11, 0)).toThrow('agentCapacity does not exist in protocol version 11');
    expect(() => length(12)).toThrow('agentCapacity is missing');
  });

  it('reject lists and floating fields of later versions', () => {
    const openConf = {
      type: 'OPEN_CONF',
      invokeId: 1,
      servicesGranted: 0,
      ccxOnline: true,
      agentState: 0,
    } as const;
    const at = (version: number) => createCodec({ version });
    expect(() => at(13).encode({ ...openConf, peripherals: [{ peripheralId: 1 }] })).toThrow(
      'OPEN_CONF: peripherals does not exist in protocol version 13',
    );
    expect(() => at(17).encode({ ...openConf, configMsgMaskGranted: 1 })).toThrow(
      'OPEN_CONF: configMsgMaskGranted does not exist in protocol version 17',
    );
  });

  it.each([9, 19, 17.5, Number.NaN, '17'])('reject version %s', (version) => {
    expect(() => createCodec({ version: version as number })).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT', details: { argument: 'version' } }),
    );
  });

  it('accept widths of one or two bytes', () => {
    expect(createCodec({ version: 18 })).toMatchObject({ version: 18, tagBytes: 2, lengthBytes: 1 });
    expect(createCodec({ version: 17 })).toMatchObject({ version: 17, tagBytes: 1, lengthBytes: 1 });
    expect(createCodec({ version: 17, tagBytes: 2, lengthBytes: 2 })).toMatchObject({
      tagBytes: 2,
      lengthBytes: 2,
    });
    const terminal = {
      type: 'CONFIG_TERMINAL_EVENT',
      records: [{ recordType: 0, terminalType: 1 }],
    } as const;
    expect(() => createCodec({ version: 18, tagBytes: 1 }).encode(terminal)).toThrow(
      'CONFIG_TERMINAL_EVENT: terminalType has tag 302 (limit 255)',
    );
    expect(() => createCodec({ version: 18, lengthBytes: 3 as 2 })).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT', details: { argument: 'lengthBytes' } }),
    );
    expect(() => createCodec({ version: 18, tagBytes: 0 as 1 })).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT', details: { argument: 'tagBytes' } }),
    );
  });
});

/** Fixed part of AGENT_STATE_EVENT, up to its count. */
const agentFixed = `00000000 00000001 00000000 0015 0000 00000000 00000000 ffffffff 0000 0003 0000
  00000001 00000000 0000 00000000 00000000 00000001`;

describe('fields that servers encode in several ways', () => {
  it('AGENT_STATE_EVENT: the signature under tag 23 or 3', () => {
    for (const tag of ['17', '03']) {
      const message = codec.decode(frameOf(30, `${agentFixed} 0000 ${tag} 03 6d6500`));
      expect(message).toMatchObject({ ctiClientSignature: 'me' });
      expect(message).not.toHaveProperty('unknownFields');
      expect(hex(codec.encode(message))).toBe(hex(frameOf(30, `${agentFixed} 0000 17 03 6d6500`)));
    }
  });

  it('SNAPSHOT_DEVICE_CONF: the state under tag 61 or 75', () => {
    const body = (tag: string): string =>
      `00000001            | InvokeID
       0001                | NumCalls
       38 04 00000005      | CallConnectionCallID
       ${tag} 02 0003      | CallDeviceConnectionState`;
    for (const tag of ['3d', '4b']) {
      const message = codec.decode(frameOf(85, body(tag)));
      expect(message).toStrictEqual({
        type: 'SNAPSHOT_DEVICE_CONF',
        invokeId: 1,
        calls: [{ callConnectionCallId: 5, callDeviceConnectionState: 3 }],
      });
      expect(hex(codec.encode(message))).toBe(hex(frameOf(85, body('3d'))));
    }
  });

  it.each([
    ['01 01', true],
    ['01 00', false],
    ['02 0001', true],
    ['02 0100', true],
    ['02 0000', false],
    ['04 00000001', true],
    ['04 01000000', true],
    ['04 00000000', false],
    ['00', false],
  ])('CONFIG_CSQ_EVENT: AutoWork as %s', (data, autoWork) => {
    const message = codec.decode(frameOf(236, `0001 b7 02 0000 b9 ${data}`));
    expect(message).toStrictEqual({ type: 'CONFIG_CSQ_EVENT', records: [{ recordType: 0, autoWork }] });
  });

  it('CONFIG_CSQ_EVENT: the last of two fields with tag 184 is the CSQID', () => {
    const message = codec.decode(
      frameOf(
        236,
        `0002
         b7 02 0000
         b8 04 00000001  | printed as reserved
         b8 04 00000063  | CSQID 99
         b7 02 0002
         b8 04 00000001
         b8 04 00000064  | CSQID 100`,
      ),
    );
    expect(message).toStrictEqual({
      type: 'CONFIG_CSQ_EVENT',
      records: [
        { recordType: 0, csqId: 99 },
        { recordType: 2, csqId: 100 },
      ],
    });
  });

  it.each([
    ['01 ff', 255],
    ['02 fffe', 65534],
    ['04 fffffffe', 4294967294],
  ])('numbers whose width was inferred, in any width: %s', (data, duration) => {
    expect(codec.decode(frameOf(30, `${agentFixed} 0000 96 ${data}`))).toMatchObject({ duration });
  });

  it('decodes a lone NUL, an empty field and a text without NUL as strings', () => {
    const text = (data: string): unknown => codec.decode(frameOf(2, `00000001 07 ${data}`));
    expect(text('01 00')).toMatchObject({ text: '' });
    expect(text('00')).toMatchObject({ text: '' });
    expect(text('02 6f6b')).toMatchObject({ text: 'ok' });
    expect(text('05 6f6b006b6f')).toMatchObject({ text: 'ok' });
    expect(text('04 6fff6b00')).toMatchObject({ text: 'oÿk' });
    expect(text('03 6fff6b c8 02 6f00')).toMatchObject({ text: 'oÿk' });
    expect(text('03 6f6f6b c8 02 6f00')).toMatchObject({ text: 'ook' });
  });

  it.each([...Array(40).keys(), 253, 254])('round-trips a string of %s characters', (length) => {
    for (const filler of ['x', 'é']) {
      const written = filler.repeat(filler === 'x' ? length : length >> 1);
      const frame = codec.encode({ type: 'FAILURE_EVENT', status: 0, text: written });
      expect(codec.decode(frame)).toStrictEqual({ type: 'FAILURE_EVENT', status: 0, text: written });
    }
  });

  it.each(['\u007f', '\u0080', '\u07ff', '\u0800', '\uffff', '\u{10000}', '\u{10ffff}'])(
    'text of %o',
    (one) => {
      const message = { type: 'FAILURE_EVENT', status: 0, text: `a${one}b` } as const;
      const frame = codec.encode(message);
      expect(hex(frame.slice(14, -1))).toBe(Buffer.from(`a${one}b`).toString('hex'));
      expect(codec.decode(frame)).toStrictEqual(message);
    },
  );

  it('keeps a byte order mark', () => {
    const message = { type: 'FAILURE_EVENT', status: 0, text: '\ufeffok' } as const;
    expect(codec.decode(codec.encode(message))).toStrictEqual(message);
  });
});

describe('inferred fields at the end of the fixed part', () => {
  const fixed = `00000000 00000001 0015 0000 00000007 ffff 0003 00000000 ffffffff 00000004 ffffffff 0000
    0000 0000 0000 0000 0002`;
  const known = {
    type: 'CALL_DELIVERED_EVENT',
    connectionDeviceType: 0,
    callId: 7,
    lineType: 3,
    applicationId: 0,
    csqId: 4,
    alertingDeviceType: 0,
    callingDeviceType: 0,
    calledDeviceType: 0,
    lastRedirectDeviceType: 0,
    localConnectionState: 2,
  } as const;

  it('may be missing, and are not encoded then', () => {
    const frame = frameOf(9, fixed);
    const message = codec.decode(frame);
    expect(message).toStrictEqual(known);
    expect(Object.keys(message)).not.toContain('eventCause');
    expect(hex(codec.encode(message))).toBe(hex(frame));
    expect(hex(codec.encode(known))).toBe(hex(frame));
  });

  it('are read while bytes remain', () => {
    expect(codec.decode(frameOf(9, `${fixed} 0016`))).toStrictEqual({ ...known, eventCause: 22 });
    expect(codec.decode(frameOf(9, `${fixed} 0016 0000`))).toStrictEqual({ ...known, eventCause: 22 });
    expect(codec.decode(frameOf(9, `${fixed} 0016 0000 0000 19 02 3700`))).toStrictEqual({
      ...known,
      eventCause: 22,
      connectionDeviceId: '7',
    });
    expect(() => codec.decode(frameOf(9, `${fixed} 00`))).toThrow(
      'CALL_DELIVERED_EVENT: eventCause needs 2 bytes, but 1 remain',
    );
  });

  it('are required before a field that is present', () => {
    expect(() => codec.encode({ ...known, connectionDeviceId: '7' })).toThrow(
      'CALL_DELIVERED_EVENT: eventCause is missing, but connectionDeviceId follows',
    );
    const statistics = vectors.find(({ name }) => name === 'QUERY_QUEUE_STATISTICS_CONF minimal');
    const { message, frame } = statistics as (typeof vectors)[number];
    const { callsAbandoned: _, ...hole } = message as unknown as Record<string, unknown>;
    expect(() => codec.encode(hole as never)).toThrow(
      'QUERY_QUEUE_STATISTICS_CONF: callsAbandoned is missing',
    );
    const short = frameOf(MessageType.QUERY_QUEUE_STATISTICS_CONF, hex(frame.slice(8, -20)));
    expect(hex(codec.encode(codec.decode(short)))).toBe(hex(short));
  });
});

describe('lists', () => {
  it('keep their order; an item begins with the first field of its table', () => {
    const message = codec.decode(
      frameOf(
        30,
        `${agentFixed} 0003
         3e 04 00000009 41 02 0003
         3e 04 00000001
         3e 04 00000005 41 02 0002`,
      ),
    );
    expect(message).toMatchObject({
      csqs: [{ csqId: 9, csqState: 3 }, { csqId: 1 }, { csqId: 5, csqState: 2 }],
    });
  });

  it('keep a field before the first item as an unknown field', () => {
    const frame = frameOf(30, `${agentFixed} 0001 41 02 0007 3e 04 00000009 41 02 0003`);
    const message = codec.decode(frame);
    expect(message).toMatchObject({
      csqs: [{ csqId: 9, csqState: 3 }],
      unknownFields: [{ tag: 65, data: bytes('0007') }],
    });
  });

  it('may be nested in list items, and keep fields without an item as unknown', () => {
    const message = codec.decode(
      frameOf(
        237,
        `0003
         3e 04 00000001               | a CSQID before any record
         b7 02 0000 be 03 613100      | record "a1"
         bf 02 0002                   | NumCSQ
         3e 04 00000007 40 02 0000
         3e 04 00000008 40 02 0000
         b7 02 0000 be 03 613200      | record "a2", without CSQs
         b7 02 0000 be 03 613300      | record "a3"
         3e 04 00000009`,
      ),
    );
    expect(message).toStrictEqual({
      type: 'CONFIG_AGENT_EVENT',
      records: [
        { recordType: 0, loginId: 'a1', csqs: [{ csqId: 7 }, { csqId: 8 }] },
        { recordType: 0, loginId: 'a2' },
        { recordType: 0, loginId: 'a3', csqs: [{ csqId: 9 }] },
      ],
      unknownFields: [{ tag: 62, data: bytes('00000001') }],
    });
  });

  it('ignore the count in the frame', () => {
    expect(codec.decode(frameOf(30, `${agentFixed} 0063 3e 04 00000009`))).toMatchObject({
      csqs: [{ csqId: 9 }],
    });
    expect(codec.decode(frameOf(30, `${agentFixed} 0063`))).not.toHaveProperty('csqs');
  });

  it('without items are encoded and decoded like absent lists', () => {
    const { message } = vectors.find(({ name }) => name === 'AGENT_STATE_EVENT minimal') ?? {};
    const frame = codec.encode(message as never);
    expect(hex(codec.encode({ ...message, csqs: [], unknownFields: [] } as never))).toBe(hex(frame));
    expect(codec.decode(frame)).not.toHaveProperty('csqs');
  });

  it('decode named variables into name and value', () => {
    const fixed = '00000000 00000001 0015 0000 0001 0001 0001 0000 01000110 0000';
    expect(
      codec.decode(
        frameOf(
          23,
          `${fixed}
           19 02 3700
           52 04 61006200           | a: b
           53 05 ff 61006200        | a[255]: b
           52 01 61                 | without NUL and value
           52 00                    | nothing at all
           52 03 610062             | value without NUL`,
        ),
      ),
    ).toMatchObject({
      namedVariables: [
        { name: 'a', value: 'b' },
        { name: 'a', value: '' },
        { name: '', value: '' },
        { name: 'a', value: 'b' },
      ],
      namedArrays: [{ index: 255, name: 'a', value: 'b' }],
    });
    const strict = createCodec({ version: 17, strict: true });
    expect(() => strict.decode(frameOf(23, `${fixed} 19 02 3700 53 00`))).toThrow('namedArrays is empty');
  });
});
