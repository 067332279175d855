// Builds dist: JavaScript, declarations and source maps. Plain JavaScript, since it runs before anything is built.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

// Beside dist until it is whole: whoever runs something from dist meanwhile finds the old or the new one.
const fresh = `dist.${process.pid}.new`;
const stale = `dist.${process.pid}.old`;
const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'));
try {
  execFileSync(
    process.execPath,
    [join(typescript, 'bin', 'tsc'), '-p', 'tools/tsconfig/build.json', '--outDir', fresh],
    { stdio: 'inherit' },
  );
} catch {
  rmSync(fresh, { recursive: true, force: true });
  process.exit(1); // tsc has said what is wrong
}

// The compiler rewrites the .ts endings of imports in JavaScript, but leaves them in declarations.
for (const file of readdirSync(fresh, { recursive: true, encoding: 'utf8' })) {
  if (!file.endsWith('.d.ts')) continue;
  const path = join(fresh, file);
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace(/(from |import\()(['"])(\.[^'"]*)\.ts\2/g, '$1$2$3.js$2'));
}

// What is published gets this from npm when it is installed; here `npx rxcti` runs the file itself.
for (const program of Object.values(JSON.parse(readFileSync('package.json', 'utf8')).bin)) {
  chmodSync(program.replace(/^\.\/dist/, fresh), 0o755);
}

if (existsSync('dist')) renameSync('dist', stale);
renameSync(fresh, 'dist');
rmSync(stale, { recursive: true, force: true });
