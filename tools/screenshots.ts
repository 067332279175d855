/**
 * `npm run screenshots`: takes the pictures in docs/screenshots of the demo, in Chromium. `npm run screenshots -- wallboard`
 * takes those whose names begin with `wallboard`.
 */
import { mkdirSync } from 'node:fs';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { type Demo, startDemo } from '../demo/start/demo.ts';
import { routeCallsToDemoAgents } from '../demo/start/setup.ts';

interface Shot {
  readonly name: string;
  /** Name of the demo user who signs in. */
  readonly user: string;
  readonly options: BrowserContextOptions;
  /** Incoming calls besides those of `play`. Default 0. */
  readonly callsPerHour?: number;
  readonly speed?: number;
  /** The page's hash. */
  readonly view?: string;
  readonly play: (page: Page, demo: Demo) => Promise<void>;
}

const wide = { width: 1440, height: 810 };
const phone = { width: 390, height: 844 };

const busy = { callsPerHour: 400, speed: 6 } as const;

/** A view of a busy contact center. */
function busyView(view: string, form: string, user: string, options: BrowserContextOptions): Shot {
  return { name: `${view}-${form}`, user, options, ...busy, view: `/${view}`, play: watch };
}

const shots: readonly Shot[] = [
  { name: 'agent-light', user: 'John Doe', options: { viewport: wide }, play: consult },
  { name: 'agent-dark', user: 'John Doe', options: { viewport: wide, colorScheme: 'dark' }, play: ring },
  { name: 'agent-phone', user: 'John Doe', options: { viewport: phone }, play: talk },
  { name: 'agent-arabic', user: 'John Doe', options: { viewport: wide, locale: 'ar' }, play: talk },
  busyView('supervisor', 'light', 'Lucie Nováková', { viewport: wide }),
  busyView('supervisor', 'dark', 'Lucie Nováková', { viewport: wide, colorScheme: 'dark' }),
  busyView('supervisor', 'phone', 'Lucie Nováková', { viewport: phone }),
  busyView('wallboard', 'light', 'Inge Jansen', { viewport: wide }),
  busyView('wallboard', 'phone', 'Inge Jansen', { viewport: phone }),
  {
    name: 'wallboard-television',
    user: 'Inge Jansen',
    options: { viewport: { width: 3840, height: 2160 }, colorScheme: 'dark' },
    ...busy,
    view: '/wallboard/tv',
    play: watch,
  },
];

const folder = 'docs/screenshots';

async function ring(page: Page, { cluster }: Demo): Promise<void> {
  const ready = page.locator('.state-actions .button').first();
  await page.waitForTimeout(500);
  if (await ready.isEnabled()) await ready.click();
  await routeCallsToDemoAgents(cluster, 'jdoe');
  await cluster.master.inboundCall({
    ani: '4930556710',
    dnis: '7000',
    variables: {
      callVariable1: 'Amelie Brandt',
      callVariable2: 'C-20471',
      namedVariables: { 'user.ServiceLevel': 'Gold', 'user.Topic': 'Order 88213' },
    },
  });
  await page.locator('.call-card[data-state=alerting]').waitFor();
}

async function talk(page: Page, demo: Demo): Promise<void> {
  await ring(page, demo);
  await page.keyboard.press('Alt+a');
  await page.locator('.call-card[data-state=connected]').waitFor();
}

async function consult(page: Page, demo: Demo): Promise<void> {
  await talk(page, demo);
  await page.keyboard.press('Alt+c');
  await page.keyboard.type('translation');
  await page.locator('.dialog .button[data-kind=primary]').click();
  await page.locator('.call-card[data-state=held]').waitFor();
  await page.locator('.call-card[data-state=connected]').waitFor();
}

/** Waits until queues have calls and the charts have data. */
async function watch(page: Page): Promise<void> {
  await page.waitForTimeout(12_000);
}

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--hide-scrollbars'],
});
try {
  const prefixes = process.argv.slice(2);
  const chosen = shots.filter(
    ({ name }) => prefixes.length === 0 || prefixes.some((prefix) => name.startsWith(prefix)),
  );
  for (const { name, user, options, play, callsPerHour = 0, speed = 1, view } of chosen) {
    await using demo = await startDemo({
      port: 0,
      profile: 'small',
      callsPerHour,
      speed,
      seed: 1,
      page: 'desktop',
    });
    const context = await browser.newContext(options);
    const page = await context.newPage();
    await page.goto(demo.url);
    await page.locator('.demo-user', { hasText: user }).click();
    await page.locator('.connection-status.tone-ready').waitFor();
    if (view !== undefined) await page.evaluate((to) => location.assign(`#${to}`), view);
    await play(page, demo);
    await page.mouse.move(0, 0);
    await page.waitForTimeout(2500);
    await page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled' });
    await context.close();
    process.stdout.write(`${folder}/${name}.png\n`);
  }
} finally {
  await browser.close();
}
