import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    teardownTimeout: 5000,
    include: ['test/**/*.test.ts'],
    typecheck: { enabled: false },
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
