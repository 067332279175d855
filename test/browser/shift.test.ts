/** A shift: agent, supervisor and wallboard at their pages, one contact center of two nodes behind them. */
import type { Locator, Page } from 'playwright-core';
import { AgentState } from 'rxcti/protocol';
import { describe, expect, it } from 'vitest';
import { card, customerCalls, goReady, press, signIn, state, stateIs } from './agent-page.ts';
import { noChromium, stageFor } from './desktop-fixture.ts';

describe.skipIf(noChromium !== undefined)(`a shift in Chromium ${noChromium ?? ''}`, () => {
  const stage = stageFor({});

  async function openAs(name: string, path: string): Promise<Page> {
    const page = await stage().open(path);
    await signIn(page, name);
    return page;
  }
  const truth = () => stage().demo.cluster.master.snapshot();
  const truthOf = (agentId: string) => truth().agents.find((agent) => agent.agentId === agentId);
  /** The phones and numbers in all calls that are going on. */
  const parties = (): string[] =>
    truth()
      .calls.flatMap(({ connections }) => connections.map(({ deviceId }) => deviceId))
      .toSorted();
  const row = (page: Page, grid: string, name: RegExp): Locator =>
    page.getByRole('grid', { name: grid }).getByRole('row', { name });
  const tile = (board: Page, label: string) => async (): Promise<string | null> =>
    board
      .locator('.board-tiles .tile', { has: board.getByText(label, { exact: true }) })
      .locator('.tile-number')
      .textContent();
  /** The values on a card: what the call brought along. */
  const shownData = (call: Locator): Promise<string[]> => call.locator('dd').allTextContents();
  /** Agents in a state, counted as the wallboard counts them. */
  const count = (agentState: number): string =>
    String(truth().agents.filter((agent) => agent.state === agentState).length);

  it('sign in, take a queued call, consult, transfer, wrap up; barge in; fail over in mid-call', async () => {
    const { demo, expectComplaints } = stage();
    const { cluster } = demo;
    expectComplaints(/WebSocket/);
    const board = await openAs('Inge Jansen', '#/wallboard');
    const supervisor = await openAs('Kiran Patel', '#/supervisor');
    const agent = await openAs('John Doe', '#/agent');
    await board.getByText('Live', { exact: true }).waitFor();

    // Nobody is free, nor will be by himself: the caller waits, and the wall says so.
    for (const { agentId, state: now } of truth().agents)
      if (now !== AgentState.AGENT_STATE_LOGOUT) await cluster.master.agent(agentId).setNotReady();
    await expect.poll(tile(board, 'Ready')).toBe('0');
    await stateIs(agent, 'Not ready');
    await customerCalls(cluster, 'jdoe');
    await row(board, 'Queues', /^Sales, Waiting: 1$/).waitFor();
    expect(await tile(board, 'Waiting')()).toBe('1');
    await row(supervisor, 'Calls', /^Waiting, 4930556710$/).waitFor();
    await state(agent)
      .getByRole('button', { name: /^Ready/ })
      .click();

    // Takes it.
    await card(agent, /^Ringing: Amelie Brandt/).waitFor();
    await row(board, 'Queues', /^Sales, Waiting: 0$/).waitFor();
    await agent.keyboard.press('Alt+a');
    const talking = card(agent, /^Connected: Amelie Brandt/);
    await talking.waitFor();
    await stateIs(agent, 'Talking');
    const timer = state(agent).locator('.state-timer');
    await expect.poll(() => timer.textContent()).toMatch(/^0:0[1-9]$/);
    expect(await shownData(talking)).toEqual(
      expect.arrayContaining(['Amelie Brandt', 'C-20471', 'Order 88213']),
    );
    await row(supervisor, 'Agents', /^John Doe, Talking$/).waitFor();
    await row(supervisor, 'Calls', /^Connected, 4930556710, John Doe$/).waitFor();
    await expect.poll(tile(board, 'Talking')).toBe('1');
    await board.getByText('1 answered, 0 abandoned').waitFor();

    // Consults, transfers, wraps up.
    await agent.keyboard.press('Alt+c');
    await agent.getByRole('dialog').getByRole('searchbox').fill('Anna Smith');
    await press(agent.getByRole('dialog'), 'Consult');
    await cluster.master.agent('asmith').answer();
    await card(agent, /^Connected: Anna Smith/).waitFor();
    await card(agent, /^On hold: Amelie Brandt/).waitFor();
    await agent.keyboard.press('Alt+t');
    await stateIs(agent, 'Wrap-up');
    await row(supervisor, 'Agents', /^John Doe, Wrap-up$/).waitFor();
    await expect.poll(tile(board, 'Wrap-up')).toBe('1');
    expect(parties()).toEqual(['2002', '4930556710']);
    expect(truth().calls).toMatchObject([{ callVariable1: 'Amelie Brandt', callVariable2: 'C-20471' }]);
    await goReady(agent);
    await cluster.master.hangUp('4930556710');
    await expect.poll(() => truth().calls).toEqual([]);

    // The next caller; the supervisor joins.
    await customerCalls(cluster, 'jdoe');
    await card(agent, /^Ringing: Amelie Brandt/).waitFor();
    await agent.keyboard.press('Alt+a');
    await talking.waitFor();
    const watched = row(supervisor, 'Calls', /^Connected, 4930556710, .*John Doe/);
    await watched.getByRole('button', { name: /^Barge in: / }).click();
    await press(supervisor, 'Yes: Barge in');
    await expect.poll(() => truthOf('kpatel')?.callIds).toHaveLength(1);
    await talking.getByText('Conference of 3').waitFor();
    await talking.getByText('Kiran Patel').waitFor();
    await row(supervisor, 'Calls', /^Connected, 4930556710, .*Kiran Patel/).waitFor();
    const three = ['2001', '2011', '4930556710'];
    expect(parties()).toEqual(three);

    // The node fails over in the middle of it: marked on every page, gone from none.
    const before = await shownData(talking);
    const place = await talking.evaluate((element) => element.getBoundingClientRect().y);
    await talking.evaluate((element) => element.setAttribute('data-seen', 'before'));
    cluster.failover();
    await Promise.all([
      agent.locator('.call-card.stale').waitFor(),
      agent.getByText(/What you see is from/).waitFor(),
      supervisor.locator('.grid-row.stale').first().waitFor(),
      board.getByText(/^Figures of .* old: not connected$/).waitFor(),
    ]);
    expect(await talking.getAttribute('data-seen')).toBe('before');
    expect(await shownData(talking)).toEqual(before);
    await Promise.all([
      agent.locator('.stale').first().waitFor({ state: 'detached' }),
      supervisor.locator('.stale').first().waitFor({ state: 'detached' }),
      board.getByText('Live', { exact: true }).waitFor(),
    ]);
    await agent.getByRole('banner').getByText('Connected', { exact: true }).waitFor();

    // Nothing is lost: the same card at its place, and what it shows is what is true.
    expect(cluster.master).toBe(cluster.b);
    expect(await talking.getAttribute('data-seen')).toBe('before');
    expect(await talking.evaluate((element) => element.getBoundingClientRect().y)).toBe(place);
    expect(parties()).toEqual(three);
    const others = await talking.locator('.party .number').allTextContents();
    expect([...others, '2001'].toSorted()).toEqual(parties());
    const [call] = truth().calls;
    const data = await shownData(talking);
    expect(data).toEqual(before);
    expect(data).toEqual(
      expect.arrayContaining([
        call?.callVariable1,
        call?.callVariable2,
        ...(call?.namedVariables.map(({ value }) => value) ?? ['no call']),
      ]),
    );
    await row(supervisor, 'Agents', /^John Doe, Talking$/).waitFor();
    await expect.poll(tile(board, 'Talking')).toBe(count(AgentState.AGENT_STATE_TALKING));

    // Hangs up and wraps up, through the other node.
    await agent.keyboard.press('Alt+x');
    await stateIs(agent, 'Wrap-up');
    await agent.getByText('No calls').waitFor();
    expect(truthOf('jdoe')?.state).toBe(AgentState.AGENT_STATE_WORK);
    await cluster.master.hangUp('4930556710');
    await expect.poll(() => truth().calls).toEqual([]);
    await goReady(agent);
    await expect.poll(tile(board, 'Ready')).toBe(count(AgentState.AGENT_STATE_READY));
    await board.getByText('2 answered, 0 abandoned').waitFor();
  });
});
