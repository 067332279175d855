/**
 * Runs a subject with clients in another process, and measures throughput, delay, CPU time and memory.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Report, Task } from './relay-messages.ts';
import type { Subject } from './relay-subjects.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export class ClientProcess {
  readonly #child: ChildProcess;
  counted = 0;
  #waiting = new Map<string, (report: Report) => void>();

  constructor() {
    this.#child = fork(fileURLToPath(new URL('relay-clients.ts', import.meta.url)), {
      execArgv: ['--import', 'tsx'],
    });
    this.#child.on('message', (report: Report) => {
      if (report.kind === 'counted') this.counted = report.counted;
      else this.#waiting.get(report.kind)?.(report);
    });
    this.#child.on('exit', (code) => {
      if (code !== null && code !== 0) throw new Error('client process failed');
    });
  }

  send(task: Task): void {
    this.#child.send(task);
  }

  ask<Kind extends Report['kind']>(task: Task, kind: Kind): Promise<Extract<Report, { kind: Kind }>> {
    this.send(task);
    return new Promise((resolve) => {
      this.#waiting.set(kind, (report) => resolve(report as Extract<Report, { kind: Kind }>));
    });
  }

  end(): void {
    this.#child.disconnect();
    this.#child.kill();
  }
}

/** Deliveries per second at full load, with at most 64 events in flight. */
export async function measureThroughput(
  { subject, clientProcess, clients }: Setup,
  perTurn: number,
): Promise<number> {
  const deliveries = 100_000;
  const events = Math.ceil(deliveries / clients / perTurn) * perTurn;
  const ahead = 64;
  const before = clientProcess.counted;
  const started = performance.now();
  for (let sent = 0; sent < events; sent += perTurn) {
    subject.send(sent, perTurn);
    await turn();
    while (sent - (clientProcess.counted - before) / clients > ahead) await pause(1);
  }
  while (clientProcess.counted - before < events * clients) await pause(1);
  return (events * clients) / ((performance.now() - started) / 1000);
}

/** Delay and CPU time at 60 events per second. */
export interface SteadyRate {
  readonly medianMs: number;
  readonly p99Ms: number;
  /** Share of one core. */
  readonly cpuShare: number;
  /** CPU time per event and client. */
  readonly deliveryMicros: number;
}

/** Measures a steady rate of 60 events per second. */
export async function measureSteadyRate(
  { subject, clientProcess, clients }: Setup,
  seconds: number,
): Promise<SteadyRate> {
  await pause(300);
  clientProcess.send({ kind: 'measure', on: true });
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
  const { medianMs, p99Ms } = await clientProcess.ask({ kind: 'delays' }, 'delays');
  clientProcess.send({ kind: 'measure', on: false });
  return {
    medianMs,
    p99Ms,
    cpuShare: (user + system) / 1000 / elapsedMs,
    deliveryMicros: (user + system) / events / clients,
  };
}

function usedBytes(): number {
  for (let round = 0; round < 3; round++) (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + Math.max(external, arrayBuffers);
}

/** A subject with its connected clients. */
export interface Setup {
  readonly subject: Subject;
  readonly clientProcess: ClientProcess;
  readonly clients: number;
  readonly bytesPerClient: number;
}

/** Makes a subject and connects the clients to it. */
export async function setUp(make: () => Promise<Subject>, clients: number): Promise<Setup> {
  const clientProcess = new ClientProcess();
  const subject = await make();
  const { url, tokens } = subject;
  const connect = (count: number): Promise<unknown> =>
    clientProcess.ask({ kind: 'connect', url, clients: count, ...(tokens && { tokens }) }, 'connected');
  // Warm-up: modules and compiled code are not counted as memory of the clients.
  await connect(20);
  await clientProcess.ask({ kind: 'disconnect' }, 'disconnected');
  const before = usedBytes();
  await connect(clients);
  await pause(200);
  return { subject, clientProcess, clients, bytesPerClient: (usedBytes() - before) / clients };
}
