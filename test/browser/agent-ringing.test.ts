/** What can be heard, and seen in other windows, while a phone rings; and tones to the other end. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { card, customerCalls, goReady, listen, openAs, press, signIn } from './agent-page.ts';
import { noChromium, stageFor } from './desktop-fixture.ts';

/** Remembers what the page makes sound with; the sound itself is Chromium's own. */
async function keepSounds(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const sounds = { started: 0, open: 0, contexts: [] as AudioContext[] };
    Object.assign(window, { sounds });
    const { connect, disconnect } = AudioNode.prototype;
    AudioNode.prototype.connect = function (this: AudioNode, ...to: unknown[]) {
      if (to[0] instanceof AudioDestinationNode) sounds.open++;
      return connect.apply(this, to as never);
    } as typeof connect;
    AudioNode.prototype.disconnect = function (this: AudioNode, ...from: unknown[]) {
      sounds.open--;
      return disconnect.apply(this, from as never);
    } as typeof disconnect;
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (...at) {
      sounds.started++;
      sounds.contexts = [this.context as AudioContext];
      return start.apply(this, at);
    };
  });
}

interface Sounds {
  readonly started: number;
  /** Ways from notes to the loudspeaker. */
  readonly open: number;
  readonly states: readonly string[];
}

const soundsOf = (page: Page): Promise<Sounds> =>
  page.evaluate(() => {
    const { sounds } = window as unknown as {
      sounds: { started: number; open: number; contexts: AudioContext[] };
    };
    return {
      started: sounds.started,
      open: sounds.open,
      states: sounds.contexts.map(({ state }) => state),
    };
  });

/** Remembers the notices that the page shows, and lets tests say whether the page has the focus. */
async function keepNotices(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shown: { notice: Notification; closed: boolean }[] = [];
    Object.assign(window, { shown, focused: true });
    document.hasFocus = () => (window as unknown as { focused: boolean }).focused;
    const Real = Notification;
    class Watched extends Real {
      constructor(words: string, options?: NotificationOptions) {
        super(words, options);
        shown.push({ notice: this, closed: false });
      }
      override close(): void {
        for (const entry of shown) if (entry.notice === this) entry.closed = true;
        super.close();
      }
    }
    Object.assign(window, { Notification: Watched });
  });
}

const noticesOf = (page: Page): Promise<{ words: string; closed: boolean }[]> =>
  page.evaluate(() =>
    (window as unknown as { shown: { notice: Notification; closed: boolean }[] }).shown.map(
      ({ notice, closed }) => ({ words: notice.title, closed }),
    ),
  );

const setFocus = (page: Page, focused: boolean): Promise<void> =>
  page.evaluate((has) => {
    Object.assign(window, { focused: has });
    window.dispatchEvent(new Event(has ? 'focus' : 'blur'));
  }, focused);

async function allow(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Preferences' }).click();
  await page.getByText(name).click();
  await page.keyboard.press('Escape');
}

