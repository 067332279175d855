/**
 * A bound on how often: so many at once, and so many more each second.
 * @module
 */

/** Counts what happens against a bound. */
export class Bucket {
  readonly #perMs: number;
  readonly #most: number;
  #left: number;
  #at: number;

  constructor(most: number, perSecond: number, now: number) {
    this.#most = most;
    this.#perMs = perSecond / 1000;
    this.#left = most;
    this.#at = now;
  }

  /** Takes so many; false when there are not enough left. */
  take(count: number, now: number): boolean {
    this.#left = Math.min(this.#most, this.#left + Math.max(0, now - this.#at) * this.#perMs);
    this.#at = now;
    if (this.#left < count) return false;
    this.#left -= count;
    return true;
  }

  /** Gives back what was taken in vain. */
  giveBack(count: number): void {
    this.#left = Math.min(this.#most, this.#left + count);
  }

  /** Nothing has been taken for so long that it is as good as new. */
  isFull(now: number): boolean {
    return this.#left + Math.max(0, now - this.#at) * this.#perMs >= this.#most;
  }
}

/** Buckets by key, forgotten when they are full again. */
export class Buckets {
  readonly #most: number;
  readonly #perSecond: number;
  readonly #byKey = new Map<string, Bucket>();

  constructor(most: number, perSecond: number) {
    this.#most = most;
    this.#perSecond = perSecond;
  }

  take(key: string, now: number): boolean {
    let bucket = this.#byKey.get(key);
    if (bucket === undefined) {
      if (this.#byKey.size >= mostKeys) this.#forgetFull(now);
      bucket = new Bucket(this.#most, this.#perSecond, now);
      this.#byKey.set(key, bucket);
    }
    return bucket.take(1, now);
  }

  /** Gives back one that was taken in vain. */
  giveBack(key: string): void {
    this.#byKey.get(key)?.giveBack(1);
  }

  #forgetFull(now: number): void {
    for (const [key, bucket] of this.#byKey) if (bucket.isFull(now)) this.#byKey.delete(key);
    // An attacker with very many keys: better to forget who tried than to run out of memory.
    if (this.#byKey.size >= mostKeys) this.#byKey.clear();
  }
}

const mostKeys = 10_000;
