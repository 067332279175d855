/**
 * One event goes to sessions of all versions; each gets the fields that its version has.
 * Guide: Change history (ActiveTerminal from 18, CallWrapupData up to 16).
 * @module
 */
import { type Codec, type CodecOptions, createCodec } from '../protocol/codec.ts';
import type { CtiMessage } from '../protocol/generated/messages.ts';
import { messageDefinitions } from '../protocol/messages/all.ts';
import { isGroup } from '../protocol/schema.ts';

interface Bounded {
  readonly key: string;
  readonly since: number;
  readonly until: number;
}

/** The floating fields that not every version has, by message. */
const bounded: ReadonlyMap<string, readonly Bounded[]> = new Map(
  messageDefinitions.flatMap(({ name, floating }) => {
    const fields = floating.flatMap((part): Bounded[] => {
      if (isGroup(part) || part.key === undefined) return [];
      if (part.since === undefined && part.until === undefined) return [];
      return [{ key: part.key, since: part.since ?? 0, until: part.until ?? 99 }];
    });
    return fields.length === 0 ? [] : [[name, fields] as const];
  }),
);

/** The message without the fields that the version does not have. */
export function fitVersion<M extends CtiMessage>(message: M, version: number): M {
  const fields = bounded.get(message.type);
  const foreign = fields?.filter(
    ({ key, since, until }) => key in message && (version < since || version > until),
  );
  if (foreign === undefined || foreign.length === 0) return message;
  const fitted = { ...message } as Record<string, unknown>;
  for (const { key } of foreign) delete fitted[key];
  return fitted as M;
}

/** A codec that leaves out what its version does not have, instead of refusing the message. */
export function createFittingCodec(options: CodecOptions): Codec {
  const codec = createCodec(options);
  const { version, tagBytes, lengthBytes } = codec;
  return {
    version,
    tagBytes,
    lengthBytes,
    decode: (frame) => codec.decode(frame),
    encode: (message) => codec.encode(fitVersion(message, version)),
  };
}
