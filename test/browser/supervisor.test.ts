import type { Page } from 'playwright-core';
import { AgentState } from 'rxcti/protocol';
import { describe, expect, it } from 'vitest';
import { violations } from './axe.ts';
import { noChromium, stageFor } from './chromium.ts';

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
      .demo.centre.master.truth()
      .agents.find((agent) => agent.agentId === agentId);
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
    await stage().demo.centre.master.agent('jdoe').goesReady();
  });

  it('joins a call, leaves it, and offers neither where it cannot be', async () => {
    const { centre } = stage().demo;
    const page = await signedIn();
    const call = await centre.master.inboundCall({ ani: '4930556710', dnis: '7000' });
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
    await call.hangsUp();
  });

  it('alerts once, tells when it is over, and can be told to be quiet', async () => {
    const { centre } = stage().demo;
    const page = await signedIn();
    const alerts = page.getByRole('region', { name: 'Alerts' });
    await alerts.getByText('All is well.').waitFor();
    await centre.master.agent('jdoe').deviceDown();
    await alerts.getByRole('button', { name: 'Look: Out of service: phone 2001 of John Doe' }).waitFor();
    await page.getByRole('status').getByText('Out of service: phone 2001 of John Doe').waitFor();
    expect(await alerts.getByRole('listitem').count()).toBe(1);
    expect(await violations(page)).toEqual([]);
    await centre.master.agent('jdoe').deviceUp();
    await alerts.getByText('over', { exact: true }).waitFor();
    await alerts.getByRole('button', { name: /^Dismiss: / }).click();
    await alerts.getByText('All is well.').waitFor();
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
