/**
 * Splits a byte stream into frames.
 * Guide: Unpack a CTI message.
 * @module
 */
import { CtiError } from '../errors.ts';
import { headerBytes } from './codec-factory.ts';

export interface FramerOptions {
  /** Maximum body length; a header with a greater one throws. Default 65536. */
  readonly maxBodyBytes?: number;
}

export interface Framer {
  /**
   * Adds the next chunk and returns the frames that are complete. Frames that lie entirely in the chunk are views of it: do not
   * write to the chunk while they are in use.
   * @throws {CtiError} `FRAME_TOO_LONG` for a length above `maxBodyBytes`, before anything is allocated. `details.frames` has the
   * complete frames before it in this chunk. The stream is not CTI or out of sync: close the link. Further calls throw the same
   * error.
   */
  push(chunk: Uint8Array): Uint8Array[];
  /** Buffered bytes of an incomplete frame. */
  readonly pending: number;
}

/** Makes a framer for one link. */
export function createFramer(options: FramerOptions = {}): Framer {
  const maxBodyBytes = options.maxBodyBytes ?? 65536;
  /** The incomplete frame, with `held` bytes so far. Has the frame's full length once its header is complete. */
  let frame: Uint8Array = new Uint8Array(headerBytes);
  let held = 0;
  let failure: CtiError | undefined;

  function bodyLength(bytes: Uint8Array, at: number, frames: readonly Uint8Array[]): number {
    const length =
      (bytes[at] as number) * 0x1000000 +
      (((bytes[at + 1] as number) << 16) | ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number));
    if (length > maxBodyBytes) {
      failure = new CtiError(
        'FRAME_TOO_LONG',
        `Invalid frame length ${length} (limit ${maxBodyBytes}): the stream is not CTI or is out of sync`,
        { bodyBytes: length, maxBodyBytes, frames },
      );
      throw failure;
    }
    return length;
  }

  /** Copies bytes of the chunk into the incomplete frame, as many as are missing; returns how many. */
  function fill(chunk: Uint8Array, at: number): number {
    const taken = Math.min(frame.length - held, chunk.length - at);
    frame.set(at === 0 && taken === chunk.length ? chunk : chunk.subarray(at, at + taken), held);
    held += taken;
    return taken;
  }

  function push(chunk: Uint8Array): Uint8Array[] {
    if (failure !== undefined) throw failure;
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
