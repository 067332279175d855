/**
 * One link's worth of a session: frames in, frames out, and the codec that both need.
 * @module
 */
import type { Subject } from 'rxjs';
import type { Clock } from '../clock.ts';
import { CtiError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { createClientCodec } from '../protocol/client-codec.ts';
import { type Codec, headerBytes } from '../protocol/codec-of.ts';
import { createFramer } from '../protocol/framer.ts';
import type { CtiMessage, MessageType } from '../protocol/generated/messages.ts';
import { lengthBytesOf } from '../protocol/versions.ts';
import type { Endpoint, Link } from '../transport.ts';
import { carriesPassword, withoutPassword } from './redact.ts';

/** A message that passed, with its bytes. Passwords are taken out of both. */
export interface TracedMessage {
  readonly direction: 'sent' | 'received';
  readonly message: CtiMessage;
  readonly frame: Uint8Array;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly endpoint: Endpoint;
}

/** A body that could not be decoded. The session goes on without it. */
export interface DecodeFailure {
  readonly error: CtiError;
  /** The whole frame as it came. */
  readonly frame: Uint8Array;
  readonly at: number;
}

/** The MessageTypeID of OPEN_CONF, without the table of all of them. */
const openConf: (typeof MessageType)['OPEN_CONF'] = 4;

export interface ConversationOptions {
  readonly version: number;
  /** Undefined: as documented, until OPEN_CONF shows otherwise. */
  readonly lengthBytes: 1 | 2 | undefined;
  readonly maxBodyBytes: number;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly messages: Subject<TracedMessage>;
  readonly decodeErrors: Subject<DecodeFailure>;
  onMessage(message: CtiMessage): void;
  /** A message came that cannot be decoded; its second word, which is the InvokeID in a confirmation, can be read. */
  onUndecodable(invokeId: number, error: CtiError): void;
  /** A chunk of the stream was worked off. */
  onBatch(): void;
}

export interface Conversation {
  readonly link: Link;
  /** @throws {CtiError} `ENCODE_FAILED`, `LINK_CLOSED`. */
  send(message: CtiMessage): void;
  /** Reads until the link ends or `isOver` says so; resolves with what ended it. */
  read(isOver: () => boolean): Promise<unknown>;
}

export function createConversation(link: Link, options: ConversationOptions): Conversation {
  const { clock, logger, messages } = options;
  let codec = codecOf(options.version, options.lengthBytes);

  function trace(direction: 'sent' | 'received', message: CtiMessage, frame: Uint8Array): void {
    if (!messages.observed) return;
    const shown = withoutPassword(message);
    const bytes = carriesPassword(message) ? codec.encode(shown) : frame;
    messages.next({ direction, message: shown, frame: bytes, at: clock.now(), endpoint: link.endpoint });
  }

  function receive(frame: Uint8Array): void {
    let message: CtiMessage;
    try {
      followLengthWidth(frame);
      message = codec.decode(frame);
    } catch (error) {
      if (!CtiError.is(error)) throw error;
      skip(frame, error);
      return;
    }
    trace('received', message, frame);
    options.onMessage(message);
  }

  /** Version 18: nobody has published bytes, so OPEN_CONF shows how wide the server's lengths are. */
  function followLengthWidth(frame: Uint8Array): void {
    if (options.version < 18 || options.lengthBytes !== undefined) return;
    if (uintAt(frame, 4) !== openConf) return;
    const lengthBytes = lengthBytesOf(frame);
    if (lengthBytes === undefined || lengthBytes === codec.lengthBytes) return;
    codec = codecOf(options.version, lengthBytes);
    logger.info(`the server writes field lengths ${lengthBytes} bytes wide: the codec follows`, {
      lengthBytes,
    });
  }

  function skip(frame: Uint8Array, error: CtiError): void {
    const messageType = uintAt(frame, 4);
    logger.warn('a message could not be decoded and was skipped', {
      messageType,
      bytes: frame.length,
      reason: error.message,
    });
    options.decodeErrors.next({ error, frame: frame.slice(), at: clock.now() });
    if (frame.length >= headerBytes + 4) options.onUndecodable(uintAt(frame, headerBytes), error);
  }

  return {
    link,
    send(message) {
      const frame = codec.encode(message);
      link.send(frame);
      trace('sent', message, frame);
    },
    async read(isOver) {
      const framer = createFramer({ maxBodyBytes: options.maxBodyBytes });
      const receiveAll = (frames: readonly Uint8Array[]): void => {
        for (const frame of frames) if (!isOver()) receive(frame);
      };
      for await (const chunk of link.incoming) {
        if (isOver()) break;
        try {
          receiveAll(framer.push(chunk));
        } catch (error) {
          if (CtiError.is(error, 'FRAME_TOO_LONG')) receiveAll(error.details.frames);
          return error;
        } finally {
          options.onBatch();
        }
      }
      const { reason, error } = await link.closed;
      return error ?? new Error(`the link ended (${reason})`);
    },
  };
}

function codecOf(version: number, lengthBytes: 1 | 2 | undefined): Codec {
  return createClientCodec({ version, ...(lengthBytes === undefined ? {} : { lengthBytes }) });
}

function uintAt(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(at);
}
