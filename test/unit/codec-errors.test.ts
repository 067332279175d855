import { describe, expect, it } from 'vitest';
import { CtiError } from '../../core/errors.ts';
import { createCodec } from '../../core/protocol/codec.ts';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import { bytes, frameOf, hex, settingsOf, unknownFieldsOf, vectors } from '../vectors/load.ts';

const codec = createCodec({ version: 17, strict: true });

/** Returns code, message and details of the CtiError that a function must throw. */
function failureOf(run: () => unknown): { code: string; message: string; details: unknown } {
  try {
    run();
  } catch (error) {
    if (!CtiError.is(error)) throw error;
    const { code, message, details } = error;
    return { code, message, details };
  }
  throw new Error('nothing failed');
}

/** Encodes a value that is not typed as a message. */
const encode = (message: object): Uint8Array => codec.encode(message as CtiMessage);

const beginCall = `
  00000000 00000001 0015  | reserved, 8 to 17
  0000 0000 0000          | counts, 18 to 23
  0001                    | CallType, 24
  0000                    | ConnectionDeviceType, 26
  01000110                | CallID, 28
  0000                    | CalledPartyDisposition, 32
`;

describe('decode throws', () => {
  it.each([
    ['a truncated header', '000000', 'BodyLength', 0],
    ['no bytes at all', '', 'BodyLength', 0],
    ['fewer bytes than announced', '00000005 00000005 00000007', 'BodyLength', 0],
    ['more bytes than announced', '00000003 00000005 00000007', 'BodyLength', 0],
    ['a length that no frame has', 'ffffffff 00000005 00000007', 'BodyLength', 0],
  ])('for %s', (_, frame, field, offset) => {
    expect(failureOf(() => codec.decode(bytes(frame)))).toMatchObject({
      code: 'DECODE_FAILED',
      details: { message: 'header', field, offset },
    });
  });

  it.each([
    ['inside a fixed field', '00000000 00000001 0015 0000 0000 0000 0001 0000 010001', 'callId', 28],
    ['inside a reserved field', '00000000 000000', 'reserved', 8],
    ['inside a tag and length', `${beginCall} 19 02 3700 08`, 'floating field', 38],
    ['inside a known field', `${beginCall} 19 02 3700 08 05 32303036`, 'ani', 40],
    ['inside a reserved floating field', `${beginCall} 19 02 3700 48 04 000000`, 'reserved', 40],
    ['inside an unknown field', `${beginCall} 19 02 3700 c8 ff 00`, 'tag 200', 40],
    ['without a required field', `${beginCall} 08 05 3230303600`, 'connectionDeviceId', 41],
  ])('for a body that ends %s', (_, body, field, offset) => {
    const failure = failureOf(() => codec.decode(frameOf(23, body)));
    expect(failure).toMatchObject({
      code: 'DECODE_FAILED',
      details: { message: 'BEGIN_CALL_EVENT', field, offset },
    });
    expect(failure.message).toContain(`BEGIN_CALL_EVENT: ${field} `);
    expect(failure.message).toContain(`(offset ${offset})`);
  });

  it('for a number of wrong width', () => {
    const failure = failureOf(() => codec.decode(frameOf(236, '0001 b7 02 0000 b8 02 0007')));
    expect(failure).toEqual({
      code: 'DECODE_FAILED',
      message: 'CONFIG_CSQ_EVENT: csqId has 2 bytes, expected 4 (offset 16)',
      details: { message: 'CONFIG_CSQ_EVENT', field: 'csqId', offset: 16 },
    });
    expect(() => codec.decode(frameOf(236, '0001 b7 00'))).toThrow('recordType has 0 bytes, expected 2');
    expect(() => codec.decode(frameOf(30, `${'00'.repeat(58)} 96 03 000000`))).toThrow(
      'duration has 3 bytes, expected 4',
    );
  });

  it('only CtiErrors, wherever a frame is truncated', () => {
    const golden = bytes(`00000036 00000017 ${beginCall}
      08 05 3230303600 0b 05 3730303000 19 05 3930323600 0a 05 3730303000`);
    let whole = 0;
    for (let length = 0; length <= golden.length; length++) {
      const cut = golden.slice(0, length);
      if (length >= 4) new DataView(cut.buffer).setUint32(0, length - 8);
      try {
        expect(codec.decode(cut)).toMatchObject({ type: 'BEGIN_CALL_EVENT', connectionDeviceId: '9026' });
        whole++;
      } catch (error) {
        expect(CtiError.is(error, 'DECODE_FAILED')).toBe(true);
      }
    }
    expect(whole).toBe(2); // as it is, and without the DNIS
  });

  it('only CtiErrors, wherever any test vector is truncated', () => {
    for (const vector of vectors) {
      for (const settings of settingsOf(vector).slice(-1)) {
        const at = createCodec({ ...settings, strict: true });
        for (let length = 8; length < vector.frame.length; length++) {
          const cut = vector.frame.slice(0, length);
          new DataView(cut.buffer).setUint32(0, length - 8);
          try {
            if (at.decode(cut).type !== vector.message.type)
              throw new Error(`${vector.name} cut to ${length}`);
          } catch (error) {
            if (!CtiError.is(error, 'DECODE_FAILED')) throw error;
          }
        }
      }
    }
  });

  it('without changing the codec', () => {
    expect(() => codec.decode(frameOf(23, `${beginCall} c8 01 00`))).toThrow('connectionDeviceId is missing');
    expect(codec.decode(frameOf(5, '00000007'))).toStrictEqual({ type: 'HEARTBEAT_REQ', invokeId: 7 });
  });
});

