/** Supervisor actions, and their effect on the agent's page. */
import type { Page } from 'playwright-core';
import { AgentState } from 'rxcti/protocol';
import { expect, it } from 'vitest';
import {
  callCard,
  clickButton,
  setReady,
  signIn,
  stateCard,
  takeCustomerCall,
  waitForNoCalls,
  waitForState,
} from './agent-page.ts';
import { violations } from './axe.ts';
import { describeInChromium, desktopFixture } from './desktop-fixture.ts';

describeInChromium('supervision', () => {
  const fixture = desktopFixture();

  const snapshot = () => fixture().demo.cluster.master.snapshot();
  const agentSnapshot = (agentId: string) => snapshot().agents.find((agent) => agent.agentId === agentId);
  const devicesInCalls = (): string[] =>
    snapshot()
      .calls.flatMap(({ connections }) => connections.map(({ deviceId }) => deviceId))
      .toSorted();

  async function openAgentAndSupervisor(): Promise<{ readonly agent: Page; readonly supervisor: Page }> {
    const [agent, supervisor] = await Promise.all([
      fixture().open('#/agent'),
      fixture().open('#/supervisor'),
    ]);
    await Promise.all([signIn(agent, 'John Doe'), signIn(supervisor, 'Kiran Patel')]);
    await setReady(agent);
    await supervisor.getByRole('row', { name: /^John Doe, Ready$/ }).waitFor();
    return { agent, supervisor };
  }

  const callRow = (page: Page, name: RegExp) =>
    page.getByRole('grid', { name: 'Calls' }).getByRole('row', { name });
  const agentRow = (page: Page) =>
    page.getByRole('grid', { name: 'Agents' }).getByRole('row', { name: /^John Doe/ });

  /** Opens the agent dialog and chooses an action. */
  async function chooseAction(supervisor: Page, action: string): Promise<void> {
    await agentRow(supervisor).focus();
    await supervisor.keyboard.press('Enter');
    await clickButton(supervisor.getByRole('dialog'), action);
  }

  it('barges in, leaves, then takes the call over, each after a confirmation', async () => {
    const { agent, supervisor } = await openAgentAndSupervisor();
    const call = await takeCustomerCall(agent, fixture().demo.cluster);
    const row = callRow(supervisor, /^Connected, 4930556710, .*John Doe/);
    await row.getByRole('button', { name: 'Barge in: John Doe' }).click();
    await supervisor.getByText('Your phone 2011 joins. John Doe and the caller hear you').waitFor();
    expect(devicesInCalls()).toEqual(['2001', '4930556710']);
    await clickButton(supervisor, 'Yes: Barge in');
    await supervisor.getByRole('status').getByText('Barge in: accepted for John Doe').waitFor();
    await callCard(agent, /^Connected/)
      .getByText('Conference of 3')
      .waitFor();
    expect(devicesInCalls()).toEqual(['2001', '2011', '4930556710']);
    const leave = callRow(supervisor, /^Connected, 4930556710/).getByRole('button', {
      name: /^Leave the call/,
    });
    await leave.waitFor();
    // A supervisor in the call cannot take it over.
    expect(await row.getByRole('button', { name: /^Take over: / }).count()).toBe(0);
    await leave.click();
    await clickButton(supervisor, 'Yes: Leave the call');
    await callCard(agent, /^Connected: Amelie Brandt/)
      .getByText('Conference of 3')
      .waitFor({ state: 'detached' });
    expect(devicesInCalls()).toEqual(['2001', '4930556710']);

    // Canceled in the confirmation dialog.
    const takeOver = row.getByRole('button', { name: 'Take over: John Doe' });
    await takeOver.click();
    await supervisor.getByText('Your phone 2011 takes the call, and John Doe leaves it.').waitFor();
    await clickButton(supervisor, 'Cancel');
    await supervisor.getByRole('alertdialog').waitFor({ state: 'detached' });
    expect(devicesInCalls()).toEqual(['2001', '4930556710']);
    await takeOver.click();
    await clickButton(supervisor, 'Yes: Take over');
    await callRow(supervisor, /^Connected, 4930556710, Kiran Patel$/).waitFor();
    await waitForNoCalls(agent);
    await expect.poll(devicesInCalls).toEqual(['2011', '4930556710']);
    await supervisor.getByRole('row', { name: /^John Doe, (Wrap-up|Ready|Not ready)$/ }).waitFor();
    await call.hangUp();
    await callRow(supervisor, /^Connected/).waitFor({ state: 'detached' });
  });

  it('sets an agent not ready with a reason, ready, and logs the agent out during a call', async () => {
    const { agent, supervisor } = await openAgentAndSupervisor();
    await chooseAction(supervisor, 'Set not ready');
    const dialog = supervisor.getByRole('alertdialog');
    await dialog.getByRole('button', { name: /Reason/ }).click();
    await supervisor.getByRole('option', { name: 'Training' }).click();
    await dialog.getByText('John Doe gets no more calls until ready again. The reason Training').waitFor();
    expect(agentSnapshot('jdoe')?.state).toBe(AgentState.AGENT_STATE_READY);
    expect(await violations(supervisor)).toEqual([]);
    await clickButton(supervisor, 'Yes: Set not ready');
    await waitForState(agent, 'Not ready');
    await stateCard(agent).getByText('Training').waitFor();
    await agent
      .getByRole('status')
      .getByText(/Not ready/)
      .waitFor();
    expect(agentSnapshot('jdoe')).toMatchObject({ state: AgentState.AGENT_STATE_NOT_READY, reason: 4 });
    await supervisor.getByText('Training', { exact: true }).waitFor();
    await chooseAction(supervisor, 'Set ready');
    await clickButton(supervisor, 'Yes: Set ready');
    await waitForState(agent, 'Ready');
    expect(agentSnapshot('jdoe')?.state).toBe(AgentState.AGENT_STATE_READY);

    await takeCustomerCall(agent, fixture().demo.cluster);
    await supervisor.getByRole('row', { name: /^John Doe, Talking$/ }).waitFor();
    await chooseAction(supervisor, 'Log out');
    await supervisor.getByText(/John Doe is logged out and has to log in again to work/).waitFor();
    await supervisor.getByText(/The call at 2001 goes on at the phone/).waitFor();
    expect(agentSnapshot('jdoe')?.state).toBe(AgentState.AGENT_STATE_TALKING);
    await clickButton(supervisor, 'Yes: Log out');
    await supervisor.getByRole('row', { name: /^John Doe, Logged out$/ }).waitFor();
    expect(agentSnapshot('jdoe')?.state).toBe(AgentState.AGENT_STATE_LOGOUT);
    await waitForState(agent, 'Logged out');
    await agent
      .getByRole('status')
      .getByText(/Logged out/)
      .waitFor();
    // The page does not log the agent in by itself: its login at sign-in is sent in the render that shows the state.
    await agent.waitForTimeout(500);
    expect(agentSnapshot('jdoe')?.state).toBe(AgentState.AGENT_STATE_LOGOUT);
    await fixture().demo.cluster.master.hangUp('4930556710');
    await clickButton(stateCard(agent), 'Log in');
    await waitForState(agent, 'Not ready');
    await supervisor.getByRole('row', { name: /^John Doe, Not ready$/ }).waitFor();
  });
});
