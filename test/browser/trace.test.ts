/** Trace panel: messages, state machine, filter and copy. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { callCard, clickButton, openAs, placeCustomerCall, setReady, waitForNoCalls } from './agent-page.ts';
import { violations } from './axe.ts';
import { describeInChromium, desktopFixture } from './desktop-fixture.ts';

/** The password of the demo users in hex. */
const passwordBytes = '31 32 33 34 35';

describeInChromium('trace panel', () => {
  const fixture = desktopFixture();
  const lines = (page: Page) => page.locator('.trace-list');

  async function openTrace(): Promise<Page> {
    const page = await openAs(fixture(), 'John Doe', { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('button', { name: 'Show the trace' }).click();
    return page;
  }

  it('shows decoded messages, their bytes and the state machine', async () => {
    const page = await openTrace();
    await page.getByRole('button', { name: /OPEN_CONF/ }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: /OPEN_CONF/ }).click();
    await page.getByText('"servicesGranted"').waitFor();
    // Lines at the edge of the scroll area are reported as too small.
    const found = (await violations(page)).filter((violation) => !violation.startsWith('target-size'));
    expect(found).toEqual([]);
    await page.getByRole('tab', { name: 'Session machine' }).click();
    await page.getByRole('cell', { name: /ready/ }).first().waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('filters by type and field, pauses, and copies without passwords', async () => {
    // Logged out, so that the page sends a login with the password.
    await fixture().demo.cluster.master.agent('jdoe').logout();
    const page = await openTrace();
    const filter = page.getByRole('searchbox', { name: 'Filter by name or content' });
    await setReady(page);
    const call = await placeCustomerCall(fixture().demo.cluster, 'jdoe');
    await callCard(page, /^Ringing/).waitFor();
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
    await clickButton(page, 'Pause');
    await page.keyboard.press('Alt+a');
    await callCard(page, /^Connected/).waitFor();
    expect(await lines(page).getByRole('listitem').count()).toBe(0);
    await clickButton(page, 'Go on');
    await lines(page)
      .getByRole('button', { name: /ANSWER_CALL_REQ/ })
      .waitFor();

    await filter.fill('');
    await lines(page)
      .getByRole('button', { name: /OPEN_REQ/ })
      .waitFor(); // the list is deferred
    await clickButton(page, 'Copy');
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
    await clickButton(page, 'Clear');
    expect(await lines(page).getByRole('listitem').count()).toBeLessThan(entries.length);
    await call.hangUp();
    await waitForNoCalls(page);
  });
});
