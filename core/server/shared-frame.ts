/**
 * One event for many sessions: its bytes are made once for each way in which sessions write them.
 * @module
 */
import type { Codec } from '../protocol/codec.ts';
import type { CtiMessage } from '../protocol/generated/messages.ts';

/** An event whose bytes are shared. */
export interface SharedFrame {
  /**
   * The event's bytes as this codec writes them.
   * @throws {CtiError} `ENCODE_FAILED` for a message that the version cannot carry.
   */
  in(codec: Codec): Uint8Array;
}

/** Makes a frame that is encoded when the first session asks for it; `made` hears of bytes that are new. */
export function createSharedFrame(message: CtiMessage, made?: (bytes: Uint8Array) => void): SharedFrame {
  const frames: { readonly version: number; readonly lengthBytes: number; readonly bytes: Uint8Array }[] = [];
  return {
    in(codec) {
      const { version, lengthBytes } = codec;
      // Sessions nearly always share one version: a list is quicker than a map.
      for (const frame of frames) {
        if (frame.version === version && frame.lengthBytes === lengthBytes) return frame.bytes;
      }
      const bytes = codec.encode(message);
      made?.(bytes);
      frames.push({ version, lengthBytes, bytes });
      return bytes;
    },
  };
}
