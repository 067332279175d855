/** Supervisor view and TV view with a full CCX: 2,000 agents, 250 queues, about 250 events per second. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInChromium, desktopFixture } from './desktop-fixture.ts';

describeInChromium('full CCX', () => {
  const fixture = desktopFixture({ profile: 'ova400', callsPerHour: 6000, speed: 8 });

  async function openAs(name: string, path: string, prepare?: (page: Page) => Promise<void>): Promise<Page> {
    const page = await fixture().open(path, { viewport: { width: 1440, height: 900 } }, prepare);
    await page.getByRole('button', { name: new RegExp(name) }).click();
    return page;
  }

  const agents = (page: Page) => page.getByRole('grid', { name: 'Agents' });

  /** Indexes of the visible rows from top to bottom, and the height in pixels that no row covers. */
  function visibleRows(page: Page): Promise<{ readonly indexes: number[]; readonly blank: number }> {
    return agents(page).evaluate((grid) => {
      const body = grid.querySelector('.grid-body') as HTMLElement;
      const frame = body.getBoundingClientRect();
      const rows = [...grid.querySelectorAll<HTMLElement>('.grid-rows [data-key]')]
        .map((row) => ({
          index: Number(row.getAttribute('aria-rowindex')) - 2,
          box: row.getBoundingClientRect(),
          text: row.textContent.trim(),
        }))
        .filter(({ box }) => box.bottom > frame.top + 1 && box.top < frame.bottom - 1)
        .sort((one, other) => one.box.top - other.box.top);
      let blank = rows.filter(({ text }) => text === '').length;
      let edge = frame.top;
      // Rounded row positions may leave a fraction of a pixel.
      const gap = (top: number): number => (top - edge > 1 ? top - edge : 0);
      for (const { box } of rows) {
        blank += gap(box.top);
        edge = Math.max(edge, box.bottom);
      }
      return { indexes: rows.map(({ index }) => index), blank: blank + gap(frame.bottom) };
    });
  }

  it('scrolls through all agents without blank rows, and moves the focus by keyboard', async () => {
    const page = await openAs('Helena Silva', '#/supervisor');
    await agents(page).getByRole('row').nth(5).waitFor();
    const count = Number(await agents(page).getAttribute('aria-rowcount')) - 1;
    expect(count).toBeGreaterThan(400);
    // Sorted by name, so that rows keep their positions.
    await agents(page).getByRole('button', { name: 'Agent' }).click();

    // Mouse wheel at about 60 events a second.
    await agents(page).locator('.grid-body').hover();
    const body = agents(page).locator('.grid-body');
    let top = -1;
    for (let turn = 0; turn < 60; turn++) {
      await page.mouse.wheel(0, 700);
      await page.waitForTimeout(16);
      const now = await body.evaluate((element) => element.scrollTop);
      if (turn % 10 === 9) await expect.poll(async () => (await visibleRows(page)).blank).toBe(0);
      expect(now).toBeGreaterThanOrEqual(top);
      top = now;
    }
    expect(top).toBeGreaterThan(10_000);
    // Jump to the end.
    await body.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await expect.poll(async () => (await visibleRows(page)).indexes.at(-1)).toBe(count - 1);
    await expect.poll(async () => (await visibleRows(page)).blank).toBe(0);

    // The focused row is visible, and the only tab stop.
    const stops = agents(page).locator('[data-key][tabindex="0"]');
    const focused = (): Promise<number> =>
      page.evaluate(() => Number(document.activeElement?.getAttribute('aria-rowindex') ?? 0) - 2);
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
      await expect.poll(async () => (await visibleRows(page)).indexes).toContain(index);
      expect(await stops.count()).toBe(1);
    }
    await page.keyboard.press('PageUp');
    await expect.poll(focused).toBeLessThan(count - 8);
    const index = await focused();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focused()).toBe(index);
  });

  it('shows the TV view in full screen and rotates its pages; Escape closes it', async () => {
    const page = await openAs('Inge Jansen', '#/wallboard', (fresh) => fresh.clock.install());
    await page.getByText('Live', { exact: true }).waitFor();
    await page.getByRole('switch', { name: 'Turn pages' }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Full screen' }).click();
    await page.locator('.television tbody tr').nth(5).waitFor();
    expect(await page.evaluate(() => document.fullscreenElement === document.documentElement)).toBe(true);
    expect(page.url()).toMatch(/#\/wallboard\/tv$/);
    const footer = page.locator('.television-footer');
    const names = () => page.locator('.television tbody th').allTextContents();
    expect(await footer.textContent()).toMatch(/^Page 1 of \d+$/);
    const pages = Number((await footer.textContent())?.split(' ').at(-1));
    const first = await names();
    expect(first.length * pages).toBeGreaterThanOrEqual(250);
    // No row is cut off at the bottom.
    const [scrollHeight = 0, clientHeight = 0] = await page
      .locator('.television-body')
      .evaluate((element) => [element.scrollHeight, element.clientHeight]);
    expect(scrollHeight).toBeLessThanOrEqual(clientHeight + 1);
    await page.clock.fastForward(15_000);
    await footer.getByText(/^Page 2 of/).waitFor();
    const second = await names();
    expect(second.filter((name) => first.includes(name)).length).toBeLessThan(first.length / 2);

    await page.evaluate(() => document.exitFullscreen()); // headless Chromium does not handle Escape
    await page.getByRole('button', { name: 'Full screen' }).waitFor();
    expect(page.url()).toMatch(/#\/wallboard$/);
    expect(await page.getByRole('switch', { name: 'Turn pages' }).isChecked()).toBe(true);
  });
});
