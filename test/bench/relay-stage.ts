/**
 * A subject with its crowd of browsers in another process, and what is measured of the two.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Report, Task } from './relay-clock.ts';
import type { Subject } from './relay-subjects.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export class Crowd {
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

/** As many deliveries as the crowd takes; at most so many events are ahead of it. */
export async function flood({ subject, crowd, browsers }: Stage, perTurn: number): Promise<number> {
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

/** What sixty events a second cost, and how long they take. */
export interface Paced {
  readonly medianMs: number;
  readonly p99Ms: number;
  /** Of one core. */
  readonly cpuShare: number;
  /** Processor time of one event for one browser. */
  readonly deliveryMicros: number;
}

/** Sixty events a second for some seconds. */
export async function pace({ subject, crowd, browsers }: Stage, seconds: number): Promise<Paced> {
  await pause(300);
  crowd.tell({ kind: 'measure', on: true });
  const cpu = process.cpuUsage();
  const started = performance.now();
  const events = seconds * 60;
  for (let sent = 0; sent < events; sent++) {
    const due = started + (sent * 1000) / 60;
    await pause(Math.max(0, due - performance.now()));
    subject.send(sent, 1);
  }
  await pause(100);
  const { user, system } = process.cpuUsage(cpu);
  const elapsedMs = performance.now() - started;
  await pause(200);
  const { medianMs, p99Ms } = await crowd.ask({ kind: 'delays' }, 'delays');
  crowd.tell({ kind: 'measure', on: false });
  return {
    medianMs,
    p99Ms,
    cpuShare: (user + system) / 1000 / elapsedMs,
    deliveryMicros: (user + system) / events / browsers,
  };
}

function heldBytes(): number {
  for (let round = 0; round < 3; round++) (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + Math.max(external, arrayBuffers);
}

/** A subject with its crowd. */
export interface Stage {
  readonly subject: Subject;
  readonly crowd: Crowd;
  readonly browsers: number;
  readonly bytesPerBrowser: number;
}

/** Makes a subject and connects the crowd to it. */
export async function stage(make: () => Promise<Subject>, browsers: number): Promise<Stage> {
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
  return { subject, crowd, browsers, bytesPerBrowser: (heldBytes() - before) / browsers };
}
