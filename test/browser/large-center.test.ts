/** The supervisor's list and the television with a full CCX at work: 2,000 agents, 250 queues, some 250 events a second. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { noChromium, stageFor } from './desktop-fixture.ts';

describe.skipIf(noChromium !== undefined)(`a full CCX in Chromium ${noChromium ?? ''}`, () => {
  const stage = stageFor({ profile: 'ova400', callsPerHour: 6000, speed: 8 });

  async function openAs(name: string, path: string): Promise<Page> {
    const page = await stage().open(path, { viewport: { width: 1440, height: 900 } });
    await page.getByRole('button', { name: new RegExp(name) }).click();
    return page;
  }

  const agents = (page: Page) => page.getByRole('grid', { name: 'Agents' });

  /** The rows that are wholly or partly in sight, from above, and whether they cover the list. */
  function inSight(page: Page): Promise<{ readonly indexes: number[]; readonly blank: number }> {
    return agents(page).evaluate((grid) => {
      const body = grid.querySelector('.grid-body') as HTMLElement;
      const frame = body.getBoundingClientRect();
      const rows = [...grid.querySelectorAll<HTMLElement>('.grid-rows [data-key]')]
        .map((row) => ({
          index: Number(row.getAttribute('aria-rowindex')) - 2,
          box: row.getBoundingClientRect(),
          words: row.textContent.trim(),
        }))
        .filter(({ box }) => box.bottom > frame.top + 1 && box.top < frame.bottom - 1)
        .sort((one, other) => one.box.top - other.box.top);
      let blank = rows.filter(({ words }) => words === '').length;
      let edge = frame.top;
      // Between rows of uneven pixels there may be a fraction of one.
      const gap = (top: number): number => (top - edge > 1 ? top - edge : 0);
      for (const { box } of rows) {
        blank += gap(box.top);
        edge = Math.max(edge, box.bottom);
      }
      return { indexes: rows.map(({ index }) => index), blank: blank + gap(frame.bottom) };
    });
  }

  it('scrolls through all agents: no row is blank once it stands still', async () => {
    const page = await openAs('Helena Silva', '#/supervisor');
    await agents(page).getByRole('row').nth(5).waitFor();
    const count = Number(await agents(page).getAttribute('aria-rowcount')) - 1;
    expect(count).toBeGreaterThan(400);
    await page.waitForTimeout(3000); // compiled, and everybody in his place
    // Sorted by name: rows keep their places while they are counted.
    await agents(page).getByRole('button', { name: 'Agent' }).click();

    // By the wheel, as fast as a hand turns it.
    await agents(page).locator('.grid-body').hover();
    const body = agents(page).locator('.grid-body');
    let top = -1;
    for (let turn = 0; turn < 60; turn++) {
      await page.mouse.wheel(0, 700);
      await page.waitForTimeout(16);
      const now = await body.evaluate((element) => element.scrollTop);
      if (turn % 10 === 9) {
        await page.waitForTimeout(100);
        expect((await inSight(page)).blank).toBe(0);
      }
      expect(now).toBeGreaterThanOrEqual(top);
      top = now;
    }
    expect(top).toBeGreaterThan(10_000);
    // And at once, to the end.
    await body.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await expect.poll(async () => (await inSight(page)).indexes.at(-1)).toBe(count - 1);
    expect((await inSight(page)).blank).toBe(0);
  });

  it('leads anywhere by keys: the row with the focus is in sight, and is the only stop', async () => {
    const page = await openAs('Helena Silva', '#/supervisor');
    await agents(page).getByRole('row').nth(5).waitFor();
    const count = Number(await agents(page).getAttribute('aria-rowcount')) - 1;
    const stops = agents(page).locator('[data-key][tabindex="0"]');
    const focused = (): Promise<number> =>
      page.evaluate(() => Number(document.activeElement?.getAttribute('aria-rowindex') ?? 0) - 2);
    // Sorted by name: nobody passes anybody.
    await agents(page).getByRole('button', { name: 'Agent' }).click();
    await stops.focus();
    for (const [key, index] of [
      ['Home', 0],
      ['ArrowDown', 1],
      ['ArrowDown', 2],
      ['ArrowUp', 1],
      ['End', count - 1],
      ['ArrowDown', count - 1],
      ['ArrowUp', count - 2],
    ] as const) {
      await page.keyboard.press(key);
      await expect.poll(focused).toBe(index);
      await expect.poll(async () => (await inSight(page)).indexes).toContain(index);
      expect(await stops.count()).toBe(1);
    }
    await page.keyboard.press('PageUp');
    await expect.poll(focused).toBeLessThan(count - 8);
    const index = await focused();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focused()).toBe(index);
  });

  it('fills the screen, turns its pages as asked for, and Escape leads back', async () => {
    const page = await openAs('Inge Jansen', '#/wallboard');
    await page.getByText('Live', { exact: true }).waitFor();
    await page.getByRole('switch', { name: 'Turn pages' }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Full screen' }).click();
    await page.locator('.television tbody tr').nth(5).waitFor();
    expect(await page.evaluate(() => document.fullscreenElement === document.documentElement)).toBe(true);
    expect(page.url()).toMatch(/#\/wallboard\/tv$/);
    const foot = page.locator('.television-footer');
    const names = () => page.locator('.television tbody th').allTextContents();
    expect(await foot.textContent()).toMatch(/^Page 1 of \d+$/);
    const pages = Number((await foot.textContent())?.split(' ').at(-1));
    const first = await names();
    expect(first.length * pages).toBeGreaterThanOrEqual(250);
    // The rows fit: none is cut off below.
    const room = await page
      .locator('.television-body')
      .evaluate((element) => [element.scrollHeight, element.clientHeight]);
    expect(room[0]).toBeLessThanOrEqual((room[1] ?? 0) + 1);
    await foot.getByText(/^Page 2 of/).waitFor({ timeout: 17_000 });
    const second = await names();
    expect(second.filter((name) => first.includes(name)).length).toBeLessThan(first.length / 2);

    await page.evaluate(() => document.exitFullscreen()); // what Escape does in a browser with a head
    await page.getByRole('button', { name: 'Full screen' }).waitFor();
    expect(page.url()).toMatch(/#\/wallboard$/);
    expect(await page.getByRole('switch', { name: 'Turn pages' }).isChecked()).toBe(true);
  });
});
