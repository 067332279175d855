/**
 * Time from connect to `ready`: one page with a full CCX, with and without network latency, and all pages of a full CCX after
 * a failover. Two nodes and the relay are in this process, the pages in another.
 */
import { type ChildProcess, fork } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:net';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createRelay, type Relay, signToken } from '@rxcti/relay';
import { createCluster } from '@rxcti/simulator';
import { tcp } from 'rxcti/tcp';
import type { PagesReport, PagesTask } from './relay-pages.ts';
import { manyClientsLimits, secret } from './relay-settings.ts';

const host = '127.0.0.1';
/** Latency in one direction. */
const latencyMs = 25;
const pages = { wallboard: 50, supervisor: 50, agent: 900 } as const;

/** A TCP proxy that adds latency in both directions. */
async function latencyProxy(port: number): Promise<{ readonly port: number; close(): void }> {
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ host, port, noDelay: true });
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (chunk) => setTimeout(() => to.writable && to.write(chunk), latencyMs));
      from.on('close', () => to.destroy());
      from.on('error', () => {});
    }
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

function ask(child: ChildProcess, task: PagesTask): Promise<PagesReport> {
  child.send(task);
  return new Promise((resolve) => child.once('message', (report: PagesReport) => resolve(report)));
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] as number;

/** Opens one page several times; returns the medians. */
async function onePage(child: ChildProcess, port: number, rounds = 5) {
  const token = await signToken({ secret, role: 'admin' });
  const elapsed: number[] = [];
  const relayCpu: number[] = [];
  const pageCpu: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const usage = process.cpuUsage();
    const report = await ask(child, { kind: 'open', url: `ws://${host}:${port}/cti`, tokens: [token] });
    const { user, system } = process.cpuUsage(usage);
    elapsed.push(report.elapsedMs);
    relayCpu.push((user + system) / 1000);
    pageCpu.push(report.cpuMs);
  }
  return { elapsedMs: median(elapsed), relayMs: median(relayCpu), pageMs: median(pageCpu) };
}

/** Opens all pages of a full CCX and measures the time from a failover until the last one is ready again. */
async function failover(child: ChildProcess, relay: Relay, cluster: ReturnType<typeof createCluster>) {
  const { agents } = cluster.a.snapshot();
  const supervisors = agents.filter(({ type }) => type === 2);
  const others = agents.filter(({ type }) => type !== 2);
  const tokens = await Promise.all([
    ...Array.from({ length: pages.wallboard }, () => signToken({ secret, role: 'wallboard' })),
    ...Array.from({ length: pages.supervisor }, (_, index) =>
      signToken({
        secret,
        role: 'supervisor',
        agentId: supervisors[index % supervisors.length]?.agentId ?? '',
      }),
    ),
    ...Array.from({ length: pages.agent }, (_, index) =>
      signToken({ secret, role: 'agent', agentId: others[index % others.length]?.agentId ?? '' }),
    ),
  ]);
  const first = await ask(child, { kind: 'open', url: `ws://${host}:${relay.port}/cti`, tokens });
  await ask(child, { kind: 'watch' });
  const usage = process.cpuUsage();
  const started = performance.now();
  let upstreamMs = 0;
  void (async () => {
    const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));
    while (relay.isReady) await turn();
    while (!relay.isReady) await turn();
    upstreamMs = performance.now() - started;
  })();
  const reported = new Promise<PagesReport>((resolve) => child.once('message', resolve));
  cluster.failover();
  const again = await reported;
  const { user, system } = process.cpuUsage(usage);
  return {
    first,
    upstreamMs,
    allMs: performance.now() - started,
    relayMs: (user + system) / 1000,
    pagesMs: again.cpuMs,
  };
}

/** Returns a Markdown table. */
export async function startTable(): Promise<string> {
  const cluster = createCluster({ profile: 'ova400', seed: 1 });
  const nodes = await Promise.all([cluster.a, cluster.b].map((node) => node.listen({ port: 0 })));
  const relay = await createRelay({
    upstream: { transport: tcp(), endpoints: nodes.map(({ port }) => ({ host, port })) },
    listen: { port: 0 },
    auth: { jwt: { secret } },
    limits: manyClientsLimits,
  });
  await relay.whenReady();
  const child = fork(fileURLToPath(new URL('relay-pages.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
  });
  const far = await latencyProxy(relay.port);
  const near = await onePage(child, relay.port);
  const remote = await onePage(child, far.port, 3);
  const { calls, agents } = cluster.a.snapshot();
  const all = await failover(child, relay, cluster);
  child.disconnect();
  far.close();
  await relay.close();
  await cluster.close();
  const ms = (value: number): string => `${Math.round(value).toLocaleString('en')} ms`;
  const count = Object.values(pages).reduce((sum, one) => sum + one, 0);
  return [
    `| a page with ${agents.length.toLocaleString('en')} agents and ${calls.length} calls | time to ready | relay CPU | page CPU |`,
    '|---|--:|--:|--:|',
    `| on the relay’s host | ${ms(near.elapsedMs)} | ${ms(near.relayMs)} | ${ms(near.pageMs)} |`,
    `| ${2 * latencyMs} ms round trip | ${ms(remote.elapsedMs)} | ${ms(remote.relayMs)} | ${ms(remote.pageMs)} |`,
    `| ${count.toLocaleString('en')} pages at once (${pages.agent} agents, ${pages.supervisor} supervisors, ${pages.wallboard} wallboards) | ${ms(all.first.elapsedMs)} | | ${ms(all.first.cpuMs)} |`,
    `| the same after a failover of CCX, including the relay’s own ${ms(all.upstreamMs)} | ${ms(all.allMs)} | ${ms(all.relayMs)} | ${ms(all.pagesMs)} |`,
  ].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.log(await startTable());
  process.exit(0);
}
