import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violations } from './axe.ts';
import { noChromium, stageFor } from './desktop-fixture.ts';

describe.skipIf(noChromium !== undefined)(`the wallboard in Chromium ${noChromium ?? ''}`, () => {
  const stage = stageFor({ page: 'desktop' });

  async function signedIn(path = '#/wallboard', options = {}): Promise<Page> {
    const page = await stage().open(path, options);
    await page.getByRole('button', { name: /Inge Jansen/ }).click();
    await page.getByText('Live', { exact: true }).waitFor();
    return page;
  }

  it('shows queues, agents and the last hours; the charts are tables too', async () => {
    const page = await signedIn();
    const { cluster } = stage().demo;
    await page.getByRole('row', { name: /^Sales/ }).waitFor();
    const call = await cluster.master.inboundCall({ ani: '4930556710', dnis: '7000' });
    // Whoever is free takes it: in time.
    await page.getByText('1 answered, 0 abandoned').waitFor({ timeout: 20_000 });
    await page.getByRole('row', { name: /^Sales/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Sales' }).waitFor();
    await page.getByRole('button', { name: 'As a table' }).click();
    const cells = page
      .getByRole('region', { name: 'Sales' })
      .getByRole('table')
      .locator('tbody tr:first-child td');
    await expect.poll(async () => (await cells.allTextContents()).slice(0, 3)).toEqual(['1', '0', '0']);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'As a chart' }).click();
    expect(await page.locator('.recharts-bar-rectangle path').count()).toBeGreaterThan(0);
    expect(await violations(page)).toEqual([]);
    await call.hangUp();
  });

  it('says what is stale and how old it is, keeps the figures, and goes on after a failover', async () => {
    const page = await signedIn();
    stage().expectComplaints(/WebSocket|ERR_/);
    await page.getByRole('row', { name: /^Support/ }).waitFor();
    const { cluster } = stage().demo;
    /** Tiles, rows and charts: what they say and where they stand. */
    const places = () =>
      page.locator('.tile, .grid-rows [data-key], .chart').evaluateAll((all) =>
        all.map((one) => {
          const { x, y, width, height } = one.getBoundingClientRect();
          return [one.getAttribute('aria-label') ?? one.firstElementChild?.textContent, x, y, width, height];
        }),
      );
    const before = await places();
    expect(before.length).toBeGreaterThan(10);
    cluster.master.setRole('standby');
    await page.getByText(/^Figures of .* old: not connected$/).waitFor();
    expect(await page.locator('.board.stale').count()).toBe(1);
    expect(await places()).toEqual(before);
    cluster.master.setRole('master');
    await page.getByText('Live', { exact: true }).waitFor({ timeout: 15_000 });
    expect(await page.locator('.board.stale').count()).toBe(0);
    expect(await places()).toEqual(before);
  });

  it('still knows the last hours when the page is loaded again, and says what it missed', async () => {
    const page = await signedIn();
    const { cluster } = stage().demo;
    const answered = page.locator('.tile-note');
    await expect.poll(() => answered.count()).toBe(1);
    const before = Number(/^(\d+) answered/.exec((await answered.textContent()) ?? '')?.[1] ?? 0);
    const call = await cluster.master.inboundCall({ ani: '4930556710', dnis: '7001' });
    await page.getByText(`${before + 1} answered, 0 abandoned`).waitFor({ timeout: 20_000 });
    // What is kept at most so often is kept by now.
    await page.waitForTimeout(6000);
    await kept(page, ['somebody', 1]); // of a week long gone
    expect(await kept(page)).toContain('somebody');
    await page.reload();
    await page.getByText('Live', { exact: true }).waitFor();
    await page.getByText(`${before + 1} answered, 0 abandoned`).waitFor();
    await page.getByText(/known since .*, before .* as this browser kept it, with gaps/).waitFor();
    await page.getByRole('button', { name: 'As a table' }).click();
    const latest = page.getByRole('region', { name: 'All queues' }).locator('tbody tr').first();
    expect(await latest.textContent()).toMatch(/not known/);
    expect(await violations(page)).toEqual([]);
    await call.hangUp();

    // What is older than the charts is gone, whosever it was.
    await expect.poll(() => kept(page)).not.toContain('somebody');
    expect(await kept(page)).toContain('ijansen');

    // Somebody else at the same computer, who sees other queues, begins anew.
    const other = await page.context().newPage();
    await other.goto(`${stage().demo.url}#/wallboard`);
    await other.getByRole('button', { name: /Kiran Patel/ }).click();
    await other.getByText('answered within 20 s').waitFor();
    expect(await other.getByText(/as this browser kept it/).count()).toBe(0);
  });

  it('is alone on a television, large, and Escape leads back', async () => {
    const page = await signedIn('#/wallboard/tv', {
      viewport: { width: 3840, height: 2160 },
      colorScheme: 'dark',
    });
    expect(await page.getByRole('button').count()).toBe(0);
    const size = await page
      .locator('.television')
      .evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
    expect(size).toBeGreaterThan(40);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Full screen' }).waitFor();
  });

  it('fits a phone', async () => {
    const page = await signedIn('#/wallboard', { viewport: { width: 320, height: 640 } });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await violations(page)).toEqual([]);
  });
});

/** Whose minutes are kept in the browser, after adding one of this key. */
function kept(page: Page, added?: readonly [string, number]): Promise<string> {
  return page.evaluate(
    (key) =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open('rxcti-desk');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const store = opening.result.transaction('queue-minutes', 'readwrite').objectStore('queue-minutes');
          if (key !== undefined) store.put({ minute: key[1] }, [...key]);
          const keys = store.getAllKeys();
          keys.onsuccess = () => {
            opening.result.close();
            resolve(JSON.stringify(keys.result));
          };
        };
      }),
    added,
  );
}
