/**
 * A server-side WebSocket that writes each message to its connection as one chunk. `ws` writes header and payload
 * separately.
 * @module
 */
import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';

/** Longer messages are not copied: the second write costs less than the copy. */
const maxCopiedBytes = 8192;

/** FIN and the opcode of a binary message. RFC 6455, 5.2. */
const binaryMessage = 0x82;

/** Without compression. Bun has its own `ws` and ignores this class. */
export class SingleWriteWebSocket extends WebSocket {
  /** The connection below. Frames are written whole and at once, so that frames written by `ws` cannot split them. */
  connection: Duplex | undefined;

  override send(message: Uint8Array): void {
    const length = message.byteLength;
    if (this.connection === undefined || length > maxCopiedBytes || this.readyState !== this.OPEN) {
      super.send(message);
      return;
    }
    // Frames of a server are not masked.
    const headerBytes = length < 126 ? 2 : 4;
    const frame = Buffer.allocUnsafe(headerBytes + length);
    frame[0] = binaryMessage;
    if (length < 126) frame[1] = length;
    else {
      frame[1] = 126;
      frame[2] = length >>> 8;
      frame[3] = length;
    }
    frame.set(message, headerBytes);
    this.connection.write(frame);
  }
}
