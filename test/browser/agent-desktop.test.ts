import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import {
  callCard,
  clickButton,
  isMarked,
  markElement,
  openAs,
  placeCustomerCall,
  setReady,
  signIn,
  takeCustomerCall,
  waitForNoCalls,
  waitForState,
} from './agent-page.ts';
import { fitsWidth, violations } from './axe.ts';
import { describeInChromium, desktopFixture } from './desktop-fixture.ts';

describeInChromium('agent view', () => {
  const fixture = desktopFixture();

  /** Labels of a call's buttons, without shortcuts. */
  const controlsOf = async (call: Locator): Promise<string[]> =>
    (await call.getByRole('toolbar').getByRole('button').allTextContents()).map((text) =>
      text.replace(/Alt .$/, ''),
    );
  /** Vertical positions of the call cards. */
  const cardPositions = (page: Page): Promise<number[]> =>
    page.getByRole('article').evaluateAll((cards) => cards.map((card) => card.getBoundingClientRect().y));

  it('handles a call: screen pop, refused and accepted consultation, failover, transfer, wrap-up, history', async () => {
    const { demo, allowConsoleErrors } = fixture();
    allowConsoleErrors(/WebSocket/);
    const page = await openAs(fixture(), 'John Doe');
    await setReady(page);
    await placeCustomerCall(demo.cluster, 'jdoe');

    const ringing = callCard(page, /^Ringing: Amelie Brandt/);
    await ringing.waitFor();
    await ringing.getByText('C-20471').waitFor();
    await ringing.getByText('Order 88213').waitFor();
    expect((await controlsOf(ringing)).slice(0, 1)).toEqual(['Answer']);
    expect(await page.getByRole('alert').first().textContent()).toContain(
      'Incoming call from Amelie Brandt, Sales',
    );
    await page.keyboard.press('Alt+a');
    const connected = callCard(page, /^Connected: Amelie Brandt/);
    await connected.waitFor();
    expect(await controlsOf(connected)).toEqual(
      expect.arrayContaining(['Hang up', 'Hold', 'Consult', 'Keypad', 'Ask supervisor']),
    );
    expect(await controlsOf(connected)).not.toEqual(expect.arrayContaining(['Answer', 'Transfer now']));
    await connected.getByRole('button', { name: /Wrap-up reason/ }).click();
    await page.getByRole('option', { name: 'Order placed' }).click();
    await connected.getByRole('button', { name: /Order placed/ }).waitFor();

    // A refusal is shown in the dialog, and the call continues.
    await page.keyboard.press('Alt+c');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('searchbox').fill('999');
    await clickButton(dialog, 'Consult');
    await dialog
      .getByRole('alert')
      .getByText(/^Refused: /)
      .waitFor();
    await dialog.getByRole('searchbox').fill('translation');
    await clickButton(dialog, 'Consult');
    await callCard(page, /^Connected: Translation service/).waitFor();
    await callCard(page, /^On hold: Amelie Brandt/).waitFor();

    const positions = await cardPositions(page);
    demo.cluster.failover();
    await page.locator('.call-card.stale').first().waitFor();
    expect(await page.getByRole('article').count()).toBe(positions.length);
    await page.getByText(/What you see is from/).waitFor();
    await page.getByText('Connected', { exact: true }).first().waitFor();
    await page.locator('.call-card.stale').first().waitFor({ state: 'detached' });
    expect(await cardPositions(page)).toEqual(positions);

    await page.keyboard.press('Alt+t');
    await waitForState(page, 'Wrap-up');
    await page.getByRole('tab', { name: 'Today' }).click();
    await page.getByText(/Talked 0:\d\d · Sales · Order placed/).waitFor();
    await demo.cluster.master.hangUp('4930556710');
  });

  it('shows a refusal next to the control with its code, also in German', async () => {
    const page = await openAs(fixture(), 'John Doe');
    await page.getByRole('textbox', { name: 'Dial' }).fill('99');
    await page.getByRole('textbox', { name: 'Dial' }).press('Enter');
    await page
      .getByRole('region', { name: 'Dial' })
      .getByRole('alert')
      .getByText(/^Refused: The dialed destination is not valid\. .*CF_INVALID_DESTINATION 14/)
      .waitFor();
    await page.getByRole('button', { name: 'Preferences' }).click();
    await page.getByRole('radio', { name: 'Deutsch' }).click();
    await page.keyboard.press('Escape');
    await page
      .getByText(/^Abgelehnt: Die gewählte Nummer gibt es nicht\. .*CF_INVALID_DESTINATION 14/)
      .waitFor();
  });

  it('keeps call data after a failover that loses them, also when the relay restarts', async () => {
    const { demo, allowConsoleErrors } = fixture();
    allowConsoleErrors(/WebSocket|ERR_CONNECTION_REFUSED|Failed to load/);
    const page = await openAs(fixture(), 'John Doe');
    await setReady(page);
    const call = await takeCustomerCall(page, demo.cluster);
    const connected = callCard(page, /^Connected: Amelie Brandt/);
    await markElement(connected);
    const shown = async () => ({
      data: await connected.locator('dd').allTextContents(),
      top: await connected.getByRole('toolbar').evaluate((element) => element.getBoundingClientRect().y),
      marked: await isMarked(connected),
    });
    const before = await shown();
    expect(before.data).toContain('C-20471');

    demo.cluster.failover({ forgetCallData: true });
    await connected.getByText('State from before the connection was lost').waitFor();
    expect(await shown()).toEqual(before);
    await page.locator('.call-card.stale').waitFor({ state: 'detached' });
    expect(await shown()).toEqual(before); // restored from the relay's state

    const startRelay = await demo.stopRelay();
    demo.cluster.failover({ forgetCallData: true });
    await startRelay();
    await connected
      .getByText('The server had forgotten data of this call. What you knew is shown.')
      .waitFor();
    expect(await shown()).toEqual(before); // restored from the page's state
    await call.hangUp();
    await waitForNoCalls(page);
  });

  it('restores the focus when buttons are removed', async () => {
    const page = await openAs(fixture(), 'John Doe');
    await setReady(page);
    const focused = (): Promise<string | null | undefined> =>
      page.evaluate(
        () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent,
      );
    const { cluster } = fixture().demo;
    const call = await placeCustomerCall(cluster, 'jdoe');
    await callCard(page, /^Ringing/)
      .getByRole('button', { name: /^Answer/ })
      .focus();
    await page.keyboard.press('Enter');
    await callCard(page, /^Connected/).waitFor();
    await expect.poll(focused).toMatch(/^Hang up/);
    await page.keyboard.press('Enter');
    await waitForNoCalls(page);
    await expect.poll(focused).toBe('Calls');
    await cluster.master.hangUp('4930556710');
    await call.waitForEnd();
  });

  it('has a German and a right-to-left Arabic translation', async () => {
    const page = await fixture().open('', { locale: 'de-DE', viewport: { width: 390, height: 844 } });
    await page.getByRole('heading', { name: 'Fertige Personen' }).waitFor();
    await page.getByRole('radio', { name: 'العربية' }).click();
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    await page.getByRole('button', { name: /John Doe/ }).click();
    await page.getByRole('banner').getByText('متصل', { exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await fitsWidth(page)).toBe(true);
  });

  it('restores the session after a reload without storing the password, and asks for it at the next login', async () => {
    const { cluster } = fixture().demo;
    const page = await openAs(fixture(), 'John Doe');
    await setReady(page);
    const call = await placeCustomerCall(cluster, 'jdoe');
    await callCard(page, /^Ringing/).waitFor();
    await page.reload();
    await callCard(page, /^Ringing: Amelie Brandt/).waitFor();
    expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('12345');
    await page.keyboard.press('Alt+a');
    await callCard(page, /^Connected/).waitFor();
    await call.hangUp();
    await waitForNoCalls(page);
    await cluster.master.agent('jdoe').logout();
    await clickButton(page, 'Log in');
    const dialog = page.getByRole('alertdialog', { name: 'Please sign in again' });
    await dialog.getByLabel('Password').fill('12345');
    await dialog.getByLabel('Password').press('Enter');
    await waitForState(page, 'Not ready');
  });

  it('shows server time when the local clock is wrong by hours', async () => {
    const page = await fixture().open();
    await page.clock.install({ time: Date.now() + 5 * 3_600_000 });
    await page.reload();
    await signIn(page, 'Anna Smith');
    expect(await page.locator('.state-timer time').textContent()).toMatch(/^\d{1,2}:\d\d$/);
    const minute = (): string =>
      new Date().toLocaleTimeString('en-US', { hour: '2-digit', minute: '2-digit' });
    // Again if the minute ends between the two.
    await expect.poll(async () => (await page.locator('.top-clock').textContent()) === minute()).toBe(true);
    await page
      .getByRole('button', { name: /clock of this computer is wrong by (5:00:0\d|4:59:5\d)/ })
      .waitFor();
  });

  it('has no accessibility violations in any state: light, dark and 320 pixels wide', async () => {
    const { cluster } = fixture().demo;
    const page = await fixture().open();
    const check = async (): Promise<void> => {
      for (const [colorScheme, width] of [
        ['light', 1440],
        ['dark', 1440],
        ['light', 320],
      ] as const) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        expect(await violations(page), `${colorScheme}, ${width} pixels`).toEqual([]);
        expect(await fitsWidth(page), `${width} pixels`).toBe(true);
      }
    };
    await page.getByLabel('Agent ID').waitFor();
    await check();
    await signIn(page, 'John Doe');
    await setReady(page);
    await check();
    const call = await placeCustomerCall(cluster, 'jdoe');
    await callCard(page, /^Ringing/).waitFor();
    await check();
    await page.keyboard.press('Alt+a');
    await callCard(page, /^Connected/).waitFor();
    await page.keyboard.press('Alt+k');
    await page.getByRole('group', { name: 'Keypad' }).waitFor();
    await check();
    await page.keyboard.press('Alt+c');
    await page.getByRole('dialog').waitFor();
    await check();
    await page.keyboard.press('Escape');
    await call.hangUp();
    await waitForNoCalls(page);
  });
});

describeInChromium('agent view without a network', () => {
  // Short, so that the interruption is noticed soon.
  const fixture = desktopFixture({ pingIntervalMs: 500 });

  it('shows that data may be stale while the network is interrupted, and continues afterwards', async () => {
    let isInterrupted = false;
    const page = await openAs(fixture(), 'John Doe', {}, async (fresh) => {
      await fresh.routeWebSocket(/\/cti$/, (socket) => {
        if (isInterrupted) return; // neither opened nor refused
        const server = socket.connectToServer();
        socket.onMessage((message) => isInterrupted || server.send(message));
        server.onMessage((message) => isInterrupted || socket.send(message));
      });
    });
    await setReady(page);
    isInterrupted = true;
    await page.getByText(/^The network is interrupted/).waitFor();
    const call = await placeCustomerCall(fixture().demo.cluster, 'jdoe');
    isInterrupted = false;
    await callCard(page, /^Ringing: Amelie Brandt/).waitFor();
    await page.getByText(/^The network is interrupted/).waitFor({ state: 'detached' });
    await call.hangUp();
    await waitForNoCalls(page);
  });
});
