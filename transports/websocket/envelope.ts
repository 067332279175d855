/**
 * What travels between a browser and the relay: binary WebSocket messages, each one flat MessagePack array that begins
 * with its kind. PROTOCOL.md beside this file says what each is for.
 * @module
 */
import { decode, encode } from '@msgpack/msgpack';
import { isFlat } from './flat.ts';

/** The version of this protocol that both ends must speak. */
export const envelopeVersion = 1;

/** The subprotocol that a WebSocket is opened with. */
export const subprotocol = 'rxcti.1';

/** A place in a stream to go on from. */
export interface ResumePoint {
  /** The session's secret name, from welcome. */
  readonly session: string;
  /** Chunks of the relay that have arrived. */
  readonly received: number;
  /** The run of CCX's session that the events came from, and how far they have: for another relay of the cluster. */
  readonly epoch: string;
  readonly place: number;
}

/** What the relay tells a browser that it let in. */
export interface Welcome {
  readonly kind: 'welcome';
  /** Names the session when it is resumed; a secret. */
  readonly session: string;
  /** The run of CCX's session that events come from now. */
  readonly epoch: string;
  /** True: the old session goes on. */
  readonly resumed: boolean;
  /** True: it goes on at another relay of the cluster, and both sides count their chunks from 0 again. */
  readonly moved: boolean;
  /** Chunks of the browser that have arrived. */
  readonly received: number;
  readonly role: string;
  /** The agent whom the token speaks for; empty for none. */
  readonly agentId: string;
  /** Each side says something at least this often. */
  readonly pingMs: number;
  /** How long a browser that is gone may come back. */
  readonly windowMs: number;
  /** Longest message that the relay takes. */
  readonly maxMessageBytes: number;
}

/** Why the relay says no, or ends a session. */
export type EnvelopeErrorCode =
  | 'bad-message'
  | 'bad-version'
  | 'token-refused'
  | 'token-expired'
  | 'too-many'
  | 'too-many-sessions'
  | 'not-now'
  | 'internal';

/** One message. */
export type Envelope =
  | {
      readonly kind: 'hello';
      readonly version: number;
      readonly token: string;
      readonly resume: ResumePoint | undefined;
    }
  | Welcome
  /**
   * `count` chunks in one piece, the first of which has the number `first`. `place`: how far CCX's events have come with
   * them; 0 when there is none among them, and from browsers.
   */
  | {
      readonly kind: 'frames';
      readonly first: number;
      readonly count: number;
      readonly bytes: Uint8Array;
      readonly place: number;
    }
  /** So many chunks of the other side have been taken in: it may send more, and forget these. */
  | { readonly kind: 'acknowledge'; readonly received: number }
  /** With how far CCX's events have come for this browser, and in which epoch; 0 and empty from browsers. */
  | {
      readonly kind: 'ping' | 'pong';
      readonly received: number;
      readonly epoch: string;
      readonly place: number;
    }
  /** Nothing more comes from this side. */
  | { readonly kind: 'finish' }
  /** Messages were lost for this browser: begin anew. The session is over. */
  | { readonly kind: 'resync-required'; readonly reason: string }
  /** The relay is about to stop: come back in so many milliseconds. The session may be resumed elsewhere or not. */
  | { readonly kind: 'going-away'; readonly retryMs: number }
  | { readonly kind: 'error'; readonly code: EnvelopeErrorCode; readonly sentence: string };

/** What a message is called. */
export type EnvelopeKind = Envelope['kind'];

/** The numbers that stand for the kinds. */
const kinds: readonly EnvelopeKind[] = [
  'hello',
  'welcome',
  'frames',
  'acknowledge',
  'ping',
  'pong',
  'finish',
  'resync-required',
  'going-away',
  'error',
];

const framesKind = kinds.indexOf('frames');

type FieldType = 'count' | 'text' | 'token' | 'flag' | 'bytes';

/** The fields of each kind, in the order in which they stand behind it. */
const fields: { readonly [Kind in EnvelopeKind]: readonly (readonly [name: string, type: FieldType])[] } = {
  hello: [
    ['version', 'count'],
    ['token', 'token'],
    ['session', 'text'],
    ['received', 'count'],
    ['epoch', 'text'],
    ['place', 'count'],
  ],
  welcome: [
    ['session', 'text'],
    ['epoch', 'text'],
    ['resumed', 'flag'],
    ['moved', 'flag'],
    ['received', 'count'],
    ['role', 'text'],
    ['agentId', 'text'],
    ['pingMs', 'count'],
    ['windowMs', 'count'],
    ['maxMessageBytes', 'count'],
  ],
  frames: [
    ['first', 'count'],
    ['count', 'count'],
    ['bytes', 'bytes'],
    ['place', 'count'],
  ],
  acknowledge: [['received', 'count']],
  ping: [
    ['received', 'count'],
    ['epoch', 'text'],
    ['place', 'count'],
  ],
  pong: [
    ['received', 'count'],
    ['epoch', 'text'],
    ['place', 'count'],
  ],
  finish: [],
  'resync-required': [['reason', 'text']],
  'going-away': [['retryMs', 'count']],
  error: [
    ['code', 'text'],
    ['sentence', 'text'],
  ],
};

