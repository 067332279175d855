/** Test fixture: the demo with its page, opened in Chromium. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, inject } from 'vitest';
import { type Demo, type DemoOptions, startDemo } from '../../demo/start/demo.ts';
import { connectChromium, noChromium } from './launch-chromium.ts';

export interface DesktopFixture {
  readonly demo: Demo;
  /** Opens a page in a browser context of its own. Console errors and uncaught errors of the page fail the test. */
  open(
    path?: string,
    options?: BrowserContextOptions,
    prepare?: (page: Page) => Promise<void>,
  ): Promise<Page>;
  /** Allows console errors that match, such as those that Chromium logs when a connection is lost. */
  allowConsoleErrors(pattern: RegExp): void;
}

/** `describe` for tests in Chromium; skipped if it is not installed. */
export function describeInChromium(title: string, tests: () => void): void {
  describe.skipIf(noChromium !== undefined)(`${title} ${noChromium ?? 'in Chromium'}`, tests);
}

/** Starts a demo for the tests of a `describe`. Pages are closed after each test. */
export function desktopFixture(options: Partial<DemoOptions> = {}): () => DesktopFixture {
  let fixture: DesktopFixture | undefined;
  let browser: Browser | undefined;
  let errors: string[] = [];
  let allowed: RegExp[] = [];

  beforeAll(async () => {
    const { page: name = 'desktop' } = options;
    const demo = await startDemo({
      port: 0,
      profile: 'small',
      callsPerHour: 0,
      speed: 1,
      seed: 1,
      ...options,
      page: name,
      builtPage: inject('pages')[name],
    });
    const connected = await connectChromium(inject('chromium'));
    browser = connected;
    fixture = {
      demo,
      async open(path = '', contextOptions = {}, prepare = async () => {}) {
        const context = await connected.newContext({
          locale: 'en-US',
          reducedMotion: 'reduce',
          ...contextOptions,
        });
        const page = await context.newPage();
        page.setDefaultTimeout(20_000);
        page.on('pageerror', (error) => errors.push(error.message));
        page.on('console', (message) => {
          if (message.type() === 'error') errors.push(message.text());
        });
        await prepare(page);
        await page.goto(demo.url + path);
        return page;
      },
      allowConsoleErrors: (pattern) => allowed.push(pattern),
    };
  });

  afterEach(async () => {
    for (const context of browser?.contexts() ?? []) await context.close();
    const unexpected = errors.filter((text) => !allowed.some((pattern) => pattern.test(text)));
    errors = [];
    allowed = [];
    if (unexpected.length > 0) throw new Error(`console errors: ${unexpected.join('\n')}`);
  });

  afterAll(async () => {
    await browser?.close();
    await fixture?.demo.close();
  });

  return () => {
    if (fixture === undefined) throw new Error('the fixture is created in beforeAll');
    return fixture;
  };
}
