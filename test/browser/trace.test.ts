/** The trace panel: what passes between the page and the contact center. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { card, customerCalls, goReady, openAs, press } from './agent-page.ts';
import { violations } from './axe.ts';
import { noChromium, stageFor } from './desktop-fixture.ts';

/** The ready-made people's password, as it would show in bytes. */
const passwordBytes = '31 32 33 34 35';

describe.skipIf(noChromium !== undefined)(`the trace panel in Chromium ${noChromium ?? ''}`, () => {
  const stage = stageFor({});
  const lines = (page: Page) => page.locator('.trace-list');

  async function tracing(): Promise<Page> {
    const page = await openAs(stage(), 'John Doe', { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('button', { name: 'Show the trace' }).click();
    return page;
  }

  it('shows messages decoded and in bytes, and the session machine', async () => {
    const page = await tracing();
    await page.getByRole('button', { name: /OPEN_CONF/ }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: /OPEN_CONF/ }).click();
    await page.getByText('"servicesGranted"').waitFor();
    // Lines that are scrolled half out of sight are measured as they are seen: too low to press, and nobody does.
    const found = (await violations(page)).filter((violation) => !violation.startsWith('target-size'));
    expect(found).toEqual([]);
    await page.getByRole('tab', { name: 'Session machine' }).click();
    await page.getByRole('cell', { name: /ready/ }).first().waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('finds by name and by content, stands still when told, and copies without passwords', async () => {
    // Logged out, so that the page logs in: with the password.
    await stage().demo.cluster.master.agent('jdoe').logout();
    const page = await tracing();
    const filter = page.getByRole('searchbox', { name: 'Filter by name or content' });
    await goReady(page);
    const call = await customerCalls(stage().demo.cluster, 'jdoe');
    await card(page, /^Ringing/).waitFor();
    await filter.fill('c-20471');
    await lines(page)
      .getByRole('button', { name: /BEGIN_CALL_EVENT/ })
      .waitFor();
    expect(
      await lines(page)
        .getByRole('button', { name: /AGENT_STATE_EVENT/ })
        .count(),
    ).toBe(0);

    await filter.fill('answer_call');
    await page.getByText('No message fits.').waitFor();
    await press(page, 'Pause');
    await page.keyboard.press('Alt+a');
    await card(page, /^Connected/).waitFor();
    expect(await lines(page).getByRole('listitem').count()).toBe(0);
    await press(page, 'Go on');
    await lines(page)
      .getByRole('button', { name: /ANSWER_CALL_REQ/ })
      .waitFor();

    await filter.fill('');
    await lines(page)
      .getByRole('button', { name: /OPEN_REQ/ })
      .waitFor(); // the list follows the filter a little later
    await press(page, 'Copy');
    await page
      .getByRole('status')
      .getByText(/^Copied: \d+$/)
      .waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    const entries = text.split('\n').map((line) => JSON.parse(line) as { message: { type: string } });
    const types = entries.map(({ message }) => message.type);
    expect(types).toEqual(expect.arrayContaining(['OPEN_REQ', 'SET_AGENT_STATE_REQ', 'ANSWER_CALL_REQ']));
    expect(types.indexOf('OPEN_REQ')).toBeLessThan(types.indexOf('ANSWER_CALL_REQ'));
    for (const secret of ['12345', passwordBytes]) {
      expect(text).not.toContain(secret);
      expect(await lines(page).textContent()).not.toContain(secret);
    }
    await press(page, 'Clear');
    expect(await lines(page).getByRole('listitem').count()).toBeLessThan(entries.length);
    await call.hangUp();
    await page.getByText('No calls').waitFor();
  });
});
