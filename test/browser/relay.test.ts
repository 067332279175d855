/**
 * Real browsers at the relay: two with different rights watch the same simulated center; one answers a call and the
 * other sees it; a network is cut for 20 seconds; the relay of both is killed in a cluster of three.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signToken, type TokenContents } from '@rxcti/relay';
import type { Browser, Page } from 'playwright-core';
import type { CtiMessage } from 'rxcti';
import { build, type PreviewServer, preview } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { layCable } from '../integration/cable.ts';
import { allReady, openClusterFixture } from '../integration/cluster-fixture.ts';
import { noNats } from '../integration/nats-server.ts';
import { eventually, openHouse, secret } from '../integration/relay-fixture.ts';
import { launchChromium, noChromium } from './launch.ts';

type Who = Omit<TokenContents, 'secret'>;
const jdoe: Who = { role: 'agent', agentId: 'jdoe' };
/** Supervises the team of jdoe. */
const kpatel: Who = { role: 'supervisor', agentId: 'kpatel' };

describe.skipIf(noChromium !== undefined)(`browsers at the relay ${noChromium ?? ''}`, () => {
  let browser: Browser;
  let server: PreviewServer;
  let origin: string;
  const outDir = mkdtempSync(join(tmpdir(), 'rxcti-watch-page-'));
  const opened: { close(): Promise<void> }[] = [];

  beforeAll(async () => {
    const root = join(import.meta.dirname, 'watch-page');
    await build({ root, logLevel: 'error', build: { outDir, emptyOutDir: true, target: 'es2022' } });
    server = await preview({
      root,
      logLevel: 'error',
      build: { outDir },
      preview: { port: 0, host: '127.0.0.1' },
    });
    origin = new URL(server.resolvedUrls?.local[0] as string).origin;
    browser = await launchChromium();
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    for (const each of opened.splice(0).reverse()) await each.close();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    rmSync(outDir, { recursive: true, force: true });
  });

  async function watch(who: Who, urls: readonly string[]): Promise<Page> {
    const token = await signToken({ secret, ...who });
    const context = await browser.newContext();
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(`${origin}/#${encodeURIComponent(JSON.stringify({ urls, token }))}`);
    await page.locator('#session', { hasText: 'ready' }).waitFor();
    return page;
  }

  const heardBy = (page: Page): Promise<string[]> =>
    page.evaluate(() =>
      (window as unknown as { heard: CtiMessage[] }).heard.map((event) => JSON.stringify(event)),
    );
  const statesOf = (page: Page): Promise<string[]> =>
    page.evaluate(() => (window as unknown as { states: string[] }).states);
  const call = (page: Page, text: string): Promise<void> =>
    page.locator('#calls', { hasText: text }).waitFor();

  it('one answers a call, the other sees it; a network that is cut for 20 seconds leaves no gap', async () => {
    const house = await openHouse({ relay: { auth: { jwt: { secret }, origins: [origin] } } });
    opened.push(house);
    const cable = await layCable(house.relay.port);
    opened.push(cable);
    const url = (port: number): string => `ws://127.0.0.1:${port}/cti`;
    const agent = await watch(jdoe, [url(house.relay.port)]);
    const supervisor = await watch(kpatel, [url(cable.port)]);
    // With the same rights, on a sound network: what the supervisor's page is to hear.
    const steady = await house.enter(kpatel);
    const expected: string[] = [];
    steady.events$.subscribe((event) => expected.push(JSON.stringify(event)));

    // Each sees what is its own.
    expect(await agent.locator('#agents li').allTextContents()).toEqual(['jdoe ready ']);
    expect(await supervisor.locator('#agents li').count()).toBeGreaterThan(3);

    const { simulator } = house;
    for (const { agentId, state } of simulator.snapshot().agents)
      if (agentId !== 'jdoe' && state === 3) await simulator.agent(agentId).setNotReady();
    const customer = await simulator.inboundCall({ ani: '5550100', dnis: '7000' });
    await call(agent, '5550100 alerting');
    await call(supervisor, '5550100 alerting');
    await agent.getByRole('button', { name: 'Answer' }).click();
    await call(agent, '5550100 connected');
    await call(supervisor, '5550100 connected');
    await agent.locator('#agents', { hasText: 'jdoe talking' }).waitFor();

    cable.pull();
    const cutAt = Date.now();
    const duringCut = expected.length;
    await customer.hangUp();
    await call(agent, '5550100 cleared');
    for (let round = 0; Date.now() - cutAt < 20_000; round++) {
      const [next] = simulator
        .snapshot()
        .agents.filter(({ teamId, agentId }) => teamId === 1 && agentId !== 'jdoe');
      const driver = simulator.agent(next?.agentId as string);
      await (round % 2 === 0 ? driver.setReady() : driver.setNotReady());
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    expect(expected.length).toBeGreaterThan(duringCut + 20);
    expect(house.relay.sessions).toEqual({ open: 3, connected: 2 });
    // The page still shows what it knew.
    await call(supervisor, '5550100 connected');
    cable.plug();
    await call(supervisor, '5550100 cleared');
    await eventually(() => expect(house.relay.sessions).toEqual({ open: 3, connected: 3 }), 10_000);

    await eventually(async () => {
      const heard = await heardBy(supervisor);
      expect(heard.at(-1)).toBe(expected.at(-1));
      // The page was ready a moment before the client: it may have heard a little more at the beginning.
      expect(heard.slice(heard.length - expected.length)).toEqual(expected);
    }, 10_000);
    expect(await statesOf(supervisor)).toEqual([]);
    expect(await statesOf(agent)).toEqual([]);
  });

  it.skipIf(noNats !== undefined)(
    `the relay of both is killed in a cluster of three, and both go on ${noNats ?? ''}`,
    async () => {
      const house = await openClusterFixture({ callsPerHour: 0, autoAnswer: false }, { origins: [origin] });
      opened.push(house);
      const [holder, second, third] = await house.startThree();
      const urls = [holder, second, third].map(({ url }) => url);
      const agent = await watch(jdoe, urls);
      const supervisor = await watch(kpatel, urls);
      const { simulator } = house;
      for (const { agentId, state } of simulator.snapshot().agents)
        if (agentId !== 'jdoe' && state === 3) await simulator.agent(agentId).setNotReady();
      await simulator.inboundCall({ ani: '5550100', dnis: '7000' });
      await call(agent, '5550100 alerting');
      await agent.getByRole('button', { name: 'Answer' }).click();
      await call(supervisor, '5550100 connected');

      holder.signal('SIGKILL');
      await holder.exited;
      await allReady([second, third]);
      for (const page of [agent, supervisor]) {
        await page.locator('#session', { hasText: 'ready' }).waitFor();
        await call(page, '5550100 connected');
      }
      await simulator.hangUp('5550100');
      await call(agent, '5550100 cleared');
      await call(supervisor, '5550100 cleared');
    },
  );
});
