/** Finds the runtimes that npm brought along: the programs themselves, not the Node scripts that start them. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));
const exe = process.platform === 'win32' ? '.exe' : '';
/** Less than this is a placeholder that a postinstall script was to replace. */
const leastProgramBytes = 10_000_000;

/** The Deno program. @throws when it is not installed. */
export function denoBinary(): string {
  return firstProgram('deno', [
    ...platformPackages('@deno', `deno${exe}`),
    join(modules, 'deno', `deno${exe}`),
  ]);
}

/** The Bun program. @throws when it is not installed. */
export function bunBinary(): string {
  // The file is called bun.exe on every system.
  return firstProgram('bun', [
    ...platformPackages('@oven', join('bin', `bun${exe}`)),
    join(modules, 'bun', 'bin', 'bun.exe'),
  ]);
}

function platformPackages(scope: string, file: string): string[] {
  const folder = join(modules, scope);
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name, file)) : [];
}

function firstProgram(name: string, candidates: readonly string[]): string {
  const found = candidates.find((path) => existsSync(path) && statSync(path).size >= leastProgramBytes);
  if (!found)
    throw new Error(`no ${name} program in ${candidates.join(', ')}: is its npm package installed?`);
  return found;
}

/** How to run a script of this repository on a runtime, without a network and without anything downloaded. */
export function commandFor(runtime: 'deno' | 'bun', script: string): [program: string, args: string[]] {
  if (runtime === 'bun') return [bunBinary(), ['run', script]];
  // Independent of the deno.json at the root: no lock file is written, nothing is fetched.
  return [
    denoBinary(),
    ['run', '--allow-all', '--no-lock', '--no-config', '--no-remote', '--no-check', script],
  ];
}
