/** Sign-in, expired tokens, a restarted relay and a replaced session. */
import type { Page } from 'playwright-core';
import { agentMode, createCtiClient } from 'rxcti';
import { tcp } from 'rxcti/tcp';
import { expect, it } from 'vitest';
import {
  callCard,
  clickButton,
  isMarked,
  markElement,
  openAs,
  placeCustomerCall,
  recordAnnouncements,
  setReady,
  signIn,
  takeCustomerCall,
  waitForConnected,
  waitForNoCalls,
} from './agent-page.ts';
import { violations } from './axe.ts';
import { describeInChromium, desktopFixture } from './desktop-fixture.ts';

const connectedCard = (page: Page) => callCard(page, /^Connected: Amelie Brandt/);

describeInChromium('sign-in', () => {
  const fixture = desktopFixture();

  it('shows rejected credentials and a refused extension, and keeps the input', async () => {
    fixture().allowConsoleErrors(/401/);
    const page = await fixture().open();
    await page.getByLabel('Agent ID').fill('jdoe');
    await page.getByLabel('Password').fill('54321');
    await page.getByLabel('Extension of your phone').fill('2002');
    await clickButton(page, 'Sign in');
    await page.getByRole('alert').getByText('The agent ID or the password is not right.').waitFor();
    expect(await page.getByLabel('Agent ID').inputValue()).toBe('jdoe');

    await page.getByLabel('Password').fill('12345');
    await clickButton(page, 'Sign in');
    await page.getByRole('heading', { name: 'The session has ended' }).waitFor();
    await page
      .getByRole('alert')
      .getByText(/^The server did not open the session: \w.* E_CTI_\w+ \d+$/)
      .waitFor();
    await clickButton(page, 'Sign in again');
    expect(await page.getByLabel('Agent ID').inputValue()).toBe('jdoe');
    await page.getByLabel('Password').fill('12345');
    await page.getByLabel('Extension of your phone').fill('2001');
    await page.getByLabel('Extension of your phone').press('Enter');
    await waitForConnected(page);
  });

  it('marks data as stale when the relay stops during a call, and continues with a new relay', async () => {
    const { demo, allowConsoleErrors } = fixture();
    allowConsoleErrors(/WebSocket|ERR_CONNECTION_REFUSED|Failed to load/);
    const page = await openAs(fixture(), 'John Doe');
    await setReady(page);
    const call = await takeCustomerCall(page, demo.cluster);
    await markElement(connectedCard(page));
    const announcements = await recordAnnouncements(page);
    const startRelay = await demo.stopRelay();
    await page.locator('.shell[data-away], .call-card.stale').first().waitFor();
    await announcements.waitFor('The connection is lost. What you see may be out of date.');
    expect(await isMarked(connectedCard(page))).toBe(true);
    await startRelay();
    await waitForConnected(page); // with a new token: the new relay does not know the old one
    await page.locator('.call-card.stale').waitFor({ state: 'detached' });
    await announcements.waitFor('The connection is back.');
    expect(await isMarked(connectedCard(page))).toBe(true);
    await page.keyboard.press('Alt+h');
    await callCard(page, /^On hold: Amelie Brandt/).waitFor();
    await call.hangUp();
    await waitForNoCalls(page);
  });
});

describeInChromium('expired token', () => {
  const fixture = desktopFixture({ tokenSeconds: 10 });

  it('asks for the password when the token expires after a reload, and keeps the page as it is', async () => {
    const { demo, allowConsoleErrors } = fixture();
    allowConsoleErrors(/WebSocket|401/);
    // The call is connected before the sign-in, so that most of the token's lifetime is left for the reload.
    const agent = demo.cluster.master.agent('jdoe');
    const call = await placeCustomerCall(demo.cluster, 'jdoe');
    await agent.setReady().catch(() => {}); // ready already
    await agent.waitForCall();
    await agent.answer();
    const page = await openAs(fixture(), 'John Doe');
    await page.reload();
    await connectedCard(page).waitFor();
    await markElement(connectedCard(page));
    await page.getByRole('textbox', { name: 'Dial' }).fill('4930 900');
    const dialog = page.getByRole('alertdialog', { name: 'Please sign in again' });
    await dialog.waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.getByLabel('Password').fill('wrong');
    await clickButton(page, 'Sign in');
    await dialog.getByText('The agent ID or the password is not right.').waitFor();
    await dialog.getByLabel('Password').fill('12345');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await waitForConnected(page);
    expect(await isMarked(connectedCard(page))).toBe(true);
    expect(await page.getByRole('textbox', { name: 'Dial' }).inputValue()).toBe('4930 900');
    await page.keyboard.press('Alt+h');
    await callCard(page, /^On hold: Amelie Brandt/).waitFor();
    await call.hangUp();
    await waitForNoCalls(page);
  });
});

describeInChromium('replaced session', () => {
  const fixture = desktopFixture({ dedicated: true });

  /** The same agent on another desktop, which is connected to CCX directly. */
  async function connectElsewhere() {
    const [host = '', port] = (fixture().demo.nodes[0] ?? '').split(':');
    const client = createCtiClient({
      transport: tcp(),
      endpoints: [{ host, port: Number(port) }],
      mode: agentMode({ agentId: 'jdoe', extension: '2001', password: '12345' }),
    });
    await client.connect({ timeoutMs: 10_000 });
    return client;
  }

  it('offers a choice and does not reconnect by itself', async () => {
    const page = await openAs(fixture(), 'John Doe');
    await using other = await connectElsewhere();
    await page.getByRole('heading', { name: 'You signed in somewhere else' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.waitForTimeout(2500); // longer than the first reconnect delay of a page
    expect(other.session.getSnapshot().name).toBe('ready');

    await clickButton(page, 'Use this one');
    await waitForConnected(page);
    await expect
      .poll(() => other.session.getSnapshot())
      .toMatchObject({ name: 'closed', reason: 'replaced' });
    await setReady(page);

    await using third = await connectElsewhere();
    await clickButton(page, 'Leave it there');
    await page.getByLabel('Agent ID').waitFor();
    expect(third.session.getSnapshot().name).toBe('ready');
    await signIn(page, 'Anna Smith'); // another user signs in on the same page
  });
});
