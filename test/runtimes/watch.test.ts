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

/** The output lines until `isDone`; then the program is killed. */
async function readLines(child: ChildProcess, isDone: (lines: string[]) => boolean): Promise<string[]> {
  const lines: string[] = [];
  let stderr = '';
  child.stderr?.on('data', (bytes: Buffer) => {
    stderr += bytes.toString();
  });
  if (child.stdout === null) throw new Error('the child process has no pipes');
  try {
    for await (const line of createInterface(child.stdout)) {
      lines.push(line);
      if (isDone(lines)) return lines;
    }
    throw new Error(`the program exited early:\n${lines.join('\n')}\n${stderr}`);
  } finally {
    child.kill();
  }
}

describe('demo/scripts/watch.ts over real TCP', () => {
  it.each(runtimes)('prints agent state changes on %s', async (_, program, args) => {
    const child = spawn(program(), [...args, '127.0.0.1', String(port)], {
      env: { ...process.env, NO_COLOR: '1' },
    });
    const lines = await readLines(child, (soFar) => soFar.length >= 16);
    const agents = new Set(lines.map((line) => line.split(' ')[0]));
    expect(agents.size).toBe(12);
    for (const line of lines) {
      expect(line).toMatch(/^[a-z]+ (loggedOut|notReady|ready|talking|work|workReady|reserved)$/);
    }
    // More lines than agents: at least one agent changed state.
    expect(lines.length).toBeGreaterThan(agents.size);
  });
});
