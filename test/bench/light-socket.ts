/**
 * A minimal WebSocket client, so that a thousand of them in one process add little to the measurement. It does not validate
 * the server, reads all sockets into one buffer, and passes messages as views of it.
 */
import { connect, type Socket } from 'node:net';

/** The read buffer of all sockets; its content is processed before the next read. */
const shared = Buffer.allocUnsafe(262_144);

export interface LightSocket {
  send(message: Uint8Array): void;
  destroy(): void;
}

export interface LightSocketEvents {
  open(): void;
  /** `bytes` is a view that is valid until this returns. */
  message(bytes: Buffer): void;
  /** The server sent a close frame. */
  closed(code: number): void;
}

export function openLightSocket(url: string, subprotocol: string, events: LightSocketEvents): LightSocket {
  const { hostname, port, pathname } = new URL(url);
  let open = false;
  let rest: Buffer | undefined;

  const read = (length: number): void => {
    let bytes = shared.subarray(0, length);
    if (rest !== undefined) {
      bytes = Buffer.concat([rest, bytes]);
      rest = undefined;
    }
    let at = 0;
    if (!open) {
      const end = bytes.indexOf('\r\n\r\n');
      if (end >= 0) {
        if (!bytes.subarray(0, end).toString('latin1').startsWith('HTTP/1.1 101'))
          throw new Error('WebSocket upgrade failed');
        open = true;
        at = end + 4;
        events.open();
      }
    }
    while (open && at < bytes.length) {
      const next = readFrame(bytes, at);
      if (next === undefined) break;
      at = next;
    }
    if (at < bytes.length) rest = Buffer.from(bytes.subarray(at));
  };

  /** Emits the frame at `at`; returns the offset behind it, or undefined when it is incomplete. */
  function readFrame(bytes: Buffer, at: number): number | undefined {
    if (at + 2 > bytes.length) return undefined;
    let length = bytes[at + 1] as number;
    let start = at + 2;
    if (length === 126) {
      if (start + 2 > bytes.length) return undefined;
      length = bytes.readUInt16BE(start);
      start += 2;
    } else if (length === 127) {
      if (start + 8 > bytes.length) return undefined;
      length = Number(bytes.readBigUInt64BE(start));
      start += 8;
    }
    const end = start + length;
    if (end > bytes.length) return undefined;
    const opcode = (bytes[at] as number) & 0x0f;
    if (opcode === 2) events.message(bytes.subarray(start, end));
    else if (opcode === 8) events.closed(length >= 2 ? bytes.readUInt16BE(start) : 1005);
    return end;
  }

  const socket: Socket = connect({
    host: hostname,
    port: Number(port),
    noDelay: true,
    onread: {
      buffer: shared,
      callback(length) {
        read(length);
        return true;
      },
    },
  });
  socket.write(
    [
      `GET ${pathname} HTTP/1.1`,
      `Host: ${hostname}`,
      'Upgrade: websocket',
      'Connection: Upgrade',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      'Sec-WebSocket-Version: 13',
      ...(subprotocol === '' ? [] : [`Sec-WebSocket-Protocol: ${subprotocol}`]),
      '\r\n',
    ].join('\r\n'),
  );
  socket.on('error', () => {}); // the benchmark is ending
  return {
    send(message) {
      const { length } = message;
      const head = length < 126 ? [length | 0x80] : [126 | 0x80, length >>> 8, length & 255];
      // With a mask of zeros the payload stays unchanged.
      socket.write(Buffer.concat([Buffer.from([0x82, ...head, 0, 0, 0, 0]), message]));
    },
    destroy: () => socket.destroy(),
  };
}
