/** Resumable stream: each byte arrives once and in order, whatever happens to its sockets. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StreamPosition } from '../../core/transport.ts';
import { decodeEnvelope } from '../../transports/websocket/envelope.ts';
import { ResumableStream, type ResumableStreamOptions } from '../../transports/websocket/resumable-stream.ts';

interface End {
  readonly stream: ResumableStream;
  /** Messages of the peer that were not read yet. */
  inbox: Uint8Array[];
  readonly got: number[];
  readonly sent: number[];
  full: boolean;
}

function end(windowBytes: number): End {
  const made: End = {
    inbox: [],
    got: [],
    sent: [],
    full: false,
    stream: new ResumableStream({
      windowBytes,
      maxBatchBytes: 50,
      schedule: () => {},
      deliver: (bytes) => made.got.push(...bytes),
      isFull: () => made.full,
    }),
  };
  return made;
}

function send({ stream, sent }: End, bytes: readonly number[]): void {
  sent.push(...bytes);
  stream.send(Uint8Array.from(bytes));
}

/** Connects both ends by a new socket; messages on the old one are lost. */
function join(a: End, b: End): void {
  for (const side of [a, b]) {
    side.stream.detach();
    side.inbox = [];
  }
  const [hasA, hasB] = [a.stream.received, b.stream.received];
  expect(a.stream.attach({ send: (message) => b.inbox.push(message) }, hasB)).toBe(true);
  expect(b.stream.attach({ send: (message) => a.inbox.push(message) }, hasA)).toBe(true);
}

/** Reads one message, if there is one. */
function read(side: End): void {
  const message = side.inbox.shift();
  const envelope = message === undefined ? undefined : decodeEnvelope(message);
  if (envelope?.kind === 'frames') expect(side.stream.receive(envelope)).toBe(true);
  else if (envelope !== undefined && 'received' in envelope && envelope.kind !== 'welcome')
    expect(side.stream.acknowledge(envelope.received)).toBe(true);
}

/** Exchanges messages until both ends are settled. */
function settle(a: End, b: End): void {
  const done = (): boolean => [a, b].every(({ stream, full }) => full || stream.isSettled);
  for (let round = 0; round < 200; round++) {
    while (a.inbox.length + b.inbox.length > 0) {
      read(a);
      read(b);
    }
    if (round > 2 && done()) return;
    for (const side of [a, b]) {
      side.stream.flush();
      side.stream.sendControl('acknowledge');
    }
  }
}

describe('a resumable stream', () => {
  const chunk = fc.array(fc.nat(255), { minLength: 1, maxLength: 30 });
  const step = fc.oneof(
    { weight: 5, arbitrary: fc.record({ do: fc.constant('send' as const), who: fc.nat(1), chunk }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('flush' as const), who: fc.nat(1) }) },
    { weight: 6, arbitrary: fc.record({ do: fc.constant('read' as const), who: fc.nat(1) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('acknowledge' as const), who: fc.nat(1) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('cut' as const), who: fc.nat(1) }) },
  );

  it('delivers each byte once and in order, wherever sockets break', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 80 }),
        fc.integer({ min: 1, max: 200 }),
        (steps, windowBytes) => {
          const ends = [end(windowBytes), end(windowBytes)] as const;
          const [a, b] = ends;
          join(a, b);
          for (const now of steps) {
            const side = ends[now.who] as End;
            if (now.do === 'send') send(side, now.chunk);
            else if (now.do === 'flush') side.stream.flush();
            else if (now.do === 'read') read(side);
            else if (now.do === 'acknowledge') side.stream.sendControl('acknowledge');
            else join(a, b);
          }
          settle(a, b);
          expect(b.got).toEqual(a.sent);
          expect(a.got).toEqual(b.sent);
          expect([a.stream.isSettled, b.stream.isSettled]).toEqual([true, true]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('limits unacknowledged bytes to the window', () => {
    const [a, b] = [end(100), end(100)];
    join(a, b);
    for (let index = 0; index < 50; index++) send(a, Array(10).fill(index));
    a.stream.flush();
    expect(a.stream.unacknowledgedBytes).toBe(100);
    expect(a.stream.queuedBytes).toBe(400);
  });

  it('stops while the reader is full', () => {
    const [a, b] = [end(100), end(100)];
    join(a, b);
    b.full = true;
    for (let index = 0; index < 50; index++) send(a, Array(10).fill(index));
    settle(a, b);
    expect(b.got).toHaveLength(100);
    b.full = false;
    settle(a, b);
    expect(b.got).toEqual(a.sent);
  });

  it('rejects an impossible resume point', () => {
    const [a, b] = [end(100), end(100)];
    join(a, b);
    send(a, [1, 2, 3]);
    settle(a, b);
    const wire = { send: (): void => {} };
    expect(a.stream.attach(wire, 2)).toBe(false);
    expect(a.stream.attach(wire, 0)).toBe(false);
    expect(a.stream.attach(wire, 1)).toBe(true);
  });

  it('rejects chunks out of sequence', () => {
    const { stream, got } = end(100);
    const frames = { kind: 'frames', count: 1, bytes: Uint8Array.of(1), offset: 0 } as const;
    expect(stream.receive({ ...frames, first: 1 })).toBe(false);
    expect(stream.receive({ ...frames, first: 0 })).toBe(true);
    expect(stream.receive({ ...frames, first: 0 })).toBe(false);
    expect(stream.receive({ ...frames, first: 1, count: 7 })).toBe(false);
    expect(got).toEqual([1]);
  });
});

