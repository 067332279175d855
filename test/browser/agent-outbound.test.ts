/** Outbound previews in the agent view: each response, and a timeout. */

import type { CallDriver } from '@rxcti/simulator';
import type { Page } from 'playwright-core';
import { BAResponse } from 'rxcti/protocol';
import { expect, it } from 'vitest';
import {
  callCard,
  clickButton,
  openAs,
  recordAnnouncements,
  setReady,
  stateCard,
  waitForNoCalls,
  waitForState,
} from './agent-page.ts';
import { fitsWidth, violations } from './axe.ts';
import { describeInChromium, desktopFixture } from './desktop-fixture.ts';

describeInChromium('outbound preview', () => {
  const fixture = desktopFixture();
  const simulator = () => fixture().demo.cluster.master;

  async function openReady(): Promise<Page> {
    const page = await openAs(fixture(), 'Anna Smith');
    await setReady(page);
    return page;
  }

  const reserve = (more = {}): Promise<CallDriver> =>
    simulator().reserve({
      agentId: 'asmith',
      campaign: 'Renewals',
      customer: 'Hugo Lefèvre',
      phone: '33142685530',
      account: 'C-11802',
      timeoutSeconds: 120, // longer than any step of a test
      ...more,
    });
  const waitForResponse = (response: string): Promise<unknown> =>
    simulator().waitForSent(
      'SET_CALL_DATA_REQ',
      { namedVariables: [{ name: 'BAResponse', value: response }] },
      { others: 'ignore' },
    );
  const preview = (page: Page) => callCard(page, /^Outbound preview/);
  const waitForEnd = (page: Page): Promise<void> => preview(page).waitFor({ state: 'detached' });

  it('shows and announces the contact with a countdown; Accept calls the customer', async () => {
    const page = await openReady();
    const announcements = await recordAnnouncements(page);
    await reserve();
    const shown = callCard(page, /^Outbound preview: Hugo Lefèvre/);
    await shown.waitFor();
    await announcements.waitFor('Outbound preview: Hugo Lefèvre, Renewals');
    expect(await shown.locator('dd').allTextContents()).toEqual(['Renewals', 'C-11802']);
    const secondsLeft = async () => Number((await shown.getByRole('timer').textContent())?.slice(-2));
    const first = await secondsLeft();
    expect(first).toBeGreaterThan(5);
    expect(first).toBeLessThanOrEqual(30);
    await expect.poll(secondsLeft).toBeLessThan(first);
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await violations(page)).toEqual([]);
    expect(await fitsWidth(page)).toBe(true);
    await page.setViewportSize({ width: 1280, height: 720 });

    await clickButton(shown, 'Accept Alt A');
    await waitForResponse(BAResponse.Accept);
    const call = page.getByRole('article', { name: /^(Dialing|Connected)/ });
    await call.waitFor();
    await call.getByRole('button', { name: /^Hang up/ }).click();
    await waitForNoCalls(page);
    await page.getByRole('tab', { name: 'Today' }).click();
    await page.getByRole('button', { name: 'Call 33142685530' }).waitFor();
  });

  it('responds to shortcuts: accept, skip, reject', async () => {
    const page = await openReady();
    for (const [shortcut, response, state] of [
      ['Alt+p', BAResponse.Skip, 'Ready'],
      ['Alt+x', BAResponse.Reject, 'Ready'],
      ['Alt+a', BAResponse.Accept, 'Talking'],
    ] as const) {
      await reserve();
      await preview(page).waitFor();
      await page.keyboard.press(shortcut);
      await waitForResponse(response);
      await waitForEnd(page);
      await waitForState(page, state);
    }
    await page.keyboard.press('Alt+x');
    await waitForNoCalls(page);
  });

  it('responds from the menu: skip and close, reject and close, cancel', async () => {
    const page = await openReady();
    for (const [label, response, state] of [
      ['Skip and close', BAResponse.SkipClose, 'Ready'],
      ['Reject and close', BAResponse.RejectClose, 'Ready'],
      ['Cancel the reservation', BAResponse.CancelReservation, 'Not ready'],
    ] as const) {
      await reserve();
      await preview(page).getByRole('button', { name: 'More answers' }).focus();
      await page.keyboard.press('Enter');
      const item = page.getByRole('menuitem', { name: label });
      await item.waitFor();
      if (response === BAResponse.SkipClose) expect(await violations(page)).toEqual([]);
      await item.press('Enter');
      await waitForResponse(response);
      await waitForEnd(page);
      await waitForState(page, state);
    }
  });

  it('removes a preview that times out, and shows the reason', async () => {
    const page = await openReady();
    const announcements = await recordAnnouncements(page);
    const contact = await reserve({ timeoutSeconds: 1 });
    await preview(page).waitFor();
    await contact.waitForEnd();
    await waitForEnd(page);
    await waitForState(page, 'Not ready');
    await stateCard(page).getByText('A call was not answered').waitFor();
    await announcements.waitFor('You are now Not ready: A call was not answered');
    await setReady(page);
  });
});
