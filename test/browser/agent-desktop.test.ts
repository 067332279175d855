import type { CallDriver } from '@rxcti/simulator';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { customerCalls as callsFor, card, goReady, press, signIn, stateIs } from './agent-page.ts';
import { violations } from './axe.ts';
import { noChromium, stageFor } from './desktop-fixture.ts';

/** Nothing sticks out sideways. */
const fits = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

describe.skipIf(noChromium !== undefined)(`the agent's desktop in Chromium ${noChromium ?? ''}`, () => {
  const stage = stageFor({});

  async function openAs(name: string, options = {}): Promise<Page> {
    const page = await stage().open('', options);
    await signIn(page, name);
    return page;
  }

  const controlsOf = async (call: Locator): Promise<string[]> =>
    (await call.getByRole('toolbar').getByRole('button').allTextContents()).map((text) =>
      text.replace(/Alt .$/, ''),
    );

  const customerCalls = (agentId: string, dnis?: string): Promise<CallDriver> =>
    callsFor(stage().demo.cluster, agentId, dnis);

  it('plays a call: screen-pop, hold, consult through a failover, transfer, wrap-up, history', async () => {
    const { demo, expectComplaints } = stage();
    expectComplaints(/WebSocket/);
    const page = await openAs('John Doe');
    await goReady(page);
    await customerCalls('jdoe');

    const ringing = card(page, /^Ringing: Amelie Brandt/);
    await ringing.waitFor();
    await ringing.getByText('C-20471').waitFor();
    await ringing.getByText('Order 88213').waitFor();
    expect((await controlsOf(ringing)).slice(0, 1)).toEqual(['Answer']);
    expect(await page.getByRole('alert').first().textContent()).toContain(
      'Incoming call from Amelie Brandt, Sales',
    );
    await page.keyboard.press('Alt+a');
    const talking = card(page, /^Connected: Amelie Brandt/);
    await talking.waitFor();
    expect(await controlsOf(talking)).toEqual(
      expect.arrayContaining(['Hang up', 'Hold', 'Consult', 'Keypad', 'Ask supervisor']),
    );
    expect(await controlsOf(talking)).not.toEqual(expect.arrayContaining(['Answer', 'Transfer now']));
    await talking.getByRole('button', { name: /Wrap-up reason/ }).click();
    await page.getByRole('option', { name: 'Order placed' }).click();
    await talking.getByRole('button', { name: /Order placed/ }).waitFor();

    await page.keyboard.press('Alt+c');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('searchbox').fill('translation');
    await press(dialog, 'Consult');
    await card(page, /^Connected: Translation service/).waitFor();
    const held = card(page, /^On hold: Amelie Brandt/);
    await held.waitFor();

    // The node fails over in the middle of it: everything stays, marked, and goes on.
    const before = await page.getByRole('article').count();
    const places = await page
      .getByRole('article')
      .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().y));
    demo.cluster.failover();
    await page.locator('.call-card.stale').first().waitFor();
    expect(await page.getByRole('article').count()).toBe(before);
    await page.getByText(/What you see is from/).waitFor();
    await page.getByText('Connected', { exact: true }).first().waitFor();
    await page.locator('.call-card.stale').first().waitFor({ state: 'detached' });
    expect(
      await page.getByRole('article').evaluateAll((all) => all.map((each) => each.getBoundingClientRect().y)),
    ).toEqual(places);

    await page.keyboard.press('Alt+t');
    await stateIs(page, 'Wrap-up');
    await page.getByRole('tab', { name: 'Today' }).click();
    await page.getByText(/Talked 0:\d\d · Sales · Order placed/).waitFor();
    await goReady(page);
  });

  it('says where the person looks what was refused, with its code; in German too', async () => {
    const page = await openAs('John Doe');
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

  it('says in the dialog what was refused there', async () => {
    const page = await openAs('John Doe');
    await goReady(page);
    const call = await customerCalls('jdoe');
    await card(page, /^Ringing/).waitFor();
    await page.keyboard.press('Alt+a');
    await card(page, /^Connected/).waitFor();
    await page.keyboard.press('Alt+c');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('searchbox').fill('999');
    await press(dialog, 'Consult');
    await dialog
      .getByRole('alert')
      .getByText(/^Refused: /)
      .waitFor();
    await page.keyboard.press('Escape');
    await card(page, /^Connected/).waitFor(); // and the call goes on
    await call.hangUp();
    await page.getByText('No calls').waitFor();
  });

  it('loses no call data to a node that forgot them, nor to a relay that is gone too; nothing moves', async () => {
    const { demo, expectComplaints } = stage();
    expectComplaints(/WebSocket|ERR_CONNECTION_REFUSED|Failed to load/);
    const page = await openAs('John Doe');
    await goReady(page);
    const call = await customerCalls('jdoe');
    await card(page, /^Ringing/).waitFor();
    await page.keyboard.press('Alt+a');
    const talking = card(page, /^Connected: Amelie Brandt/);
    await talking.waitFor();
    await talking.evaluate((element) => element.setAttribute('data-seen', 'before'));
    const shown = async () => ({
      data: await talking.locator('dd').allTextContents(),
      top: await talking.getByRole('toolbar').evaluate((element) => element.getBoundingClientRect().y),
      seen: await talking.getAttribute('data-seen'),
    });
    const before = await shown();
    expect(before.data).toContain('C-20471');

    demo.cluster.failover({ forgetCallData: true });
    await talking.getByText('State from before the connection was lost').waitFor();
    expect(await shown()).toEqual(before);
    await page.locator('.call-card.stale').waitFor({ state: 'detached' });
    expect(await shown()).toEqual(before); // the relay still knew them

    const bringBack = await demo.stopRelay();
    demo.cluster.failover({ forgetCallData: true });
    await bringBack();
    await talking.getByText('The server had forgotten data of this call. What you knew is shown.').waitFor();
    expect(await shown()).toEqual(before); // now the page alone does
    await call.hangUp();
    await page.getByText('No calls').waitFor();
  });

  it('keeps the keyboard’s place when buttons come and go', async () => {
    const page = await openAs('John Doe');
    await goReady(page);
    const focused = (): Promise<string | null | undefined> =>
      page.evaluate(
        () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent,
      );
    const call = await customerCalls('jdoe');
    await card(page, /^Ringing/)
      .getByRole('button', { name: /^Answer/ })
      .focus();
    await page.keyboard.press('Enter');
    await card(page, /^Connected/).waitFor();
    await expect.poll(focused).toMatch(/^Hang up/);
    await page.keyboard.press('Enter');
    await page.getByText('No calls').waitFor();
    await expect.poll(focused).toBe('Calls');
    await stage().demo.cluster.master.hangUp('4930556710');
    await call.waitForEnd();
  });

  it('shows what may be out of date while the network is cut, and goes on when it is back', async () => {
    let isCut = false;
    const page = await stage().open('', {}, async (fresh) => {
      await fresh.routeWebSocket(/\/cti$/, (socket) => {
        if (isCut) return; // swallowed, neither opened nor refused
        const server = socket.connectToServer();
        socket.onMessage((message) => isCut || server.send(message));
        server.onMessage((message) => isCut || socket.send(message));
      });
    });
    await signIn(page, 'John Doe');
    await goReady(page);
    isCut = true;
    await page.getByText(/^The network is interrupted/).waitFor();
    const call = await customerCalls('jdoe');
    isCut = false;
    await card(page, /^Ringing: Amelie Brandt/).waitFor();
    await page.getByText(/^The network is interrupted/).waitFor({ state: 'detached' });
    await call.hangUp();
    await page.getByText('No calls').waitFor();
  });

  it('speaks German, and Arabic from right to left', async () => {
    const page = await stage().open('', { locale: 'de-DE', viewport: { width: 390, height: 844 } });
    await page.getByRole('heading', { name: 'Fertige Personen' }).waitFor();
    await page.getByRole('radio', { name: 'العربية' }).click();
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    await page.getByRole('button', { name: /John Doe/ }).click();
    await page.getByRole('banner').getByText('متصل', { exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await fits(page)).toBe(true);
  });

  it('opened twice: both pages show the same, and either may act', async () => {
    const first = await openAs('John Doe');
    const second = await openAs('John Doe');
    await goReady(second);
    await customerCalls('jdoe');
    await Promise.all([first, second].map((page) => card(page, /^Ringing/).waitFor()));
    await first.keyboard.press('Alt+a');
    await card(second, /^Connected/).waitFor();
    await second.keyboard.press('Alt+x');
    await first.getByText('No calls').waitFor();
  });

  it('survives a reload, in a call too; and asks for the password when the login is gone', async () => {
    const page = await openAs('John Doe');
    await goReady(page);
    const call = await customerCalls('jdoe');
    await card(page, /^Ringing/).waitFor();
    await page.reload();
    await card(page, /^Ringing: Amelie Brandt/).waitFor();
    expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('12345');
    await page.keyboard.press('Alt+a');
    await card(page, /^Connected/).waitFor();
    await call.hangUp();
    await page.getByText('No calls').waitFor();
    await stage().demo.cluster.master.agent('jdoe').logout();
    await press(page, 'Log in');
    const question = page.getByRole('alertdialog', { name: 'Please sign in again' });
    await question.getByLabel('Password').fill('12345');
    await question.getByLabel('Password').press('Enter');
    await stateIs(page, 'Not ready');
  });

  it('shows right times on a computer whose clock is wrong by hours', async () => {
    const page = await stage().open();
    await page.clock.install({ time: Date.now() + 5 * 3_600_000 });
    await page.reload();
    await signIn(page, 'Anna Smith');
    const { since } = await page.evaluate(() => ({
      since: document.querySelector('.state-timer time')?.textContent,
    }));
    expect(since).toMatch(/^\d{1,2}:\d\d$/);
    const time = new Date().toLocaleTimeString('en-US', { hour: '2-digit', minute: '2-digit' });
    expect(await page.locator('.top-clock').textContent()).toBe(time);
    await page
      .getByRole('button', { name: /clock of this computer is wrong by (5:00:0\d|4:59:5\d)/ })
      .waitFor();
  });

  describe('is accessible (WCAG 2.2 AA, as far as axe can tell)', () => {
    it.each([
      { colorScheme: 'light', width: 1440 },
      { colorScheme: 'dark', width: 1440 },
      { colorScheme: 'light', width: 320 },
    ] as const)('$colorScheme, $width pixels wide', async ({ colorScheme, width }) => {
      const options = { colorScheme, viewport: { width, height: 900 } };
      const page = await stage().open('', options);
      expect(await violations(page)).toEqual([]);
      await signIn(page, 'John Doe');
      await goReady(page);
      expect(await violations(page)).toEqual([]);
      const call = await customerCalls('jdoe');
      await card(page, /^Ringing/).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Alt+a');
      await card(page, /^Connected/).waitFor();
      await page.keyboard.press('Alt+k');
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Alt+c');
      await page.getByRole('dialog').waitFor();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      expect(await fits(page)).toBe(true);
      await call.hangUp();
      await page.getByText('No calls').waitFor();
    });
  });
});
