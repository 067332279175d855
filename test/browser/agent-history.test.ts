/** The calls of the day: what stays, and what must not. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { card, customerCalls, goReady, openAs, press, signIn } from './agent-page.ts';
import { noChromium, stageFor } from './desktop-fixture.ts';

describe.skipIf(noChromium !== undefined)(`the calls of the day in Chromium ${noChromium ?? ''}`, () => {
  const stage = stageFor({});

  const kept = (page: Page): Promise<string> =>
    page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  const today = async (page: Page): Promise<string[]> => {
    await page.getByRole('tab', { name: 'Today' }).click();
    return page.getByRole('tabpanel').getByRole('listitem').allTextContents();
  };
  const seconds = async (page: Page): Promise<number> => {
    const [minutes = '0', rest = '0'] = ((await page.locator('.call-timer').textContent()) ?? '').split(':');
    return Number(minutes) * 60 + Number(rest);
  };

  it('stay over a reload in mid-call and in another tab; signing out deletes them', async () => {
    const page = await openAs(stage(), 'John Doe');
    await goReady(page);
    const call = await customerCalls(stage().demo.cluster, 'jdoe');
    await card(page, /^Ringing/).waitFor();
    await page.keyboard.press('Alt+a');
    await card(page, /^Connected/).waitFor();
    await expect.poll(() => seconds(page)).toBeGreaterThan(3);
    await page.reload();
    await card(page, /^Connected/).waitFor();
    expect(await seconds(page)).toBeGreaterThan(3); // the call did not begin with the page
    await call.hangUp();
    await page.getByText('No calls').waitFor();
    const [entry = ''] = await today(page);
    expect(entry).toContain('Amelie Brandt');
    // The timer changes with the clock's seconds; the list counts those of the call, which may be one less.
    expect(Number(/Talked 0:(\d\d)/.exec(entry)?.[1])).toBeGreaterThanOrEqual(3);

    const other = await page.context().newPage();
    await page.close();
    await other.goto(stage().demo.url);
    await signIn(other, 'John Doe');
    expect(await today(other)).toHaveLength(1);
    expect(await kept(other)).toContain('Amelie Brandt');

    // The next one here finds nothing of it.
    await other.getByRole('button', { name: /^Your account/ }).click();
    await other.getByRole('menuitem', { name: 'Sign out: End of shift' }).click();
    await other.getByLabel('Agent ID').waitFor();
    expect(await kept(other)).not.toContain('Amelie Brandt');
    await signIn(other, 'John Doe');
    await other.getByRole('tab', { name: 'Today' }).click();
    await other.getByText('No calls yet today.').waitFor();
  });

  it('are the same in two pages, each call once', async () => {
    const first = await openAs(stage(), 'John Doe');
    const second = await first.context().newPage();
    await second.goto(stage().demo.url);
    await signIn(second, 'John Doe');
    await goReady(first);
    const call = await customerCalls(stage().demo.cluster, 'jdoe');
    await card(first, /^Ringing/).waitFor();
    await first.keyboard.press('Alt+a');
    await card(second, /^Connected/).waitFor();
    await call.hangUp();
    for (const page of [first, second]) {
      await page.getByText('No calls').waitFor();
      await expect.poll(() => today(page)).toHaveLength(1);
    }
  });

  it('of another day are deleted at the next start; nothing is kept where the house forbids it', async () => {
    const page = await stage().open('', {}, async (fresh) => {
      await fresh.route('**/setup.json', async (route) => {
        const answer = await route.fetch();
        await route.fulfill({ json: { ...(await answer.json()), history: 'none' } });
      });
      await fresh.addInitScript(() => localStorage.setItem('rxcti-desk.history.jdoe.2020-02-02', '{}'));
    });
    await signIn(page, 'John Doe');
    expect(await kept(page)).not.toContain('2020-02-02');
    await goReady(page);
    const call = await customerCalls(stage().demo.cluster, 'jdoe');
    await card(page, /^Ringing/).waitFor();
    await press(card(page, /^Ringing/), 'Answer Alt A');
    await call.hangUp();
    await page.getByText('No calls').waitFor();
    expect(await today(page)).toHaveLength(1);
    expect(await kept(page)).not.toContain('Amelie Brandt');
  });
});
