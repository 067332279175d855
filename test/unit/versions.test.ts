import { describe, expect, it } from 'vitest';
import { createCodec } from '../../core/protocol/codec.ts';
import type { OpenConf } from '../../core/protocol/generated/messages.ts';
import { checkVersion, defaultVersion, lengthBytesOf, widthsOf } from '../../core/protocol/versions.ts';
import { frameOf, vectors } from '../vectors/load.ts';

/** Fixed part of OPEN_CONF. */
const fixed = `
  00000001  | InvokeID
  00000007  | ServicesGranted
  00000000 00000000 00000000
  0001      | UnifiedCCXOnline
  0000
  0000      | AgentState
`;

describe('tag and length widths', () => {
  it.each([
    [10, 1],
    [17, 1],
    [18, 2],
  ])('version %s has tags of %s bytes and lengths of one, as the guide says', (version, tagBytes) => {
    expect(widthsOf(version)).toEqual({ tagBytes, lengthBytes: 1 });
  });

  it('the default is version 17', () => {
    expect(defaultVersion).toBe(17);
    expect(widthsOf(defaultVersion).tagBytes).toBe(1);
  });

  it.each([10, 17, 18])('accepts version %s', (version) => {
    expect(() => checkVersion(version)).not.toThrow();
  });

  it.each([9, 19, 0, -17, 10.5, Number.NaN])('rejects version %s', (version) => {
    expect(() => checkVersion(version)).toThrow(`version must be an integer from 10 to 18, not ${version}`);
  });
});

describe('length width of version 18', () => {
  const agent: OpenConf = {
    type: 'OPEN_CONF',
    invokeId: 1,
    servicesGranted: 7,
    ccxOnline: true,
    agentState: 0,
    agentExtension: '52293',
    agentInstrument: 'SEP001122334455',
    agentId: 'agent',
    peripherals: [{ peripheralId: 1, multilineAgentControl: 1 }],
    configMsgMaskGranted: 15,
  };
  const { agentExtension: _1, agentInstrument: _2, agentId: _3, ...bridge } = agent;
  const { peripherals: _4, configMsgMaskGranted: _5, ...least } = bridge;

  it.each([
    ['an agent', agent],
    ['a bridge', bridge],
    ['a bridge, with nothing but the count', least],
    ['an agent whose ID is empty', { ...least, agentId: '' }],
    ['an agent with long names', { ...agent, agentId: 'x'.repeat(128), agentInstrument: 'y'.repeat(63) }],
  ])('to %s', (_, message) => {
    for (const lengthBytes of [1, 2] as const) {
      const frame = createCodec({ version: 18, lengthBytes }).encode(message);
      expect(lengthBytesOf(frame)).toBe(lengthBytes);
    }
  });

  it('is detected in the test vectors', () => {
    const frames = vectors.filter(({ message }) => message.type === 'OPEN_CONF');
    const at18 = frames.filter(({ versions }) => versions.includes(18));
    const wide = frames.filter(({ wideVersions }) => wideVersions.includes(18));
    expect(at18.map(({ frame }) => lengthBytesOf(frame))).toEqual([1, 1]);
    expect(wide.map(({ frame }) => lengthBytesOf(frame))).toEqual([2, 2]);
  });

  it.each([
    [2, 'the count alone, which also reads as the empty fields 228 and 512', '00e4 0002 0000'],
    [1, 'four empty strings, which also read as the fields 4 and 1280', '0004 00 0005 00 0004 00 0006 00'],
    [2, 'an unknown field next to the count', '0100 0002 0000 00e4 0002 0000'],
  ])('%s for %s', (lengthBytes, _, floating) => {
    expect(lengthBytesOf(frameOf(4, fixed + floating))).toBe(lengthBytes);
  });

  it('is detected in a frame that is a view of a chunk', () => {
    const frame = createCodec({ version: 18, lengthBytes: 2 }).encode(agent);
    const chunk = new Uint8Array(frame.length + 20).fill(0xee);
    chunk.set(frame, 13);
    expect(lengthBytesOf(chunk.subarray(13, 13 + frame.length))).toBe(2);
  });

  it.each([
    ['nothing in its floating part', ''],
    ['a floating part that fits neither', '0004 02 3700 00'],
    ['half a tag', '00'],
    ['a tag without length', '0004'],
    ['a length past the end', '0004 ff 00'],
  ])('unless it has %s', (_, floating) => {
    expect(lengthBytesOf(frameOf(4, fixed + floating))).toBeUndefined();
  });

  it('is not detected in a truncated frame', () => {
    const frame = createCodec({ version: 18 }).encode(agent);
    for (let length = 0; length < 34; length++) expect(lengthBytesOf(frame.slice(0, length))).toBeUndefined();
  });
});
