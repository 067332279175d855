/**
 * An immutable map that shares its unchanged chunks with the version before it. Copying ten thousand entries for a
 * batch of a hundred changes would cost more than the changes.
 * @module
 */

/** Values per chunk: what one change copies. A power of two. */
const chunkSize = 32;

/** The slot of each key. Append-only, so all versions of a map share it. */
interface SlotIndex<K> {
  readonly slotOf: Map<K, number>;
  readonly keys: K[];
}

/** Iterates in the order in which keys were first added; a key that returns gets its old slot. No value is undefined. */
export class SnapshotMap<K, V> implements ReadonlyMap<K, V> {
  readonly size: number;
  private readonly index: SlotIndex<K>;
  private readonly chunks: readonly (readonly (V | undefined)[])[];

  private constructor(index: SlotIndex<K>, chunks: readonly (readonly (V | undefined)[])[], size: number) {
    this.index = index;
    this.chunks = chunks;
    this.size = size;
  }

  static {
    // console.log in Node, Deno and Bun prints the entries, not the chunks.
    Object.defineProperty(SnapshotMap.prototype, Symbol.for('nodejs.util.inspect.custom'), {
      value(this: SnapshotMap<unknown, unknown>) {
        return new Map(this);
      },
    });
  }

  static empty<K, V>(): SnapshotMap<K, V> {
    return new SnapshotMap<K, V>({ slotOf: new Map(), keys: [] }, [], 0);
  }

  /** Returns a map with the current values of these keys (undefined: no value), or this map if none of them changed. */
  update(changedKeys: Iterable<K>, currentValue: (key: K) => V | undefined): SnapshotMap<K, V> {
    const { slotOf, keys } = this.index;
    const chunks: (readonly (V | undefined)[])[] = [...this.chunks];
    let { size } = this;
    let hasChanged = false;
    for (const key of changedKeys) {
      const value = currentValue(key);
      let slot = slotOf.get(key);
      if (slot === undefined) {
        if (value === undefined) continue;
        slot = keys.push(key) - 1;
        slotOf.set(key, slot);
      }
      const number = Math.floor(slot / chunkSize);
      const chunk = chunks[number] ?? [];
      const previous = chunk[slot % chunkSize];
      if (value === previous) continue;
      const copy = chunk === this.chunks[number] ? chunk.slice() : (chunk as (V | undefined)[]);
      copy[slot % chunkSize] = value;
      chunks[number] = copy;
      size += (value === undefined ? 0 : 1) - (previous === undefined ? 0 : 1);
      hasChanged = true;
    }
    if (!hasChanged) return this;
    const next = new SnapshotMap(this.index, chunks, size);
    const vacant = keys.length - size;
    return vacant > size + chunkSize ? next.compacted() : next;
  }

  /** The same entries with a new index, without the slots of removed keys. */
  private compacted(): SnapshotMap<K, V> {
    return SnapshotMap.empty<K, V>().update(this.keys(), (key) => this.get(key));
  }

  /** Number of slots, those of removed keys included. */
  get slots(): number {
    return this.index.keys.length;
  }

  get(key: K): V | undefined {
    const slot = this.index.slotOf.get(key);
    return slot === undefined ? undefined : this.chunks[Math.floor(slot / chunkSize)]?.[slot % chunkSize];
  }

  has(key: K): boolean {
    return this.get(key) !== undefined;
  }

  forEach(callback: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    for (const [key, value] of this.entries()) callback(value, key, this);
  }

  *entries(): MapIterator<[K, V]> {
    const { keys } = this.index;
    let first = 0;
    for (const chunk of this.chunks) {
      for (let index = 0; index < chunk.length; index++) {
        const value = chunk[index];
        if (value !== undefined) yield [keys[first + index] as K, value];
      }
      first += chunkSize;
    }
  }

  *keys(): MapIterator<K> {
    for (const [key] of this.entries()) yield key;
  }

  *values(): MapIterator<V> {
    for (const chunk of this.chunks) for (const value of chunk) if (value !== undefined) yield value;
  }

  [Symbol.iterator](): MapIterator<[K, V]> {
    return this.entries();
  }
}
