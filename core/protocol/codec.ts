/**
 * Frames to plain objects and back.
 * @module
 */
import { CtiError } from '../errors.ts';
import type { UnknownField } from './data-types.ts';
import type { CtiMessage } from './generated/messages.ts';
import { type MessageReader, messageReaders } from './generated/readers.ts';
import { type MessageWriter, messageWriters } from './generated/writers.ts';
import { copyOf, type FloatingWidths, Reader, uint32 } from './reader.ts';
import { checkVersion, widthsOf } from './versions.ts';
import {
  compileOrder,
  type FieldOrder,
  isInOrder,
  rememberedOrder,
  rememberOrder,
  reorder,
} from './wire-order.ts';
import { Writer } from './writer.ts';

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

/** Writers and readers by what a message brings: its name, or the number in its header. */
const writersByName = new Map<string, MessageWriter>(Object.entries(messageWriters));
const readersByType = new Map(messageReaders.map((entry) => [entry.type, entry]));

interface CompiledReader {
  readonly name: string;
  readonly since: number;
  readonly read: MessageReader['read'];
  readonly order: FieldOrder;
}

/** Made when the first message of a type comes; all codecs share them. */
const compiledReaders = new Map<number, CompiledReader>();

/**
 * Makes a codec for a protocol version. It has a buffer of its own, and no other state.
 *
 * @example
 * ```ts
 * import { createCodec } from 'rxcti/protocol';
 *
 * const codec = createCodec({ version: 17 });
 * const frame = codec.encode({ type: 'HEARTBEAT_REQ', invokeId: 7 });
 * const message = codec.decode(frame);
 * if (message.type === 'HEARTBEAT_REQ') message.invokeId; // 7
 * ```
 */
export function createCodec(options: CodecOptions): Codec {
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

function readerOf(type: number): CompiledReader | undefined {
  const known = compiledReaders.get(type);
  if (known !== undefined) return known;
  const entry = readersByType.get(type);
  if (entry === undefined) return undefined;
  const compiled = { ...entry, order: compileOrder(entry.tags) };
  compiledReaders.set(type, compiled);
  return compiled;
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
