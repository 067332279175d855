/**
 * Encoding for sessions of different protocol versions: fields and messages that a version does not have are left out, and an
 * event is encoded once for all sessions of a version.
 * Guide: Change history (ActiveTerminal since 18, CallWrapupData until 16, MRD_ID of agents since 17).
 * @module
 */
import { type Codec, type CodecOptions, createCodec } from '../protocol/codec.ts';
import type { CtiMessage } from '../protocol/generated/messages.ts';
import { messageDefinitions } from '../protocol/messages/all.ts';
import { type FloatingPart, isGroup } from '../protocol/schema.ts';
import { utf8Texts } from '../protocol/strings.ts';
import type { StreamPosition } from '../transport.ts';

/** Fields of a message or of a list item that only some versions have. */
interface VersionedFields {
  readonly fields: readonly { readonly key: string; readonly since: number; readonly until: number }[];
  readonly lists: readonly { readonly key: string; readonly items: VersionedFields }[];
}

function versionedFieldsOf(parts: readonly FloatingPart[]): VersionedFields | undefined {
  const fields = parts.flatMap((part) => {
    if (isGroup(part) || part.key === undefined) return [];
    if (part.since === undefined && part.until === undefined) return [];
    return [{ key: part.key, since: part.since ?? 0, until: part.until ?? 99 }];
  });
  const lists = parts.flatMap((part) => {
    const items = isGroup(part) ? versionedFieldsOf(part.fields) : undefined;
    return items === undefined || !isGroup(part) ? [] : [{ key: part.group, items }];
  });
  return fields.length + lists.length === 0 ? undefined : { fields, lists };
}

const versionedFields: ReadonlyMap<string, VersionedFields> = new Map(
  messageDefinitions.flatMap(({ name, floating }) => {
    const versioned = versionedFieldsOf(floating);
    return versioned === undefined ? [] : [[name, versioned] as const];
  }),
);

const firstVersions: ReadonlyMap<string, number> = new Map(
  messageDefinitions.flatMap(({ name, since }) => (since === undefined ? [] : [[name, since] as const])),
);

/** False for messages that a later version introduced. */
export function isInVersion(type: CtiMessage['type'], version: number): boolean {
  return version >= (firstVersions.get(type) ?? 0);
}

/** The message without the fields that the version does not have; the same object when it has them all. */
export function downgradeMessage<M extends CtiMessage>(message: M, version: number): M {
  const versioned = versionedFields.get(message.type);
  return versioned === undefined
    ? message
    : (downgrade(message as unknown as Fields, versioned, version) as unknown as M);
}

type Fields = Readonly<Record<string, unknown>>;

function downgrade(item: Fields, { fields, lists }: VersionedFields, version: number): Fields {
  let copy: Record<string, unknown> | undefined;
  for (const { key, since, until } of fields) {
    if (!(key in item) || (version >= since && version <= until)) continue;
    copy ??= { ...item };
    delete copy[key];
  }
  for (const { key, items } of lists) {
    const list = item[key] as readonly Fields[] | undefined;
    const changed = list?.map((inner) => downgrade(inner, items, version));
    if (changed === undefined || changed.every((inner, index) => inner === list?.[index])) continue;
    copy ??= { ...item };
    copy[key] = changed;
  }
  return copy ?? item;
}

/**
 * A server's codec: reads strictly; writes without the guide's limits (a text that exceeds the width of a length is truncated), and
 * leaves out fields of other versions instead of throwing.
 */
export function createDowngradingCodec(options: CodecOptions): Codec {
  const codec = createCodec({ ...options, strict: true, enforceLimits: false, texts: utf8Texts });
  const { version, tagBytes, lengthBytes } = codec;
  return {
    version,
    tagBytes,
    lengthBytes,
    decode: (frame) => codec.decode(frame),
    encode: (message) => codec.encode(downgradeMessage(message, version)),
  };
}

/** A message that many sessions send, encoded once per version and field width. */
export interface SharedFrame {
  /** The event's position, sent with its bytes. */
  readonly position: StreamPosition | undefined;
  /**
   * The bytes as this codec encodes them.
   * @throws {CtiError} `ENCODE_FAILED` for a message that the version cannot carry.
   */
  encode(codec: Codec): Uint8Array;
}

/** Makes a frame that is encoded when the first session needs it. */
export function createSharedFrame(message: CtiMessage, position?: StreamPosition): SharedFrame {
  const frames: { readonly version: number; readonly lengthBytes: number; readonly bytes: Uint8Array }[] = [];
  return {
    position,
    encode(codec) {
      const { version, lengthBytes } = codec;
      // A list, since nearly all sessions have the same version.
      for (const frame of frames) {
        if (frame.version === version && frame.lengthBytes === lengthBytes) return frame.bytes;
      }
      const bytes = codec.encode(message);
      frames.push({ version, lengthBytes, bytes });
      return bytes;
    },
  };
}
