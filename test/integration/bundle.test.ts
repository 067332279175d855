/** Bundle size budget. `npm run bench -- Bundle` lists the size by part. */
import { expect, test, vi } from 'vitest';
import { agentApp, bundleOf, gzipped } from '../bench/bundle-size.ts';

/** The current size plus 3 %. Lower it when the size drops. */
const budgetKilobytes = 71.4;

test(`a minimal agent application takes at most ${budgetKilobytes} KB compressed`, async () => {
  vi.stubEnv('NODE_ENV', 'production'); // otherwise Vite builds the development version of the libraries
  const { code } = await bundleOf(agentApp);
  expect(gzipped(code) / 1024).toBeLessThanOrEqual(budgetKilobytes);
});