describe('stream positions', () => {
  const at = (offset: number, epoch = 'a'): StreamPosition => ({ epoch, offset });
  const bytes = (value: number): Uint8Array => Uint8Array.of(value);

  function sender(options: Partial<ResumableStreamOptions> = {}): {
    stream: ResumableStream;
    sent: (readonly [count: number, offset: number])[];
  } {
    const sent: (readonly [number, number])[] = [];
    const stream = new ResumableStream({
      windowBytes: 1000,
      maxBatchBytes: 50,
      position: () => at(99),
      schedule: () => {},
      deliver: () => {},
      isFull: () => false,
      ...options,
    });
    stream.attach(
      {
        send(message) {
          const envelope = decodeEnvelope(message);
          if (envelope?.kind === 'frames') sent.push([envelope.count, envelope.offset]);
          if (envelope?.kind === 'ping') sent.push([0, envelope.offset]);
        },
      },
      0,
    );
    return { stream, sent };
  }

  it('are sent with the last positioned chunk of a message', () => {
    const { stream, sent } = sender();
    stream.send(bytes(1));
    stream.send(bytes(2), at(8));
    stream.send(bytes(3), at(24));
    stream.send(bytes(4));
    stream.flush();
    stream.send(bytes(5));
    stream.flush();
    expect(sent).toEqual([
      [4, 24],
      [1, 0],
    ]);
  });

  it('are sent one per message if every position is needed', () => {
    const { stream, sent } = sender({ positionPerMessage: true });
    for (const position of [undefined, undefined, at(8), at(24), undefined]) stream.send(bytes(1), position);
    stream.flush();
    expect(sent).toEqual([
      [2, 0],
      [1, 8],
      [1, 24],
      [1, 0],
    ]);
  });

  it('of an earlier epoch are not sent', () => {
    const { stream, sent } = sender({ position: () => at(0, 'b') });
    stream.send(bytes(1), at(8, 'a'));
    stream.flush();
    stream.send(bytes(2), at(8, 'b'));
    stream.flush();
    expect(sent).toEqual([
      [1, 0],
      [1, 8],
    ]);
  });

  it('follow their chunks when the queue is replaced', () => {
    const { stream, sent } = sender();
    stream.send(bytes(1), at(8));
    stream.send(bytes(2), at(24));
    stream.replaceQueue((queue) => queue.slice(0, 1));
    stream.flush();
    expect(sent).toEqual([[1, 8]]);
  });

  it('are in a ping only when nothing is queued', () => {
    const { stream, sent } = sender();
    stream.send(bytes(1), at(8));
    stream.sendControl('ping');
    stream.flush();
    stream.sendControl('ping');
    expect(sent).toEqual([
      [0, 0],
      [1, 8],
      [0, 99],
    ]);
  });
});
