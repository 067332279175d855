/**
 * `rxcti/websocket/server`: what a relay needs of the WebSocket transport: the envelope and the resumable link.
 * @module
 */
export {
  decodeEnvelope,
  type Envelope,
  type EnvelopeErrorCode,
  encodeEnvelope,
  envelopeVersion,
  type ResumePoint,
  subprotocol,
} from './envelope.ts';
export { closeCode, type EnvelopeSocket, LastingLink } from './lasting-link.ts';
export type { OpenSocket, StandardSocket } from './options.ts';
export { webSocketTransport } from './web-socket.ts';
