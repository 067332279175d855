/**
 * Frames to plain objects and back, for the messages that somebody has readers and writers for.
 * @module
 */
import { CtiError } from '../errors.ts';
import type { UnknownField } from './data-types.ts';
import type { CtiMessage } from './generated/messages.ts';
import { copyOf, type FloatingWidths, type MessageReader, Reader, uint32 } from './reader.ts';
import { checkVersion, widthsOf } from './versions.ts';
import {
  compileOrder,
  type FieldOrder,
  isInOrder,
  rememberedOrder,
  rememberOrder,
  reorder,
} from './wire-order.ts';
import { type MessageWriter, Writer } from './writer.ts';

/** Bytes of the header: BodyLength and MessageTypeID. */
export const headerBytes = 8;

/** What a codec is made for. */
export interface CodecOptions {
  /** Protocol version, 10 to 18: it rules which fields there are. */
  readonly version: number;
  /** Width of the tags in the floating part; the version's unless given. */
  readonly tagBytes?: 1 | 2;
  /** Width of the lengths in the floating part; the version's unless given. */
  readonly lengthBytes?: 1 | 2;
}

/** Decodes and encodes the frames of one session. */
export interface Codec {
  readonly version: number;
  readonly tagBytes: 1 | 2;
  readonly lengthBytes: 1 | 2;
  /**
   * Decodes a whole frame (header and body).
   * @throws {CtiError} `DECODE_FAILED`, naming message, field and offset.
   */
  decode(frame: Uint8Array): CtiMessage;
  /**
   * Encodes a message into a whole frame. Frames share their buffers with other frames: send them or copy
   * them, but do not transfer `frame.buffer`.
   * @throws {CtiError} `ENCODE_FAILED`, naming message and field, and the limit that was passed.
   */
  encode(message: CtiMessage): Uint8Array;
}

/** The messages that codecs of a kind can read, and those that they can write; any other they do not know. */
export interface KnownMessages {
  readonly readers: readonly MessageReader[];
  readonly writers: readonly MessageWriter[];
}

interface CompiledReader {
  readonly name: string;
  readonly since: number;
  readonly read: MessageReader['read'];
  readonly order: FieldOrder;
}

/** Gives what makes codecs that know these messages. */
export function codecOf(known: KnownMessages): (options: CodecOptions) => Codec {
  const writersByName = new Map(known.writers.map((entry) => [entry.name, entry]));
  const readersByType = new Map(known.readers.map((entry) => [entry.type, entry]));
  /** Made when the first message of a type comes; all codecs share them. */
  const compiledReaders = new Map<number, CompiledReader>();

  function readerOf(type: number): CompiledReader | undefined {
    const compiled = compiledReaders.get(type);
    if (compiled !== undefined) return compiled;
    const entry = readersByType.get(type);
    if (entry === undefined) return undefined;
    const fresh = { ...entry, order: compileOrder(entry.tags) };
    compiledReaders.set(type, fresh);
    return fresh;
  }

  return (options) => createCodec(options, writersByName, readerOf);
}

function createCodec(
  options: CodecOptions,
  writersByName: ReadonlyMap<string, MessageWriter>,
  readerOf: (type: number) => CompiledReader | undefined,
): Codec {
  const { version } = options;
  checkVersion(version);
  const widths: FloatingWidths = {
    tagBytes: checkWidth('tagBytes', options.tagBytes ?? widthsOf(version).tagBytes),
    lengthBytes: checkWidth('lengthBytes', options.lengthBytes ?? widthsOf(version).lengthBytes),
  };
  const reader = new Reader(version, widths);
  const writer = new Writer(version, widths);

  return {
    version,
    ...widths,
    decode(frame) {
      const type = checkHeader(frame);
      const entry = readerOf(type);
      if (entry === undefined || entry.since > version) {
        return { type: 'UNKNOWN', messageType: type, body: copyOf(frame, headerBytes, frame.length) };
      }
      const { name, read, order } = entry;
      reader.begin(name, frame, headerBytes);
      const message = read(reader);
      const { unknownFields, unknownAt, floatingAt } = reader;
      if (unknownFields !== undefined) {
        (message as { unknownFields?: readonly UnknownField[] }).unknownFields = unknownFields;
        rememberOrder(message, frame, floatingAt, order, widths, unknownAt);
      } else if (!isInOrder(frame, floatingAt, order, widths)) {
        rememberOrder(message, frame, floatingAt, order, widths);
      }
      return message;
    },
    encode(message) {
      if (message.type === 'UNKNOWN') {
        writer.begin('UNKNOWN', message.messageType);
        writer.body(message.body);
        return writer.finish();
      }
      const entry = writersByName.get(message.type);
      if (entry === undefined || entry.since > version) {
        const name = String(message.type);
        throw new CtiError('ENCODE_FAILED', `${name}: no such message in protocol version ${version}`, {
          message: name,
        });
      }
      const order = rememberedOrder(message);
      writer.constantsAt = order && new Set();
      writer.begin(message.type, entry.type);
      entry.write(writer, message as never);
      writer.unknownFields(message.unknownFields);
      const frame = writer.finish();
      const { floatingAt, unknownAt, constantsAt } = writer;
      if (order === undefined || constantsAt === undefined) return frame;
      return reorder({ frame, floatingAt, unknownAt, constantsAt }, order, widths);
    },
  };
}

/** Checks a frame's header against its length and gives the MessageTypeID. */
function checkHeader(frame: Uint8Array): number {
  if (frame.length < headerBytes) {
    throw new CtiError('DECODE_FAILED', `header: a frame has at least 8 bytes, this one ${frame.length}`, {
      message: 'header',
      field: 'BodyLength',
      offset: 0,
    });
  }
  const bodyLength = uint32(frame, 0);
  if (bodyLength !== frame.length - headerBytes) {
    throw new CtiError(
      'DECODE_FAILED',
      `header: BodyLength says ${bodyLength} bytes, the frame has ${frame.length - headerBytes}`,
      { message: 'header', field: 'BodyLength', offset: 0 },
    );
  }
  return uint32(frame, 4);
}

function checkWidth(argument: string, width: number): 1 | 2 {
  if (width === 1 || width === 2) return width;
  throw new CtiError('INVALID_ARGUMENT', `${argument} must be 1 or 2, not ${width}`, { argument });
}
