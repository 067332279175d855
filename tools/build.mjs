// Builds dist of every package: JavaScript, declarations and source maps. Plain JavaScript, since it runs before anything is built.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

process.chdir(join(import.meta.dirname, '..'));
const typescript = dirname(createRequire(import.meta.url).resolve('typescript-7/package.json'));

// In the order of their dependencies: each is compiled against the declarations of those before it.
for (const folder of ['.', 'relay', 'simulator', 'cli']) build(folder);

function build(folder) {
  const dist = join(folder, 'dist');
  // Built beside dist and renamed at the end, so that a program that reads dist meanwhile finds the old one or the new one whole.
  const fresh = `${dist}.${process.pid}.new`;
  const stale = `${dist}.${process.pid}.old`;
  const project = `tools/tsconfig/${folder === '.' ? 'rxcti' : folder}.json`;
  try {
    execFileSync(process.execPath, [join(typescript, 'bin', 'tsc'), '-p', project, '--outDir', fresh], {
      stdio: 'inherit',
    });
  } catch {
    rmSync(fresh, { recursive: true, force: true });
    process.exit(1); // tsc has printed the errors
  }
  // The compiler rewrites the .ts endings of imports in JavaScript, but leaves them in declarations.
  for (const file of readdirSync(fresh, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.d.ts')) continue;
    const path = join(fresh, file);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace(/(from |import\()(['"])(\.[^'"]*)\.ts\2/g, '$1$2$3.js$2'));
  }
  // npm does this when it installs a published package; in the checkout `npx rxcti` runs the file itself.
  const { bin = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  for (const program of Object.values(bin)) chmodSync(join(fresh, program.replace('./dist/', '')), 0o755);
  if (existsSync(dist)) renameSync(dist, stale);
  renameSync(fresh, dist);
  rmSync(stale, { recursive: true, force: true });
}
