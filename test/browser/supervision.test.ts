/** What a supervisor does to an agent, and what the agent's own page makes of it. */

import type { CallDriver } from '@rxcti/simulator';
import type { Page } from 'playwright-core';
import { AgentState } from 'rxcti/protocol';
import { describe, expect, it } from 'vitest';
import { card, customerCalls, goReady, press, signIn, state } from './agent-page.ts';
import { noChromium, stageFor } from './desktop-fixture.ts';

describe.skipIf(noChromium !== undefined)(`supervision in Chromium ${noChromium ?? ''}`, () => {
  const stage = stageFor({});

  const truth = () => stage().demo.cluster.master.snapshot();
  const truthOf = (agentId: string) => truth().agents.find((agent) => agent.agentId === agentId);
  const phonesIn = (): string[] =>
    truth()
      .calls.flatMap(({ connections }) => connections.map(({ deviceId }) => deviceId))
      .toSorted();

  /** The agent at his desk, and the supervisor at hers. */
  async function both(): Promise<{ readonly agent: Page; readonly supervisor: Page }> {
    const supervisor = await stage().open('#/supervisor');
    await signIn(supervisor, 'Kiran Patel');
    const agent = await stage().open('#/agent');
    await signIn(agent, 'John Doe');
    await goReady(agent);
    await supervisor.getByRole('row', { name: /^John Doe, Ready$/ }).waitFor();
    return { agent, supervisor };
  }

  async function talking(agent: Page): Promise<CallDriver> {
    const call = await customerCalls(stage().demo.cluster, 'jdoe');
    await card(agent, /^Ringing/).waitFor();
    await agent.keyboard.press('Alt+a');
    await card(agent, /^Connected: Amelie Brandt/).waitFor();
    return call;
  }

  const callRow = (page: Page, name: RegExp) =>
    page.getByRole('grid', { name: 'Calls' }).getByRole('row', { name });

  async function order(supervisor: Page, action: string): Promise<void> {
    await supervisor
      .getByRole('grid', { name: 'Agents' })
      .getByRole('row', { name: /^John Doe/ })
      .click();
    await press(supervisor.getByRole('dialog'), action);
  }

  it('barges in: the agent sees who joined and who left', async () => {
    const { agent, supervisor } = await both();
    const call = await talking(agent);
    await callRow(supervisor, /^Connected, 4930556710, John Doe/)
      .getByRole('button', { name: 'Barge in: John Doe' })
      .click();
    await supervisor.getByText('Your phone 2011 joins. John Doe and the caller hear you').waitFor();
    expect(phonesIn()).toEqual(['2001', '4930556710']);
    await press(supervisor, 'Yes: Barge in');
    await supervisor.getByRole('status').getByText('Barge in: accepted for John Doe').waitFor();
    await card(agent, /^Connected/)
      .getByText('Conference of 3')
      .waitFor();
    expect(phonesIn()).toEqual(['2001', '2011', '4930556710']);
    await callRow(supervisor, /^Connected, 4930556710/)
      .getByRole('button', { name: /^Leave the call/ })
      .click();
    await press(supervisor, 'Yes: Leave the call');
    await card(agent, /^Connected: Amelie Brandt/)
      .getByText('Conference of 3')
      .waitFor({ state: 'detached' });
    expect(phonesIn()).toEqual(['2001', '4930556710']);
    await call.hangUp();
    await agent.getByText('No calls').waitFor();
  });

  it('takes a call over: the agent is out of it and free, the caller goes on', async () => {
    const { agent, supervisor } = await both();
    const call = await talking(agent);
    await callRow(supervisor, /^Connected, 4930556710, John Doe/)
      .getByRole('button', { name: 'Take over: John Doe' })
      .click();
    await supervisor.getByText('Your phone 2011 takes the call, and John Doe leaves it.').waitFor();
    // Said before it is done, and may be left undone.
    await press(supervisor, 'Cancel');
    await supervisor.getByRole('alertdialog').waitFor({ state: 'detached' });
    expect(phonesIn()).toEqual(['2001', '4930556710']);
    await callRow(supervisor, /^Connected, 4930556710, John Doe/)
      .getByRole('button', { name: 'Take over: John Doe' })
      .click();
    await press(supervisor, 'Yes: Take over');
    await callRow(supervisor, /^Connected, 4930556710, Kiran Patel$/).waitFor();
    await agent.getByText('No calls').waitFor();
    await expect.poll(phonesIn).toEqual(['2011', '4930556710']);
    await supervisor.getByRole('row', { name: /^John Doe, (Wrap-up|Ready|Not ready)$/ }).waitFor();
    await call.hangUp();
    await callRow(supervisor, /^Connected/).waitFor({ state: 'detached' });
  });

  it('sets not ready with a reason, and ready again: the agent reads both', async () => {
    const { agent, supervisor } = await both();
    await order(supervisor, 'Set not ready');
    await supervisor
      .getByRole('alertdialog')
      .getByRole('button', { name: /Reason/ })
      .click();
    await supervisor.getByRole('option', { name: 'Training' }).click();
    await press(supervisor, 'Yes: Set not ready');
    await state(agent).getByText('Not ready', { exact: true }).first().waitFor();
    await state(agent).getByText('Training').waitFor();
    await agent
      .getByRole('status')
      .getByText(/Not ready/)
      .waitFor();
    await order(supervisor, 'Set ready');
    await press(supervisor, 'Yes: Set ready');
    await state(agent).getByText('Ready', { exact: true }).first().waitFor();
    expect(truthOf('jdoe')?.state).toBe(AgentState.AGENT_STATE_READY);
  });

  it('logs out by force in mid-call: the agent is told, and may log in again', async () => {
    const { agent, supervisor } = await both();
    await talking(agent);
    await order(supervisor, 'Log out');
    await supervisor.getByText(/John Doe is logged out and has to log in again to work/).waitFor();
    await supervisor.getByText(/The call at 2001 goes on at the phone/).waitFor();
    expect(truthOf('jdoe')?.state).toBe(AgentState.AGENT_STATE_TALKING);
    await press(supervisor, 'Yes: Log out');
    await supervisor.getByRole('row', { name: /^John Doe, Logged out$/ }).waitFor();
    expect(truthOf('jdoe')?.state).toBe(AgentState.AGENT_STATE_LOGOUT);
    await state(agent).getByText('Logged out', { exact: true }).first().waitFor();
    await agent
      .getByRole('status')
      .getByText(/Logged out/)
      .waitFor();
    // Nothing happens by itself: an agent who was logged out is not logged in again by the page.
    await agent.waitForTimeout(1500);
    expect(truthOf('jdoe')?.state).toBe(AgentState.AGENT_STATE_LOGOUT);
    await stage().demo.cluster.master.hangUp('4930556710');
    await press(state(agent), 'Log in');
    await state(agent).getByText('Not ready', { exact: true }).first().waitFor();
    await supervisor.getByRole('row', { name: /^John Doe, Not ready$/ }).waitFor();
  });
});
