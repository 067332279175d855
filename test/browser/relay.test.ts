/** Pages with different rights at one relay: a network interruption, and a relay of a cluster that is killed. */
import { join } from 'node:path';
import { signToken, type TokenContents } from '@rxcti/relay';
import type { Browser, Page } from 'playwright-core';
import type { CtiMessage } from 'rxcti';
import { type PreviewServer, preview } from 'vite';
import { afterAll, afterEach, beforeAll, expect, inject, it } from 'vitest';
import { layCable } from '../integration/cable.ts';
import { allReady, openClusterFixture } from '../integration/cluster-fixture.ts';
import { noNats } from '../integration/nats-server.ts';
import { openRelayFixture, secret, waitUntil } from '../integration/relay-fixture.ts';
import { describeInChromium } from './desktop-fixture.ts';
import { connectChromium } from './launch-chromium.ts';

type Who = Omit<TokenContents, 'secret'>;
const jdoe: Who = { role: 'agent', agentId: 'jdoe' };
/** Supervisor of jdoe's team. */
const kpatel: Who = { role: 'supervisor', agentId: 'kpatel' };

describeInChromium('pages at the relay', () => {
  let browser: Browser;
  let server: PreviewServer;
  let origin: string;
  const opened: { close(): Promise<void> }[] = [];

  beforeAll(async () => {
    server = await preview({
      root: join(import.meta.dirname, 'relay-client-page'),
      logLevel: 'error',
      build: { outDir: inject('pages').relayClient },
      preview: { port: 0, host: '127.0.0.1' },
    });
    origin = new URL(server.resolvedUrls?.local[0] as string).origin;
    browser = await connectChromium(inject('chromium'));
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    for (const each of opened.splice(0).reverse()) await each.close();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function openPage(who: Who, urls: readonly string[]): Promise<Page> {
    const token = await signToken({ secret, ...who });
    const context = await browser.newContext();
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(`${origin}/#${encodeURIComponent(JSON.stringify({ urls, token }))}`);
    await page.locator('#session', { hasText: 'ready' }).waitFor();
    return page;
  }

  /** Events since the session was ready. */
  const eventsOf = (page: Page): Promise<string[]> =>
    page.evaluate(() =>
      (window as unknown as { events: CtiMessage[] }).events.map((event) => JSON.stringify(event)),
    );
  /** Session state changes since the session was ready. */
  const statesOf = (page: Page): Promise<string[]> =>
    page.evaluate(() => (window as unknown as { states: string[] }).states);
  const waitForCall = (page: Page, text: string | RegExp): Promise<void> =>
    page.locator('#calls', { hasText: text }).waitFor();

  it('delivers all events to a page whose network was interrupted', async () => {
    const fixture = await openRelayFixture({
      // Short, so that the interruption is noticed soon.
      relay: { auth: { jwt: { secret }, origins: [origin] }, limits: { pingIntervalMs: 500 } },
    });
    opened.push(fixture);
    const cable = await layCable(fixture.relay.port);
    opened.push(cable);
    const url = (port: number): string => `ws://127.0.0.1:${port}/cti`;
    const agent = await openPage(jdoe, [url(fixture.relay.port)]);
    const supervisor = await openPage(kpatel, [url(cable.port)]);
    // A client with the same rights and an uninterrupted network, for comparison.
    const reference = await fixture.connect(kpatel);
    const expected: string[] = [];
    reference.events$.subscribe((event) => expected.push(JSON.stringify(event)));

    // An agent sees only itself, a supervisor the team.
    expect(await agent.locator('#agents li').allTextContents()).toEqual(['jdoe ready ']);
    expect(await supervisor.locator('#agents li').count()).toBeGreaterThan(3);

    const { simulator } = fixture;
    for (const { agentId, state } of simulator.snapshot().agents)
      if (agentId !== 'jdoe' && state === 3) await simulator.agent(agentId).setNotReady();
    const customer = await simulator.inboundCall({ ani: '5550100', dnis: '7000', ivrSeconds: 0 });
    await waitForCall(agent, '5550100 alerting');
    await waitForCall(supervisor, '5550100 alerting');
    await agent.getByRole('button', { name: 'Answer' }).click();
    await waitForCall(agent, '5550100 connected');
    await waitForCall(supervisor, '5550100 connected');
    await agent.locator('#agents', { hasText: 'jdoe talking' }).waitFor();

    cable.pull();
    const eventsBefore = expected.length;
    await customer.hangUp();
    await waitForCall(agent, /5550100 (cleared|ended)/);
    const colleague = simulator
      .snapshot()
      .agents.find(({ teamId, agentId }) => teamId === 1 && agentId !== 'jdoe');
    const driver = simulator.agent(colleague?.agentId as string);
    for (let round = 0; round < 15; round++) {
      await driver.setReady();
      await driver.setNotReady();
    }
    await waitUntil(() => expect(expected.length).toBeGreaterThan(eventsBefore + 20));
    await waitUntil(() => expect(fixture.relay.sessions).toEqual({ open: 3, connected: 2 }));
    // The page still shows the state before the interruption.
    await waitForCall(supervisor, '5550100 connected');
    cable.plug();
    await waitForCall(supervisor, /5550100 (cleared|ended)/);
    await waitUntil(() => expect(fixture.relay.sessions).toEqual({ open: 3, connected: 3 }), 10_000);

    await waitUntil(async () => {
      const events = await eventsOf(supervisor);
      expect(events.at(-1)).toBe(expected.at(-1));
      // The page was ready before the reference client, so it may have received earlier events.
      expect(events.slice(events.length - expected.length)).toEqual(expected);
    }, 10_000);
    expect(await statesOf(supervisor)).toEqual([]);
    expect(await statesOf(agent)).toEqual([]);
  });

  it.skipIf(noNats !== undefined)(
    `continues at another relay of the cluster when its relay is killed ${noNats ?? ''}`,
    async () => {
      const fixture = await openClusterFixture({ callsPerHour: 0, autoAnswer: false }, { origins: [origin] });
      opened.push(fixture);
      const [leader, second, third] = await fixture.startThree();
      const urls = [leader, second, third].map(({ url }) => url);
      const agent = await openPage(jdoe, urls);
      const supervisor = await openPage(kpatel, urls);
      const { simulator } = fixture;
      for (const { agentId, state } of simulator.snapshot().agents)
        if (agentId !== 'jdoe' && state === 3) await simulator.agent(agentId).setNotReady();
      await simulator.inboundCall({ ani: '5550100', dnis: '7000', ivrSeconds: 0 });
      await waitForCall(agent, '5550100 alerting');
      await agent.getByRole('button', { name: 'Answer' }).click();
      await waitForCall(supervisor, '5550100 connected');

      leader.signal('SIGKILL');
      await leader.exited;
      await allReady([second, third]);
      for (const page of [agent, supervisor]) {
        await page.locator('#session', { hasText: 'ready' }).waitFor();
        await waitForCall(page, '5550100 connected');
      }
      await simulator.hangUp('5550100');
      await waitForCall(agent, /5550100 (cleared|ended)/);
      await waitForCall(supervisor, /5550100 (cleared|ended)/);
    },
  );
});
