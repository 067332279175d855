/**
 * Messages over one link: framer and codec for what arrives, encoder for what is sent.
 * @module
 */
import type { Subject } from 'rxjs';
import type { Clock } from '../clock.ts';
import { CtiError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { createClientCodec } from '../protocol/client-codec.ts';
import { type Codec, headerBytes } from '../protocol/codec-factory.ts';
import { createFramer } from '../protocol/framer.ts';
import type { CtiMessage, MessageType } from '../protocol/generated/messages.ts';
import type { TextCodec } from '../protocol/strings.ts';
import { lengthBytesOf } from '../protocol/versions.ts';
import type { Endpoint, Link, PositionedChunk, StreamPosition } from '../transport.ts';

/** A message that was sent or received, with its bytes. Passwords are removed from both. */
export interface TracedMessage {
  readonly direction: 'sent' | 'received';
  readonly message: CtiMessage;
  readonly frame: Uint8Array;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly endpoint: Endpoint;
}

/** A frame that could not be decoded, or only in part. */
export interface DecodeFailure {
  /** `DECODE_FAILED`; for a part, of the first field that could not be read. */
  readonly error: CtiError;
  /** What could be read, with `fieldErrors`. Undefined: the whole message was skipped. */
  readonly message: CtiMessage | undefined;
  /** The whole frame. */
  readonly frame: Uint8Array;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** The MessageTypeID of OPEN_CONF; importing the table of all of them would grow the bundle. */
const openConf: (typeof MessageType)['OPEN_CONF'] = 4;

type KnownMessage = Exclude<CtiMessage, { readonly type: 'UNKNOWN' }>;

/** Kinds of malformed fields that are logged for one link. */
const maxLoggedFields = 100;

export interface MessageLinkOptions {
  readonly version: number;
  /** Undefined: detected from OPEN_CONF. */
  readonly lengthBytes: 1 | 2 | undefined;
  readonly texts: TextCodec;
  readonly maxBodyBytes: number;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly messages: Subject<TracedMessage>;
  readonly decodeErrors: Subject<DecodeFailure>;
  onMessage(message: CtiMessage, position: StreamPosition | undefined): void;
  /** A position arrived without bytes. */
  onPosition(position: StreamPosition | undefined): void;
  /** A frame could not be decoded. `invokeId` is the first UINT of its body: the InvokeID if it is a confirmation. */
  onDecodeFailed(invokeId: number, error: CtiError): void;
  /** All messages of a chunk were handled. */
  onBatch(): void;
}

export interface MessageLink {
  readonly link: Link;
  /** @throws {CtiError} `ENCODE_FAILED`, `LINK_CLOSED`. */
  send(message: CtiMessage): void;
  /** Reads until the link ends or `hasEnded()`; resolves with the reason. */
  read(hasEnded: () => boolean): Promise<unknown>;
}

export function createMessageLink(link: Link, options: MessageLinkOptions): MessageLink {
  const { clock, logger, messages } = options;
  const loggedFields = new Set<string>();
  let codec = codecOf(options, options.lengthBytes);

  function trace(direction: 'sent' | 'received', message: CtiMessage, frame: Uint8Array): void {
    if (!messages.observed) return;
    const shown = redactPassword(message);
    const bytes = shown === message ? frame : codec.encode(shown);
    messages.next({ direction, message: shown, frame: bytes, at: clock.now(), endpoint: link.endpoint });
  }

  function receive(frame: Uint8Array, position: StreamPosition | undefined): void {
    let message: CtiMessage;
    try {
      detectLengthWidth(frame);
      message = codec.decode(frame);
    } catch (error) {
      if (!CtiError.is(error)) throw error;
      skip(frame, error);
      return;
    }
    if (message.type !== 'UNKNOWN' && message.fieldErrors !== undefined) reportFields(message, frame);
    trace('received', message, frame);
    options.onMessage(message, position);
  }

  /** Version 18: the length width is undocumented, so it is taken from OPEN_CONF. */
  function detectLengthWidth(frame: Uint8Array): void {
    if (options.version < 18 || options.lengthBytes !== undefined) return;
    if (uint32At(frame, 4) !== openConf) return;
    const lengthBytes = lengthBytesOf(frame);
    if (lengthBytes === undefined || lengthBytes === codec.lengthBytes) return;
    codec = codecOf(options, lengthBytes);
    logger.info('detected the length width of version 18', { lengthBytes });
  }

  function skip(frame: Uint8Array, error: CtiError): void {
    const messageType = uint32At(frame, 4);
    logger.warn('malformed message skipped', {
      messageType,
      bytes: frame.length,
      reason: error.message,
    });
    options.decodeErrors.next({ error, message: undefined, frame: frame.slice(), at: clock.now() });
    if (frame.length >= headerBytes + 4) options.onDecodeFailed(uint32At(frame, headerBytes), error);
  }

  /** Logs each kind of malformed field once: a server repeats it in every message. */
  function reportFields(message: KnownMessage, frame: Uint8Array): void {
    for (const { field, problem } of message.fieldErrors ?? []) {
      const kind = `${message.type} ${field}`;
      if (loggedFields.has(kind) || loggedFields.size >= maxLoggedFields) continue;
      loggedFields.add(kind);
      logger.warn('malformed field skipped', { message: message.type, field, reason: problem });
    }
    const [{ field, problem, offset } = { field: '', problem: '', offset: 0 }] = message.fieldErrors ?? [];
    const text = `${message.type}: ${field} ${problem} (offset ${offset})`;
    const error = new CtiError('DECODE_FAILED', text, { message: message.type, field, offset });
    options.decodeErrors.next({ error, message, frame: frame.slice(), at: clock.now() });
  }

  return {
    link,
    send(message) {
      const frame = codec.encode(message);
      link.send(frame);
      trace('sent', message, frame);
    },
    async read(hasEnded) {
      const framer = createFramer({ maxBodyBytes: options.maxBodyBytes });
      const chunks: AsyncIterable<Uint8Array | PositionedChunk> = link.positioned ?? link.incoming;
      for await (const chunk of chunks) {
        if (hasEnded()) break;
        const isPlain = chunk instanceof Uint8Array;
        const bytes = isPlain ? chunk : chunk.bytes;
        const position = isPlain ? undefined : chunk.position;
        const receiveAll = (frames: readonly Uint8Array[]): void => {
          for (const frame of frames) if (!hasEnded()) receive(frame, position);
        };
        try {
          if (bytes.byteLength === 0) options.onPosition(position);
          else receiveAll(framer.push(bytes));
        } catch (error) {
          if (CtiError.is(error, 'FRAME_TOO_LONG')) receiveAll(error.details.frames);
          return error;
        } finally {
          options.onBatch();
        }
      }
      const { reason, error } = await link.closed;
      return error ?? new Error(`link ended: ${reason}`);
    },
  };
}

function codecOf({ version, texts }: MessageLinkOptions, lengthBytes: 1 | 2 | undefined): Codec {
  return createClientCodec({ version, texts, ...(lengthBytes === undefined ? {} : { lengthBytes }) });
}

function uint32At(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(at);
}

/** The message without its password; the same object when it has none. */
function redactPassword(message: CtiMessage): CtiMessage {
  if (message.type === 'OPEN_REQ') return { ...message, clientPassword: new Uint8Array(1) };
  if (message.type === 'SET_AGENT_STATE_REQ' && message.agentPassword !== undefined) {
    return { ...message, agentPassword: '********' };
  }
  return message;
}
