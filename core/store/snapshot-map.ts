/**
 * An immutable map that shares with the one before it all that did not change. Observers of a collection get a map per
 * batch: a copy of ten thousand entries for a hundred changes takes longer than the hundred changes.
 * @module
 */

/** Values come in chunks of this many: what one change copies. A power of two. */
const chunkSize = 32;

/** Where keys have their places. It is only ever added to, so that all maps that come of each other can share it. */
interface Places<K> {
  readonly placeOf: Map<K, number>;
  readonly keys: K[];
}

/** In the order in which the keys came; a key that comes back has its old place. No value is undefined. */
export class SharedMap<K, V> implements ReadonlyMap<K, V> {
  readonly size: number;
  private readonly index: Places<K>;
  private readonly chunks: readonly (readonly (V | undefined)[])[];

  private constructor(places: Places<K>, chunks: readonly (readonly (V | undefined)[])[], size: number) {
    this.index = places;
    this.chunks = chunks;
    this.size = size;
  }

  static {
    // What console.log shows in Node, Deno and Bun: the entries, not the chunks.
    Object.defineProperty(SharedMap.prototype, Symbol.for('nodejs.util.inspect.custom'), {
      value(this: SharedMap<unknown, unknown>) {
        return new Map(this);
      },
    });
  }

  static empty<K, V>(): SharedMap<K, V> {
    return new SharedMap<K, V>({ placeOf: new Map(), keys: [] }, [], 0);
  }

  /** This map once these keys have the values of now, undefined for none; the same map when all of them had. */
  after(changed: Iterable<K>, valueNow: (key: K) => V | undefined): SharedMap<K, V> {
    const { placeOf, keys } = this.index;
    const chunks: (readonly (V | undefined)[])[] = [...this.chunks];
    let { size } = this;
    let differs = false;
    for (const key of changed) {
      const value = valueNow(key);
      let place = placeOf.get(key);
      if (place === undefined) {
        if (value === undefined) continue;
        place = keys.push(key) - 1;
        placeOf.set(key, place);
      }
      const number = Math.floor(place / chunkSize);
      const chunk = chunks[number] ?? [];
      const previous = chunk[place % chunkSize];
      if (value === previous) continue;
      const own = chunk === this.chunks[number] ? chunk.slice() : (chunk as (V | undefined)[]);
      own[place % chunkSize] = value;
      chunks[number] = own;
      size += (value === undefined ? 0 : 1) - (previous === undefined ? 0 : 1);
      differs = true;
    }
    if (!differs) return this;
    const next = new SharedMap(this.index, chunks, size);
    const vacant = keys.length - size;
    return vacant > size + chunkSize ? next.compacted() : next;
  }

  /** The same with places for its own keys only: those that are gone must not fill the memory. */
  private compacted(): SharedMap<K, V> {
    return SharedMap.empty<K, V>().after(this.keys(), (key) => this.get(key));
  }

  /** How many keys it remembers, those that are gone among them. */
  get places(): number {
    return this.index.keys.length;
  }

  get(key: K): V | undefined {
    const place = this.index.placeOf.get(key);
    return place === undefined ? undefined : this.chunks[Math.floor(place / chunkSize)]?.[place % chunkSize];
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
