import type { CallDriver } from '@rxcti/simulator';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { placeCustomerCall } from './agent-page.ts';
import { fitsWidth, violations } from './axe.ts';
import { describeInChromium, desktopFixture } from './desktop-fixture.ts';

describeInChromium('wallboard', () => {
  const fixture = desktopFixture();

  async function openWallboard(path = '#/wallboard', options: BrowserContextOptions = {}): Promise<Page> {
    const page = await fixture().open(path, options);
    await page.getByRole('button', { name: /Inge Jansen/ }).click();
    await page.getByText('Live', { exact: true }).waitFor();
    return page;
  }

  /** A customer call that an agent answers. */
  async function answeredCall(dnis: string): Promise<CallDriver> {
    const { cluster } = fixture().demo;
    const agent = cluster.master.agent('jdoe');
    const isReady = cluster.master
      .snapshot()
      .agents.some(({ agentId, state }) => agentId === 'jdoe' && state === 3);
    if (!isReady) await agent.setReady();
    const call = await placeCustomerCall(cluster, 'jdoe', dnis);
    await agent.waitForCall();
    await agent.answer();
    return call;
  }

  it('shows queues, agents and charts, the charts also as a table, on large and small screens', async () => {
    const page = await openWallboard();
    await page.getByRole('row', { name: /^Sales/ }).waitFor();
    const call = await answeredCall('7000');
    await page.getByText('1 answered, 0 abandoned').waitFor();
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
    await expect.poll(() => page.locator('.recharts-bar-rectangle path').count()).toBeGreaterThan(0);
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await fitsWidth(page)).toBe(true);
    expect(await violations(page)).toEqual([]);
    await call.hangUp();
  });

  it('shows the age of stale data, keeps it in place, and continues after a failover', async () => {
    const page = await openWallboard();
    fixture().allowConsoleErrors(/WebSocket|ERR_/);
    await page.getByRole('row', { name: /^Support/ }).waitFor();
    const { cluster } = fixture().demo;
    /** Labels, positions and sizes of tiles, rows and charts. */
    const layout = () =>
      page.locator('.tile, .grid-rows [data-key], .chart').evaluateAll((all) =>
        all.map((element) => {
          const { x, y, width, height } = element.getBoundingClientRect();
          const label = element.getAttribute('aria-label') ?? element.firstElementChild?.textContent;
          return [label, x, y, width, height];
        }),
      );
    const before = await layout();
    expect(before.length).toBeGreaterThan(10);
    cluster.master.setRole('standby');
    await page.getByText(/^Figures of .* old: not connected$/).waitFor();
    expect(await page.locator('.board.stale').count()).toBe(1);
    expect(await layout()).toEqual(before);
    cluster.master.setRole('master');
    await page.getByText('Live', { exact: true }).waitFor();
    expect(await page.locator('.board.stale').count()).toBe(0);
    expect(await layout()).toEqual(before);
  });

  it('restores stored data after a reload, marks gaps, and stores data per user', async () => {
    const page = await openWallboard();
    const note = page.locator('.tile-note');
    await expect.poll(() => note.count()).toBe(1);
    const before = Number(/^(\d+) answered/.exec((await note.textContent()) ?? '')?.[1] ?? 0);
    const call = await answeredCall('7001');
    await page.getByText(`${before + 1} answered, 0 abandoned`).waitFor();
    await expect.poll(() => storedMinutes(page)).toContain('"inTime":1');
    await addExpiredMinute(page);
    expect(await storedMinutes(page)).toContain('expired');
    await page.reload();
    await page.getByText('Live', { exact: true }).waitFor();
    await page.getByText(`${before + 1} answered, 0 abandoned`).waitFor();
    await page.getByText(/known since .*, before .* as this browser kept it, with gaps/).waitFor();
    await page.getByRole('button', { name: 'As a table' }).click();
    const latest = page.getByRole('region', { name: 'All queues' }).locator('tbody tr').first();
    expect(await latest.textContent()).toMatch(/not known/);
    expect(await violations(page)).toEqual([]);
    await call.hangUp();

    // Expired minutes are deleted, of every user.
    await expect.poll(() => storedMinutes(page)).not.toContain('expired');
    expect(await storedMinutes(page)).toContain('ijansen');

    // Another user of the same browser sees none of it.
    const other = await page.context().newPage();
    await other.goto(`${fixture().demo.url}#/wallboard`);
    await other.getByRole('button', { name: /Kiran Patel/ }).click();
    await other.getByText('answered within 20 s').waitFor();
    expect(await other.getByText(/as this browser kept it/).count()).toBe(0);
  });

  it('has a TV view without controls, which Escape closes', async () => {
    const page = await openWallboard('#/wallboard/tv', {
      viewport: { width: 3840, height: 2160 },
      colorScheme: 'dark',
    });
    expect(await page.getByRole('button').count()).toBe(0);
    const fontSize = await page
      .locator('.television')
      .evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
    expect(fontSize).toBeGreaterThan(40);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Full screen' }).waitFor();
  });
});

/** Keys and values of the stored minutes as JSON. */
function storedMinutes(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open('rxcti-desk');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('queue-minutes');
          const store = transaction.objectStore('queue-minutes');
          const [keys, values] = [store.getAllKeys(), store.getAll()];
          transaction.oncomplete = () => {
            opening.result.close();
            resolve(JSON.stringify([keys.result, values.result]));
          };
        };
      }),
  );
}

/** Stores a minute of 1970 for another user. */
function addExpiredMinute(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('rxcti-desk');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('queue-minutes', 'readwrite');
          transaction.objectStore('queue-minutes').put({ minute: 1 }, ['expired', 1]);
          transaction.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
  );
}
