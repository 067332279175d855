/** Frames of SingleWriteWebSocket, read by `ws`. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { SingleWriteWebSocket } from '../../relay/http/single-write-websocket.ts';

it('writes messages of all lengths in order, between frames written by ws', async () => {
  const lengths = [0, 1, 125, 126, 127, 255, 256, 8192, 8193, 65_535, 65_536, 3];
  const server = createServer();
  const sockets = new WebSocketServer({ noServer: true, WebSocket: SingleWriteWebSocket });
  server.on('upgrade', (request, socket, head) =>
    sockets.handleUpgrade(request, socket, head, (opened) => {
      opened.connection = socket;
      for (const length of lengths) {
        opened.send(new Uint8Array(length).fill(length & 255));
        opened.ping();
      }
      opened.close(4000);
      opened.send(Uint8Array.of(1)); // too late, and no harm
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const received: Buffer[] = [];
  let pings = 0;
  client.on('message', (data: Buffer) => received.push(data));
  client.on('ping', () => pings++);
  const code = await new Promise((resolve) => client.on('close', resolve));
  server.close();
  expect(code).toBe(4000);
  expect(pings).toBe(lengths.length);
  expect(received.map(({ length }) => length)).toEqual(lengths);
  expect(received.every((data) => data.every((byte) => byte === (data.length & 255)))).toBe(true);
});
