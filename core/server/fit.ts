/**
 * One event goes to sessions of all versions; each gets the fields that its version has.
 * Guide: Change history (ActiveTerminal from 18, CallWrapupData up to 16, the agents' MRD_ID from 17).
 * @module
 */
import { type Codec, type CodecOptions, createCodec } from '../protocol/codec.ts';
import type { CtiMessage } from '../protocol/generated/messages.ts';
import { messageDefinitions } from '../protocol/messages/all.ts';
import { type FloatingPart, isGroup } from '../protocol/schema.ts';

/** What of a message, or of an item of one of its lists, not every version has. */
interface Bounds {
  readonly fields: readonly { readonly key: string; readonly since: number; readonly until: number }[];
  readonly lists: readonly { readonly key: string; readonly bounds: Bounds }[];
}

function boundsOf(parts: readonly FloatingPart[]): Bounds | undefined {
  const fields = parts.flatMap((part) => {
    if (isGroup(part) || part.key === undefined) return [];
    if (part.since === undefined && part.until === undefined) return [];
    return [{ key: part.key, since: part.since ?? 0, until: part.until ?? 99 }];
  });
  const lists = parts.flatMap((part) => {
    const bounds = isGroup(part) ? boundsOf(part.fields) : undefined;
    return bounds === undefined || !isGroup(part) ? [] : [{ key: part.group, bounds }];
  });
  return fields.length + lists.length === 0 ? undefined : { fields, lists };
}

const bounded: ReadonlyMap<string, Bounds> = new Map(
  messageDefinitions.flatMap(({ name, floating }) => {
    const bounds = boundsOf(floating);
    return bounds === undefined ? [] : [[name, bounds] as const];
  }),
);

const firstVersions: ReadonlyMap<string, number> = new Map(
  messageDefinitions.flatMap(({ name, since }) => (since === undefined ? [] : [[name, since] as const])),
);

/** False for messages that came into the protocol later. */
export function isInVersion(type: CtiMessage['type'], version: number): boolean {
  return version >= (firstVersions.get(type) ?? 0);
}

/** The message without the fields that the version does not have. */
export function fitVersion<M extends CtiMessage>(message: M, version: number): M {
  const bounds = bounded.get(message.type);
  return bounds === undefined
    ? message
    : (fitted(message as unknown as Fields, bounds, version) as unknown as M);
}

type Fields = Readonly<Record<string, unknown>>;

/** The same object where all of it fits. */
function fitted(item: Fields, { fields, lists }: Bounds, version: number): Fields {
  let copy: Record<string, unknown> | undefined;
  for (const { key, since, until } of fields) {
    if (!(key in item) || (version >= since && version <= until)) continue;
    copy ??= { ...item };
    delete copy[key];
  }
  for (const { key, bounds } of lists) {
    const list = item[key] as readonly Fields[] | undefined;
    const changed = list?.map((inner) => fitted(inner, bounds, version));
    if (changed === undefined || changed.every((inner, index) => inner === list?.[index])) continue;
    copy ??= { ...item };
    copy[key] = changed;
  }
  return copy ?? item;
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
