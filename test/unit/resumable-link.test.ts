/** Stream positions of a resumable link, and of a client behind it. */
import { expect, it } from 'vitest';
import type { PositionedChunk } from '../../core/transport.ts';
import type { EnvelopeSocket } from '../../transports/websocket/resumable-link.ts';
import { ResumableLink } from '../../transports/websocket/resumable-link.ts';
import { FakeClock } from './fake-clock.ts';

const socket: EnvelopeSocket = { send: () => {}, close: () => {} };

function connectedLink(): ResumableLink {
  const link = new ResumableLink({
    endpoint: { host: 'relay', port: 1 },
    clock: new FakeClock(0),
    maxBufferedBytes: 1000,
    windowBytes: 1000,
    maxBatchBytes: 1000,
    closeTimeoutMs: 1000,
    schedule: (flush) => flush(),
  });
  link.setEpoch('a');
  link.attach(socket, 0);
  return link;
}

/** Two events with positions, a reply without one, a position alone, an event of the next epoch. */
function receiveAll(link: ResumableLink): void {
  const frames = (first: number, offset: number) =>
    ({ kind: 'frames', first, count: 1, bytes: Uint8Array.of(first), offset }) as const;
  link.receive(socket, frames(0, 8));
  link.receive(socket, frames(1, 24));
  link.receive(socket, frames(2, 0));
  link.receive(socket, { kind: 'ping', received: 0, epoch: 'a', offset: 31 });
  link.receive(socket, { kind: 'ping', received: 0, epoch: 'b', offset: 0 });
  link.receive(socket, frames(3, 8));
}

async function readAll<Chunk>(chunks: AsyncIterable<Chunk>): Promise<Chunk[]> {
  const read: Chunk[] = [];
  for await (const chunk of chunks) read.push(chunk);
  return read;
}

it('yields positions in order with the bytes', async () => {
  const link = connectedLink();
  receiveAll(link);
  link.fail(new Error('end'));
  const chunks = await readAll<PositionedChunk>(link.positioned);
  expect(
    chunks.map(({ bytes, position }) => [[...bytes], position && [position.epoch, position.offset]]),
  ).toEqual([
    [[0], ['a', 8]],
    [[1], ['a', 24]],
    [[2], undefined],
    [[], ['a', 31]],
    [[], ['b', 0]],
    [[3], ['b', 8]],
  ]);
});

it('yields only bytes as incoming', async () => {
  const link = connectedLink();
  receiveAll(link);
  link.fail(new Error('end'));
  expect(await readAll(link.incoming)).toEqual([0, 1, 2, 3].map((value) => Uint8Array.of(value)));
});

it('resumes behind the last position of the current epoch', () => {
  const link = connectedLink();
  receiveAll(link);
  expect(link.receivedPosition).toEqual({ epoch: 'b', offset: 8 });
  link.setEpoch('c');
  expect(link.receivedPosition).toEqual({ epoch: 'c', offset: 0 });
});
