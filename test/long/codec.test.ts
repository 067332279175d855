import { expect, it } from 'vitest';
import { decodeRandomBodies } from '../fuzz/random-bodies.ts';

it.each([1, 2, 3, 4, 5])(
  'a million random bodies decode to messages or throw a CtiError, seed %i',
  (seed) => {
    expect.hasAssertions();
    decodeRandomBodies(1_000_000, seed);
  },
);