describe.skipIf(noChromium !== undefined)(`a phone that rings in Chromium ${noChromium ?? ''}`, () => {
  const stage = stageFor({});
  const calls = () => customerCalls(stage().demo.cluster, 'jdoe');

  it('makes no sound without consent; with it from the first ring until the answer, also after a reload', async () => {
    const page = await openAs(stage(), 'John Doe', {}, keepSounds);
    await goReady(page);
    const quiet = await calls();
    await card(page, /^Ringing/).waitFor();
    expect(await soundsOf(page)).toMatchObject({ started: 0 });
    await quiet.hangUp();
    await page.getByText('No calls').waitFor();

    await allow(page, /^Ring tone/);
    const sample = await soundsOf(page);
    expect(sample).toMatchObject({ started: 4, states: ['running'] });
    await page.reload();
    await page.getByRole('banner').getByText('Connected', { exact: true }).waitFor();
    await page.getByRole('heading', { name: 'No calls' }).click(); // the browser waits for a click
    const call = await calls();
    await card(page, /^Ringing/).waitFor();
    await expect.poll(() => soundsOf(page)).toMatchObject({ open: 1, states: ['running'] });
    expect((await soundsOf(page)).started % 4).toBe(0);
    const { started } = await soundsOf(page);
    await expect.poll(async () => (await soundsOf(page)).started).toBeGreaterThan(started); // it rings again
    await page.keyboard.press('Alt+a');
    await card(page, /^Connected/).waitFor();
    expect(await soundsOf(page)).toMatchObject({ open: 0 }); // notes to come are not heard either
    await call.hangUp();
    await page.getByText('No calls').waitFor();

    // And off again: the choice lasts.
    await allow(page, /^Ring tone/);
    await page.reload();
    const again = await calls();
    await goReady(page);
    await card(page, /^Ringing/).waitFor();
    expect(await soundsOf(page)).toMatchObject({ started: 0 });
    await again.hangUp();
  });

  it('tells the desktop who calls while another window is in front; a click there answers nothing', async () => {
    const options = { permissions: ['notifications'] };
    const page = await openAs(stage(), 'John Doe', options, keepNotices);
    await allow(page, /^Notifications/);
    await goReady(page);
    const seen = await calls();
    await card(page, /^Ringing/).waitFor();
    expect(await noticesOf(page)).toEqual([]); // the page itself shows it
    await seen.hangUp();
    await page.getByText('No calls').waitFor();

    await setFocus(page, false);
    const call = await calls();
    await card(page, /^Ringing/).waitFor();
    const words = 'Incoming call from Amelie Brandt, Sales';
    await expect.poll(() => noticesOf(page)).toEqual([{ words, closed: false }]);
    expect(await page.title()).toBe(`● ${words}`);
    await page.evaluate(() => {
      const [entry] = (window as unknown as { shown: { notice: Notification }[] }).shown;
      entry?.notice.dispatchEvent(new Event('click'));
    });
    expect(call.snapshot?.stage).toBe('ringing');
    await setFocus(page, true);
    expect(await noticesOf(page)).toEqual([{ words, closed: true }]);
    await setFocus(page, false);
    await expect.poll(() => noticesOf(page)).toHaveLength(2);
    await call.hangUp();
    await page.getByText('No calls').waitFor();
    expect((await noticesOf(page)).every(({ closed }) => closed)).toBe(true);
  });

  it('says that the browser forbids notices, and shows none', async () => {
    const page = await openAs(stage(), 'John Doe', { permissions: [] }, async (fresh) => {
      await fresh.addInitScript(() => {
        Notification.requestPermission = async () => 'denied';
      });
    });
    await page.getByRole('button', { name: 'Preferences' }).click();
    await page.getByText(/^Notifications/).click();
    await page.getByText('Your browser does not allow this page notifications.').waitFor();
    expect(await page.getByRole('switch', { name: /Notifications/ }).isChecked()).toBe(false);
  });

  it('tells screen readers each change of a call, two at once too', async () => {
    const page = await openAs(stage(), 'John Doe');
    await goReady(page);
    const said = await listen(page);
    const call = await calls();
    await said.heard('Incoming call from Amelie Brandt, Sales');
    await page.keyboard.press('Alt+a');
    await said.heard('Connected with Amelie Brandt');
    await page.keyboard.press('Alt+h');
    await said.heard('Call with Amelie Brandt is on hold');
    await page.keyboard.press('Alt+h');
    await call.hangUp();
    await said.heard('Call with Amelie Brandt has ended');
    await said.heard(/^You are now (Ready|Wrap-up)$/);
  });

  it('sends tones in the order of the keys, by keyboard and by pointer', async () => {
    const page = await stage().open();
    await signIn(page, 'John Doe');
    await goReady(page);
    const call = await calls();
    await card(page, /^Ringing/).waitFor();
    await page.keyboard.press('Alt+a');
    await card(page, /^Connected/).waitFor();
    await page.keyboard.press('Alt+k');
    const pad = page.getByRole('group', { name: 'Keypad' });
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toBe('Tone 1');
    const tones = (digit: string): Promise<unknown> =>
      stage().demo.cluster.master.waitForSent(
        'SEND_DTMF_SIGNAL_REQ',
        { dtmfString: digit, callId: call.callId },
        { others: 'ignore' },
      );
    await page.keyboard.type('90#');
    await press(pad, 'Tone 5');
    await page.keyboard.type('*');
    // A dialogue goes forward: another order would not be found.
    for (const digit of ['9', '0', '#', '5', '*']) await tones(digit);
    await pad.getByLabel('Tones sent: 90#5*').waitFor();
    await page.keyboard.press('Escape');
    await pad.waitFor({ state: 'detached' });
    await call.hangUp();
    await page.getByText('No calls').waitFor();
  });
});
