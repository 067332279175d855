/**
 * A stream of bytes to whole frames.
 * Guide: Unpack a CTI message.
 * @module
 */
import { CtiError } from '../errors.ts';
import { headerBytes } from './codec-of.ts';

export interface FramerOptions {
  /** Longest body that is believed; a header that announces more throws. Default 65536. */
  readonly maxBodyBytes?: number;
}

export interface Framer {
  /**
   * Takes the next chunk of the stream and gives the frames that are whole now. Frames that lie whole in the chunk are
   * views of it, not copies: do not write to the chunk while they are in use.
   * @throws {CtiError} `FRAME_TOO_LONG` when a header announces more than `maxBodyBytes`, at once and before anything
   * is allocated. Whole frames of the same chunk that came before that header stand in `details.frames`. The stream has
   * lost its step then: close the link. Each further push throws the same error.
   */
  push(chunk: Uint8Array): Uint8Array[];
  /** Bytes of an unfinished frame that are held. */
  readonly pending: number;
}

/** Makes a framer for one link. */
export function createFramer(options: FramerOptions = {}): Framer {
  const maxBodyBytes = options.maxBodyBytes ?? 65536;
  /** The unfinished frame: its first `held` bytes, in a buffer as long as the frame once its header is whole. */
  let frame: Uint8Array = new Uint8Array(headerBytes);
  let held = 0;
  let broken: CtiError | undefined;

  function bodyLength(bytes: Uint8Array, at: number, frames: readonly Uint8Array[]): number {
    const length =
      (bytes[at] as number) * 0x1000000 +
      (((bytes[at + 1] as number) << 16) | ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number));
    if (length > maxBodyBytes) {
      broken = new CtiError(
        'FRAME_TOO_LONG',
        `a header announces a body of ${length} bytes, the limit is ${maxBodyBytes}: this is no CTI stream, or it lost its step`,
        { bodyBytes: length, maxBodyBytes, frames },
      );
      throw broken;
    }
    return length;
  }

  /** Adds bytes of the chunk to the unfinished frame, as many as it still lacks; gives how many. */
  function fill(chunk: Uint8Array, at: number): number {
    const taken = Math.min(frame.length - held, chunk.length - at);
    frame.set(at === 0 && taken === chunk.length ? chunk : chunk.subarray(at, at + taken), held);
    held += taken;
    return taken;
  }

  function push(chunk: Uint8Array): Uint8Array[] {
    if (broken !== undefined) throw broken;
    const frames: Uint8Array[] = [];
    let at = 0;
    while (at < chunk.length) {
      if (held > 0) {
        at += fill(chunk, at);
        if (held < frame.length) break;
        if (frame.length === headerBytes) {
          const body = bodyLength(frame, 0, frames);
          if (body > 0) {
            const longer = new Uint8Array(headerBytes + body);
            longer.set(frame);
            frame = longer;
            continue;
          }
        }
        frames.push(frame);
        frame = new Uint8Array(headerBytes);
        held = 0;
        continue;
      }
      if (chunk.length - at < headerBytes) {
        at += fill(chunk, at);
        break;
      }
      const end = at + headerBytes + bodyLength(chunk, at, frames);
      if (end > chunk.length) {
        frame = new Uint8Array(end - at);
        at += fill(chunk, at);
        break;
      }
      frames.push(chunk.subarray(at, end));
      at = end;
    }
    return frames;
  }

  return {
    push,
    get pending() {
      return held;
    },
  };
}
