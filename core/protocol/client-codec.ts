/**
 * The codec of a client: reads server messages and writes client messages, so that a page loads only half of the generated
 * code.
 * @module
 */
import { type Codec, type CodecOptions, codecFactory } from './codec-factory.ts';
import { serverMessageReaders } from './generated/read-server-messages.ts';
import { clientMessageWriters } from './generated/write-client-messages.ts';

export const createClientCodec: (options: CodecOptions) => Codec = codecFactory({
  readers: serverMessageReaders,
  writers: clientMessageWriters,
});
