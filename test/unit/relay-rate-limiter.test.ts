import { describe, expect, it } from 'vitest';
import { RateLimiter, TokenBucket } from '../../relay/connections/rate-limiter.ts';

describe('a bucket', () => {
  it('allows a burst, then a fixed number per second', () => {
    const bucket = new TokenBucket(10, 2, 0);
    expect([bucket.take(10, 0), bucket.take(1, 0), bucket.take(1, 400), bucket.take(1, 500)]).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect(bucket.isFull(3000)).toBe(false);
    expect(bucket.isFull(6000)).toBe(true);
  });
  it('is one for each key, also when very many keys come', () => {
    const buckets = new RateLimiter(1, 1);
    expect(buckets.take('a', 0)).toBe(true);
    expect(buckets.take('a', 0)).toBe(false);
    for (let index = 0; index < 30_000; index++) expect(buckets.take(`key ${index}`, 0)).toBe(true);
  });
});