describe('string limits include the NUL', () => {
  /** AGENT_EXTENSION takes 16 bytes. */
  const query = (agentExtension: string): object => ({
    type: 'QUERY_AGENT_STATE_REQ',
    invokeId: 1,
    agentExtension,
  });
  const failure = {
    code: 'ENCODE_FAILED',
    message: 'QUERY_AGENT_STATE_REQ: agentExtension has 17 bytes (limit 16)',
    details: { message: 'QUERY_AGENT_STATE_REQ', field: 'agentExtension', limit: 16 },
  };

  it('accepts ASCII of one character less than the limit', () => {
    const frame = encode(query('x'.repeat(15)));
    expect(hex(frame.slice(-18))).toBe(`0410${'78'.repeat(15)}00`);
    expect(failureOf(() => encode(query('x'.repeat(16))))).toMatchObject(failure);
    expect(() => encode(query('x'.repeat(1000)))).toThrow('has 1001 bytes (limit 16)');
  });

  it('counts bytes, not characters', () => {
    expect(hex(encode(query('ééééééé1')).slice(-18))).toBe(`0410${'c3a9'.repeat(7)}3100`);
    expect(failureOf(() => encode(query('éééééééé')))).toMatchObject(failure);
    expect(hex(encode(query('☎☎☎☎☎')).slice(-18))).toBe(`0410${'e2988e'.repeat(5)}00`);
    expect(() => encode(query('📞📞📞📞'))).toThrow('has 17 bytes (limit 16)');
  });

  it('rejects a NUL inside', () => {
    expect(failureOf(() => encode(query('7\u0000')))).toMatchObject({
      code: 'ENCODE_FAILED',
      message: 'QUERY_AGENT_STATE_REQ: agentExtension contains a NUL',
    });
    expect(() => encode(query('é\u0000'))).toThrow('contains a NUL');
  });

  it('encodes a lone surrogate as U+FFFD', () => {
    expect(hex(encode(query('7\ud83d')).slice(-7))).toBe('040537efbfbd00');
  });
});

