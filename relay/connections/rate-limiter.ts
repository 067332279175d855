/**
 * Token buckets: a burst at once, then a rate per second.
 * @module
 */

/** One token bucket. */
export class TokenBucket {
  readonly #perMs: number;
  readonly #capacity: number;
  #tokens: number;
  #updatedAt: number;

  constructor(capacity: number, perSecond: number, now: number) {
    this.#capacity = capacity;
    this.#perMs = perSecond / 1000;
    this.#tokens = capacity;
    this.#updatedAt = now;
  }

  /** Takes tokens; false if there are not enough. */
  take(count: number, now: number): boolean {
    this.#tokens = Math.min(this.#capacity, this.#tokens + Math.max(0, now - this.#updatedAt) * this.#perMs);
    this.#updatedAt = now;
    if (this.#tokens < count) return false;
    this.#tokens -= count;
    return true;
  }

  /** Returns tokens that were not used. */
  refund(count: number): void {
    this.#tokens = Math.min(this.#capacity, this.#tokens + count);
  }

  /** True if the bucket has refilled. */
  isFull(now: number): boolean {
    return this.#tokens + Math.max(0, now - this.#updatedAt) * this.#perMs >= this.#capacity;
  }
}

/** A token bucket per key. Full buckets are removed. */
export class RateLimiter {
  readonly #capacity: number;
  readonly #perSecond: number;
  readonly #byKey = new Map<string, TokenBucket>();

  constructor(capacity: number, perSecond: number) {
    this.#capacity = capacity;
    this.#perSecond = perSecond;
  }

  take(key: string, now: number): boolean {
    let bucket = this.#byKey.get(key);
    if (bucket === undefined) {
      if (this.#byKey.size >= maxKeys) this.#removeFull(now);
      bucket = new TokenBucket(this.#capacity, this.#perSecond, now);
      this.#byKey.set(key, bucket);
    }
    return bucket.take(1, now);
  }

  /** Returns a token that was not used. */
  refund(key: string): void {
    this.#byKey.get(key)?.refund(1);
  }

  #removeFull(now: number): void {
    for (const [key, bucket] of this.#byKey) if (bucket.isFull(now)) this.#byKey.delete(key);
    // Many keys at once are an attack: losing the counts is better than running out of memory.
    if (this.#byKey.size >= maxKeys) this.#byKey.clear();
  }
}

const maxKeys = 10_000;
