import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createSimulator, type Simulator } from '@rxcti/simulator';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Script, start } from './child-process.ts';

interface Manifest {
  readonly name: string;
  readonly bin?: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** The four packages as a user gets them: packed, and unpacked into a folder with their dependencies and nothing else. */
const home = mkdtempSync(join(tmpdir(), 'rxcti-program-'));
const modules = join(home, 'node_modules');
const manifests = ['.', 'relay', 'simulator', 'cli'].map(
  (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest,
);
const rxctiProgram = join(modules, '@rxcti/cli', manifests.at(-1)?.bin?.rxcti ?? '');

beforeAll(() => {
  const ours = manifests.map(({ name }) => name);
  for (const { name } of manifests) {
    const packed = execFileSync(
      'npm',
      ['pack', '--ignore-scripts', '--workspace', name, '--pack-destination', home],
      {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    const tarball = join(home, packed.trim().split('\n').at(-1) ?? '');
    mkdirSync(join(modules, name), { recursive: true });
    execFileSync('tar', ['xzf', tarball, '-C', join(modules, name), '--strip', '1']);
  }
  const others = new Set(manifests.flatMap(({ dependencies }) => Object.keys(dependencies)));
  for (const name of [...others].filter((other) => !ours.includes(other))) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(resolve('node_modules', name), join(modules, name));
  }
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const running: (Script | Simulator)[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) {
    if ('kill' in one) one.kill();
    else await one.close();
  }
});

function rxcti(...args: readonly string[]): Script {
  const program = start(process.execPath, [rxctiProgram, ...args]);
  running.push(program);
  return program;
}

it('starts with a line that makes it a program', () => {
  expect(existsSync(rxctiProgram)).toBe(true);
  expect(readFileSync(rxctiProgram, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
});

describe.each([
  [[], ['relay', 'simulate', 'watch']],
  [['relay'], ['--config', '--check', '--schema', '--listen-port', 'RXCTI_RELAY_LISTEN_PORT']],
  [['simulate'], ['--port', '--profile', '--calls-per-hour', '--speed', '--seed']],
  [['watch'], ['--host', '--port']],
] as const)('rxcti %j --help', (command, words) => {
  it('names what there is', async () => {
    const help = rxcti(...command, '--help');
    expect(await help.exited).toBe(0);
    const text = help.lines.all.join('\n');
    for (const word of words) expect(text).toContain(word);
    expect(help.complaints.all).toEqual([]);
  });
});

describe('rxcti simulate', () => {
  it('lives behind its port, and rxcti watch sees it', async () => {
    const simulation = rxcti('simulate', '--port', '0', '--profile', 'ova100', '--speed', '20', '--plain');
    const greeting = await simulation.lines.first((line) => line.includes('listens on'));
    const port = greeting.match(/:(\d+)\.$/)?.[1] ?? '';
    await simulation.lines.first((line) => /^ready on .*500 agents .* [1-9]\d* calls/.test(line));
    const watching = rxcti('watch', '--host', '127.0.0.1', '--port', port, '--plain');
    await watching.lines.first((line) => line.startsWith(`ready on 127.0.0.1:${port}`));
    expect(await watching.end()).toBe(0);
    expect(await simulation.end()).toBe(0);
    expect([...watching.complaints.all, ...simulation.complaints.all]).toEqual([]);
  });

  it('is driven through its control port, and fails over to its standby', async () => {
    const ports = ['--port', '0', '--standby-port', '0', '--control-port', '0'];
    const simulation = rxcti('simulate', ...ports, '--calls-per-hour', '0', '--plain');
    const driven = await simulation.lines.first((line) => line.startsWith('It is driven through'));
    const url = driven.match(/through (.*)\/openapi\.json\.$/)?.[1] ?? '';
    const standby = await simulation.lines.first((line) => line.startsWith('Its standby node listens'));
    const [, port] = standby.match(/:(\d+)\.$/) ?? [];
    const post = async (path: string, body: object = {}): Promise<number> => {
      const headers = { 'content-type': 'application/json' };
      return (await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })).status;
    };
    await simulation.lines.first((line) => line.startsWith('ready on'));
    expect(await post('/calls', { ani: '15550001111' })).toBe(200);
    await simulation.lines.first((line) => line.includes('1 calls'));
    expect(await post('/failover')).toBe(204);
    await simulation.lines.first((line) => line.startsWith(`ready on 127.0.0.1:${port}`));
    expect(await simulation.end()).toBe(0);
    expect(simulation.complaints.all).toEqual([]);
  });

  it('draws a screen on a terminal', async () => {
    const simulation = rxcti('simulate', '--port', '0', '--speed', '20', '--no-plain');
    await simulation.lines.first((line) => /^Queue +Waiting +Longest +Ready +Talking/.test(line));
    await simulation.lines.first((line) => /^jdoe +John Doe +2001 /.test(line));
    expect(await simulation.end()).toBe(0);
  });

  it('says in one line that its port is taken', async () => {
    const simulator = createSimulator();
    running.push(simulator);
    const { port } = await simulator.listen({ port: 0 });
    const second = rxcti('simulate', '--port', String(port), '--plain');
    expect(await second.exited).toBe(1);
    expect(second.complaints.all).toEqual([
      `rxcti: Port ${port} is in use: choose another port, or 0 for a free one.`,
    ]);
  });
});

describe('mistakes in the command line', () => {
  it.each([
    [['simulate', '--port', '70000'], '--port <port>', 'It must be a number from 0 to 65535.'],
    [['simulate', '--speed', 'fast'], '--speed <factor>', 'It must be a number from 0.1 to 10000.'],
    [['simulate', '--seed', '1.5'], '--seed <seed>', 'It must be a whole number.'],
    [['simulate', '--profile', 'huge'], '--profile <name>', 'Allowed choices are small, ova100, ova400.'],
    [['simulate', '--cals', '7'], "unknown option '--cals'", ''],
    [['watch'], "required option '--host <host...>' not specified", ''],
    [['dance'], "unknown command 'dance'", ''],
  ])('%j are told in one line', async (args, ...words) => {
    const program = rxcti(...args);
    expect(await program.exited).toBe(2);
    expect(program.lines.all).toEqual([]);
    expect(program.complaints.all).toHaveLength(1);
    for (const word of words) expect(program.complaints.all[0]).toContain(word);
  });
});
