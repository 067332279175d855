import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { routeCallsToDemoAgents } from '../../demo/start/setup.ts';
import { describeInChromium, desktopFixture } from './desktop-fixture.ts';

/** The line counts that docs/react.md states. */
const maxLines = { softphone: 40, wallboard: 30, 'screen-pop': 20 };

it.each(Object.entries(maxLines))('example %s has at most %i lines', (name, max) => {
  const text = readFileSync(`demo/examples/${name}/${name}.tsx`, 'utf8');
  expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(max);
});

it('docs/react.md shows the softphone and the screen-pop unchanged', () => {
  const page = readFileSync('docs/react.md', 'utf8');
  for (const name of ['softphone', 'screen-pop'])
    expect(page).toContain(readFileSync(`demo/examples/${name}/${name}.tsx`, 'utf8'));
});

describeInChromium('examples', () => {
  const fixture = desktopFixture({ page: 'examples' });
  const placeCustomerCall = async () => {
    const { cluster } = fixture().demo;
    await routeCallsToDemoAgents(cluster, 'jdoe');
    const variables = { callVariable2: 'C-20471' };
    return cluster.master.inboundCall({ ani: '4930556710', dnis: '7000', ivrSeconds: 0, variables });
  };

  it('softphone: answers, holds and hangs up a call, and shows a refusal', async () => {
    const page = await fixture().open('softphone/');
    await page.getByRole('heading', { name: 'John is ready' }).waitFor();
    const call = await placeCustomerCall();
    await page.getByText('4930556710 alerting').waitFor();
    await page.getByRole('button', { name: 'answer' }).click();
    await page.getByRole('heading', { name: 'John is talking' }).waitFor();
    await page.getByRole('button', { name: 'hold' }).click();
    await page.getByRole('button', { name: 'retrieve' }).click();
    await page.getByText('4930556710 connected').waitFor();
    await page.getByRole('button', { name: 'clearConnection' }).click();
    await page.getByRole('heading', { name: 'John is work' }).waitFor();
    expect(call.snapshot).toBeUndefined();
    page.once('dialog', (dialog) => void dialog.accept('no number'));
    await page.getByRole('button', { name: 'call' }).click();
    await page.getByRole('button', { name: /^call: MAKE_CALL_REQ/ }).waitFor();
    await page.getByRole('button', { name: 'ready', exact: true }).click();
    await page.getByRole('heading', { name: 'John is ready' }).waitFor();
  });

  it('screen-pop: shows the page of the caller', async () => {
    const page = await fixture().open('screen-pop/');
    await page.getByText('No call').waitFor();
    const call = await placeCustomerCall();
    const frame = page.frameLocator('iframe[title=Customer]');
    await frame.getByText('Here your CRM shows').waitFor();
    expect(await page.locator('iframe').getAttribute('src')).toBe(
      'customer.html?phone=4930556710&account=C-20471',
    );
    await call.hangUp();
    await page.getByText('No call').waitFor();
  });

  it('wallboard: counts waiting calls, and shows the age of stale data', async () => {
    const { demo, open } = fixture();
    const page = await open('wallboard/');
    await page.getByText('Live').waitFor();
    for (const { agentId, state } of demo.cluster.master.snapshot().agents)
      if (state === 3) await demo.cluster.master.agent(agentId).setNotReady();
    await placeCustomerCall();
    await page.getByText(/^Sales: 1 waiting, longest \d+ s, 0 ready$/).waitFor();
    await page.getByText('Support: 0 waiting').waitFor();
    demo.cluster.master.goOffline();
    await page.getByText(/^As of \d+ s ago$/).waitFor();
  });
});
