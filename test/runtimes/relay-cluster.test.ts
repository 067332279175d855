/** Three `rxcti relay --config` as a cluster: clients continue when one is killed and another is stopped. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signToken } from '@rxcti/relay';
import { createSimulator } from '@rxcti/simulator';
import { bridgeMode, createCtiClient } from 'rxcti';
import { webSocket } from 'rxcti/websocket';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { tapCcx } from '../integration/ccx-tap.ts';
import {
  type ClientRecorder,
  expectContiguousSpans,
  expectSameState,
  receivedBy,
  recordClient,
} from '../integration/cluster-fixture.ts';
import { noNats, startNats } from '../integration/nats-server.ts';
import { bunBinary, denoBinary } from './binaries.ts';
import { type ChildProgram, start } from './child-process.ts';

if (noNats !== undefined) console.warn(`Cluster tests of rxcti relay skipped: ${noNats}.`);

const secret = 'a secret for the cluster, 32 bytes long';
const natsPassword = 'a quiet word for nats';
const programs = {
  Node: [() => process.execPath, []],
  Deno: [denoBinary, ['run', '--allow-all', '--no-lock', '--no-remote']],
  Bun: [bunBinary, ['run']],
} as const;
type Runtime = keyof typeof programs;

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

interface Program {
  readonly name: string;
  readonly script: ChildProgram;
  readonly url: string;
  /** The body of `/readyz`. */
  readyz(): Promise<{ readonly ready: boolean; readonly cluster: { readonly role: string } }>;
}

async function run(name: string, runtime: Runtime, settings: object): Promise<Program> {
  const folder = mkdtempSync(join(tmpdir(), 'rxcti-cluster-'));
  closers.push(() => rmSync(folder, { recursive: true }));
  const config = join(folder, 'relay.json');
  writeFileSync(config, JSON.stringify(settings));
  writeFileSync(join(folder, 'jwt.secret'), `${secret}\n`);
  writeFileSync(join(folder, 'nats.password'), `${natsPassword}\n`);
  const [program, args] = programs[runtime];
  const script = start(program(), [...args, 'cli/dist/rxcti.js', 'relay', '--config', config]);
  closers.push(() => script.kill());
  const { clients, observability } = JSON.parse(
    await script.stdout.first((line) => (JSON.parse(line) as { message: string }).message === 'listening'),
  ) as { clients: string; observability: string };
  return {
    name,
    script,
    url: `ws://${clients}/cti`,
    readyz: async () =>
      (await (await fetch(`http://${observability}/readyz`)).json()) as Awaited<
        ReturnType<Program['readyz']>
      >,
  };
}

/** Waits until all relays are ready; returns the leader. */
async function leaderOf(relays: readonly Program[]): Promise<Program> {
  return vi.waitFor(
    async () => {
      const answers = await Promise.all(relays.map((relay) => relay.readyz()));
      expect(answers.map(({ ready }) => ready)).toEqual(relays.map(() => true));
      const leaders = relays.filter((_, index) => answers[index]?.cluster.role === 'leader');
      expect(leaders).toHaveLength(1);
      return leaders[0] as Program;
    },
    { timeout: 20_000, interval: 50 },
  );
}

async function more(recorder: ClientRecorder, events = 15): Promise<void> {
  const before = receivedBy(recorder).length;
  await vi.waitFor(() => expect(receivedBy(recorder).length).toBeGreaterThanOrEqual(before + events), 20_000);
}

const clusters: readonly (readonly [Runtime, Runtime, Runtime])[] = [
  ['Node', 'Node', 'Node'],
  ['Node', 'Deno', 'Bun'],
];

describe.skipIf(noNats !== undefined)('rxcti relay as a cluster', { timeout: 120_000 }, () => {
  it.each(clusters)(
    'continues on %s, %s and %s when the leader is killed and another relay is stopped',
    async (...runtimes) => {
      const nats = await startNats(['--user', 'relay', '--pass', natsPassword]);
      closers.push(() => nats.close());
      const simulator = createSimulator({ seed: 5, callsPerHour: 1200, speed: 15 });
      closers.push(() => simulator.close());
      const { port } = await simulator.listen({ port: 0 });
      const tap = await tapCcx(port);
      closers.push(() => tap.close());
      const relays = await Promise.all(
        runtimes.map((runtime, index) =>
          run(`relay-${index}-${runtime}`, runtime, {
            ccx: { nodes: [`127.0.0.1:${tap.port}`] },
            listen: { port: 0 },
            observability: { port: 0 },
            auth: { jwt: { secretFile: 'jwt.secret' } },
            cluster: {
              servers: [nats.url],
              name: `relay-${index}-${runtime}`,
              user: 'relay',
              passwordFile: 'nats.password',
              leaseSeconds: 1.5,
            },
            watch: false,
          }),
        ),
      );
      const leader = await leaderOf(relays);
      expect(tap.open).toHaveLength(1);
      const others = relays.filter((relay) => relay !== leader);

      const client = createCtiClient({
        transport: webSocket({
          url: [...others, leader].map(({ url }) => url),
          token: () => signToken({ secret, role: 'admin' }),
        }),
        mode: bridgeMode({ clientId: 'page' }),
      });
      closers.push(() => client.close());
      await client.connect({ timeoutMs: 10_000 });
      const recorder = recordClient(client);
      await more(recorder);

      leader.script.signal('SIGKILL');
      const second = await leaderOf(others);
      await more(recorder);
      expect(tap.open).toHaveLength(1);

      expect(await second.script.end()).toBe(0);
      const last = others.filter((relay) => relay !== second);
      await leaderOf(last);
      await more(recorder);
      expect(tap.open).toHaveLength(1);

      // From one resync to the next nothing is missing, each time with another leader; the final state is right.
      expect(expectContiguousSpans(recorder, tap)).toEqual([0, 1, 2]);
      await expectSameState(simulator, recorder);
      for (const { script } of relays) {
        const written = [...script.stdout.all, ...script.stderr.all].join('\n');
        expect(written).not.toContain(natsPassword);
        expect(script.stderr.all).toEqual([]);
      }
    },
  );
});
