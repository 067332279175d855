/** A full CCX on one page in real Chromium: what renders, how busy the page is, how long bytes take to be seen. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRelay, signToken } from '@rxcti/relay';
import { createSimulator } from '@rxcti/simulator';
import react from '@vitejs/plugin-react';
import { chromium } from 'playwright-core';
import { tcp } from 'rxcti/tcp';
import { build } from 'vite';
import type { Counts } from './browser/page.tsx';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const seconds = 60;
/** The busy hour of the largest CCX, so fast that 500 events come in a second. */
const speed = 16;
const secret = 'only the benchmark knows this secret';

if (!existsSync(executablePath)) {
  process.stdout.write('Chromium is not installed here.\n');
  process.exit();
}

const outDir = mkdtempSync(join(tmpdir(), 'rxcti-bench-'));
await build({
  configFile: false,
  root: new URL('browser', import.meta.url).pathname,
  base: './',
  logLevel: 'error',
  plugins: [react()],
  build: { outDir, target: 'es2022', chunkSizeWarningLimit: 2000 },
});
const page = createServer((request, response) => {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  const file = join(outDir, path === '/' ? 'index.html' : path);
  response.setHeader('Content-Type', file.endsWith('.js') ? 'text/javascript' : 'text/html');
  response.end(readFileSync(file));
});
await new Promise<void>((done) => page.listen(0, '127.0.0.1', done));
const origin = `http://127.0.0.1:${(page.address() as AddressInfo).port}`;

const simulator = createSimulator({ profile: 'ova400', speed, seed: 1, autoAnswer: 'always' });
const { port } = await simulator.listen({ port: 0 });
const relay = await createRelay({
  upstream: { transport: tcp(), endpoints: [{ host: '127.0.0.1', port }] },
  listen: { port: 0 },
  auth: { jwt: { secret }, origins: [origin] },
});
await relay.whenReady();

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  const tab = await browser.newPage();
  const devtools = await tab.context().newCDPSession(tab);
  await devtools.send('Performance.enable');
  const token = await signToken({ secret, role: 'admin' });
  await tab.goto(`${origin}/#${new URLSearchParams({ relay: `ws://127.0.0.1:${relay.port}/cti`, token })}`);
  await tab.locator('li').nth(600).waitFor({ timeout: 60_000 });
  await tab.waitForTimeout(5000); // compiled, and everybody in his place

  const look = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    const counts = await tab.evaluate(() => (window as unknown as { counts: Counts }).counts);
    return { counts, busySeconds: metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0 };
  };
  const before = await look();
  await tab.waitForTimeout(seconds * 1000);
  const after = await look();

  const grown = (name: Exclude<keyof Counts, 'rows' | 'longTasks' | 'toPaint'>): number =>
    after.counts[name] - before.counts[name];
  const longTasks = after.counts.longTasks.slice(before.counts.longTasks.length);
  const toPaint = after.counts.toPaint.slice(before.counts.toPaint.length).sort((a, b) => a - b);
  const at = (share: number): string => (toPaint[Math.floor(toPaint.length * share)] ?? 0).toFixed(1);
  const busy = ((after.busySeconds - before.busySeconds) / seconds) * 100;
  const lines: readonly (readonly [string, string])[] = [
    ['rows on the page', String(after.counts.rows)],
    ['events a second', (grown('events') / seconds).toFixed(0)],
    ['agents changed a second, once a batch', (grown('changedAgents') / seconds).toFixed(1)],
    ['agents’ rows rendered a second', (grown('agentRowsRendered') / seconds).toFixed(1)],
    ['queues whose figures changed a second', (grown('changedQueues') / seconds).toFixed(1)],
    ['of these, with something new in their row', (grown('changedQueueRows') / seconds).toFixed(1)],
    ['queues’ rows rendered a second', (grown('queueRowsRendered') / seconds).toFixed(1)],
    ['main thread busy', `${busy.toFixed(1)} %`],
    [
      `tasks over 50 ms in ${seconds} s`,
      `${longTasks.length} (longest ${Math.max(0, ...longTasks).toFixed(0)} ms)`,
    ],
    ['bytes to painted row, median', `${at(0.5)} ms`],
    ['bytes to painted row, 99th percentile', `${at(0.99)} ms`],
  ];
  process.stdout.write('| | |\n|---|---:|\n');
  for (const [name, value] of lines) process.stdout.write(`| ${name} | ${value} |\n`);
  const load = `${(loadavg()[0] ?? 0).toFixed(1)} on ${availableParallelism()} cores`;
  process.stdout.write(`\nLoad average of the machine at the end: ${load}.\n`);
} finally {
  await browser.close();
  await relay.close();
  await simulator.close();
  page.close();
  rmSync(outDir, { recursive: true });
}
