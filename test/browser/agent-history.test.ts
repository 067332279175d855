/** The call history: what is stored and what is deleted. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import {
  callCard,
  openAs,
  placeCustomerCall,
  setReady,
  signIn,
  takeCustomerCall,
  waitForNoCalls,
} from './agent-page.ts';
import { describeInChromium, desktopFixture } from './desktop-fixture.ts';

describeInChromium('call history', () => {
  const fixture = desktopFixture();

  const storage = (page: Page): Promise<string> =>
    page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  const history = async (page: Page): Promise<string[]> => {
    await page.getByRole('tab', { name: 'Today' }).click();
    return page.getByRole('tabpanel').getByRole('listitem').allTextContents();
  };
  const callSeconds = async (page: Page): Promise<number> => {
    const [minutes = '0', seconds = '0'] = ((await page.locator('.call-timer').textContent()) ?? '').split(
      ':',
    );
    return Number(minutes) * 60 + Number(seconds);
  };

  it('survives a reload during a call and is shared between tabs; sign-out deletes it', async () => {
    const page = await openAs(fixture(), 'John Doe');
    await setReady(page);
    const call = await takeCustomerCall(page, fixture().demo.cluster);
    await expect.poll(() => callSeconds(page)).toBeGreaterThan(1);
    await page.reload();
    await callCard(page, /^Connected/).waitFor();
    expect(await callSeconds(page)).toBeGreaterThan(1); // counted from the start of the call, not of the page
    await call.hangUp();
    await waitForNoCalls(page);
    const [entry = ''] = await history(page);
    expect(entry).toContain('Amelie Brandt');
    // The timer and the history round differently.
    expect(Number(/Talked 0:(\d\d)/.exec(entry)?.[1])).toBeGreaterThanOrEqual(1);

    const other = await page.context().newPage();
    await page.close();
    await other.goto(fixture().demo.url);
    await signIn(other, 'John Doe');
    expect(await history(other)).toHaveLength(1);
    expect(await storage(other)).toContain('Amelie Brandt');

    await other.getByRole('button', { name: /^Your account/ }).click();
    await other.getByRole('menuitem', { name: 'Sign out: End of shift' }).click();
    await other.getByLabel('Agent ID').waitFor();
    expect(await storage(other)).not.toContain('Amelie Brandt');
    await signIn(other, 'John Doe');
    await other.getByRole('tab', { name: 'Today' }).click();
    await other.getByText('No calls yet today.').waitFor();
  });

  it('has each call once when an agent has two pages; both pages control the call', async () => {
    const first = await openAs(fixture(), 'John Doe');
    const second = await first.context().newPage();
    await second.goto(fixture().demo.url);
    await signIn(second, 'John Doe');
    await setReady(second);
    await placeCustomerCall(fixture().demo.cluster, 'jdoe');
    await Promise.all([first, second].map((page) => callCard(page, /^Ringing/).waitFor()));
    await first.keyboard.press('Alt+a');
    await callCard(second, /^Connected/).waitFor();
    await second.keyboard.press('Alt+x');
    for (const page of [first, second]) {
      await waitForNoCalls(page);
      await expect.poll(() => history(page)).toHaveLength(1);
    }
  });

  it('deletes other days at start, and stores nothing if setup.json disables it', async () => {
    const page = await openAs(fixture(), 'John Doe', {}, async (fresh) => {
      await fresh.route('**/setup.json', async (route) => {
        const response = await route.fetch();
        await route.fulfill({ json: { ...(await response.json()), history: 'none' } });
      });
      await fresh.addInitScript(() => localStorage.setItem('rxcti-desk.history.jdoe.2020-02-02', '{}'));
    });
    expect(await storage(page)).not.toContain('2020-02-02');
    await setReady(page);
    const call = await takeCustomerCall(page, fixture().demo.cluster);
    await call.hangUp();
    await waitForNoCalls(page);
    expect(await history(page)).toHaveLength(1);
    expect(await storage(page)).not.toContain('Amelie Brandt');
  });
});
