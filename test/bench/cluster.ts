/** How long a cluster of three relays takes to fail over: from the signal to the first CCX event at a client. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { signToken } from '@rxcti/relay';
import { createSimulator } from '@rxcti/simulator';
import { bridgeMode, type CtiClient, createCtiClient } from 'rxcti';
import { webSocket } from 'rxcti/websocket';
import { type NatsServer, startNats } from '../integration/nats-server.ts';

const secret = 'a secret for the benchmark, 32 bytes long';
const rounds = 5;

interface RelayProcess {
  readonly child: ChildProcess;
  role: string;
  isReady: boolean;
  port: number;
}

/** Milliseconds after the signal. */
interface Takeover {
  readonly elected: number;
  readonly ready: number;
  readonly event: number;
}

const until = async (holds: () => boolean): Promise<void> => {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 4000) throw new Error('timeout');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

function startRelay(nats: NatsServer, ccxPort: number, leaseMs: number): RelayProcess {
  const cluster = { servers: nats.url, leaseMs };
  const child = spawn(
    process.execPath,
    ['test/integration/relay-process.mjs', JSON.stringify({ ccxPort, secret, cluster })],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const relay: RelayProcess = { child, role: 'none', isReady: false, port: 0 };
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { log, role, isReady, port } = JSON.parse(line) as Partial<RelayProcess> & { log?: string };
    if (log !== undefined) return;
    if (role !== undefined) relay.role = role;
    if (isReady !== undefined) relay.isReady = isReady;
    if (port !== undefined) relay.port = port;
  });
  return relay;
}

async function clientAt({ port }: RelayProcess): Promise<CtiClient> {
  const client = createCtiClient({
    transport: webSocket({
      url: `ws://127.0.0.1:${port}/cti`,
      token: () => signToken({ secret, role: 'admin' }),
    }),
    mode: bridgeMode({ clientId: 'bench' }),
  });
  await client.connect({ timeoutMs: 10_000 });
  return client;
}

/** Stops the leader while a client is connected to another relay. */
async function takeover(relays: readonly RelayProcess[], signal: 'SIGKILL' | 'SIGTERM'): Promise<Takeover> {
  const leader = relays.find(({ role }) => role === 'leader') as RelayProcess;
  const others = relays.filter((relay) => relay !== leader);
  const client = await clientAt(others[0] as RelayProcess);
  const startedAt = performance.now();
  const since = (): number => performance.now() - startedAt;
  let [ready, event] = [0, 0];
  let isLost = false;
  const states = client.session.value$.subscribe(({ name }) => {
    if (name !== 'ready') isLost = true;
    else if (isLost && ready === 0) ready = since();
  });
  const events = client.events$.subscribe(({ type }) => {
    if (ready > 0 && event === 0 && type.startsWith('CALL_')) event = since();
  });
  leader.child.kill(signal);
  await until(() => others.some(({ role }) => role === 'leader'));
  const elected = since();
  await until(() => event > 0 && others.every(({ isReady }) => isReady));
  states.unsubscribe();
  events.unsubscribe();
  await client.close();
  if (leader.child.exitCode === null && leader.child.signalCode === null) await once(leader.child, 'exit');
  return { elected, ready, event };
}

async function measure(leaseMs: number, signal: 'SIGKILL' | 'SIGTERM'): Promise<Takeover[]> {
  const nats = await startNats();
  const simulator = createSimulator({ seed: 5, callsPerHour: 1200, speed: 15 });
  const { port } = await simulator.listen({ port: 0 });
  const start = (): RelayProcess => startRelay(nats, port, leaseMs);
  let relays = [start(), start(), start()];
  const found: Takeover[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      await until(() => relays.every(({ isReady }) => isReady));
      found.push(await takeover(relays, signal));
      const living = relays.filter(({ child }) => child.exitCode === null && child.signalCode === null);
      relays = [...living, start()];
    }
  } finally {
    for (const { child } of relays) child.kill('SIGKILL');
    await simulator.close();
    await nats.close();
  }
  return found;
}

function cell(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  const seconds = (ms = 0): string => (ms / 1000).toFixed(2);
  return `${seconds(sorted[Math.floor(sorted.length / 2)])} s (${seconds(sorted.at(-1))} s)`;
}

const subjects = [
  ['killed (SIGKILL), lease of 3 s', 3000, 'SIGKILL'],
  ['killed (SIGKILL), lease of 1 s', 1000, 'SIGKILL'],
  ['stopped (SIGTERM)', 3000, 'SIGTERM'],
] as const;
const lines = [
  '| leader | new leader elected | client ready | first call event at the client |',
  '|---|--:|--:|--:|',
];
for (const [name, leaseMs, signal] of subjects) {
  const found = await measure(leaseMs, signal);
  const column = (key: keyof Takeover): string => cell(found.map((each) => each[key]));
  lines.push(`| ${name} | ${column('elected')} | ${column('ready')} | ${column('event')} |`);
}
process.stdout.write(`${lines.join('\n')}\n`);
process.exit(0);
