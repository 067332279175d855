/**
 * What a link has taken from its user and the operating system has not taken from the link, for the runtimes whose
 * sockets do not buffer (Deno, Bun).
 * @module
 */

/** Chunks from this size on are sent as they are; copying them together would cost more than it saves. */
const bigChunkBytes = 16_384;
/** Small chunks are put together up to this size. */
const mergedBytes = 65_536;

/** A queue of bytes to send; small chunks come out put together. */
export class SendQueue {
  #chunks: Uint8Array[] = [];
  #bytes = 0;

  /** Bytes in the queue. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Adds bytes, which must not change any more. */
  push(bytes: Uint8Array): void {
    this.#chunks.push(bytes);
    this.#bytes += bytes.byteLength;
  }

  /** What to send next; it stays in the queue until `advance()`. */
  front(): Uint8Array | undefined {
    let count = 0;
    let size = 0;
    for (const chunk of this.#chunks) {
      if (chunk.byteLength >= bigChunkBytes || size + chunk.byteLength > mergedBytes) break;
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

  /** The operating system took this many bytes of `front()`. */
  advance(bytes: number): void {
    const first = this.#chunks[0];
    if (!first) return;
    this.#bytes -= bytes;
    if (bytes === first.byteLength) this.#chunks.shift();
    else this.#chunks[0] = first.subarray(bytes);
  }

  /** Forgets everything. */
  clear(): void {
    this.#chunks = [];
    this.#bytes = 0;
  }
}
