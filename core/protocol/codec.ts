/**
 * The codec of all messages.
 * @module
 */
import { type Codec, type CodecOptions, codecFactory } from './codec-factory.ts';
import { clientMessageReaders } from './generated/read-client-messages.ts';
import { serverMessageReaders } from './generated/read-server-messages.ts';
import { clientMessageWriters } from './generated/write-client-messages.ts';
import { serverMessageWriters } from './generated/write-server-messages.ts';

export type { Codec, CodecOptions } from './codec-factory.ts';

const create = codecFactory({
  readers: [...clientMessageReaders, ...serverMessageReaders],
  writers: [...clientMessageWriters, ...serverMessageWriters],
});

/**
 * Makes a codec for a protocol version. Its only state is a write buffer.
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
  return create(options);
}
