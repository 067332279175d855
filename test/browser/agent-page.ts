/** The agent's page as a person uses it. */

import type { CallDriver, Cluster } from '@rxcti/simulator';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { routeCallsToDemoAgents } from '../../demo/start/setup.ts';
import type { Stage } from './desktop-fixture.ts';

/** Chooses one of the ready-made people, and waits until the page is connected. */
export async function signIn(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await page.getByRole('banner').getByText('Connected', { exact: true }).waitFor();
}

/** A page of its own with one of the ready-made people before it. */
export async function openAs(
  stage: Stage,
  name: string,
  options: BrowserContextOptions = {},
  before?: (page: Page) => Promise<void>,
): Promise<Page> {
  const page = await stage.open('', options, before);
  await signIn(page, name);
  return page;
}

export const state = (page: Page): Locator => page.getByRole('region', { name: 'Your state' });

export const card = (page: Page, name: RegExp): Locator => page.getByRole('article', { name });

export const press = (where: Page | Locator, name: string): Promise<void> =>
  where.getByRole('button', { name, exact: true }).click();

/** Waits until the page says that the agent is in this state; its buttons carry the same words. */
export const stateIs = (page: Page, words: string): Promise<void> =>
  state(page).locator('.state-name').getByText(words, { exact: true }).waitFor();

export async function goReady(page: Page): Promise<void> {
  const word = state(page).locator('.state-name');
  const ready = state(page).getByRole('button', { name: /^Ready/ });
  await expect
    .poll(async () => {
      if ((await word.textContent()) !== 'Ready' && (await ready.isEnabled())) await ready.click();
      return word.textContent();
    })
    .toBe('Ready');
}

/** The next caller comes to this agent, as soon as he is ready. */
export async function customerCalls(center: Cluster, agentId: string, dnis = '7000'): Promise<CallDriver> {
  await routeCallsToDemoAgents(center, agentId);
  return center.master.inboundCall({
    ani: '4930556710',
    dnis,
    variables: {
      callVariable1: 'Amelie Brandt',
      callVariable2: 'C-20471',
      namedVariables: { 'user.Topic': 'Order 88213' },
    },
  });
}

/** What screen readers have been told since `listen`, in order. */
export interface Said {
  /** Waits for a sentence. */
  heard(sentence: RegExp | string): Promise<void>;
  all(): Promise<readonly string[]>;
}

/** Writes down what the live regions of a page say. */
export async function listen(page: Page): Promise<Said> {
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    const read = (nodes: Iterable<Node>): void => {
      for (const node of nodes) if (node.textContent) said.push(node.textContent);
    };
    for (const region of document.querySelectorAll('.visually-hidden > [aria-live]')) {
      new MutationObserver((changes) => {
        for (const { addedNodes } of changes) read(addedNodes);
      }).observe(region, { childList: true });
    }
  });
  const all = (): Promise<string[]> => page.evaluate(() => (window as unknown as { said: string[] }).said);
  return {
    all,
    heard: (sentence) =>
      expect
        .poll(all)
        .toContainEqual(
          typeof sentence === 'string' ? sentence : expect.stringMatching(sentence),
        ) as Promise<void>,
  };
}
