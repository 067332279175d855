/** Getting in, staying in, and what stands in the way. */
import type { Page } from 'playwright-core';
import { agentMode, createCtiClient } from 'rxcti';
import { tcp } from 'rxcti/tcp';
import { describe, expect, it } from 'vitest';
import { card, customerCalls, goReady, listen, openAs, press, signIn } from './agent-page.ts';
import { violations } from './axe.ts';
import { noChromium, stageFor } from './desktop-fixture.ts';

/** Answers a call, and marks its card: another element would not have the mark. */
async function takeCall(page: Page): Promise<void> {
  await card(page, /^Ringing: Amelie Brandt/).waitFor();
  await page.keyboard.press('Alt+a');
  const talking = card(page, /^Connected: Amelie Brandt/);
  await talking.waitFor();
  await talking.evaluate((element) => element.setAttribute('data-seen', 'before'));
}

const isSameCard = (page: Page): Promise<string | null> =>
  card(page, /^Connected: Amelie Brandt/).getAttribute('data-seen');
const isConnected = (page: Page): Promise<void> =>
  page.getByRole('banner').getByText('Connected', { exact: true }).waitFor();

describe.skipIf(noChromium !== undefined)(`signing in, in Chromium ${noChromium ?? ''}`, () => {
  const stage = stageFor({});

  it('says that credentials are wrong, and keeps what was typed', async () => {
    const { open, expectComplaints } = stage();
    expectComplaints(/401/);
    const page = await open();
    await page.getByLabel('Agent ID').fill('jdoe');
    await page.getByLabel('Password').fill('54321');
    await page.getByLabel('Extension of your phone').fill('2001');
    await press(page, 'Sign in');
    await page.getByRole('alert').getByText('The agent ID or the password is not right.').waitFor();
    expect(await page.getByLabel('Agent ID').inputValue()).toBe('jdoe');
  });

  it('says why the contact center does not take this phone; nobody types twice what was right', async () => {
    const page = await stage().open();
    await page.getByLabel('Agent ID').fill('jdoe');
    await page.getByLabel('Password').fill('12345');
    await page.getByLabel('Extension of your phone').fill('2002');
    await press(page, 'Sign in');
    await page.getByRole('heading', { name: 'The session has ended' }).waitFor();
    await page
      .getByRole('alert')
      .getByText(/^The server did not open the session: \w.* E_CTI_\w+ \d+$/)
      .waitFor();
    await press(page, 'Sign in again');
    expect(await page.getByLabel('Agent ID').inputValue()).toBe('jdoe');
    await page.getByLabel('Password').fill('12345');
    await page.getByLabel('Extension of your phone').fill('2001');
    await page.getByLabel('Extension of your phone').press('Enter');
    await isConnected(page);
  });

  it('the relay is gone in mid-call: says so, marks what it shows, and goes on with the next relay', async () => {
    const { demo, expectComplaints } = stage();
    expectComplaints(/WebSocket|ERR_CONNECTION_REFUSED|Failed to load/);
    const page = await openAs(stage(), 'John Doe');
    await goReady(page);
    const call = await customerCalls(demo.cluster, 'jdoe');
    await takeCall(page);
    const said = await listen(page);
    const bringBack = await demo.stopRelay();
    await page.locator('.shell[data-away], .call-card.stale').first().waitFor();
    await said.heard('The connection is lost. What you see may be out of date.');
    expect(await isSameCard(page)).toBe('before');
    await bringBack();
    await isConnected(page); // with a new token: the next relay does not know those of the first
    await page.locator('.call-card.stale').waitFor({ state: 'detached' });
    await said.heard('The connection is back.');
    expect(await isSameCard(page)).toBe('before');
    await page.keyboard.press('Alt+h');
    await card(page, /^On hold: Amelie Brandt/).waitFor();
    await call.hangUp();
    await page.getByText('No calls').waitFor();
  });
});

describe.skipIf(noChromium !== undefined)(`a sign-in that ends, in Chromium ${noChromium ?? ''}`, () => {
  const stage = stageFor({ tokenSeconds: 15 });

  it('after a reload the page asks for the password when its token is over, and nothing is lost', async () => {
    const { demo, expectComplaints } = stage();
    expectComplaints(/WebSocket|401/);
    const page = await openAs(stage(), 'John Doe');
    await goReady(page);
    const call = await customerCalls(demo.cluster, 'jdoe');
    await takeCall(page);
    const question = page.getByRole('alertdialog', { name: 'Please sign in again' });
    await page.reload();
    const talking = card(page, /^Connected: Amelie Brandt/);
    await talking.waitFor();
    await talking.evaluate((element) => element.setAttribute('data-seen', 'before'));
    await page.getByRole('textbox', { name: 'Dial' }).fill('4930 900');
    await question.waitFor({ timeout: 60_000 });
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await question.getByLabel('Password').fill('wrong');
    await press(page, 'Sign in');
    await question.getByText('The agent ID or the password is not right.').waitFor();
    await question.getByLabel('Password').fill('12345');
    await page.keyboard.press('Enter');
    await question.waitFor({ state: 'detached' });
    await isConnected(page);
    expect(await isSameCard(page)).toBe('before');
    expect(await page.getByRole('textbox', { name: 'Dial' }).inputValue()).toBe('4930 900');
    await page.keyboard.press('Alt+h');
    await card(page, /^On hold: Amelie Brandt/).waitFor();
    await call.hangUp();
    await page.getByText('No calls').waitFor();
  });
});

describe.skipIf(noChromium !== undefined)(`an agent in two places, in Chromium ${noChromium ?? ''}`, () => {
  const stage = stageFor({ dedicated: true });

  /** The same agent at another desktop, which speaks with CCX itself. */
  async function elsewhere() {
    const [host = '', port] = (stage().demo.nodes[0] ?? '').split(':');
    const client = createCtiClient({
      transport: tcp(),
      endpoints: [{ host, port: Number(port) }],
      mode: agentMode({ agentId: 'jdoe', extension: '2001', password: '12345' }),
    });
    await client.connect({ timeoutMs: 10_000 });
    return client;
  }

  it('lets the agent choose, and neither place fights for the phone', async () => {
    const page = await openAs(stage(), 'John Doe');
    await using other = await elsewhere();
    await page.getByRole('heading', { name: 'You signed in somewhere else' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.waitForTimeout(2500); // longer than a page waits before it tries again
    expect(other.session.getSnapshot().name).toBe('ready');

    await press(page, 'Use this one');
    await isConnected(page);
    await expect
      .poll(() => other.session.getSnapshot())
      .toMatchObject({ name: 'closed', reason: 'replaced' });
    await goReady(page);

    await using third = await elsewhere();
    await press(page, 'Leave it there');
    await page.getByLabel('Agent ID').waitFor();
    expect(third.session.getSnapshot().name).toBe('ready');
    await signIn(page, 'Anna Smith'); // somebody else may sit down here
  });
});
