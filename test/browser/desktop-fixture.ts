/** A real Chromium, and the demo that the tests open in it. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type Demo, type DemoOptions, startDemo } from '../../demo/start/demo.ts';
import { launchChromium, noChromium } from './launch.ts';

export { noChromium };

export interface Stage {
  readonly demo: Demo;
  /** A page of its own, in a browser profile of its own. What it complains of fails the test. */
  open(path?: string, options?: BrowserContextOptions, before?: (page: Page) => Promise<void>): Promise<Page>;
  /** What pages complain of although all is well: a lost connection is written to the console by the browser. */
  expectComplaints(pattern: RegExp): void;
}

/** Opens the demo and a browser for the tests of a file; each test's pages are closed after it. */
export function stageFor(options: Partial<DemoOptions>): () => Stage {
  let stage: Stage | undefined;
  let browser: Browser | undefined;
  let complaints: string[] = [];
  let expected: RegExp[] = [];

  beforeAll(async () => {
    const demo = await startDemo({
      port: 0,
      profile: 'small',
      callsPerHour: 0,
      speed: 1,
      seed: 1,
      page: 'desktop',
      ...options,
    });
    const launched = await launchChromium();
    browser = launched;
    stage = {
      demo,
      async open(path = '', contextOptions = {}, before = async () => {}) {
        const context = await launched.newContext({ locale: 'en-US', ...contextOptions });
        const page = await context.newPage();
        page.setDefaultTimeout(20_000);
        page.on('pageerror', (error) => complaints.push(error.message));
        page.on('console', (message) => {
          if (message.type() === 'error') complaints.push(message.text());
        });
        await before(page);
        await page.goto(demo.url + path);
        return page;
      },
      expectComplaints: (pattern) => expected.push(pattern),
    };
  });

  afterEach(async () => {
    for (const context of browser?.contexts() ?? []) await context.close();
    const unexpected = complaints.filter((text) => !expected.some((pattern) => pattern.test(text)));
    complaints = [];
    expected = [];
    if (unexpected.length > 0) throw new Error(`the page complained: ${unexpected.join('\n')}`);
  });

  afterAll(async () => {
    await browser?.close();
    await stage?.demo.close();
  });

  return () => {
    if (stage === undefined) throw new Error('the stage is set up in beforeAll');
    return stage;
  };
}
