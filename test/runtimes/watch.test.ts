import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { createSimulator, type Simulator } from '@rxcti/simulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bunBinary, denoBinary } from './binaries.ts';
import { stripsTypes } from './type-stripping.ts';

const script = 'demo/scripts/watch.ts';
const runtimes: [name: string, program: () => string, args: string[]][] = [
  ['Node', () => process.execPath, stripsTypes ? [script] : ['--import', 'tsx', script]],
  ['Deno', denoBinary, ['run', '--allow-net', '--allow-env', '--no-remote', script]],
  ['Bun', bunBinary, ['run', script]],
];

let simulator: Simulator;
let port: number;

beforeAll(async () => {
  simulator = createSimulator({ seed: 7, speed: 50, callsPerHour: 600 });
  ({ port } = await simulator.listen({ port: 0 }));
});
afterAll(() => simulator.close());

/** Lines of a program until the predicate is content; then the program is ended. */
async function linesOf(child: ChildProcess, enough: (lines: string[]) => boolean): Promise<string[]> {
  const lines: string[] = [];
  let complaint = '';
  child.stderr?.on('data', (bytes: Buffer) => {
    complaint += bytes.toString();
  });
  if (child.stdout === null) throw new Error('the program has no output');
  try {
    for await (const line of createInterface(child.stdout)) {
      lines.push(line);
      if (enough(lines)) return lines;
    }
    throw new Error(`the program ended early:\n${lines.join('\n')}\n${complaint}`);
  } finally {
    child.kill();
  }
}

describe('demo/scripts/watch.ts over real TCP', () => {
  it.each(runtimes)('shows agents changing state on %s', async (_, program, args) => {
    const child = spawn(program(), [...args, '127.0.0.1', String(port)], {
      env: { ...process.env, NO_COLOR: '1' },
    });
    const lines = await linesOf(child, (soFar) => soFar.length >= 16);
    const agents = new Set(lines.map((line) => line.split(' ')[0]));
    expect(agents.size).toBe(12);
    for (const line of lines) {
      expect(line).toMatch(/^[a-z]+ (loggedOut|notReady|ready|talking|work|workReady|reserved)$/);
    }
    // More lines than agents: somebody changed state while it watched.
    expect(lines.length).toBeGreaterThan(agents.size);
  });
});