describe('limits of named variables and arrays', () => {
  const call = { type: 'BEGIN_CALL_EVENT', callType: 1, connectionDeviceType: 0, callId: 1 };
  const begin = { ...call, calledPartyDisposition: 0, connectionDeviceId: '7' };
  const variables = (...namedVariables: unknown[]): object => ({ ...begin, namedVariables });
  const arrays = (...namedArrays: unknown[]): object => ({ ...begin, namedArrays });
  const item = (name: number, value: number): object => ({
    name: 'n'.repeat(name),
    value: 'v'.repeat(value),
  });

  it('33 bytes for a name, 211 for a value', () => {
    expect(() => encode(variables(item(32, 210)))).not.toThrow();
    expect(() => encode(arrays({ index: 255, ...item(32, 210) }))).not.toThrow();
    expect(failureOf(() => encode(variables(item(33, 1))))).toMatchObject({
      code: 'ENCODE_FAILED',
      message: 'BEGIN_CALL_EVENT: namedVariables.name has 34 bytes (limit 33)',
      details: { message: 'BEGIN_CALL_EVENT', field: 'namedVariables.name', limit: 33 },
    });
    expect(failureOf(() => encode(arrays({ index: 0, ...item(1, 211) })))).toMatchObject({
      code: 'ENCODE_FAILED',
      details: { field: 'namedArrays.value', limit: 211 },
    });
    expect(() => encode(variables({ name: 'é'.repeat(16), value: '' }))).not.toThrow();
    expect(() => encode(variables({ name: `${'é'.repeat(16)}n`, value: '' }))).toThrow('has 34 bytes');
  });

  it('2000 bytes for all variables and arrays of a message', () => {
    const hundred = item(9, 89); // 9 + 1 + 89 + 1
    const twenty = Array.from({ length: 20 }, () => hundred);
    expect(() => encode(variables(...twenty))).not.toThrow();
    expect(failureOf(() => encode(variables(...twenty, item(0, 0))))).toMatchObject({
      code: 'ENCODE_FAILED',
      message: 'BEGIN_CALL_EVENT: namedVariables (all named fields together) has 2002 bytes (limit 2000)',
      details: { limit: 2000 },
    });
    expect(() => encode(variables(...twenty.slice(1), item(9, 90)))).toThrow('has 2001 bytes');
    expect(() =>
      encode({ ...variables(...twenty), namedArrays: [{ index: 0, name: '', value: '' }] }),
    ).toThrow('namedArrays (all named fields together) has 2003 bytes (limit 2000)');
    // and the next message starts again at zero
    expect(() => encode(variables(...twenty))).not.toThrow();
  });

  it.each([
    [variables({ value: '' }), 'namedVariables.name is missing'],
    [variables({ name: 'a' }), 'namedVariables.value is missing'],
    [variables({ name: 1, value: '' }), 'namedVariables.name must be a string, not 1'],
    [variables({ name: 'a', value: null }), 'namedVariables.value must be a string, not null'],
    [variables(null), 'namedVariables must be an array of objects, not of null'],
    [variables('a'), 'namedVariables must be an array of objects, not of a string'],
    [arrays({ name: 'a', value: '' }), 'namedArrays.index is missing'],
    [arrays({ index: 256, name: '', value: '' }), 'namedArrays.index must be an integer from 0 to 255'],
    [arrays({ index: -1, name: '', value: '' }), 'namedArrays.index must be an integer from 0 to 255'],
  ])('%o', (message, text) => {
    expect(failureOf(() => encode(message))).toMatchObject({
      code: 'ENCODE_FAILED',
      message: expect.stringContaining(`BEGIN_CALL_EVENT: ${text}`),
    });
  });
});

