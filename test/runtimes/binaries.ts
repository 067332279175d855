/** Finds the executables of Deno and Bun that npm installed, not the Node scripts that start them. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));
const exe = process.platform === 'win32' ? '.exe' : '';
/** Smaller files are placeholders that a postinstall script has not replaced. */
const minProgramBytes = 10_000_000;

/** Path of Deno. @throws when it is not installed. */
export function denoBinary(): string {
  return firstProgram('deno', [
    ...platformPackages('@deno', `deno${exe}`),
    join(modules, 'deno', `deno${exe}`),
  ]);
}

/** Path of Bun. @throws when it is not installed. */
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
  const found = candidates.find((path) => existsSync(path) && statSync(path).size >= minProgramBytes);
  if (!found) throw new Error(`${name} not found in ${candidates.join(', ')}: install its npm package`);
  return found;
}

/** Command line that runs a script of this repository on a runtime, without downloads. */
export function commandFor(runtime: 'deno' | 'bun', script: string): [program: string, args: string[]] {
  if (runtime === 'bun') return [bunBinary(), ['run', script]];
  // Without deno.json and lock file.
  return [
    denoBinary(),
    ['run', '--allow-all', '--no-lock', '--no-config', '--no-remote', '--no-check', script],
  ];
}
