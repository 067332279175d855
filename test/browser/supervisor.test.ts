import type { CallDriver } from '@rxcti/simulator';
import type { Page } from 'playwright-core';
import { AgentState } from 'rxcti/protocol';
import { expect, it } from 'vitest';
import { placeCustomerCall } from './agent-page.ts';
import { fitsWidth, violations } from './axe.ts';
import { describeInChromium, desktopFixture } from './desktop-fixture.ts';

describeInChromium('supervisor view', () => {
  const fixture = desktopFixture();

  async function openSupervisor(prepare?: (page: Page) => Promise<void>): Promise<Page> {
    const page = await fixture().open('#/supervisor', {}, prepare);
    await page.getByRole('button', { name: /Kiran Patel/ }).click();
    await page.getByRole('row', { name: /^John Doe/ }).waitFor();
    return page;
  }
  const john = () => fixture().demo.cluster.master.agent('jdoe');
  const johnState = (): number | undefined =>
    fixture()
      .demo.cluster.master.snapshot()
      .agents.find(({ agentId }) => agentId === 'jdoe')?.state;

  /** Logs the agent in and sets it ready; afterwards it is controlled by the test alone. */
  async function setJohnReady(): Promise<void> {
    if (johnState() === AgentState.AGENT_STATE_LOGOUT) await john().login();
    if (johnState() === AgentState.AGENT_STATE_READY) await john().setNotReady();
    await john().setReady();
  }

  async function connectJohn(page: Page): Promise<CallDriver> {
    const call = await placeCustomerCall(fixture().demo.cluster, 'jdoe');
    await john().waitForCall({ timeoutMs: 15_000 });
    await john().answer();
    await page.getByRole('row', { name: /^Connected, 4930556710, John Doe/ }).waitFor();
    return call;
  }

  const focusedRow = (page: Page) =>
    page.evaluate(() => document.activeElement?.closest('[role=row]')?.getAttribute('aria-label'));

  it('shows the team, sorted and searched by keyboard; no accessibility violations', async () => {
    const page = await openSupervisor();
    const agents = page.getByRole('grid', { name: 'Agents' });
    const names = (): Promise<(string | null)[]> =>
      agents
        .getByRole('row')
        .evaluateAll((rows) => rows.slice(1).map((row) => row.getAttribute('aria-label')));
    await agents.getByRole('button', { name: 'Agent' }).focus();
    await page.keyboard.press('Enter');
    const ascending = await names();
    await page.keyboard.press('Enter');
    expect(await names()).toEqual(ascending.toReversed());
    expect(await agents.getByRole('columnheader', { name: 'Agent' }).getAttribute('aria-sort')).toBe(
      'descending',
    );

    await page.getByRole('searchbox', { name: 'Find a name' }).fill('doe');
    await expect.poll(async () => (await names()).length).toBe(1);
    await page.getByRole('searchbox', { name: 'Find a name' }).fill('');
    await expect.poll(async () => (await names()).length).toBe(ascending.length);

    await agents.getByRole('row').nth(1).focus();
    const first = await focusedRow(page);
    await page.keyboard.press('End');
    await expect.poll(() => focusedRow(page)).not.toBe(first);
    await page.keyboard.press('Home');
    await expect.poll(() => focusedRow(page)).toBe(first);
    for (const [colorScheme, width, height] of [
      ['light', 1440, 900],
      ['dark', 1440, 900],
      ['light', 320, 640],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      expect(await fitsWidth(page), `${width} pixels`).toBe(true);
      expect(await violations(page), `${colorScheme}, ${width} pixels`).toEqual([]);
    }
  });

  it('lists an alert once, marks it when it ends, and dismisses it', async () => {
    const { cluster } = fixture().demo;
    const page = await openSupervisor();
    const alerts = page.getByRole('region', { name: 'Alerts' });
    await alerts.getByText('All is well.').waitFor();
    await cluster.master.agent('jdoe').setOutOfService();
    await alerts.getByRole('button', { name: 'Look: Out of service: phone 2001 of John Doe' }).waitFor();
    await page.getByRole('status').getByText('Out of service: phone 2001 of John Doe').waitFor();
    expect(await alerts.getByRole('listitem').count()).toBe(1);
    expect(await violations(page)).toEqual([]);
    await cluster.master.agent('jdoe').setInService();
    await alerts.getByText('over', { exact: true }).waitFor();
    await alerts.getByRole('button', { name: /^Dismiss: / }).click();
    await alerts.getByText('All is well.').waitFor();
  });

  it('lists help requests and emergencies first, announces them with a sound, and keeps them dismissed', async () => {
    const { cluster } = fixture().demo;
    await setJohnReady();
    const page = await openSupervisor(countNotes);
    await page.getByRole('row', { name: /^John Doe, Ready/ }).waitFor();
    const alerts = page.getByRole('region', { name: 'Alerts' });
    await cluster.master.agent('bwong').setOutOfService();
    await alerts.getByText(/^Out of service/).waitFor();
    expect(await notes(page)).toBe(0);

    for (const [request, text] of [
      ['requestAssistance', 'John Doe asks for help'],
      ['declareEmergency', 'Emergency: John Doe'],
    ] as const) {
      const call = await connectJohn(page);
      const notesBefore = await notes(page);
      await john()[request]();
      await page.getByRole('alert').getByText(text).waitFor();
      expect(await notes(page)).toBeGreaterThan(notesBefore);
      const list = alerts.getByRole('listitem');
      expect(await list.first().textContent()).toContain(text);
      expect(await list.filter({ hasText: text }).count()).toBe(1);
      expect(await violations(page)).toEqual([]);

      await alerts.getByRole('button', { name: `Look: ${text}` }).click();
      const dialog = page.getByRole('dialog', { name: 'John Doe' });
      await dialog.getByRole('button', { name: 'Close' }).click();
      await dialog.waitFor({ state: 'detached' });
      await alerts.getByRole('button', { name: `Dismiss: ${text}` }).click();
      await expect.poll(() => list.filter({ hasText: text }).count()).toBe(0);
      // Alerts are evaluated once a second, so this covers a further evaluation of the active request.
      await page.waitForTimeout(1200);
      expect(await list.filter({ hasText: text }).count()).toBe(0);
      await call.hangUp();
      await cluster.master.hangUp('2001');
      await page.getByRole('row', { name: /^Connected/ }).waitFor({ state: 'detached' });
      await setJohnReady();
    }
    await cluster.master.agent('bwong').setInService();
    await alerts.getByText('over', { exact: true }).waitFor();
  });

  it('marks rows as stale during a failover without moving or removing them', async () => {
    const { cluster } = fixture().demo;
    fixture().allowConsoleErrors(/WebSocket/);
    await setJohnReady();
    const page = await openSupervisor();
    const call = await connectJohn(page);
    const rows = () =>
      page
        .locator('.grid-rows [data-key]')
        .evaluateAll((all) =>
          all.map((row) => `${row.getAttribute('aria-label')} ${row.getBoundingClientRect().y}`).sort(),
        );
    const withoutPositions = (all: readonly string[]): string[] =>
      all.map((row) => row.replace(/ [\d.]+$/, ''));
    const before = await rows();
    cluster.failover();
    await expect.poll(() => page.locator('.grid-row.stale').count()).toBe(before.length);
    await page.getByText(/What you see is from/).waitFor();
    // Actions are not offered meanwhile.
    expect(await page.getByRole('button', { name: /^Barge in: / }).count()).toBe(0);
    expect(withoutPositions(await rows())).toEqual(withoutPositions(before));
    await page.locator('.grid-row.stale').first().waitFor({ state: 'detached' });
    await page.getByText(/What you see is from/).waitFor({ state: 'detached' });
    expect(await rows()).toEqual(before);
    await page.getByRole('button', { name: /^Barge in: John Doe/ }).waitFor();
    await call.hangUp();
  });
});

/** Enables the ringtone preference and counts the notes that the page plays. */
async function countNotes(page: Page): Promise<void> {
  await page.addInitScript(() => {
    localStorage.setItem('rxcti-desk.preferences', JSON.stringify({ ringtone: true }));
    let count = 0;
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (when) {
      count++;
      start.call(this, when);
    };
    Object.assign(window, { notes: () => count });
  });
}

const notes = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as { notes(): number }).notes());
