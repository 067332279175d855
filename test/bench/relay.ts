/**
 * The relay beside a bare `ws` server that broadcasts the same bytes: both in this process, one after the other, in front
 * of the same crowd of browsers in another process.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createMemoryNetwork } from 'rxcti/memory';
import { type CtiMessage, createCodec } from 'rxcti/protocol';
import { createRelay, signToken } from 'rxcti/relay';
import { type WebSocket, WebSocketServer } from 'ws';
import { systemClock } from '../../core/clock.ts';
import type { ServingSession } from '../../core/serving/host.ts';
import { createServingSession } from '../../core/serving/session.ts';
import { micros, type Report, stateEvent, type Task } from './relay-clock.ts';

const secret = 'a secret for the benchmark, 32 bytes long';
const codec = createCodec({ version: 17 });
const agents = 400;

/** One event after another, each with the time in it. */
function eventOf(index: number): CtiMessage {
  return stateEvent(index % agents, 2 + (Math.floor(index / agents) % 2), micros());
}

/** One that sends events to all browsers. */
interface Subject {
  readonly url: string;
  readonly tokens?: readonly string[];
  /** Sends so many events at once. */
  send(first: number, count: number): void;
  close(): Promise<void>;
}

async function relaySubject(): Promise<Subject> {
  const network = createMemoryNetwork({ maxBufferedBytes: 64 * 1_048_576 });
  let session: ServingSession | undefined;
  network.listen({ host: 'ccx', port: 42_027 }, (link) => {
    session = createServingSession({
      link,
      clock: systemClock,
      host: { accept: () => ({ services: 0x10, online: true }), request: () => {}, ended: () => {} },
    });
  });
  const relay = await createRelay({
    upstream: {
      transport: network.transport,
      endpoints: [{ host: 'ccx' }],
      services: 0x10,
    },
    listen: { port: 0 },
    auth: { jwt: { secret } },
    limits: {
      sessions: 5000,
      sessionsPerUser: 5000,
      sessionsPerAddress: 5000,
      connectionsPerAddress: 5000,
      connectionsPerMinute: 100_000,
    },
  });
  await relay.whenReady();
  const roles = ['admin', 'wallboard'] as const;
  return {
    url: `ws://127.0.0.1:${relay.port}/cti`,
    tokens: await Promise.all(roles.map((role) => signToken({ secret, role }))),
    send(first, count) {
      for (let index = first; index < first + count; index++) session?.send(eventOf(index));
    },
    close: () => relay.close(),
  };
}

