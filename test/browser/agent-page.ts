/** Page helpers: sign-in, the agent view and its announcements. */

import type { CallDriver, Cluster } from '@rxcti/simulator';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { routeCallsToDemoAgents } from '../../demo/start/setup.ts';
import type { DesktopFixture } from './desktop-fixture.ts';

/** Waits until the session is ready. */
export const waitForConnected = (page: Page): Promise<void> =>
  page.getByRole('banner').getByText('Connected', { exact: true }).waitFor();

/** Signs in as a demo user, and waits until the session is ready. */
export async function signIn(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await waitForConnected(page);
}

/** Opens a page and signs in. */
export async function openAs(
  fixture: DesktopFixture,
  name: string,
  options: BrowserContextOptions = {},
  prepare?: (page: Page) => Promise<void>,
): Promise<Page> {
  const page = await fixture.open('', options, prepare);
  await signIn(page, name);
  return page;
}

export const stateCard = (page: Page): Locator => page.getByRole('region', { name: 'Your state' });

export const callCard = (page: Page, name: RegExp): Locator => page.getByRole('article', { name });

export const clickButton = (scope: Page | Locator, name: string): Promise<void> =>
  scope.getByRole('button', { name, exact: true }).click();

/** Waits until the state card shows a state. Its buttons have the same texts. */
export const waitForState = (page: Page, text: string): Promise<void> =>
  stateCard(page).locator('.state-name').getByText(text, { exact: true }).waitFor();

export const waitForNoCalls = (page: Page): Promise<void> => page.getByText('No calls').waitFor();

/** Sets the agent ready, if it is not. */
export async function setReady(page: Page): Promise<void> {
  const state = stateCard(page).locator('.state-name');
  const button = stateCard(page).getByRole('button', { name: /^Ready/ });
  await expect
    .poll(async () => {
      if ((await state.textContent()) !== 'Ready' && (await button.isEnabled())) await button.click();
      return state.textContent();
    })
    .toBe('Ready');
}

/** A customer calls; the call is routed to this agent as soon as the agent is ready. */
export async function placeCustomerCall(
  cluster: Cluster,
  agentId: string,
  dnis = '7000',
): Promise<CallDriver> {
  await routeCallsToDemoAgents(cluster, agentId);
  return cluster.master.inboundCall({
    ani: '4930556710',
    dnis,
    ivrSeconds: 0,
    variables: {
      callVariable1: 'Amelie Brandt',
      callVariable2: 'C-20471',
      namedVariables: { 'user.Topic': 'Order 88213' },
    },
  });
}

/** Places a customer call and answers it on the page. */
export async function takeCustomerCall(page: Page, cluster: Cluster, agentId = 'jdoe'): Promise<CallDriver> {
  const call = await placeCustomerCall(cluster, agentId);
  await callCard(page, /^Ringing: Amelie Brandt/).waitFor();
  await page.keyboard.press('Alt+a');
  await callCard(page, /^Connected: Amelie Brandt/).waitFor();
  return call;
}

/** Marks an element, to find out later whether it was replaced. */
export const markElement = (locator: Locator): Promise<void> =>
  locator.evaluate((element) => element.setAttribute('data-marked', 'true'));

export const isMarked = async (locator: Locator): Promise<boolean> =>
  (await locator.getAttribute('data-marked')) === 'true';

/** Screen reader announcements since `recordAnnouncements`, in order. */
export interface Announcements {
  /** Waits for an announcement. */
  waitFor(text: RegExp | string): Promise<void>;
  all(): Promise<readonly string[]>;
}

/** Records the texts added to the live regions of a page. */
export async function recordAnnouncements(page: Page): Promise<Announcements> {
  await page.evaluate(() => {
    const announcements: string[] = [];
    Object.assign(window, { announcements });
    const read = (nodes: Iterable<Node>): void => {
      for (const node of nodes) if (node.textContent) announcements.push(node.textContent);
    };
    for (const region of document.querySelectorAll('.visually-hidden > [aria-live]')) {
      new MutationObserver((changes) => {
        for (const { addedNodes } of changes) read(addedNodes);
      }).observe(region, { childList: true });
    }
  });
  const all = (): Promise<string[]> =>
    page.evaluate(() => (window as unknown as { announcements: string[] }).announcements);
  return {
    all,
    waitFor: (text) =>
      expect
        .poll(all)
        .toContainEqual(typeof text === 'string' ? text : expect.stringMatching(text)) as Promise<void>,
  };
}
