/** Socket states that cannot be reproduced with real sockets. */
import { expect, test } from 'vitest';
import { SendQueue } from '../../transports/tcp/send-queue.ts';
import { SocketLink, type SocketPort } from '../../transports/tcp/socket-link.ts';
import { FakeClock, settle } from '../unit/fake-clock.ts';
import { pattern } from './bytes.ts';

class FakeSocket implements SocketPort {
  readonly calls: string[] = [];
  buffered = 0;
  unflushed = 0;

  bufferedBytes(): number {
    return this.buffered + this.unflushed;
  }
  write(bytes: Uint8Array): void {
    this.unflushed += bytes.byteLength;
  }
  flush(): void {
    this.unflushed = 0;
  }
  finish(): void {
    this.calls.push('finish');
  }
  pause(): void {
    this.calls.push('pause');
  }
  resume(): void {
    this.calls.push('resume');
  }
  destroy(reset: boolean): void {
    this.calls.push(reset ? 'reset' : 'destroy');
  }
}

function setUp(): { socket: FakeSocket; clock: FakeClock; link: SocketLink } {
  const socket = new FakeSocket();
  const clock = new FakeClock();
  const settings = { keepAliveMs: 0, maxBufferedBytes: 1_000, closeTimeoutMs: 5_000 };
  return { socket, clock, link: new SocketLink({ host: 'ccx', port: 42_027 }, socket, settings, clock) };
}

test('close() drops a peer without progress and waits for a slow one', async () => {
  const { socket, clock, link } = setUp();
  socket.buffered = 900;
  const closing = link.close();
  await clock.advance(4_999);
  socket.buffered = 800;
  await clock.advance(5_000);
  expect(socket.calls).toEqual(['finish']);
  await clock.advance(5_000);
  await closing;
  expect(await link.closed).toEqual({ reason: 'local', wasClean: false });
  expect(socket.calls).toEqual(['finish', 'destroy']);
  expect(clock.pending).toBe(0);
});

test('buffered bytes are sent after the peer’s FIN while the peer makes progress', async () => {
  const { socket, clock, link } = setUp();
  socket.buffered = 900;
  link.peerFinished();
  expect(socket.calls).toEqual(['finish']);
  await clock.advance(5_000);
  expect(await link.closed).toEqual({ reason: 'peer', wasClean: false });
});

test('a link closes when both ends have finished, and no timer is left', async () => {
  const { socket, clock, link } = setUp();
  const closing = link.close();
  link.localFinished();
  expect(clock.pending).toBe(1);
  link.peerFinished();
  await closing;
  expect(await link.closed).toEqual({ reason: 'local', wasClean: true });
  expect(socket.calls).toEqual(['finish', 'destroy']);
  expect(clock.pending).toBe(0);
});

test('a failure after close() does not change the reason', async () => {
  const { link } = setUp();
  void link.close();
  link.failed({ code: 'ECONNRESET' });
  link.failed({ code: 'EPIPE' });
  expect(await link.closed).toMatchObject({
    reason: 'local',
    wasClean: false,
    error: { details: { reason: 'ECONNRESET' } },
  });
});

test('a socket that closes without FIN has failed', async () => {
  const { link } = setUp();
  link.failed(new Error('the socket closed'));
  expect(await link.closed).toMatchObject({ reason: 'error', error: { code: 'LINK_LOST' } });
});

test('the limit does not count bytes that wait for the end of the tick', async () => {
  const { socket, link } = setUp();
  for (let count = 0; count < 50; count += 1) link.send(new Uint8Array(100));
  expect(socket.calls).toEqual([]);
  socket.buffered = 950;
  socket.unflushed = 0;
  link.send(new Uint8Array(51));
  expect(await link.closed).toMatchObject({
    reason: 'error',
    error: { code: 'SEND_OVERFLOW', details: { bufferedBytes: 1_001, maxBufferedBytes: 1_000 } },
  });
  expect(socket.calls).toEqual(['reset']);
});

test('the socket is paused at 256 KiB unread and resumed below 64 KiB', async () => {
  const { socket, link } = setUp();
  const block = 65_536;
  for (let count = 0; count < 5; count += 1) link.received(new Uint8Array(block));
  expect(socket.calls).toEqual(['pause']);
  const reader = link.incoming[Symbol.asyncIterator]();
  for (let count = 0; count < 3; count += 1) await reader.next();
  expect(socket.calls).toEqual(['pause']);
  await reader.next();
  expect(socket.calls).toEqual(['pause', 'resume']);
  await settle();
});

test('a send queue merges small chunks only and continues after a partial write', () => {
  const queue = new SendQueue();
  const whole = pattern(200_000);
  const sizes = [10, 20, 30, 100_000, 5, 16_384, 1, 2, 3];
  let offset = 0;
  for (const size of sizes) {
    queue.push(whole.subarray(offset, offset + size));
    offset += size;
  }
  expect(queue.bytes).toBe(offset);
  const written: number[] = [];
  const writes: number[] = [];
  for (let bytes = queue.front(); bytes; bytes = queue.front()) {
    const taken = Math.min(bytes.byteLength, 60_000);
    writes.push(taken);
    written.push(...bytes.subarray(0, taken));
    queue.advance(taken);
  }
  expect(writes).toEqual([60, 60_000, 40_000, 5, 16_384, 6]);
  expect(Uint8Array.from(written)).toEqual(whole.slice(0, offset));
  expect(queue.bytes).toBe(0);
});