describe('encode rejects invalid values', () => {
  const vector = (name: string): object =>
    (vectors.find((one) => one.name === name && one.versions.includes(17)) ?? { message: {} }).message;

  const uchar = vector('SET_AGENT_STATE_REQ full');
  const ushort = vector('AGENT_STATE_EVENT full');
  const int = vector('QUERY_QUEUE_STATISTICS_REQ full');
  const bool = vector('OPEN_CONF full');
  const text = vector('FAILURE_CONF full');
  const unspec = vector('OPEN_REQ full');
  const time = vector('SYSTEM_EVENT full');

  it.each([
    ['UCHAR', uchar, 'forcedFlag', [-1, 256, 1.5, Number.NaN, '1', true, null, {}, 1n]],
    ['USHORT', ushort, 'agentState', [-1, 65536, 0.5, Number.NaN, Number.POSITIVE_INFINITY, '1', null, []]],
    ['UINT', ushort, 'csqId', [-1, 4294967296, 1e300, 0.5, Number.NaN, '1', false, null]],
    ['TIME', time, 'ccxTime', [-1, 4294967296, new Date(), '2020', null]],
    ['BOOL', bool, 'ccxOnline', [0, 1, 'true', null]],
    ['floating UINT', ushort, 'duration', [-1, 4294967296, 0.5, '1', null]],
    ['floating USHORT', ushort, 'nextAgentState', [-1, 65536, '1', null]],
    ['floating INT', int, 'csqId', [-2147483649, 2147483648, 0.5, '1', null]],
    ['STRING', text, 'text', [1, null, {}, bytes('00')]],
    ['UNSPEC', unspec, 'clientPassword', ['secret', [1, 2], null, new DataView(new ArrayBuffer(1))]],
    ['list', ushort, 'csqs', [{}, 'csqs', 1, null]],
    ['item', ushort, 'csqs', [[null], [1], ['x'], [undefined]]],
    ['unknown fields', ushort, 'unknownFields', [{}, [null], [1], 'x']],
  ] as const)('%s', (_, message, key, wrong) => {
    expect(message).toHaveProperty('type');
    const { type } = message as CtiMessage;
    expect(() => encode(message)).not.toThrow();
    for (const value of wrong) {
      const failure = failureOf(() => encode({ ...message, [key]: value }));
      expect(failure).toMatchObject({ code: 'ENCODE_FAILED', details: { message: type, field: key } });
      expect(failure.message).toContain(`${type}: ${key} must be `);
    }
  });

  it('naming the field but not the value, which may be a password', () => {
    const failure = failureOf(() => encode({ ...unspec, clientPassword: 'secret' }));
    expect(failure.message).toBe('OPEN_REQ: clientPassword must be a Uint8Array, not a string');
    expect(JSON.stringify(failure)).not.toContain('secret');
    expect(failureOf(() => encode({ ...uchar, agentPassword: 'secret'.repeat(20) })).message).not.toContain(
      'secret',
    );
  });

  it.each([
    [0, 65535, 4294967295, 0],
    [255, 0, 0, 2147483647],
    [0, 0, 0, -2147483648],
  ])('and not for the ends of a range: %s, %s, %s, %s', (forcedFlag, agentState, csqId, signed) => {
    for (const message of [
      { ...uchar, forcedFlag, agentState },
      { ...ushort, agentState, csqId },
      { ...int, csqId: signed },
    ]) {
      expect(codec.decode(encode(message))).toStrictEqual(message);
    }
  });

  it('items', () => {
    expect(() => encode({ ...ushort, csqs: [{ csqState: 1 }] })).toThrow(
      'AGENT_STATE_EVENT: csqId is missing',
    );
    expect(() => encode({ ...ushort, csqs: [{ csqId: -1 }] })).toThrow('csqId must be an integer from 0');
  });

  it('too many bytes', () => {
    expect(() => encode({ ...unspec, clientPassword: new Uint8Array(64) })).not.toThrow();
    expect(failureOf(() => encode({ ...unspec, clientPassword: new Uint8Array(65) }))).toMatchObject({
      message: 'OPEN_REQ: clientPassword has 65 bytes (limit 64)',
      details: { field: 'clientPassword', limit: 64 },
    });
  });

  it('more items than the count can hold', () => {
    const csqs = Array.from({ length: 65536 }, () => ({ csqId: 1 }));
    expect(() => encode({ ...ushort, csqs })).toThrow('csqs has 65536 items (limit 65535)');
    expect(() => encode({ ...ushort, csqs: csqs.slice(1) })).not.toThrow();
  });

  it('unknown fields', () => {
    const heartbeat = { type: 'HEARTBEAT_REQ', invokeId: 1 };
    const unknown = (tag: unknown, data: unknown): object => ({
      ...heartbeat,
      unknownFields: [{ tag, data }],
    });
    expect(() => encode(unknown(255, new Uint8Array(255)))).not.toThrow();
    expect(() => encode(unknown(256, new Uint8Array(1)))).toThrow('unknownFields must be an integer');
    expect(() => encode(unknown(1.5, new Uint8Array(1)))).toThrow('unknownFields must be an integer');
    expect(() => encode(unknown(undefined, new Uint8Array(1)))).toThrow('unknownFields is missing');
    expect(() => encode(unknown(1, new Uint8Array(256)))).toThrow('has 256 bytes (limit 255)');
    expect(() => encode(unknown(1, 'x'))).toThrow('unknownFields must be a list of { tag, data }');
    const wide = createCodec({ version: 18, lengthBytes: 2 });
    const frame = wide.encode(unknown(65535, new Uint8Array(65535)) as CtiMessage);
    expect(frame.length).toBe(8 + 4 + 4 + 65535);
    expect(unknownFieldsOf(wide.decode(frame))[0]?.data.length).toBe(65535);
  });
});

