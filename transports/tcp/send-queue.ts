/**
 * Unsent bytes of a link, for runtimes whose sockets have no send buffer (Deno, Bun).
 * @module
 */

/** Chunks of at least this size are not merged: copying them costs more than it saves. */
const largeChunkBytes = 16_384;
/** Maximum size of merged chunks. */
const maxMergedBytes = 65_536;

/** A queue of bytes to send, which merges small chunks. */
export class SendQueue {
  #chunks: Uint8Array[] = [];
  #bytes = 0;

  /** Bytes in the queue. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Adds bytes, which must not change afterwards. */
  push(bytes: Uint8Array): void {
    this.#chunks.push(bytes);
    this.#bytes += bytes.byteLength;
  }

  /** The next bytes to send; they stay in the queue until `advance()`. */
  front(): Uint8Array | undefined {
    let count = 0;
    let size = 0;
    for (const chunk of this.#chunks) {
      if (chunk.byteLength >= largeChunkBytes || size + chunk.byteLength > maxMergedBytes) break;
      count += 1;
      size += chunk.byteLength;
    }
    if (count > 1) {
      const merged = new Uint8Array(size);
      let offset = 0;
      for (const chunk of this.#chunks.splice(0, count)) {
        merged.set(chunk, offset);
        offset += chunk.byteLength;
      }
      this.#chunks.unshift(merged);
    }
    return this.#chunks[0];
  }

  /** Removes this many bytes of `front()`: they were sent. */
  advance(bytes: number): void {
    const first = this.#chunks[0];
    if (!first) return;
    this.#bytes -= bytes;
    if (bytes === first.byteLength) this.#chunks.shift();
    else this.#chunks[0] = first.subarray(bytes);
  }

  /** Removes everything. */
  clear(): void {
    this.#chunks = [];
    this.#bytes = 0;
  }
}
