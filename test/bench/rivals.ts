/**
 * What other vendors' SDKs add to a page, built and weighed as our own (bundle.ts). They are installed in a temporary folder,
 * since nothing here needs them. `npx tsx test/bench/rivals.ts` prints the table.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';

const names = ['amazon-connect-streams', '@webex/contact-center'];
const installMs = 10 * 60_000;

const kilobytes = (bytes: number): string => (bytes / 1024).toFixed(1);

/** A row of the table: the whole package, since neither can be taken apart. */
async function rowOf(name: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'rival-'));
  try {
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
    const install = ['install', '--no-audit', '--no-fund', '--ignore-scripts', name];
    execFileSync('npm', install, { cwd: folder, stdio: 'ignore', timeout: installMs });
    const { version } = JSON.parse(
      readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8'),
    ) as { version: string };
    writeFileSync(join(folder, 'app.js'), `import * as sdk from '${name}';\nglobalThis.sdk = sdk;\n`);
    const { output } = (await build({
      configFile: false,
      root: folder,
      logLevel: 'silent',
      build: {
        write: false,
        modulePreload: false,
        target: 'es2022',
        rolldownOptions: { input: join(folder, 'app.js') },
      },
    })) as Rolldown.RolldownOutput;
    const code = output.map((file) => (file.type === 'chunk' ? file.code : '')).join('\n');
    return `| ${name} ${version} | ${kilobytes(code.length)} | ${kilobytes(gzipSync(code, { level: 9 }).length)} |`;
  } catch (error) {
    return `| ${name} | not measured: ${String((error as Error).message).split('\n')[0]} | |`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const rows: string[] = [];
for (const name of names) rows.push(await rowOf(name));
process.stdout.write(`| SDK | minified, KB | gzip, KB |\n|---|--:|--:|\n${rows.join('\n')}\n`);
