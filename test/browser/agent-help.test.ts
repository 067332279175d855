/** Help requests and emergencies on the pages of agent and supervisor. */

import type { CallDriver } from '@rxcti/simulator';
import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import {
  callCard,
  clickButton,
  openAs,
  recordAnnouncements,
  setReady,
  takeCustomerCall,
  waitForNoCalls,
} from './agent-page.ts';
import { describeInChromium, desktopFixture } from './desktop-fixture.ts';

describeInChromium('supervisor help', () => {
  const fixture = desktopFixture();
  const devicesInCalls = (): string[] =>
    fixture()
      .demo.cluster.master.snapshot()
      .calls.flatMap(({ connections }) => connections.map(({ deviceId }) => deviceId))
      .toSorted();
  const showView = (page: Page, view: string): Promise<void> =>
    page.getByRole('link', { name: view, exact: true }).click();
  const alerts = (page: Page): Locator => page.getByRole('region', { name: 'Alerts' });

  /** An agent in a customer call, and the supervisor in the supervisor view. */
  async function openAgentAndSupervisor(): Promise<{ agent: Page; supervisor: Page; call: CallDriver }> {
    const [supervisor, agent] = await Promise.all([
      openAs(fixture(), 'Kiran Patel'),
      openAs(fixture(), 'John Doe'),
    ]);
    await showView(supervisor, 'Supervisor');
    await setReady(agent);
    const call = await takeCustomerCall(agent, fixture().demo.cluster);
    return { agent, supervisor, call };
  }

  it('handles a help request: alert, consultation, conference; then barge-in', async () => {
    const { agent, supervisor, call } = await openAgentAndSupervisor();
    const announcements = await recordAnnouncements(supervisor);
    await clickButton(callCard(agent, /^Connected/), 'Ask supervisor');
    await callCard(agent, /^On hold: Amelie Brandt/).waitFor();
    await alerts(supervisor).getByRole('button', { name: 'Look: John Doe asks for help' }).waitFor();
    await announcements.waitFor(/John Doe asks for help/);
    await announcements.waitFor(/^Incoming call from John Doe/);

    await showView(supervisor, 'Agent');
    const help = callCard(supervisor, /^Ringing: John Doe/);
    await help.getByText('Call for help').waitFor();
    await help.getByText('C-20471').waitFor(); // the data of the customer call
    await supervisor.keyboard.press('Alt+a');
    await callCard(agent, /^Connected: Kiran Patel/).waitFor();
    await agent.keyboard.press('Alt+j');
    await callCard(agent, /^Connected/)
      .getByText('Conference of 3')
      .waitFor();
    await callCard(supervisor, /^Connected/)
      .getByText('Conference of 3')
      .waitFor();
    expect(devicesInCalls()).toEqual(['2001', '2011', '4930556710']);

    // The supervisor leaves: the call continues and the alert ends.
    await supervisor.keyboard.press('Alt+x');
    await expect.poll(devicesInCalls).toEqual(['2001', '4930556710']);
    await showView(supervisor, 'Supervisor');
    await alerts(supervisor).getByText('over', { exact: true }).waitFor();

    const row = supervisor
      .getByRole('grid', { name: 'Calls' })
      .getByRole('row', { name: /^Connected, .*John Doe/ });
    await row.getByRole('button', { name: /^Barge in: / }).click();
    await clickButton(supervisor, 'Yes: Barge in');
    await callCard(agent, /^Connected/)
      .getByText('Conference of 3')
      .waitFor();
    expect(devicesInCalls()).toEqual(['2001', '2011', '4930556710']);
    await call.hangUp();
    await fixture().demo.cluster.master.agent('kpatel').hangUp();
    await waitForNoCalls(agent);
  });

  it('declares an emergency: alert, call to the supervisor, and return to the customer', async () => {
    const { agent, supervisor, call } = await openAgentAndSupervisor();
    const announcements = await recordAnnouncements(supervisor);
    await callCard(agent, /^Connected/)
      .getByRole('button', { name: 'More' })
      .click();
    await agent.getByRole('menuitem', { name: 'Emergency' }).click();
    await alerts(supervisor).getByRole('button', { name: 'Look: Emergency: John Doe' }).waitFor();
    await announcements.waitFor(/Emergency: John Doe/);
    await showView(supervisor, 'Agent');
    await callCard(supervisor, /^Ringing: John Doe/)
      .getByText('Emergency call')
      .waitFor();
    await supervisor.keyboard.press('Alt+a');
    await callCard(agent, /^Connected: Kiran Patel/).waitFor();
    await agent.keyboard.press('Alt+x');
    // Until then Alt+H applies to the emergency call.
    await callCard(agent, /^Connected: Kiran Patel/).waitFor({ state: 'detached' });
    await callCard(agent, /^On hold: Amelie Brandt/).waitFor();
    await agent.keyboard.press('Alt+h');
    await callCard(agent, /^Connected: Amelie Brandt/).waitFor();

    // Without an available supervisor, the refusal is shown next to the button.
    for (const agentId of ['kpatel', 'lnovak'])
      await fixture()
        .demo.cluster.master.agent(agentId)
        .logout()
        .catch(() => {}); // logged out already
    await clickButton(callCard(agent, /^Connected/), 'Ask supervisor');
    await callCard(agent, /^Connected/)
      .getByRole('alert')
      .getByText(/no supervisor of the team is free.*E_CTI_UNSPECIFIED_FAILURE 17/)
      .waitFor();
    await call.hangUp();
    await waitForNoCalls(agent);
  });
});
