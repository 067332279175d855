import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { bunBinary, denoBinary } from './binaries.ts';
import { stripsTypes } from './type-stripping.ts';

const script = 'demo/scripts/flows.ts';
const run = promisify(execFile);

async function outputOf(program: string, args: readonly string[]): Promise<string> {
  const { stdout } = await run(program, args, { timeout: 60_000, env: { ...process.env, NO_COLOR: '1' } });
  return stdout;
}

describe('demo/scripts/flows.ts', () => {
  it('prints the same output on Node, Deno and Bun', async () => {
    const node = await outputOf(process.execPath, stripsTypes ? [script] : ['--import', 'tsx', script]);
    await expect(node).toMatchFileSnapshot('__snapshots__/flows.txt');
    expect(await outputOf(denoBinary(), ['run', '--allow-all', '--no-remote', script])).toBe(node);
    expect(await outputOf(bunBinary(), ['run', script])).toBe(node);
  });

  it('keeps parties and call data of a conference during a failover', async () => {
    const text = await outputOf(denoBinary(), ['run', '--allow-all', '--no-remote', script]);
    expect(text).toContain('Same parties: true; data: gold, restored: true');
  });
});
