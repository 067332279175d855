// Builds dist: JavaScript, declarations and source maps. Plain JavaScript, since it runs before anything is built.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'));
rmSync('dist', { recursive: true, force: true });
try {
  execFileSync(process.execPath, [join(typescript, 'bin', 'tsc'), '-p', 'tools/tsconfig/build.json'], {
    stdio: 'inherit',
  });
} catch {
  process.exit(1); // tsc has said what is wrong
}

// The compiler rewrites the .ts endings of imports in JavaScript, but leaves them in declarations.
for (const file of readdirSync('dist', { recursive: true, encoding: 'utf8' })) {
  if (!file.endsWith('.d.ts')) continue;
  const path = join('dist', file);
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace(/(from |import\()(['"])(\.[^'"]*)\.ts\2/g, '$1$2$3.js$2'));
}
