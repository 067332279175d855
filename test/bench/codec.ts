/**
 * Decode and encode times, compared with hand-written code, the package binary-parser, and JSON. Run: npx tsx
 * test/bench/codec.ts
 */
import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
// @ts-expect-error: its package.json names no types for imports.
import { Parser } from 'binary-parser';
import { createCodec } from '../../core/protocol/codec.ts';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import { join, partsOf, vectors } from '../vectors/load.ts';
import {
  decodeAgentState,
  decodeCallDelivered,
  encodeAgentState,
  encodeCallDelivered,
} from './hand-written.ts';
import { measure, type Result, table, type Variant } from './measure.ts';
import { agentStateSamples, callDeliveredSamples, sampleCount } from './samples.ts';

const codec = createCodec({ version: 17 });

interface Subject<M extends CtiMessage> {
  readonly name: string;
  readonly messages: readonly M[];
  readonly decode: (frame: Uint8Array) => M;
  readonly encode: (message: M) => Uint8Array;
  readonly parser: { parse(frame: Uint8Array): unknown };
}

function floatingField(texts: readonly number[], uints: readonly number[], ushorts: readonly number[] = []) {
  const text = new Parser().string('value', { length: 'length', stripNull: true });
  const uint = new Parser().uint32('value');
  const ushort = new Parser().uint16('value');
  return new Parser()
    .uint8('tag')
    .uint8('length')
    .choice({
      tag: 'tag',
      choices: Object.fromEntries([
        ...texts.map((tag) => [tag, text]),
        ...uints.map((tag) => [tag, uint]),
        ...ushorts.map((tag) => [tag, ushort]),
      ]),
    });
}

/** Returns floating fields as a list of tags and values, which is less work than the other variants do. */
const callDeliveredParser = new Parser()
  .endianness('big')
  .uint32('bodyLength')
  .uint32('messageType')
  .seek(10)
  .uint16('connectionDeviceType')
  .uint32('callId')
  .seek(2)
  .uint16('lineType')
  .uint32('applicationId')
  .seek(4)
  .uint32('csqId')
  .seek(6)
  .uint16('alertingDeviceType')
  .uint16('callingDeviceType')
  .uint16('calledDeviceType')
  .uint16('lastRedirectDeviceType')
  .uint16('localConnectionState')
  .uint16('eventCause')
  .seek(4)
  .array('floating', {
    type: floatingField([8, 10, 11, 12, 13, 14, 15, 25, 26, 27, 28, 29], [121, 122, 202]),
    readUntil: 'eof',
  });

const agentStateParser = new Parser()
  .endianness('big')
  .uint32('bodyLength')
  .uint32('messageType')
  .seek(14)
  .uint16('csqState')
  .uint32('stateDuration')
  .uint32('csqId')
  .seek(6)
  .uint16('agentState')
  .uint16('eventReasonCode')
  .seek(22)
  .uint16('numCsqs')
  .array('floating', {
    type: floatingField([4, 6, 23, 194], [62, 150, 244], [65, 123]),
    readUntil: 'eof',
  });

const utf8 = new TextDecoder();
const encoder = new TextEncoder();

interface Tables {
  readonly decode: readonly Result[];
  readonly encode: readonly Result[];
}

function bench<M extends CtiMessage>(subject: Subject<M>): Tables {
  const { messages, decode, encode, parser } = subject;
  const frames = messages.map((message) => codec.encode(message));
  // Servers may send floating fields in another order than the table.
  const otherFrames = frames.map((frame) => {
    const { fixed, floating } = partsOf(frame, codec);
    return join(fixed, [...floating.slice(1), ...floating.slice(0, 1)]);
  });
  const texts = messages.map((message) => JSON.stringify(message));
  const textBytes = texts.map((text) => encoder.encode(text));
  frames.forEach((frame, sample) => {
    // All variants must produce the same result.
    const message = messages[sample] as M;
    assert.deepEqual(codec.decode(frame), message);
    assert.deepEqual(decode(frame), message);
    assert.deepEqual(encode(message), frame);
    assert.deepEqual(codec.decode(otherFrames[sample] as Uint8Array), message);
  });
  const at = <T>(list: readonly T[], sample: number): T => list[sample] as T;
  const decoders: Variant[] = [
    { name: 'rxcti', run: (sample) => codec.decode(at(frames, sample)) },
    { name: 'hand-written', run: (sample) => decode(at(frames, sample)) },
    { name: 'rxcti, fields in another order', run: (sample) => codec.decode(at(otherFrames, sample)) },
    { name: 'binary-parser', run: (sample) => parser.parse(at(frames, sample)) },
    { name: 'JSON.parse', run: (sample) => JSON.parse(at(texts, sample)) },
    { name: 'JSON.parse, from bytes', run: (sample) => JSON.parse(utf8.decode(at(textBytes, sample))) },
  ];
  const encoders: Variant[] = [
    { name: 'rxcti', run: (sample) => codec.encode(at(messages, sample)) },
    { name: 'hand-written', run: (sample) => encode(at(messages, sample)) },
    { name: 'JSON.stringify', run: (sample) => JSON.stringify(at(messages, sample)) },
    {
      name: 'JSON.stringify, to bytes',
      run: (sample) => encoder.encode(JSON.stringify(at(messages, sample))),
    },
  ];
  return {
    decode: measure(decoders, { samples: sampleCount }),
    encode: measure(encoders, { samples: sampleCount }),
  };
}

/** Decodes and encodes all message types first: V8 would otherwise optimize for a single type. */
function warmUpCodec(): void {
  for (let pass = 0; pass < 20; pass++) {
    for (const { frame, message, versions } of vectors) {
      if (!versions.includes(17)) continue;
      codec.decode(frame);
      codec.encode(message);
    }
  }
}

/** Returns Markdown tables. */
export async function codecTable(): Promise<string> {
  warmUpCodec();
  const calls = {
    name: 'CALL_DELIVERED_EVENT',
    messages: callDeliveredSamples(),
    decode: decodeCallDelivered,
    encode: encodeCallDelivered,
    parser: callDeliveredParser,
  };
  const agents = {
    name: 'AGENT_STATE_EVENT',
    messages: agentStateSamples(),
    decode: decodeAgentState,
    encode: encodeAgentState,
    parser: agentStateParser,
  };
  const size = (messages: readonly CtiMessage[]): number =>
    Math.round(messages.reduce((sum, message) => sum + codec.encode(message).length, 0) / messages.length);
  const callTables = bench(calls);
  const agentTables = bench(agents);
  return [
    table(`decode ${calls.name} (${size(calls.messages)} bytes)`, callTables.decode),
    table(`encode ${calls.name}`, callTables.encode),
    table(`decode ${agents.name} (${size(agents.messages)} bytes)`, agentTables.decode),
    table(`encode ${agents.name}`, agentTables.encode),
  ].join('\n\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(await codecTable());
