/**
 * The simulator at the size of a full CCX: events per second, speed with a client in another process at a hundred times
 * real time, and the memory of 2,000 agents. Needs --expose-gc for the memory.
 */
import { execFile } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { createSimulator } from '@rxcti/simulator';
import { createCodec } from 'rxcti/protocol';
import type { Link } from '../../core/transport.ts';
import { FakeClock } from '../unit/fake-clock.ts';

const speed = 100;
const watchedSeconds = 20;

/** A bridge client with all masks that sends heartbeats and discards received messages. */
function listener(): { readonly link: Link; beat(): void } {
  const codec = createCodec({ version: 17 });
  const queue: Uint8Array[] = [
    codec.encode({
      type: 'OPEN_REQ',
      invokeId: 1,
      versionNumber: 17,
      idleTimeout: 119,
      servicesRequested: 0x10,
      callMsgMask: 0x1fffff,
      agentStateMask: 0x3fff,
      configMsgMask: 0,
      clientId: 'bench',
      clientPassword: new Uint8Array(0),
    }),
  ];
  let wake = (): void => {};
  async function* incoming(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const chunk = queue.shift();
      if (chunk === undefined) await new Promise<void>((resolve) => (wake = resolve));
      else yield chunk;
    }
  }
  const link: Link = {
    endpoint: { host: 'bench', port: 1 },
    bufferedAmount: 0,
    incoming: incoming(),
    closed: new Promise(() => {}),
    send: () => {},
    close: async () => {},
    abort: () => {},
  };
  return {
    link,
    beat() {
      queue.push(codec.encode({ type: 'HEARTBEAT_REQ', invokeId: 2 }));
      wake();
    },
  };
}

/** One hour of center time as fast as possible. */
async function flatOut(): Promise<{ events: number; seconds: number }> {
  const clock = new FakeClock();
  const simulator = createSimulator({ profile: 'ova400', clock });
  const { link, beat } = listener();
  simulator.attach(link);
  const minute = async (): Promise<void> => {
    beat();
    await clock.advance(60_000);
  };
  for (let warm = 0; warm < 10; warm++) await minute();
  const sent = (): number => simulator.sessions[0]?.messagesSent ?? 0;
  const before = sent();
  const start = performance.now();
  for (let one = 0; one < 60; one++) await minute();
  const seconds = (performance.now() - start) / 1000;
  return { events: sent() - before, seconds };
}

/** The same with the system clock and a client in another process, at a hundred times real time. */
async function keepingUp() {
  const simulator = createSimulator({ profile: 'ova400', speed });
  const { port } = await simulator.listen({ port: 0 });
  const args = ['--import', 'tsx', 'test/bench/simulator-client.ts', String(port), String(watchedSeconds)];
  const usage = process.cpuUsage();
  const started = performance.now();
  let slowest = 0;
  let last = started;
  const ticks = setInterval(() => {
    const now = performance.now();
    slowest = Math.max(slowest, now - last - 10);
    last = now;
  }, 10);
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 120_000 });
  clearInterval(ticks);
  const { user, system } = process.cpuUsage(usage);
  const wall = performance.now() - started;
  await simulator.close();
  const { events, seconds, ageMs } = JSON.parse(stdout) as { events: number; seconds: number; ageMs: number };
  return { rate: events / seconds, load: (user + system) / 1000 / wall, slowest, ageMs };
}

/** Heap bytes of a configured contact center. */
function memory(): number | undefined {
  const collect = globalThis.gc;
  if (collect === undefined) return undefined;
  collect();
  const before = process.memoryUsage().heapUsed;
  const simulator = createSimulator({ profile: 'ova400' });
  collect();
  const bytes = process.memoryUsage().heapUsed - before;
  if (simulator.snapshot().agents.length !== 2000) throw new Error('agents were lost');
  return bytes;
}

const shown = (value: number): string => Math.round(value).toLocaleString('en');

/** Measures all and returns Markdown. */
export async function simulatorTable(): Promise<string> {
  const bytes = memory();
  const { events, seconds } = await flatOut();
  const { rate, load, slowest, ageMs } = await keepingUp();
  return [
    '| | measured | goal |',
    '|---|--:|--:|',
    `| events per second, unthrottled | ${shown(events / seconds)} | |`,
    `| time to simulate one hour | ${seconds.toFixed(2)} s, ${shown(3600 / seconds)} times real time | 36 s |`,
    `| events per second at ${speed} times real time, counted by the client | ${shown(rate)} | |`,
    `| simulator CPU at that speed | ${shown(load * 100)} % of one core | below 100 % |`,
    `| longest simulator pause | ${shown(slowest)} ms | |`,
    `| longest gap between events at the client | ${shown(ageMs)} ms | |`,
    `| memory of a contact center with 2,000 configured agents | ${bytes === undefined ? '?' : `${(bytes / 1_048_576).toFixed(1)} MiB`} | |`,
  ].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(await simulatorTable());
