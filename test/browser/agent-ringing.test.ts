/** Ringtone, desktop notifications, announcements and DTMF tones. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import {
  callCard,
  clickButton,
  openAs,
  placeCustomerCall,
  recordAnnouncements,
  setReady,
  takeCustomerCall,
  waitForConnected,
  waitForNoCalls,
} from './agent-page.ts';
import { describeInChromium, desktopFixture } from './desktop-fixture.ts';

/** Records the Web Audio nodes that the page uses. */
async function recordSounds(page: Page): Promise<void> {
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
  /** Connections to the audio output. */
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

/** Records the notifications of the page, and lets the test control whether the page has the focus. */
async function recordNotifications(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shown: { notification: Notification; closed: boolean }[] = [];
    Object.assign(window, { shown, focused: true });
    document.hasFocus = () => (window as unknown as { focused: boolean }).focused;
    const Original = Notification;
    class Recorded extends Original {
      constructor(title: string, options?: NotificationOptions) {
        super(title, options);
        shown.push({ notification: this, closed: false });
      }
      override close(): void {
        for (const entry of shown) if (entry.notification === this) entry.closed = true;
        super.close();
      }
    }
    Object.assign(window, { Notification: Recorded });
  });
}

const notificationsOf = (page: Page): Promise<{ title: string; closed: boolean }[]> =>
  page.evaluate(() =>
    (window as unknown as { shown: { notification: Notification; closed: boolean }[] }).shown.map(
      ({ notification, closed }) => ({ title: notification.title, closed }),
    ),
  );

const setFocus = (page: Page, focused: boolean): Promise<void> =>
  page.evaluate((has) => {
    Object.assign(window, { focused: has });
    window.dispatchEvent(new Event(has ? 'focus' : 'blur'));
  }, focused);

async function togglePreference(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Preferences' }).click();
  await page.getByText(name).click();
  await page.keyboard.press('Escape');
}

describeInChromium('ringing phone', () => {
  const fixture = desktopFixture();
  const cluster = () => fixture().demo.cluster;
  const placeCall = () => placeCustomerCall(cluster(), 'jdoe');

  it('plays the ringtone only if enabled, until the call is answered, also after a reload', async () => {
    const page = await openAs(fixture(), 'John Doe', {}, recordSounds);
    await setReady(page);
    const silent = await placeCall();
    await callCard(page, /^Ringing/).waitFor();
    expect(await soundsOf(page)).toMatchObject({ started: 0 });
    await silent.hangUp();
    await waitForNoCalls(page);

    await togglePreference(page, /^Ring tone/);
    const sample = await soundsOf(page);
    expect(sample).toMatchObject({ started: 4, states: ['running'] });
    await page.reload();
    await waitForConnected(page);
    await page.getByRole('heading', { name: 'No calls' }).click(); // unlocks audio
    const call = await placeCall();
    await callCard(page, /^Ringing/).waitFor();
    await expect.poll(() => soundsOf(page)).toMatchObject({ open: 1, states: ['running'] });
    expect((await soundsOf(page)).started % 4).toBe(0);
    const { started } = await soundsOf(page);
    await expect.poll(async () => (await soundsOf(page)).started).toBeGreaterThan(started); // the next ring
    await page.keyboard.press('Alt+a');
    await callCard(page, /^Connected/).waitFor();
    expect(await soundsOf(page)).toMatchObject({ open: 0 }); // scheduled notes are silenced too
    await call.hangUp();
    await waitForNoCalls(page);

    // Disabled again, also after a reload.
    await togglePreference(page, /^Ring tone/);
    await page.reload();
    await setReady(page);
    const again = await placeCall();
    await callCard(page, /^Ringing/).waitFor();
    expect(await soundsOf(page)).toMatchObject({ started: 0 });
    await again.hangUp();
  });

  it('shows a notification while the page has no focus; a click on it does not answer the call', async () => {
    const options = { permissions: ['notifications'] };
    const page = await openAs(fixture(), 'John Doe', options, recordNotifications);
    await togglePreference(page, /^Notifications/);
    await setReady(page);
    const visible = await placeCall();
    await callCard(page, /^Ringing/).waitFor();
    expect(await notificationsOf(page)).toEqual([]); // the page has the focus
    await visible.hangUp();
    await waitForNoCalls(page);

    await setFocus(page, false);
    const call = await placeCall();
    await callCard(page, /^Ringing/).waitFor();
    const title = 'Incoming call from Amelie Brandt, Sales';
    await expect.poll(() => notificationsOf(page)).toEqual([{ title, closed: false }]);
    expect(await page.title()).toBe(`● ${title}`);
    await page.evaluate(() => {
      const [entry] = (window as unknown as { shown: { notification: Notification }[] }).shown;
      entry?.notification.dispatchEvent(new Event('click'));
    });
    expect(call.snapshot?.stage).toBe('ringing');
    await setFocus(page, true);
    expect(await notificationsOf(page)).toEqual([{ title, closed: true }]);
    await setFocus(page, false);
    await expect.poll(() => notificationsOf(page)).toHaveLength(2);
    await call.hangUp();
    await waitForNoCalls(page);
    expect((await notificationsOf(page)).every(({ closed }) => closed)).toBe(true);
  });

  it('shows that the browser blocks notifications', async () => {
    const page = await openAs(fixture(), 'John Doe', { permissions: [] }, async (fresh) => {
      await fresh.addInitScript(() => {
        Notification.requestPermission = async () => 'denied';
      });
    });
    await page.getByRole('button', { name: 'Preferences' }).click();
    await page.getByText(/^Notifications/).click();
    await page.getByText('Your browser does not allow this page notifications.').waitFor();
    expect(await page.getByRole('switch', { name: /Notifications/ }).isChecked()).toBe(false);
  });

  it('announces each state change of a call', async () => {
    const page = await openAs(fixture(), 'John Doe');
    await setReady(page);
    const announcements = await recordAnnouncements(page);
    const call = await placeCall();
    await announcements.waitFor('Incoming call from Amelie Brandt, Sales');
    await page.keyboard.press('Alt+a');
    await announcements.waitFor('Connected with Amelie Brandt');
    await page.keyboard.press('Alt+h');
    await announcements.waitFor('Call with Amelie Brandt is on hold');
    await page.keyboard.press('Alt+h');
    await call.hangUp();
    await announcements.waitFor('Call with Amelie Brandt has ended');
    await announcements.waitFor(/^You are now (Ready|Wrap-up)$/);
  });

  it('sends DTMF tones in the order of the keys, by keyboard and by click', async () => {
    const page = await openAs(fixture(), 'John Doe');
    await setReady(page);
    const call = await takeCustomerCall(page, cluster());
    await page.keyboard.press('Alt+k');
    const pad = page.getByRole('group', { name: 'Keypad' });
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toBe('Tone 1');
    const tones = (digit: string): Promise<unknown> =>
      cluster().master.waitForSent(
        'SEND_DTMF_SIGNAL_REQ',
        { dtmfString: digit, callId: call.callId },
        { others: 'ignore' },
      );
    await page.keyboard.type('90#');
    await clickButton(pad, 'Tone 5');
    await page.keyboard.type('*');
    // Expectations are matched in order.
    for (const digit of ['9', '0', '#', '5', '*']) await tones(digit);
    await pad.getByLabel('Tones sent: 90#5*').waitFor();
    await page.keyboard.press('Escape');
    await pad.waitFor({ state: 'detached' });
    await call.hangUp();
    await waitForNoCalls(page);
  });
});