const nowhere: ResumePoint = { session: '', received: 0, epoch: '', place: 0 };
const longestText = 512;
const longestToken = 8192;

/** A message as bytes. */
export function encodeEnvelope(envelope: Envelope): Uint8Array {
  const values: Readonly<Record<string, unknown>> =
    envelope.kind === 'hello' ? { ...envelope, ...(envelope.resume ?? nowhere) } : { ...envelope };
  return encode([kinds.indexOf(envelope.kind), ...fields[envelope.kind].map(([name]) => values[name])]);
}

/** What encodeFrames() writes before the chunks and behind them. */
const framesHeaderBytes = 17;
const placeBytes = 9;

/** Messages are cut out of slabs of this size: a buffer for each would cost more than filling it. */
const slabBytes = 65_536;
let slab = new Uint8Array(0);
let slabAt = 0;

/**
 * `frames` as bytes. Written by hand, since it is nearly all that a relay sends: an array of five, the numbers as
 * uint 32, the chunks (those from `from` to before `to`, which are `byteLength` together) as bin 32, the place as
 * uint 64.
 */
export function encodeFrames(
  first: number,
  chunks: readonly Uint8Array[],
  byteLength: number,
  place = 0,
  from = 0,
  to: number = chunks.length,
): Uint8Array {
  const message = room(framesHeaderBytes + byteLength + placeBytes);
  message[0] = 0x95;
  message[1] = framesKind;
  putTagged(message, 2, 0xce, first);
  putTagged(message, 7, 0xce, to - from);
  putTagged(message, 12, 0xc6, byteLength);
  let at = framesHeaderBytes;
  for (let index = from; index < to; index++) {
    const chunk = chunks[index] as Uint8Array;
    message.set(chunk, at);
    at += chunk.byteLength;
  }
  message[at] = 0xcf;
  putWord(message, at + 1, Math.floor(place / 2 ** 32));
  putWord(message, at + 5, place);
  return message;
}

function room(bytes: number): Uint8Array {
  if (bytes > slabBytes / 4) return new Uint8Array(bytes);
  if (slabAt + bytes > slab.length) {
    slab = new Uint8Array(slabBytes);
    slabAt = 0;
  }
  const message = slab.subarray(slabAt, slabAt + bytes);
  slabAt += bytes;
  return message;
}

function putTagged(bytes: Uint8Array, at: number, tag: number, value: number): void {
  bytes[at] = tag;
  putWord(bytes, at + 1, value);
}

function putWord(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 24;
  bytes[at + 1] = value >>> 16;
  bytes[at + 2] = value >>> 8;
  bytes[at + 3] = value;
}

/** Reads a message; undefined for bytes that are none, whatever they are. */
export function decodeEnvelope(bytes: Uint8Array): Envelope | undefined {
  // Before the library sees it: nested arrays and maps, and lengths that are not there, are turned away.
  if (!isFlat(bytes)) return undefined;
  let parts: unknown;
  try {
    parts = decode(bytes, {
      maxArrayLength: 16,
      maxMapLength: 0,
      maxExtLength: 0,
      maxStrLength: longestToken,
    });
  } catch {
    return undefined;
  }
  if (!Array.isArray(parts)) return undefined;
  const kind = kinds[parts[0] as number];
  if (kind === undefined || typeof parts[0] !== 'number') return undefined;
  const values: Record<string, unknown> = { kind };
  for (const [index, [name, type]] of fields[kind].entries()) {
    const value: unknown = parts[index + 1];
    if (!fits(value, type)) return undefined;
    values[name] = value;
  }
  return kind === 'hello' ? helloOf(values) : (values as unknown as Envelope);
}

function helloOf({ version, token, ...resume }: Record<string, unknown>): Envelope {
  const { session, received, epoch, place } = resume as unknown as ResumePoint;
  return {
    kind: 'hello',
    version: version as number,
    token: token as string,
    resume: session === '' ? undefined : { session, received, epoch, place },
  };
}

function fits(value: unknown, type: FieldType): boolean {
  switch (type) {
    case 'count':
      return Number.isSafeInteger(value) && (value as number) >= 0;
    case 'text':
      return typeof value === 'string' && value.length <= longestText;
    case 'token':
      return typeof value === 'string' && value.length <= longestToken;
    case 'flag':
      return typeof value === 'boolean';
    case 'bytes':
      return value instanceof Uint8Array;
  }
}
