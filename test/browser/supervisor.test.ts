import type { CallDriver } from '@rxcti/simulator';
import type { Page } from 'playwright-core';
import { AgentState } from 'rxcti/protocol';
import { describe, expect, it } from 'vitest';
import { routeCallsToDemoAgents } from '../../demo/start/setup.ts';
import { violations } from './axe.ts';
import { noChromium, stageFor } from './desktop-fixture.ts';

describe.skipIf(noChromium !== undefined)(`the supervisor's view in Chromium ${noChromium ?? ''}`, () => {
  const stage = stageFor({ page: 'desktop' });

  async function signedIn(options: Parameters<ReturnType<typeof stage>['open']>[1] = {}): Promise<Page> {
    const page = await stage().open('#/supervisor', options);
    await page.getByRole('button', { name: /Kiran Patel/ }).click();
    await page.getByRole('row', { name: /^John Doe/ }).waitFor();
    return page;
  }
  const truthOf = (agentId: string) =>
    stage()
      .demo.cluster.master.snapshot()
      .agents.find((agent) => agent.agentId === agentId);
  const john = () => stage().demo.cluster.master.agent('jdoe');

  /** John Doe is ready, whatever the tests before have done to him, and does from now on what he is told. */
  async function johnIsReady(): Promise<void> {
    await routeCallsToDemoAgents(stage().demo.cluster, 'jdoe');
    if (truthOf('jdoe')?.state === AgentState.AGENT_STATE_LOGOUT) await john().login();
    if (truthOf('jdoe')?.state === AgentState.AGENT_STATE_READY) await john().setNotReady();
    await john().setReady();
  }

  async function johnTalks(page: Page): Promise<CallDriver> {
    const call = await stage().demo.cluster.master.inboundCall({ ani: '4930556710', dnis: '7000' });
    await john().waitForCall({ timeoutMs: 15_000 });
    await john().answer();
    await page.getByRole('row', { name: /^Connected, 4930556710, John Doe/ }).waitFor();
    return call;
  }

  const focused = (page: Page) =>
    page.evaluate(() => document.activeElement?.closest('[role=row]')?.getAttribute('aria-label'));

  it('shows the team: sorted and found by keys alone; no words of WCAG are broken', async () => {
    const page = await signedIn();
    const agents = page.getByRole('grid', { name: 'Agents' });
    const names = async () =>
      (await agents.getByRole('row').all())
        .slice(1)
        .map(async (row) => (await row.getAttribute('aria-label')) ?? '');
    await agents.getByRole('button', { name: 'Agent' }).focus();
    await page.keyboard.press('Enter');
    const upwards = await Promise.all(await names());
    await page.keyboard.press('Enter');
    expect(await Promise.all(await names())).toEqual(upwards.toReversed());
    expect(await agents.getByRole('columnheader', { name: 'Agent' }).getAttribute('aria-sort')).toBe(
      'descending',
    );

    await page.getByRole('searchbox', { name: 'Find a name' }).fill('doe');
    await expect.poll(async () => (await names()).length).toBe(1);
    await page.getByRole('searchbox', { name: 'Find a name' }).fill('');
    await expect.poll(async () => (await names()).length).toBe(upwards.length);

    await agents.getByRole('row').nth(1).focus();
    const first = await focused(page);
    await page.keyboard.press('End');
    await expect.poll(() => focused(page)).not.toBe(first);
    await page.keyboard.press('Home');
    await expect.poll(() => focused(page)).toBe(first);
    expect(await violations(page)).toEqual([]);
  });

  it('sets an agent not ready, with a reason and after saying what happens', async () => {
    const page = await signedIn();
    await page.getByRole('row', { name: /^John Doe, Ready/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Set not ready' }).click();
    const question = page.getByRole('alertdialog');
    await question.getByRole('button', { name: /Reason/ }).click();
    await page.getByRole('option', { name: 'Meeting' }).click();
    await question.getByText('John Doe gets no more calls until ready again. The reason Meeting').waitFor();
    expect(truthOf('jdoe')?.state).toBe(AgentState.AGENT_STATE_READY);
    expect(await violations(page)).toEqual([]);
    await question.getByRole('button', { name: 'Yes: Set not ready' }).click();
    await page.getByRole('row', { name: /^John Doe, Not ready/ }).waitFor();
    expect(truthOf('jdoe')).toMatchObject({ state: AgentState.AGENT_STATE_NOT_READY, reason: 3 });
    await page.getByText('Meeting', { exact: true }).waitFor();
    await stage().demo.cluster.master.agent('jdoe').setReady();
  });

  it('joins a call, leaves it, and offers neither where it cannot be', async () => {
    const { cluster } = stage().demo;
    const page = await signedIn();
    const call = await cluster.master.inboundCall({ ani: '4930556710', dnis: '7000' });
    const row = page
      .getByRole('grid', { name: 'Calls' })
      .getByRole('row', { name: /^Connected, 4930556710, / });
    await row.waitFor({ timeout: 20_000 });
    await row.getByRole('button', { name: /^Barge in: / }).click();
    await page.getByText(/Your phone 2011 joins/).waitFor();
    await page.getByRole('button', { name: 'Yes: Barge in' }).click();
    await expect.poll(() => truthOf('kpatel')?.callIds).toHaveLength(1);
    await row.getByRole('button', { name: /^Leave the call: / }).click();
    expect(await row.getByRole('button', { name: /^Take over: / }).count()).toBe(0);
    await page.getByRole('button', { name: 'Yes: Leave the call' }).click();
    await expect.poll(() => truthOf('kpatel')?.callIds).toHaveLength(0);
    await call.hangUp();
  });

  it('alerts once, tells when it is over, and can be told to be quiet', async () => {
    const { cluster } = stage().demo;
    const page = await signedIn();
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

  it.each([
    { kind: 'assist', asks: 'requestAssistance', words: 'John Doe asks for help' },
    { kind: 'emergency', asks: 'declareEmergency', words: 'Emergency: John Doe' },
  ] as const)(
    '$kind: is on top of the list, said at once, heard, and acknowledged for good',
    async ({ asks, words }) => {
      const { open, demo } = stage();
      const { cluster } = demo;
      await johnIsReady();
      const page = await open('#/supervisor', {}, hears);
      await page.getByRole('button', { name: /Kiran Patel/ }).click();
      await page.getByRole('row', { name: /^John Doe, Ready/ }).waitFor();
      const alerts = page.getByRole('region', { name: 'Alerts' });
      await cluster.master.agent('bwong').setOutOfService();
      await alerts.getByText(/^Out of service/).waitFor();
      expect(await notes(page)).toBe(0);

      const call = await johnTalks(page);
      await john()[asks]();
      await page.getByRole('alert').getByText(words).waitFor();
      expect(await notes(page)).toBeGreaterThan(0);
      const list = alerts.getByRole('listitem');
      expect(await list.count()).toBe(2);
      expect(await list.first().textContent()).toContain(words);
      expect(await violations(page)).toEqual([]);

      // Leads to the agent.
      await alerts.getByRole('button', { name: `Look: ${words}` }).click();
      await page.getByRole('dialog', { name: 'John Doe' }).waitFor();
      await page.keyboard.press('Escape');
      // Acknowledged, it stays away while the call goes on, over several looks.
      await alerts.getByRole('button', { name: `Dismiss: ${words}` }).click();
      await expect.poll(() => list.count()).toBe(1);
      await page.waitForTimeout(2500);
      expect(await list.count()).toBe(1);
      await call.hangUp();
      await cluster.master.hangUp('2001');
      await cluster.master.agent('bwong').setInService();
      await alerts.getByText('over', { exact: true }).waitFor();
    },
  );

  it('marks what is old in a failover; nothing moves, vanishes or is told twice', async () => {
    const { cluster } = stage().demo;
    stage().expectComplaints(/WebSocket/);
    await johnIsReady();
    const page = await signedIn();
    const call = await johnTalks(page);
    const places = () =>
      page
        .locator('.grid-rows [data-key]')
        .evaluateAll((rows) =>
          rows.map((row) => `${row.getAttribute('aria-label')} ${row.getBoundingClientRect().y}`).sort(),
        );
    const before = await places();
    const count = before.length;
    cluster.failover();
    await expect.poll(() => page.locator('.grid-row.stale').count()).toBe(count);
    await page.getByText(/What you see is from/).waitFor();
    // What may not be done is not offered meanwhile.
    expect(await page.getByRole('button', { name: /^Barge in: / }).count()).toBe(0);
    const below = await places();
    expect(below.map((row) => row.replace(/ [\d.]+$/, ''))).toEqual(
      before.map((row) => row.replace(/ [\d.]+$/, '')),
    );
    await page.locator('.grid-row.stale').first().waitFor({ state: 'detached', timeout: 20_000 });
    await page.getByText(/What you see is from/).waitFor({ state: 'detached' });
    expect(await places()).toEqual(before);
    await page.getByRole('button', { name: /^Barge in: John Doe/ }).waitFor();
    await call.hangUp();
  });

  it.each([
    { width: 320, height: 640, colorScheme: 'light' },
    { width: 1440, height: 900, colorScheme: 'dark' },
  ] as const)('fits $width pixels in $colorScheme', async ({ colorScheme, ...viewport }) => {
    const page = await signedIn({ viewport, colorScheme });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      viewport.width,
    );
    expect(await violations(page)).toEqual([]);
  });
});

/** Lets a page make sound, and counts its notes. */
async function hears(page: Page): Promise<void> {
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
