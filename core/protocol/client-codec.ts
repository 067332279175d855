/**
 * The codec of a client: it reads what servers send and writes what clients send. A page that is a client loads half
 * of the generated code.
 * @module
 */
import { type Codec, type CodecOptions, codecOf } from './codec-of.ts';
import { serverMessageReaders } from './generated/read-server-messages.ts';
import { clientMessageWriters } from './generated/write-client-messages.ts';

export const createClientCodec: (options: CodecOptions) => Codec = codecOf({
  readers: serverMessageReaders,
  writers: clientMessageWriters,
});
