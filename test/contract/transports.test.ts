/** The transport contract in memory and over real sockets: on Node in this process, on Deno and Bun in other processes. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Endpoint, Link } from '../../core/transport.ts';
import { createMemoryNetwork } from '../../transports/memory.ts';
import { listen, type TlsIdentity, tcp } from '../../transports/tcp/node.ts';
import { commandFor } from '../runtimes/binaries.ts';
import type { ContractArguments } from '../runtimes/contract.ts';
import { type ContractCase, type ContractHarness, firstBytes, until } from './harness.ts';
import { identity, type RunningTestServers, startTestServers, type TestServers } from './test-servers.ts';
import {
  type CaseResult,
  caseTimeoutMs,
  runCase,
  tlsContract,
  transportContract,
} from './transport-contract.ts';

const host = '127.0.0.1';
const timeout = caseTimeoutMs + 5_000;
const secured = [
  { name: 'plain', tls: undefined },
  { name: 'TLS', tls: identity },
];

describe('memory', () => {
  const network = createMemoryNetwork();
  const held = network.listen({ host, port: 0 }, () => {});
  held.hold();
  const fickle = (end: (link: Link) => void): Endpoint =>
    network.listen({ host, port: 0 }, async (link) => {
      link.send(firstBytes);
      for await (const _ of link.incoming) end(link);
    }).endpoint;
  const harness: ContractHarness = {
    transport: network.transport,
    unanswering: held.endpoint,
    resetting: fickle((link) => link.abort()),
    closing: fickle((link) => void link.close()),
    abortResets: true,
    listen: async (onLink) => {
      const listener = network.listen({ host, port: 0 }, onLink);
      return { endpoint: listener.endpoint, close: async () => listener.close() };
    },
  };
  for (const contractCase of transportContract) {
    test(contractCase.name, { timeout }, async ({ skip }) =>
      report(await runCase(contractCase, harness), skip),
    );
  }
});

for (const { name, tls } of secured) {
  describe(`node, ${name}`, () => {
    let neighbors: RunningTestServers;
    let socketsBefore = 0;
    beforeAll(async () => {
      neighbors = await startTestServers(tls);
      socketsBefore = openSockets();
    });
    afterAll(() => neighbors.close());

    for (const contractCase of casesFor(tls)) {
      test(contractCase.name, { timeout }, async ({ skip }) => {
        report(await runCase(contractCase, { ...nodeHarness(tls), ...neighbors }), skip);
      });
    }

    test('no handle is left open', { timeout }, () => until(() => openSockets() <= socketsBefore));
  });

  for (const runtime of ['deno', 'bun'] as const) {
    describe(`${runtime}, ${name}`, () => {
      let run: RuntimeRun;
      beforeAll(async () => {
        run = await runContractOn(runtime, tls, casesFor(tls).length);
      }, 300_000);
      afterAll(() => run.close());

      for (const contractCase of casesFor(tls)) {
        test(contractCase.name, ({ skip }) => {
          const result = run.results.get(contractCase.name);
          if (!result) throw new Error(`the process ended before this case: ${run.stderr()}`);
          report(result, skip);
        });
      }

      test('no handle is left open: the process exits', async ({ skip }) => {
        skip(runtime === 'bun', 'Bun cannot cancel an unanswered connect');
        expect(await run.exited).toEqual([0, null]);
        expect(run.stderr()).toBe('');
      });
    });
  }
}

function casesFor(tls: TlsIdentity | undefined): readonly ContractCase[] {
  return tls ? tlsContract : transportContract;
}

/** Sockets of this process that Node has not closed, whether or not they are referenced. */
function openSockets(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
}

function nodeHarness(tls: TlsIdentity | undefined): Omit<ContractHarness, keyof TestServers> {
  return {
    transport: tls ? tcp({ tls: { ca: tls.cert } }) : tcp(),
    abortResets: !tls,
    listen: async (onLink) => {
      const listener = await listen({ port: 0, onLink, ...(tls && { tls }) });
      return { endpoint: { host, port: listener.port }, close: () => listener.close() };
    },
    ...(tls && {
      rejecting: {
        unknownRoot: tcp({ tls: true }),
        wrongName: tcp({ tls: { ca: tls.cert, serverName: 'elsewhere.example' } }),
      },
    }),
  };
}

interface RuntimeRun {
  readonly results: ReadonlyMap<string, CaseResult>;
  readonly exited: Promise<unknown[]>;
  stderr(): string;
  close(): Promise<void>;
}

/** Runs the cases in a process of the runtime, until all have reported or the process has ended. */
async function runContractOn(
  runtime: 'deno' | 'bun',
  tls: TlsIdentity | undefined,
  cases: number,
): Promise<RuntimeRun> {
  const neighbors = await startTestServers(tls);
  const { unanswering, resetting, closing } = neighbors;
  const order: ContractArguments = { unanswering, resetting, closing, ...(tls && { tls }) };
  const script = fileURLToPath(new URL('../runtimes/contract.ts', import.meta.url));
  const [program, args] = commandFor(runtime, script);
  const child = spawn(program, [...args, JSON.stringify(order)], { stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const results = new Map<string, CaseResult>();
  for await (const line of createInterface({ input: child.stdout })) {
    const result = JSON.parse(line) as CaseResult;
    results.set(result.name, result);
    if (results.size === cases) break;
  }
  return {
    results,
    exited,
    stderr: () => stderr,
    close: async () => {
      child.kill('SIGKILL');
      await neighbors.close();
    },
  };
}

function report({ status, message }: CaseResult, skip: (reason?: string) => void): void {
  if (status === 'failed') throw new Error(message);
  if (status === 'skipped') skip(message);
}
