import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createSimulator, type Simulator } from '@rxcti/simulator';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ChildProgram, start } from './child-process.ts';

/** The packages as users install them: packed and unpacked into an empty folder, with links to their dependencies. */
const home = mkdtempSync(join(tmpdir(), 'rxcti-program-'));
const folders = ['.', 'relay', 'simulator', 'cli'];
const packages = folders.map(
  (folder) =>
    JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      readonly name: string;
      readonly bin?: Readonly<Record<string, string>>;
      readonly dependencies: Readonly<Record<string, string>>;
    },
);
const names = packages.map(({ name }) => name);
const program = join(home, 'node_modules', '@rxcti', 'cli', packages.at(-1)?.bin?.rxcti ?? '');

beforeAll(() => {
  const workspaces = names.flatMap((name) => ['--workspace', name]);
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', home, ...workspaces];
  const packed = JSON.parse(
    execFileSync('npm', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  ) as readonly { readonly name: string; readonly filename: string }[];
  for (const { name, filename } of packed) {
    const folder = join(home, 'node_modules', name);
    mkdirSync(folder, { recursive: true });
    execFileSync('tar', ['xzf', join(home, filename), '-C', folder, '--strip', '1']);
  }
  const dependencies = packages.flatMap((npm) => Object.keys(npm.dependencies));
  for (const name of new Set(dependencies.filter((dependency) => !names.includes(dependency)))) {
    const link = join(home, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(resolve('node_modules', name), link);
  }
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const running: (ChildProgram | Simulator)[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) {
    if ('kill' in one) one.kill();
    else await one.close();
  }
});

function rxcti(...args: readonly string[]): ChildProgram {
  const child = start(process.execPath, [program, ...args]);
  running.push(child);
  return child;
}

it('has a shebang line', () => {
  expect(existsSync(program)).toBe(true);
  expect(readFileSync(program, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
});

describe.each([
  [[], ['relay', 'simulate', 'watch']],
  [['relay'], ['--config', '--check', '--schema', '--listen-port', 'RXCTI_RELAY_LISTEN_PORT']],
  [['simulate'], ['--port', '--profile', '--calls-per-hour', '--speed', '--seed']],
  [['watch'], ['--host', '--port']],
] as const)('rxcti %j --help', (command, words) => {
  it('lists commands or options', async () => {
    const help = rxcti(...command, '--help');
    expect(await help.exited).toBe(0);
    const text = help.stdout.all.join('\n');
    for (const word of words) expect(text).toContain(word);
    expect(help.stderr.all).toEqual([]);
  });
});

describe('rxcti simulate', () => {
  it('serves CTI clients, and rxcti watch shows it', async () => {
    const simulation = rxcti('simulate', '--port', '0', '--profile', 'ova100', '--speed', '20', '--plain');
    const listening = await simulation.stdout.first((line) => line.startsWith('CTI server listening on'));
    const port = listening.match(/:(\d+)$/)?.[1] ?? '';
    await simulation.stdout.first((line) => /^ready on .*500 agents .* [1-9]\d* calls/.test(line));
    const watching = rxcti('watch', '--host', '127.0.0.1', '--port', port, '--plain');
    await watching.stdout.first((line) => line.startsWith(`ready on 127.0.0.1:${port}`));
    expect(await watching.end()).toBe(0);
    expect(await simulation.end()).toBe(0);
    expect([...watching.stderr.all, ...simulation.stderr.all]).toEqual([]);
  });

  it('serves the control API and fails over to the standby node', async () => {
    const ports = ['--port', '0', '--standby-port', '0', '--control-api-port', '0'];
    const simulation = rxcti('simulate', ...ports, '--calls-per-hour', '0', '--plain');
    const control = await simulation.stdout.first((line) => line.startsWith('control API:'));
    const url = control.match(/API: (.*)\/openapi\.json$/)?.[1] ?? '';
    const standby = await simulation.stdout.first((line) => line.startsWith('standby node listening on'));
    const [, port] = standby.match(/:(\d+)$/) ?? [];
    const post = async (path: string, body: object = {}): Promise<number> => {
      const headers = { 'content-type': 'application/json' };
      return (await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })).status;
    };
    await simulation.stdout.first((line) => line.startsWith('ready on'));
    expect(await post('/calls', { ani: '15550001111' })).toBe(200);
    await simulation.stdout.first((line) => line.includes('1 calls'));
    expect(await post('/failover')).toBe(204);
    await simulation.stdout.first((line) => line.startsWith(`ready on 127.0.0.1:${port}`));
    expect(await simulation.end()).toBe(0);
    expect(simulation.stderr.all).toEqual([]);
  });

  it('draws a screen on a terminal', async () => {
    const simulation = rxcti('simulate', '--port', '0', '--speed', '20', '--no-plain');
    await simulation.stdout.first((line) => /^Queue +Waiting +Longest +Ready +Talking/.test(line));
    await simulation.stdout.first((line) => /^jdoe +John Doe +2001 /.test(line));
    expect(await simulation.end()).toBe(0);
  });

  it('reports a port in use in one line', async () => {
    const simulator = createSimulator();
    running.push(simulator);
    const { port } = await simulator.listen({ port: 0 });
    const second = rxcti('simulate', '--port', String(port), '--plain');
    expect(await second.exited).toBe(1);
    expect(second.stderr.all).toEqual([
      `rxcti: port ${port} is already in use: choose another port, or 0 for a free one`,
    ]);
  });
});

describe('invalid options', () => {
  it.each([
    [['simulate', '--port', '70000'], '--port <port>', 'Expected a number from 0 to 65535.'],
    [['simulate', '--speed', 'fast'], '--speed <factor>', 'Expected a number from 0.1 to 10000.'],
    [['simulate', '--seed', '1.5'], '--seed <seed>', 'Expected an integer.'],
    [['simulate', '--profile', 'huge'], '--profile <name>', 'Allowed choices are small, ova100, ova400.'],
    [['simulate', '--cals', '7'], "unknown option '--cals'", ''],
    [['watch'], "required option '--host <host...>' not specified", ''],
    [['dance'], "unknown command 'dance'", ''],
  ])('%j are reported in one line', async (args, ...words) => {
    const child = rxcti(...args);
    expect(await child.exited).toBe(2);
    expect(child.stdout.all).toEqual([]);
    expect(child.stderr.all).toHaveLength(1);
    for (const word of words) expect(child.stderr.all[0]).toContain(word);
  });
});
