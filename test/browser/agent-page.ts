/** The agent's page as a person uses it. */
import type { Locator, Page } from 'playwright-core';
import type { CallDriver, Cluster } from 'rxcti/testing';
import { prefer } from '../../demo/start/setup.ts';

/** Chooses one of the ready-made people, and waits until the page is connected. */
export async function signIn(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await page.getByRole('banner').getByText('Connected', { exact: true }).waitFor();
}

export const state = (page: Page): Locator => page.getByRole('region', { name: 'Your state' });

export const card = (page: Page, name: RegExp): Locator => page.getByRole('article', { name });

export const press = (where: Page | Locator, name: string): Promise<void> =>
  where.getByRole('button', { name, exact: true }).click();

export async function goReady(page: Page): Promise<void> {
  const ready = state(page).getByRole('button', { name: /^Ready/ });
  if (await ready.isEnabled()) await ready.click();
  await state(page).getByText('Ready', { exact: true }).first().waitFor();
}

/** The next caller comes to this agent, as soon as he is ready. */
export async function customerCalls(centre: Cluster, agentId: string, dnis = '7000'): Promise<CallDriver> {
  await prefer(centre, agentId);
  return centre.master.inboundCall({
    ani: '4930556710',
    dnis,
    variables: {
      callVariable1: 'Amelie Brandt',
      callVariable2: 'C-20471',
      namedVariables: { 'user.Topic': 'Order 88213' },
    },
  });
}
