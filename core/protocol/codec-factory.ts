/**
 * Makes codecs for a set of messages.
 * @module
 */
import { CtiError } from '../errors.ts';
import type { FieldError, UnknownField } from './data-types.ts';
import type { CtiMessage } from './generated/messages.ts';
import { copyOf, type FloatingWidths, type MessageReader, Reader, uint32 } from './reader.ts';
import { createTextCodec, type TextCodec } from './strings.ts';
import { checkVersion, widthsOf } from './versions.ts';
import { type MessageWriter, Writer } from './writer.ts';

/** Size of the header: BodyLength and MessageTypeID. */
export const headerBytes = 8;

/** Options of a codec. */
export interface CodecOptions {
  /** Protocol version, 10 to 18. */
  readonly version: number;
  /** Width of tags in the floating part. Default: the version's. */
  readonly tagBytes?: 1 | 2;
  /** Width of lengths in the floating part. Default: the version's. */
  readonly lengthBytes?: 1 | 2;
  /**
   * Throw for a floating field that cannot be read, instead of leaving it out and listing it in `fieldErrors`. Servers are
   * strict. Default false.
   */
  readonly strict?: boolean;
  /**
   * Throw for a field that exceeds the guide's limit when writing. False: only the width of a length limits a field, and
   * longer texts are truncated. Default true.
   */
  readonly enforceLimits?: boolean;
  /** Default: a new one with the default encoding. */
  readonly texts?: TextCodec;
}

/** Decodes and encodes the frames of one session. */
export interface Codec {
  readonly version: number;
  readonly tagBytes: 1 | 2;
  readonly lengthBytes: 1 | 2;
  /**
   * Decodes a whole frame (header and body). A message type that the version does not have becomes `UNKNOWN`. Floating fields that
   * cannot be read are left out and listed in `fieldErrors`; a required one is an empty string.
   * @throws {CtiError} `DECODE_FAILED` with message, field and offset: the header or the fixed part is malformed, or, with
   * `strict`, any field.
   */
  decode(frame: Uint8Array): CtiMessage;
  /**
   * Encodes a message into a whole frame, with the floating fields in the order of the message's table. Frames share
   * buffers: do not transfer `frame.buffer`.
   * @throws {CtiError} `ENCODE_FAILED` with message, field and limit.
   */
  encode(message: CtiMessage): Uint8Array;
}

/** The messages that a codec can read and write. */
export interface MessageSet {
  readonly readers: readonly MessageReader[];
  readonly writers: readonly MessageWriter[];
}

/** Returns a function that makes codecs for these messages. */
export function codecFactory(messages: MessageSet): (options: CodecOptions) => Codec {
  const writers = new Map(messages.writers.map((writer) => [writer.name, writer]));
  const readers = new Map(messages.readers.map((reader) => [reader.type, reader]));
  return (options) => createCodec(options, readers, writers);
}

function createCodec(
  options: CodecOptions,
  readers: ReadonlyMap<number, MessageReader>,
  writers: ReadonlyMap<string, MessageWriter>,
): Codec {
  const { version } = options;
  checkVersion(version);
  const widths: FloatingWidths = {
    tagBytes: checkWidth('tagBytes', options.tagBytes ?? widthsOf(version).tagBytes),
    lengthBytes: checkWidth('lengthBytes', options.lengthBytes ?? widthsOf(version).lengthBytes),
  };
  const texts = options.texts ?? createTextCodec();
  const reader = new Reader(version, widths, texts, options.strict === true);
  const writer = new Writer(version, widths, texts, options.enforceLimits !== false);

  return {
    version,
    ...widths,
    decode(frame) {
      const type = checkHeader(frame);
      const entry = readers.get(type);
      if (entry === undefined || entry.since > version) {
        return { type: 'UNKNOWN', messageType: type, body: copyOf(frame, headerBytes, frame.length) };
      }
      reader.begin(entry.name, frame, headerBytes);
      const message = entry.read(reader);
      const { unknownFields, fieldErrors } = reader;
      if (unknownFields !== undefined) {
        (message as { unknownFields?: readonly UnknownField[] }).unknownFields = unknownFields;
      }
      if (fieldErrors !== undefined) {
        (message as { fieldErrors?: readonly FieldError[] }).fieldErrors = fieldErrors;
      }
      return message;
    },
    encode(message) {
      if (message.type === 'UNKNOWN') {
        writer.begin('UNKNOWN', message.messageType);
        writer.body(message.body);
        return writer.finish();
      }
      const entry = writers.get(message.type);
      if (entry === undefined || entry.since > version) {
        const name = String(message.type);
        throw new CtiError('ENCODE_FAILED', `${name}: unknown message in protocol version ${version}`, {
          message: name,
        });
      }
      writer.begin(message.type, entry.type);
      entry.write(writer, message as never);
      writer.unknownFields(message.unknownFields);
      return writer.finish();
    },
  };
}

/** Checks a frame's header against its length and returns the MessageTypeID. */
function checkHeader(frame: Uint8Array): number {
  if (frame.length < headerBytes) {
    throw headerError(`header: frame of ${frame.length} bytes is shorter than the header of ${headerBytes}`);
  }
  const bodyLength = uint32(frame, 0);
  if (bodyLength !== frame.length - headerBytes) {
    throw headerError(
      `header: BodyLength is ${bodyLength}, but the body has ${frame.length - headerBytes} bytes`,
    );
  }
  return uint32(frame, 4);
}

function headerError(message: string): CtiError<'DECODE_FAILED'> {
  return new CtiError('DECODE_FAILED', message, { message: 'header', field: 'BodyLength', offset: 0 });
}

function checkWidth(argument: string, width: number): 1 | 2 {
  if (width === 1 || width === 2) return width;
  throw new CtiError('INVALID_ARGUMENT', `${argument} must be 1 or 2, not ${width}`, { argument });
}
