/** One page in Chromium with a full CCX: renders, main thread load, time from bytes to painted row. */
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
/** The busy hour of the largest CCX at a speed that gives 500 events per second. */
const speed = 16;
const secret = 'a secret for the benchmark, 32 bytes long';

if (!existsSync(executablePath)) {
  process.stdout.write('Chromium is not installed: skipped.\n');
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
  await tab.waitForTimeout(5000); // until the code is compiled and agent states have settled

  const readCounters = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    const counts = await tab.evaluate(() => (window as unknown as { counts: Counts }).counts);
    return { counts, busySeconds: metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0 };
  };
  const before = await readCounters();
  await tab.waitForTimeout(seconds * 1000);
  const after = await readCounters();

  const increase = (name: Exclude<keyof Counts, 'rows' | 'longTasks' | 'toPaint'>): number =>
    after.counts[name] - before.counts[name];
  const longTasks = after.counts.longTasks.slice(before.counts.longTasks.length);
  const toPaint = after.counts.toPaint.slice(before.counts.toPaint.length).sort((a, b) => a - b);
  const at = (share: number): string => (toPaint[Math.floor(toPaint.length * share)] ?? 0).toFixed(1);
  const busy = ((after.busySeconds - before.busySeconds) / seconds) * 100;
  const lines: readonly (readonly [string, string])[] = [
    ['rows on the page', String(after.counts.rows)],
    ['events per second', (increase('events') / seconds).toFixed(0)],
    ['agent changes per second, per batch', (increase('changedAgents') / seconds).toFixed(1)],
    ['agent rows rendered per second', (increase('agentRowsRendered') / seconds).toFixed(1)],
    ['queues with changed statistics per second', (increase('changedQueues') / seconds).toFixed(1)],
    ['of these, with a change in the row', (increase('changedQueueRows') / seconds).toFixed(1)],
    ['queue rows rendered per second', (increase('queueRowsRendered') / seconds).toFixed(1)],
    ['main thread busy', `${busy.toFixed(1)} %`],
    [
      `tasks longer than 50 ms in ${seconds} s`,
      `${longTasks.length} (longest ${Math.max(0, ...longTasks).toFixed(0)} ms)`,
    ],
    ['time from bytes to painted row, median', `${at(0.5)} ms`],
    ['time from bytes to painted row, 99th percentile', `${at(0.99)} ms`],
  ];
  process.stdout.write('| | |\n|---|---:|\n');
  for (const [name, value] of lines) process.stdout.write(`| ${name} | ${value} |\n`);
  const load = `${(loadavg()[0] ?? 0).toFixed(1)} on ${availableParallelism()} cores`;
  process.stdout.write(`\nLoad average at the end: ${load}.\n`);
} finally {
  await browser.close();
  await relay.close();
  await simulator.close();
  page.close();
  rmSync(outDir, { recursive: true });
}
