// Checks every package as users will get it: publint, attw, and what JSR would publish.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const run = (folder, ...args) => execFileSync('npx', args, { cwd: join(root, folder), stdio: 'inherit' });

for (const folder of ['.', 'relay', 'simulator', 'cli']) run(folder, 'publint', '--strict');
for (const folder of ['.', 'relay', 'simulator']) {
  run(folder, 'attw', '--pack', '--profile', 'esm-only');
  run(folder, 'deno', 'publish', '--dry-run', '--allow-dirty');
}
