/** What axe-core finds against WCAG 2.2 AA on a page as it is now. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const script = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Each violation with the elements that it concerns; none is what is wanted. */
export async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(script);
  const results = (await page.evaluate(
    `axe.run(${JSON.stringify({ runOnly: { type: 'tag', values: rules } })})`,
  )) as AxeResults;
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(', ')}`);
}
