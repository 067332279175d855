/** The desktop's views in Chromium, with a full CCX behind the relay. Prints a table. */
import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { bridgeMode, createCtiClient } from 'rxcti';
import { tcp } from 'rxcti/tcp';

/** The busy hour of the largest CCX at a speed that gives 500 events per second. */
const speed = 16;
const seconds = Number(process.argv[2] ?? 60);
const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

interface CenterAddress {
  readonly url: string;
  readonly nodes: readonly string[];
}

interface PageCounters {
  readonly counts: Readonly<
    Record<'commits' | 'rowRenders' | 'unnecessary' | 'visibleRows' | 'mounts', number>
  >;
  readonly longTasks: readonly number[];
  readonly latencies: readonly number[];
  readonly bytes: number;
  readonly frames: number;
}

interface Measured extends PageCounters {
  readonly view: string;
  readonly eventsPerSecond: number;
  /** Shares of the main thread's time. */
  readonly busy: number;
  readonly scripting: number;
  readonly layout: number;
}

const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium'].find(
  (place) => place !== undefined && existsSync(place),
);
if (executablePath === undefined) {
  process.stderr.write('Chromium is not installed (Debian: apt-get install chromium): skipped.\n');
  process.exit(0);
}

const center: ChildProcess = fork(here('center.ts'), [String(speed)], { execArgv: ['--import', 'tsx'] });
const { url, nodes } = await new Promise<CenterAddress>((resolve, reject) => {
  center
    .once('message', (message) => resolve(message as CenterAddress))
    .once('exit', () => reject(new Error('the contact center did not start')));
});

// A second client counts the CTI events.
let events = 0;
const [host = '', port = ''] = (nodes[0] ?? '').split(':');
const counter = createCtiClient({
  transport: tcp(),
  endpoints: [{ host, port: Number(port) }],
  mode: bridgeMode({ clientId: 'counter' }),
});
await counter.connect();
counter.events$.subscribe(() => events++);

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  const rows = [
    await measure(browser, 'supervisor', 'hsilva'),
    await measure(browser, 'wallboard', 'ijansen'),
  ];
  const load = `${(loadavg()[0] ?? 0).toFixed(1)} on ${availableParallelism()} cores`;
  process.stdout.write(`${tableOf(rows)}\n\nLoad average at the end: ${load}.\n`);
} finally {
  await browser.close();
  await counter.close();
  center.kill();
}

async function measure(from: Browser, view: string, person: string): Promise<Measured> {
  const page = await (await from.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.addInitScript({ content: readFileSync(here('probe.js'), 'utf8') });
  await page.goto(`${url}#/${view}`);
  await page.locator('.demo-user').filter({ hasText: person }).click();
  await page.locator('.connection-status.tone-ready').waitFor({ timeout: 180_000 });
  await page.locator('.grid-rows [data-key]').first().waitFor();
  await page.waitForTimeout(10_000);
  const session = await page.context().newCDPSession(page);
  // Thread time, because other processes share the machine.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const readMetrics = async (): Promise<Readonly<Record<string, number>>> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
  await inPage(page, 'probe.reset()');
  const before = await readMetrics();
  const eventsBefore = events;
  const startedAt = performance.now();
  await page.waitForTimeout(seconds * 1000);
  const after = await readMetrics();
  const elapsed = (performance.now() - startedAt) / 1000;
  const counters = (await inPage(page, 'probe.read()')) as PageCounters;
  await page.context().close();
  const share = (name: string): number => ((after[name] ?? 0) - (before[name] ?? 0)) / elapsed;
  return {
    ...counters,
    view,
    eventsPerSecond: (events - eventsBefore) / elapsed,
    busy: share('TaskDuration'),
    scripting: share('ScriptDuration'),
    layout: share('LayoutDuration') + share('RecalcStyleDuration'),
  };
}

function inPage(page: Page, code: string): Promise<unknown> {
  return page.evaluate(code);
}

function tableOf(rows: readonly Measured[]): string {
  const percentile = (numbers: readonly number[], share: number): string => {
    const sorted = [...numbers].sort((one, other) => one - other);
    return sorted.length === 0
      ? '–'
      : `${Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0)} ms`;
  };
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  const line = (title: string, goal: string, show: (row: Measured) => string | number): string =>
    `| ${title} | ${rows.map(show).join(' | ')} | ${goal} |`;
  return [
    `| | ${rows.map(({ view }) => view).join(' | ')} | goal |`,
    `|---|${rows.map(() => '--:|').join('')}--:|`,
    line('events per second', '500', ({ eventsPerSecond }) => Math.round(eventsPerSecond)),
    line('main thread busy', 'below 30 %', ({ busy }) => percent(busy)),
    line('of this, scripting', '', ({ scripting }) => percent(scripting)),
    line('of this, style and layout', '', ({ layout }) => percent(layout)),
    line('tasks longer than 50 ms', '0', ({ longTasks }) => longTasks.length),
    line('longest of these', '', ({ longTasks }) => percentile(longTasks, 1)),
    line('time from bytes to painted row, median', '', ({ latencies }) => percentile(latencies, 0.5)),
    line('time from bytes to painted row, 95th percentile', '', ({ latencies }) =>
      percentile(latencies, 0.95),
    ),
    line('rows rendered', '', ({ counts }) => counts.rowRenders),
    line('of these, unnecessary', '0', ({ counts }) => counts.unnecessary),
    line('if all visible rows rendered each time', '', ({ counts }) => counts.visibleRows),
  ].join('\n');
}
