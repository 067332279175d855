/** A full shift on three pages: agent, supervisor and wallboard, with a cluster of two nodes. */
import type { Locator, Page } from 'playwright-core';
import { AgentState } from 'rxcti/protocol';
import { expect, it } from 'vitest';
import {
  callCard,
  clickButton,
  isMarked,
  markElement,
  placeCustomerCall,
  setReady,
  signIn,
  stateCard,
  takeCustomerCall,
  waitForConnected,
  waitForNoCalls,
  waitForState,
} from './agent-page.ts';
import { describeInChromium, desktopFixture } from './desktop-fixture.ts';

describeInChromium('full shift', () => {
  const fixture = desktopFixture();

  async function openAs(name: string, path: string): Promise<Page> {
    const page = await fixture().open(path);
    await signIn(page, name);
    return page;
  }
  const snapshot = () => fixture().demo.cluster.master.snapshot();
  const agentSnapshot = (agentId: string) => snapshot().agents.find((agent) => agent.agentId === agentId);
  /** Devices and numbers in all active calls. */
  const devicesInCalls = (): string[] =>
    snapshot()
      .calls.flatMap(({ connections }) => connections.map(({ deviceId }) => deviceId))
      .toSorted();
  const row = (page: Page, grid: string, name: RegExp): Locator =>
    page.getByRole('grid', { name: grid }).getByRole('row', { name });
  const tile = (wallboard: Page, label: string) => async (): Promise<string | null> =>
    wallboard
      .locator('.board-tiles .tile', { has: wallboard.getByText(label, { exact: true }) })
      .locator('.tile-number')
      .textContent();
  const callData = (call: Locator): Promise<string[]> => call.locator('dd').allTextContents();
  const countAgents = (agentState: number): string =>
    String(snapshot().agents.filter((agent) => agent.state === agentState).length);

  it('sign-in, queued call, consultation, transfer, wrap-up, barge-in and a failover during the call', async () => {
    const { demo, allowConsoleErrors } = fixture();
    const { cluster } = demo;
    allowConsoleErrors(/WebSocket/);
    const [wallboard, supervisor, agent] = await Promise.all([
      openAs('Inge Jansen', '#/wallboard'),
      openAs('Kiran Patel', '#/supervisor'),
      openAs('John Doe', '#/agent'),
    ]);
    await wallboard.getByText('Live', { exact: true }).waitFor();

    // No agent is ready: the call waits in the queue.
    for (const { agentId, state } of snapshot().agents)
      if (state !== AgentState.AGENT_STATE_LOGOUT) await cluster.master.agent(agentId).setNotReady();
    await expect.poll(tile(wallboard, 'Ready')).toBe('0');
    await waitForState(agent, 'Not ready');
    await placeCustomerCall(cluster, 'jdoe');
    await row(wallboard, 'Queues', /^Sales, Waiting: 1$/).waitFor();
    await expect.poll(tile(wallboard, 'Waiting')).toBe('1');
    await row(supervisor, 'Calls', /^Waiting, 4930556710$/).waitFor();
    await stateCard(agent)
      .getByRole('button', { name: /^Ready/ })
      .click();

    // The agent answers.
    await callCard(agent, /^Ringing: Amelie Brandt/).waitFor();
    await row(wallboard, 'Queues', /^Sales, Waiting: 0$/).waitFor();
    await agent.keyboard.press('Alt+a');
    const connected = callCard(agent, /^Connected: Amelie Brandt/);
    await connected.waitFor();
    await waitForState(agent, 'Talking');
    const timer = stateCard(agent).locator('.state-timer');
    await expect.poll(() => timer.textContent()).toMatch(/^0:(0[1-9]|[1-5]\d)$/);
    expect(await callData(connected)).toEqual(
      expect.arrayContaining(['Amelie Brandt', 'C-20471', 'Order 88213']),
    );
    await row(supervisor, 'Agents', /^John Doe, Talking$/).waitFor();
    await row(supervisor, 'Calls', /^Connected, 4930556710, John Doe$/).waitFor();
    await expect.poll(tile(wallboard, 'Talking')).toBe('1');
    await wallboard.getByText('1 answered, 0 abandoned').waitFor();

    // Consultation, transfer, wrap-up.
    await agent.keyboard.press('Alt+c');
    await agent.getByRole('dialog').getByRole('searchbox').fill('Anna Smith');
    await clickButton(agent.getByRole('dialog'), 'Consult');
    await cluster.master.agent('asmith').answer();
    await callCard(agent, /^Connected: Anna Smith/).waitFor();
    await callCard(agent, /^On hold: Amelie Brandt/).waitFor();
    await agent.keyboard.press('Alt+t');
    await waitForState(agent, 'Wrap-up');
    await row(supervisor, 'Agents', /^John Doe, Wrap-up$/).waitFor();
    await expect.poll(tile(wallboard, 'Wrap-up')).toBe('1');
    expect(devicesInCalls()).toEqual(['2002', '4930556710']);
    expect(snapshot().calls).toMatchObject([{ callVariable1: 'Amelie Brandt', callVariable2: 'C-20471' }]);
    await setReady(agent);
    await cluster.master.hangUp('4930556710');
    await expect.poll(() => snapshot().calls).toEqual([]);

    // The next call; the supervisor barges in.
    await takeCustomerCall(agent, cluster);
    const callRow = row(supervisor, 'Calls', /^Connected, 4930556710, .*John Doe/);
    await callRow.getByRole('button', { name: /^Barge in: / }).click();
    await clickButton(supervisor, 'Yes: Barge in');
    await expect.poll(() => agentSnapshot('kpatel')?.callIds).toHaveLength(1);
    await connected.getByText('Conference of 3').waitFor();
    await connected.getByText('Kiran Patel').waitFor();
    await row(supervisor, 'Calls', /^Connected, 4930556710, .*Kiran Patel/).waitFor();
    const conference = ['2001', '2011', '4930556710'];
    expect(devicesInCalls()).toEqual(conference);

    // A failover during the call: every page marks its data as stale.
    const dataBefore = await callData(connected);
    const position = await connected.evaluate((element) => element.getBoundingClientRect().y);
    await markElement(connected);
    cluster.failover();
    await Promise.all([
      agent.locator('.call-card.stale').waitFor(),
      agent.getByText(/What you see is from/).waitFor(),
      supervisor.locator('.grid-row.stale').first().waitFor(),
      wallboard.getByText(/^Figures of .* old: not connected$/).waitFor(),
    ]);
    expect(await isMarked(connected)).toBe(true);
    expect(await callData(connected)).toEqual(dataBefore);
    await Promise.all([
      agent.locator('.stale').first().waitFor({ state: 'detached' }),
      supervisor.locator('.stale').first().waitFor({ state: 'detached' }),
      wallboard.getByText('Live', { exact: true }).waitFor(),
    ]);
    await waitForConnected(agent);

    // Same card, same position, and its data match the simulator.
    expect(cluster.master).toBe(cluster.b);
    expect(await isMarked(connected)).toBe(true);
    expect(await connected.evaluate((element) => element.getBoundingClientRect().y)).toBe(position);
    expect(devicesInCalls()).toEqual(conference);
    const others = await connected.locator('.party .number').allTextContents();
    expect([...others, '2001'].toSorted()).toEqual(devicesInCalls());
    const [call] = snapshot().calls;
    const dataAfter = await callData(connected);
    expect(dataAfter).toEqual(dataBefore);
    expect(dataAfter).toEqual(
      expect.arrayContaining([
        call?.callVariable1,
        call?.callVariable2,
        ...(call?.namedVariables.map(({ value }) => value) ?? ['no call']),
      ]),
    );
    await row(supervisor, 'Agents', /^John Doe, Talking$/).waitFor();
    await expect
      .poll(async () => (await tile(wallboard, 'Talking')()) === countAgents(AgentState.AGENT_STATE_TALKING))
      .toBe(true);

    // Hang-up and wrap-up through the other node.
    await agent.keyboard.press('Alt+x');
    await waitForState(agent, 'Wrap-up');
    await waitForNoCalls(agent);
    expect(agentSnapshot('jdoe')?.state).toBe(AgentState.AGENT_STATE_WORK);
    await cluster.master.hangUp('4930556710');
    await expect.poll(() => snapshot().calls).toEqual([]);
    await setReady(agent);
    await expect
      .poll(async () => (await tile(wallboard, 'Ready')()) === countAgents(AgentState.AGENT_STATE_READY))
      .toBe(true);
    await wallboard.getByText('2 answered, 0 abandoned').waitFor();
  });
});
