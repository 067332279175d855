/** Agent and supervisor, each at their page: help, and emergencies. */

import type { CallDriver } from '@rxcti/simulator';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { card, customerCalls, goReady, listen, openAs, press } from './agent-page.ts';
import { noChromium, stageFor } from './desktop-fixture.ts';

describe.skipIf(noChromium !== undefined)(`help from a supervisor in Chromium ${noChromium ?? ''}`, () => {
  const stage = stageFor({});
  const parties = (): string[] =>
    stage()
      .demo.cluster.master.snapshot()
      .calls.flatMap(({ connections }) => connections.map(({ deviceId }) => deviceId))
      .toSorted();
  const show = (page: Page, view: string): Promise<void> =>
    page.getByRole('link', { name: view, exact: true }).click();
  const alerts = (page: Page): Locator => page.getByRole('region', { name: 'Alerts' });

  /** John Doe talks with a customer; his supervisor looks at the team. */
  async function talking(): Promise<{ agent: Page; supervisor: Page; call: CallDriver }> {
    const supervisor = await openAs(stage(), 'Kiran Patel');
    await show(supervisor, 'Supervisor');
    const agent = await openAs(stage(), 'John Doe');
    await goReady(agent);
    const call = await customerCalls(stage().demo.cluster, 'jdoe');
    await card(agent, /^Ringing/).waitFor();
    await agent.keyboard.press('Alt+a');
    await card(agent, /^Connected: Amelie Brandt/).waitFor();
    return { agent, supervisor, call };
  }

  it('asks for help: alert and ring at the supervisor’s page, talk, join all; later she barges in', async () => {
    const { agent, supervisor, call } = await talking();
    const said = await listen(supervisor);
    await press(card(agent, /^Connected/), 'Ask supervisor');
    await card(agent, /^On hold: Amelie Brandt/).waitFor();
    await alerts(supervisor).getByRole('button', { name: 'Look: John Doe asks for help' }).waitFor();
    await said.heard(/John Doe asks for help/);
    await said.heard(/^Incoming call from John Doe/);

    await show(supervisor, 'Agent');
    const help = card(supervisor, /^Ringing: John Doe/);
    await help.getByText('Call for help').waitFor();
    await help.getByText('C-20471').waitFor(); // she sees what it is about
    await supervisor.keyboard.press('Alt+a');
    await card(agent, /^Connected: Kiran Patel/).waitFor();
    await agent.keyboard.press('Alt+j');
    const three = card(agent, /^Connected/);
    await three.getByText('Conference of 3').waitFor();
    await card(supervisor, /^Connected/)
      .getByText('Conference of 3')
      .waitFor();
    expect(parties()).toEqual(['2001', '2011', '4930556710']);

    // She leaves; the two go on, and the alert is over.
    await supervisor.keyboard.press('Alt+x');
    await expect.poll(parties).toEqual(['2001', '4930556710']);
    await show(supervisor, 'Supervisor');
    await alerts(supervisor).getByText('over', { exact: true }).waitFor();

    const row = supervisor
      .getByRole('grid', { name: 'Calls' })
      .getByRole('row', { name: /^Connected, .*John Doe/ });
    await row.getByRole('button', { name: /^Barge in: / }).click();
    await press(supervisor, 'Yes: Barge in');
    await card(agent, /^Connected/)
      .getByText('Conference of 3')
      .waitFor();
    expect(parties()).toEqual(['2001', '2011', '4930556710']);
    await call.hangUp();
    await stage().demo.cluster.master.agent('kpatel').hangUp();
    await agent.getByText('No calls').waitFor();
  });

  it('declares an emergency: the gravest alert at once, and the supervisor’s phone rings', async () => {
    const { agent, supervisor, call } = await talking();
    const said = await listen(supervisor);
    await card(agent, /^Connected/)
      .getByRole('button', { name: 'More' })
      .click();
    await agent.getByRole('menuitem', { name: 'Emergency' }).click();
    await alerts(supervisor).getByRole('button', { name: 'Look: Emergency: John Doe' }).waitFor();
    await said.heard(/Emergency: John Doe/);
    await show(supervisor, 'Agent');
    await card(supervisor, /^Ringing: John Doe/)
      .getByText('Emergency call')
      .waitFor();
    await supervisor.keyboard.press('Alt+a');
    await card(agent, /^Connected: Kiran Patel/).waitFor();
    await agent.keyboard.press('Alt+x');
    // Until then Alt+H is the emergency call's.
    await card(agent, /^Connected: Kiran Patel/).waitFor({ state: 'detached' });
    await card(agent, /^On hold: Amelie Brandt/).waitFor();
    await agent.keyboard.press('Alt+h');
    await card(agent, /^Connected: Amelie Brandt/).waitFor();
    await call.hangUp();
    await agent.getByText('No calls').waitFor();
  });

  it('says beside the button that no supervisor is free', async () => {
    const { agent, call } = await talking();
    for (const one of ['kpatel', 'lnovak'])
      await stage()
        .demo.cluster.master.agent(one)
        .logout()
        .catch(() => {});
    await press(card(agent, /^Connected/), 'Ask supervisor');
    await card(agent, /^Connected/)
      .getByRole('alert')
      .getByText(/no supervisor of the team is free.*E_CTI_UNSPECIFIED_FAILURE 17/)
      .waitFor();
    await call.hangUp();
    await agent.getByText('No calls').waitFor();
  });
});
