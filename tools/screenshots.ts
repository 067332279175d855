/**
 * `npm run screenshots`: takes the pictures of the desktop that the README shows, in Chromium, of the demo itself;
 * `npm run screenshots -- wallboard` those whose names begin so.
 */
import { mkdirSync } from 'node:fs';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { type Demo, openDemo } from '../demo/start/demo.ts';
import { prefer } from '../demo/start/setup.ts';

interface Shot {
  readonly name: string;
  /** Who sits before it, by name. */
  readonly person: string;
  readonly options: BrowserContextOptions;
  /** Customers' calls; 0 (none but those that the play makes) unless given. */
  readonly callsPerHour?: number;
  readonly speed?: number;
  /** What to show of the page, behind `#`. */
  readonly view?: string;
  readonly play: (page: Page, demo: Demo) => Promise<void>;
}

const wide = { width: 1440, height: 810 };
const phone = { width: 390, height: 844 };

const busy = { callsPerHour: 400, speed: 6 } as const;

/** A view of a center at work. */
function lively(view: string, form: string, person: string, options: BrowserContextOptions): Shot {
  return { name: `${view}-${form}`, person, options, ...busy, view: `/${view}`, play: watch };
}

const shots: readonly Shot[] = [
  { name: 'agent-light', person: 'John Doe', options: { viewport: wide }, play: consult },
  { name: 'agent-dark', person: 'John Doe', options: { viewport: wide, colorScheme: 'dark' }, play: ring },
  { name: 'agent-phone', person: 'John Doe', options: { viewport: phone }, play: talk },
  { name: 'agent-arabic', person: 'John Doe', options: { viewport: wide, locale: 'ar' }, play: talk },
  lively('supervisor', 'light', 'Lucie Nováková', { viewport: wide }),
  lively('supervisor', 'dark', 'Lucie Nováková', { viewport: wide, colorScheme: 'dark' }),
  lively('supervisor', 'phone', 'Lucie Nováková', { viewport: phone }),
  lively('wallboard', 'light', 'Inge Jansen', { viewport: wide }),
  lively('wallboard', 'phone', 'Inge Jansen', { viewport: phone }),
  {
    name: 'wallboard-television',
    person: 'Inge Jansen',
    options: { viewport: { width: 3840, height: 2160 }, colorScheme: 'dark' },
    ...busy,
    view: '/wallboard/tv',
    play: watch,
  },
];

const folder = 'docs/screenshots';

async function ring(page: Page, { center }: Demo): Promise<void> {
  const ready = page.locator('.state-actions .button').first();
  await page.waitForTimeout(500);
  if (await ready.isEnabled()) await ready.click();
  await prefer(center, 'jdoe');
  await center.master.inboundCall({
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

/** Long enough for the center to fill and the charts to begin. */
async function watch(page: Page): Promise<void> {
  await page.waitForTimeout(12_000);
}

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--hide-scrollbars'],
});
try {
  const wanted = process.argv.slice(2);
  const chosen = shots.filter(
    ({ name }) => wanted.length === 0 || wanted.some((one) => name.startsWith(one)),
  );
  for (const { name, person, options, play, callsPerHour = 0, speed = 1, view } of chosen) {
    await using demo = await openDemo({
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
    await page.locator('.person', { hasText: person }).click();
    await page.locator('.top-light.tone-ready').waitFor();
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
