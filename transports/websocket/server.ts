/**
 * `rxcti/websocket/server`: the parts of the WebSocket transport that a relay uses: envelope, resumable link, transport.
 * @module
 */
export {
  closeCode,
  decodeEnvelope,
  type Envelope,
  type EnvelopeErrorCode,
  encodeEnvelope,
  envelopeVersion,
  type ResumePoint,
  subprotocol,
} from './envelope.ts';
export type { OpenSocket, WebSocketLike } from './options.ts';
export { type EnvelopeSocket, ResumableLink } from './resumable-link.ts';
export type { QueuedChunk } from './resumable-stream.ts';
export { webSocketTransport } from './websocket-transport.ts';
