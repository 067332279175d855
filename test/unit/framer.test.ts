import { describe, expect, it } from 'vitest';
import { CtiError } from '../../core/errors.ts';
import { createFramer } from '../../core/protocol/framer.ts';
import { bytes, frameOf, hex, vectors } from '../vectors/load.ts';

const heartbeat = frameOf(6, '00000007');
const empty = frameOf(999, '');
const text = frameOf(2, '00000001 07 03 6f6b00');

function concat(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** Returns the error of a push that must throw. */
function failureOf(run: () => unknown): CtiError<'FRAME_TOO_LONG'> {
  try {
    run();
  } catch (error) {
    if (CtiError.is(error, 'FRAME_TOO_LONG')) return error;
    throw error;
  }
  throw new Error('nothing failed');
}

describe('a framer', () => {
  it('returns complete frames', () => {
    const framer = createFramer();
    expect(framer.push(heartbeat).map(hex)).toEqual([hex(heartbeat)]);
    expect(framer.push(concat(text, empty, heartbeat)).map(hex)).toEqual([
      hex(text),
      hex(empty),
      hex(heartbeat),
    ]);
    expect(framer.push(new Uint8Array(0))).toEqual([]);
    expect(framer.pending).toBe(0);
  });

  it('accepts a stream byte by byte', () => {
    const framer = createFramer();
    const stream = concat(text, empty, heartbeat);
    const found: [number, string][] = [];
    stream.forEach((byte, at) => {
      for (const frame of framer.push(Uint8Array.of(byte))) found.push([at, hex(frame)]);
    });
    // Each frame is returned with its last byte.
    expect(found).toEqual([
      [text.length - 1, hex(text)],
      [text.length + 7, hex(empty)],
      [stream.length - 1, hex(heartbeat)],
    ]);
    expect(framer.pending).toBe(0);
  });

  it('accepts a stream split at any byte', () => {
    const stream = concat(text, empty, heartbeat);
    for (let cut = 0; cut <= stream.length; cut++) {
      const framer = createFramer();
      const frames = [...framer.push(stream.slice(0, cut)), ...framer.push(stream.slice(cut))];
      expect(frames.map(hex)).toEqual([hex(text), hex(empty), hex(heartbeat)]);
      expect(framer.pending).toBe(0);
    }
  });

  it('reports buffered bytes', () => {
    const framer = createFramer();
    expect(framer.pending).toBe(0);
    framer.push(text.slice(0, 3));
    expect(framer.pending).toBe(3);
    framer.push(text.slice(3, 8));
    expect(framer.pending).toBe(8);
    framer.push(text.slice(8, 12));
    expect(framer.pending).toBe(12);
    framer.push(concat(text.slice(12), heartbeat.slice(0, 2)));
    expect(framer.pending).toBe(2);
    framer.push(concat(heartbeat.slice(2), text.slice(0, 10)));
    expect(framer.pending).toBe(10);
    framer.push(text.slice(10));
    expect(framer.pending).toBe(0);
  });

  it('accepts an empty body with a split header', () => {
    const framer = createFramer();
    expect(framer.push(empty.slice(0, 5))).toEqual([]);
    expect(framer.push(concat(empty.slice(5), empty, empty.slice(0, 1))).map(hex)).toEqual([
      hex(empty),
      hex(empty),
    ]);
    expect(framer.pending).toBe(1);
  });

  it('is independent of other framers', () => {
    const [one, other] = [createFramer(), createFramer()];
    one.push(text.slice(0, 9));
    expect(other.push(heartbeat).map(hex)).toEqual([hex(heartbeat)]);
    expect(one.push(text.slice(9)).map(hex)).toEqual([hex(text)]);
  });
});

describe('complete frames', () => {
  it('are views of the chunk', () => {
    const chunk = concat(heartbeat, text, heartbeat.slice(0, 4));
    const frames = createFramer().push(chunk);
    expect(frames.map((frame) => frame.buffer)).toEqual([chunk.buffer, chunk.buffer]);
    expect(frames.every((frame) => frame.buffer === chunk.buffer)).toBe(true);
    expect(frames.map((frame) => frame.byteOffset)).toEqual([0, heartbeat.length]);
  });

  it('are views if the chunk is a view, also after the rest of an incomplete frame', () => {
    const framer = createFramer();
    framer.push(text.slice(0, 9));
    const memory = concat(bytes('ffffffff'), text.slice(9), heartbeat, bytes('ff'));
    const chunk = memory.subarray(4, -1);
    const [first, second, ...more] = framer.push(chunk);
    expect(more).toEqual([]);
    expect(hex(first as Uint8Array)).toBe(hex(text));
    expect(first?.buffer).not.toBe(memory.buffer);
    expect(hex(second as Uint8Array)).toBe(hex(heartbeat));
    expect(second?.buffer).toBe(memory.buffer);
    expect(second?.byteOffset).toBe(4 + text.length - 9);
  });

  it('that were split do not share memory with the chunks', () => {
    const framer = createFramer();
    const pieces = [text.slice(0, 4), text.slice(4, 11), text.slice(11)];
    const frames = pieces.flatMap((piece) => {
      const found = framer.push(piece);
      piece.fill(0xff);
      return found;
    });
    expect(frames.map(hex)).toEqual([hex(text)]);
    // and not with each other
    const next = [...framer.push(heartbeat.slice(0, 9)), ...framer.push(heartbeat.slice(9))];
    expect(next.map(hex)).toEqual([hex(heartbeat)]);
    expect(frames.map(hex)).toEqual([hex(text)]);
  });
});

describe('an invalid length', () => {
  const header = (bodyBytes: string): Uint8Array => bytes(`${bodyBytes} 00000006`);

  it('throws for one byte over the limit', () => {
    const body = new Uint8Array(100).fill(1);
    const whole = concat(header('00000064'), body);
    expect(createFramer({ maxBodyBytes: 100 }).push(whole).map(hex)).toEqual([hex(whole)]);
    expect(failureOf(() => createFramer({ maxBodyBytes: 99 }).push(whole)).details).toEqual({
      bodyBytes: 100,
      maxBodyBytes: 99,
      frames: [],
    });
  });

  it('throws above 65536 by default', () => {
    expect(createFramer().push(header('00010000'))).toEqual([]);
    expect(failureOf(() => createFramer().push(header('00010001'))).details).toMatchObject({
      bodyBytes: 65537,
      maxBodyBytes: 65536,
    });
    expect(failureOf(() => createFramer().push(header('ffffffff'))).details).toMatchObject({
      bodyBytes: 4294967295,
    });
  });

  it('throws as soon as the header is complete', () => {
    const framer = createFramer({ maxBodyBytes: 99 });
    expect(framer.push(header('00000064').slice(0, 7))).toEqual([]);
    const error = failureOf(() => framer.push(header('00000064').slice(7)));
    expect(error.code).toBe('FRAME_TOO_LONG');
    expect(error.message).toContain('Invalid frame length 100 (limit 99)');
  });

  it('includes the frames before it in the chunk', () => {
    const framer = createFramer();
    framer.push(text.slice(0, 10));
    const chunk = concat(text.slice(10), heartbeat, header('47455420'), heartbeat);
    const { frames } = failureOf(() => framer.push(chunk)).details;
    expect(frames.map(hex)).toEqual([hex(text), hex(heartbeat)]);
  });

  it('throws the same error for every later push', () => {
    const framer = createFramer();
    const error = failureOf(() => framer.push(header('47455420')));
    expect(failureOf(() => framer.push(heartbeat))).toBe(error);
    expect(failureOf(() => framer.push(new Uint8Array(0)))).toBe(error);
  });
});

describe('all vectors in one stream', () => {
  const frames = vectors.map(({ frame }) => frame);
  const stream = concat(...frames);
  const expected = frames.map(hex).join('\n');

  it.each([1, 2, 3, 7, 8, 9, 64, 1000, 1460, 65536, stream.length])('in chunks of %s bytes', (size) => {
    const framer = createFramer();
    const found: string[] = [];
    for (let at = 0; at < stream.length; at += size) {
      found.push(...framer.push(stream.subarray(at, at + size)).map(hex));
    }
    expect(found.join('\n')).toBe(expected);
    expect(framer.pending).toBe(0);
  });
});
