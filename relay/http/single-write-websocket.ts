/**
 * Messages that go out in one piece. `ws` hands a socket each message as two chunks, its header and its bytes. Where the
 * same goes to a thousand browsers sixty times a second, making one of the two saves a good part of what is not the
 * system's own work.
 * @module
 */
import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';

/** Longer messages are not copied: there the second chunk costs less than the copy. */
const longestCopied = 8192;

/** FIN and the opcode of a binary message. RFC 6455, 5.2. */
const binaryMessage = 0x82;

/**
 * A server's WebSocket without compression whose binary messages are one chunk each. (Bun brings a `ws` of its own,
 * which makes its own sockets and never one of these.)
 */
export class WholeFrameSocket extends WebSocket {
  /** What carries it. Frames are written whole and at once, so that those of `ws` itself stand between them. */
  connection: Duplex | undefined;

  override send(message: Uint8Array): void {
    const length = message.byteLength;
    if (this.connection === undefined || length > longestCopied || this.readyState !== this.OPEN) {
      super.send(message);
      return;
    }
    // A server's frames are not masked.
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
