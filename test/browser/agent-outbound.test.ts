/** Outbound previews at the agent's page: each answer, and none. */

import type { CallDriver } from '@rxcti/simulator';
import type { Page } from 'playwright-core';
import { BAResponse } from 'rxcti/protocol';
import { describe, expect, it } from 'vitest';
import { card, goReady, listen, openAs, press, state, stateIs } from './agent-page.ts';
import { violations } from './axe.ts';
import { noChromium, stageFor } from './desktop-fixture.ts';

describe.skipIf(noChromium !== undefined)(`outbound previews in Chromium ${noChromium ?? ''}`, () => {
  const stage = stageFor({});
  const center = () => stage().demo.cluster.master;

  async function ready(options = {}): Promise<Page> {
    const page = await openAs(stage(), 'Anna Smith', options);
    await goReady(page);
    return page;
  }

  const offer = (more = {}): Promise<CallDriver> =>
    center().reserve({
      agentId: 'asmith',
      campaign: 'Renewals',
      customer: 'Hugo Lefèvre',
      phone: '33142685530',
      account: 'C-11802',
      ...more,
    });

  const answerIs = (response: string): Promise<unknown> =>
    center().waitForSent(
      'SET_CALL_DATA_REQ',
      { namedVariables: [{ name: 'BAResponse', value: response }] },
      { others: 'ignore' },
    );
  const gone = (page: Page): Promise<void> => card(page, /^Outbound preview/).waitFor({ state: 'detached' });

  it('shows whom, for which campaign and how long; says it; Accept calls the customer', async () => {
    const page = await ready();
    const said = await listen(page);
    await offer();
    const shown = card(page, /^Outbound preview: Hugo Lefèvre/);
    await shown.waitFor();
    await said.heard('Outbound preview: Hugo Lefèvre, Renewals');
    expect(await shown.locator('dd').allTextContents()).toEqual(['Renewals', 'C-11802']);
    const left = async () => Number((await shown.getByRole('timer').textContent())?.slice(-2));
    const first = await left();
    expect(first).toBeGreaterThan(20);
    expect(first).toBeLessThanOrEqual(30);
    await expect.poll(left).toBeLessThan(first);
    expect(await violations(page)).toEqual([]);

    await press(shown, 'Accept Alt A');
    await answerIs(BAResponse.Accept);
    const call = page.getByRole('article', { name: /^(Dialing|Connected)/ });
    await call.waitFor();
    await call.getByRole('button', { name: /^Hang up/ }).click();
    await page.getByText('No calls').waitFor();
    await page.getByRole('tab', { name: 'Today' }).click();
    await page.getByRole('button', { name: 'Call 33142685530' }).waitFor();
  });

  it.each([
    ['Alt+a', BAResponse.Accept, 'Talking'],
    ['Alt+p', BAResponse.Skip, 'Ready'],
    ['Alt+x', BAResponse.Reject, 'Ready'],
  ])('%s answers %s', async (key, response, after) => {
    const page = await ready();
    await offer();
    await card(page, /^Outbound preview/).waitFor();
    await page.keyboard.press(key);
    await answerIs(response);
    await gone(page);
    await stateIs(page, after);
    if (response !== BAResponse.Accept) return;
    await page.keyboard.press('Alt+x');
    await page.getByText('No calls').waitFor();
  });

  it.each([
    ['Skip and close', BAResponse.SkipClose, 'Ready'],
    ['Reject and close', BAResponse.RejectClose, 'Ready'],
    ['Cancel the reservation', BAResponse.CancelReservation, 'Not ready'],
  ])('%s, from the menu', async (words, response, after) => {
    const page = await ready();
    await offer();
    await card(page, /^Outbound preview/)
      .getByRole('button', { name: 'More answers' })
      .focus();
    await page.keyboard.press('Enter');
    const item = page.getByRole('menuitem', { name: words });
    await item.waitFor();
    expect(await violations(page)).toEqual([]);
    await item.press('Enter');
    await answerIs(response);
    await gone(page);
    await stateIs(page, after);
  });

  it('an offer that nobody answers goes away, and the page says why', async () => {
    const page = await ready();
    const said = await listen(page);
    const contact = await offer({ timeoutSeconds: 2 });
    await card(page, /^Outbound preview/).waitFor();
    await contact.waitForEnd();
    await gone(page);
    await stateIs(page, 'Not ready');
    await state(page).getByText('A call was not answered').waitFor();
    await said.heard('You are now Not ready: A call was not answered');
    await goReady(page);
  });

  it('fits a phone, in the dark', async () => {
    const page = await ready({ viewport: { width: 320, height: 640 }, colorScheme: 'dark' });
    await offer();
    await card(page, /^Outbound preview/).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Alt+p');
    await gone(page);
  });
});