async function bareSubject(): Promise<Subject> {
  const http = createServer();
  const server = new WebSocketServer({ server: http, perMessageDeflate: false });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}/cti`,
    send(first, count) {
      for (let index = first; index < first + count; index++) {
        const frame = codec.encode(eventOf(index));
        for (const socket of server.clients as Set<WebSocket>) socket.send(frame);
      }
    },
    async close() {
      server.close();
      http.close();
      http.closeAllConnections();
    },
  };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

class Crowd {
  readonly #child: ChildProcess;
  counted = 0;
  #waiting = new Map<string, (report: Report) => void>();

  constructor() {
    this.#child = fork(fileURLToPath(new URL('relay-crowd.ts', import.meta.url)), {
      execArgv: ['--import', 'tsx'],
    });
    this.#child.on('message', (report: Report) => {
      if (report.kind === 'counted') this.counted = report.counted;
      else this.#waiting.get(report.kind)?.(report);
    });
    this.#child.on('exit', (code) => {
      if (code !== null && code !== 0) throw new Error('the crowd broke up');
    });
  }

  tell(task: Task): void {
    this.#child.send(task);
  }

  ask<Kind extends Report['kind']>(task: Task, kind: Kind): Promise<Extract<Report, { kind: Kind }>> {
    this.tell(task);
    return new Promise((resolve) => {
      this.#waiting.set(kind, (report) => resolve(report as Extract<Report, { kind: Kind }>));
    });
  }

  end(): void {
    this.#child.disconnect();
    this.#child.kill();
  }
}

interface Figures {
  readonly deliveriesPerSecond: number;
  readonly batchedPerSecond: number;
  readonly bytesPerBrowser: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly cpuShare: number;
}

/** As many deliveries as the crowd takes; at most so many events are ahead of it. */
async function flood(subject: Subject, crowd: Crowd, browsers: number, perTurn: number): Promise<number> {
  const deliveries = 100_000;
  const events = Math.ceil(deliveries / browsers / perTurn) * perTurn;
  const ahead = 64;
  const before = crowd.counted;
  const started = performance.now();
  for (let sent = 0; sent < events; sent += perTurn) {
    subject.send(sent, perTurn);
    await turn();
    while (sent - (crowd.counted - before) / browsers > ahead) await pause(1);
  }
  while (crowd.counted - before < events * browsers) await pause(1);
  return (events * browsers) / ((performance.now() - started) / 1000);
}

/** Sixty events a second for some seconds. */
async function pace(
  subject: Subject,
  crowd: Crowd,
): Promise<{ readonly medianMs: number; readonly p99Ms: number; readonly cpuShare: number }> {
  const seconds = 8;
  await pause(500);
  crowd.tell({ kind: 'measure', on: true });
  const cpu = process.cpuUsage();
  const started = performance.now();
  for (let sent = 0; sent < seconds * 60; sent++) {
    const due = started + (sent * 1000) / 60;
    await pause(Math.max(0, due - performance.now()));
    subject.send(sent, 1);
  }
  const used = process.cpuUsage(cpu);
  const elapsedMs = performance.now() - started;
  await pause(500);
  const { medianMs, p99Ms } = await crowd.ask({ kind: 'delays' }, 'delays');
  crowd.tell({ kind: 'measure', on: false });
  return { medianMs, p99Ms, cpuShare: (used.user + used.system) / 1000 / elapsedMs };
}

function heldBytes(): number {
  for (let round = 0; round < 3; round++) (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + Math.max(external, arrayBuffers);
}

/** A subject with its crowd. */
interface Stage {
  readonly subject: Subject;
  readonly crowd: Crowd;
  readonly bytesPerBrowser: number;
}

async function stage(make: () => Promise<Subject>, browsers: number): Promise<Stage> {
  const crowd = new Crowd();
  const subject = await make();
  const { url, tokens } = subject;
  const connect = (count: number): Promise<unknown> =>
    crowd.ask({ kind: 'connect', url, browsers: count, ...(tokens && { tokens }) }, 'connected');
  // Once before: what the first connections load and compile is not theirs.
  await connect(20);
  await crowd.ask({ kind: 'disconnect' }, 'disconnected');
  const before = heldBytes();
  await connect(browsers);
  await pause(200);
  return { subject, crowd, bytesPerBrowser: (heldBytes() - before) / browsers };
}

const rounds = 5;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] as number;

/** Measures the two in turn, several times, and gives the medians. */
async function sideBySide(browsers: number): Promise<readonly [relay: Figures, bare: Figures]> {
  const stages = [await stage(relaySubject, browsers), await stage(bareSubject, browsers)] as const;
  const singles = stages.map(() => [] as number[]);
  const batches = stages.map(() => [] as number[]);
  for (let round = 0; round <= rounds; round++) {
    for (const [which, { subject, crowd }] of stages.entries()) {
      const single = await flood(subject, crowd, browsers, 1);
      const batch = await flood(subject, crowd, browsers, 10);
      if (round === 0) continue; // warm
      singles[which]?.push(single);
      batches[which]?.push(batch);
    }
  }
  const figures: Figures[] = [];
  for (const [which, { subject, crowd, bytesPerBrowser }] of stages.entries()) {
    figures.push({
      deliveriesPerSecond: median(singles[which] ?? []),
      batchedPerSecond: median(batches[which] ?? []),
      bytesPerBrowser,
      ...(await pace(subject, crowd)),
    });
  }
  for (const { subject, crowd } of stages) {
    crowd.end();
    await subject.close();
  }
  return figures as unknown as readonly [Figures, Figures];
}

/** Measures both at both sizes; gives Markdown tables. */
export async function relayTable(): Promise<string> {
  const tables: string[] = [];
  for (const browsers of [200, 1000]) tables.push(tableOf(browsers, ...(await sideBySide(browsers))));
  return tables.join('\n\n');
}

function tableOf(browsers: number, relay: Figures, bare: Figures): string {
  const per = (value: number): string => Math.round(value).toLocaleString('en');
  const ratio = (a: number, b: number): string => (a / b).toFixed(2);
  const rows: readonly (readonly string[])[] = [
    [
      'deliveries per second, one event at a time',
      per(relay.deliveriesPerSecond),
      per(bare.deliveriesPerSecond),
      ratio(relay.deliveriesPerSecond, bare.deliveriesPerSecond),
    ],
    [
      'deliveries per second, ten events at a time',
      per(relay.batchedPerSecond),
      per(bare.batchedPerSecond),
      ratio(relay.batchedPerSecond, bare.batchedPerSecond),
    ],
    [
      '60 events a second: median delay',
      `${relay.medianMs.toFixed(1)} ms`,
      `${bare.medianMs.toFixed(1)} ms`,
      '',
    ],
    [
      '60 events a second: 99th percentile',
      `${relay.p99Ms.toFixed(1)} ms`,
      `${bare.p99Ms.toFixed(1)} ms`,
      `${(relay.p99Ms - bare.p99Ms).toFixed(1)} ms added`,
    ],
    [
      '60 events a second: processor, of one core',
      `${Math.round(relay.cpuShare * 100)} %`,
      `${Math.round(bare.cpuShare * 100)} %`,
      '',
    ],
    [
      'memory of one browser',
      `${(relay.bytesPerBrowser / 1024).toFixed(1)} KB`,
      `${(bare.bytesPerBrowser / 1024).toFixed(1)} KB`,
      '',
    ],
  ];
  return [
    `| ${browsers.toLocaleString('en')} browsers | relay | bare ws | relay / ws |`,
    '|---|--:|--:|--:|',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.log(await relayTable());
  process.exit(0);
}