describe('encode rejects', () => {
  it('missing fields', () => {
    expect(failureOf(() => encode({ type: 'HEARTBEAT_REQ' }))).toEqual({
      code: 'ENCODE_FAILED',
      message: 'HEARTBEAT_REQ: invokeId is missing',
      details: { message: 'HEARTBEAT_REQ', field: 'invokeId', offset: 8 },
    });
    const begin = { type: 'BEGIN_CALL_EVENT', callType: 1, connectionDeviceType: 0, callId: 1 };
    expect(failureOf(() => encode({ ...begin, calledPartyDisposition: 0 }))).toMatchObject({
      code: 'ENCODE_FAILED',
      message: 'BEGIN_CALL_EVENT: connectionDeviceId is missing',
      details: { message: 'BEGIN_CALL_EVENT', field: 'connectionDeviceId', offset: 34 },
    });
  });

  it('a message without any of its fixed or required fields', () => {
    for (const { name, message, versions } of vectors) {
      if (!name.endsWith('minimal') || !versions.includes(17)) continue;
      for (const key of Object.keys(message)) {
        if (key === 'type') continue;
        const { [key]: _, ...rest } = message as unknown as Record<string, unknown>;
        let frame: Uint8Array;
        try {
          frame = encode(rest);
        } catch (error) {
          expect(CtiError.is(error, 'ENCODE_FAILED')).toBe(true);
          continue;
        }
        // fields with a default value, and inferred fields
        expect(codec.decode(frame).type).toBe(message.type);
      }
    }
  });

  it.each(['NO_SUCH_MESSAGE', 'toString', '__proto__', undefined, 7])('type %s', (type) => {
    expect(failureOf(() => encode({ type }))).toMatchObject({
      code: 'ENCODE_FAILED',
      message: `${type}: unknown message in protocol version 17`,
      details: { message: String(type) },
    });
  });

  it.each([
    { messageType: -1, body: new Uint8Array(0) },
    { messageType: 4294967296, body: new Uint8Array(0) },
    { messageType: '5', body: new Uint8Array(0) },
    { body: new Uint8Array(0) },
    { messageType: 5 },
    { messageType: 5, body: 'x' },
  ])('UNKNOWN %o', (rest) => {
    expect(failureOf(() => encode({ type: 'UNKNOWN', ...rest }))).toMatchObject({
      code: 'ENCODE_FAILED',
      details: { message: 'UNKNOWN' },
    });
  });

  it('one message without affecting the next', () => {
    expect(() => encode({ type: 'FAILURE_EVENT', status: 1, text: 'x'.repeat(300) })).toThrow();
    expect(hex(encode({ type: 'HEARTBEAT_REQ', invokeId: 1 }))).toBe('000000040000000500000001');
  });
});

describe('frames', () => {
  it('are not overwritten by later frames', () => {
    const frames = Array.from({ length: 5000 }, (_, invokeId) => encode({ type: 'HEARTBEAT_REQ', invokeId }));
    frames.forEach((frame, invokeId) => {
      expect(codec.decode(frame)).toStrictEqual({ type: 'HEARTBEAT_REQ', invokeId });
    });
  });

  it('are complete at the end of a slab', () => {
    const makeCall = vectors.find(({ name, versions }) => {
      return name === 'MAKE_CALL_REQ minimal' && versions.includes(17);
    })?.message;
    const callVariables = (text: string): object =>
      Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`callVariable${index + 1}`, text]));
    for (let length = 0; length < 250; length++) {
      const name = 'é'.repeat(length % 17);
      for (const message of [
        { type: 'FAILURE_EVENT', status: length, text: '☎'.repeat(length % 85) },
        { type: 'HEARTBEAT_REQ', invokeId: 1, unknownFields: [{ tag: 200, data: new Uint8Array(length) }] },
        { ...makeCall, ...callVariables('é'.repeat(19)), namedVariables: [{ name, value: '測'.repeat(70) }] },
        { ...makeCall, namedArrays: [{ index: length, name, value: 'é'.repeat(length % 106) }] },
      ]) {
        expect(codec.decode(encode(message))).toStrictEqual(message);
      }
    }
  });

  it('may be longer than a slab', () => {
    for (const length of [10, 16_384, 100_000]) {
      const body = new Uint8Array(length).fill(7);
      const frame = encode({ type: 'UNKNOWN', messageType: 9999, body });
      expect(hex(frame.slice(8))).toBe(hex(body));
    }
    const csqs = Array.from({ length: 3000 }, (_, csqId) => ({ csqId, csqState: 3 }));
    const message = { ...vectors.find(({ name }) => name === 'AGENT_STATE_EVENT minimal')?.message, csqs };
    expect(codec.decode(encode(message))).toStrictEqual(message);
  });

  it('are not affected by a transferred buffer of another frame', () => {
    const first = encode({ type: 'HEARTBEAT_REQ', invokeId: 1 });
    structuredClone(first.buffer, { transfer: [first.buffer as ArrayBuffer] });
    expect(hex(encode({ type: 'HEARTBEAT_REQ', invokeId: 2 }))).toBe('000000040000000500000002');
  });
});
