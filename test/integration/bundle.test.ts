/**
 * The SDK on a page does not grow unnoticed. `npm run bench -- Bundle` shows what it is made of.
 */
import { expect, test, vi } from 'vitest';
import { agentApp, bundleOf, gzipped } from '../bench/weigh.ts';

/** What it weighs, and 3 % for the day's work; lower it with every kilobyte that is saved. */
const budgetKilobytes = 70.6;

test(`a minimal agent application takes at most ${budgetKilobytes} KB compressed`, async () => {
  vi.stubEnv('NODE_ENV', 'production'); // else Vite builds what developers get
  const { code } = await bundleOf(agentApp);
  expect(gzipped(code) / 1024).toBeLessThanOrEqual(budgetKilobytes);
});
