/**
 * Bundle sizes of other vendors' SDKs, built the same way as ours. They are installed into a temporary folder, which takes a
 * minute or two.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleOf, gzipped, kilobytes } from './bundle-size.ts';

const names = ['amazon-connect-streams', '@webex/contact-center'];
const installMs = 10 * 60_000;

/** A table row for the complete package: neither SDK supports tree shaking. */
async function rowOf(name: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'rxcti-bench-'));
  try {
    process.stderr.write(`installing ${name} ...\n`);
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
    const install = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error', name];
    execFileSync('npm', install, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'], timeout: installMs });
    const manifest = readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8');
    const { version } = JSON.parse(manifest) as { version: string };
    process.stderr.write(`building ${name} ${version} ...\n`);
    const input = join(folder, 'app.js');
    writeFileSync(input, `import * as sdk from '${name}';\nglobalThis.sdk = sdk;\n`);
    const { code } = await bundleOf({ input, root: folder });
    return `| ${name} ${version} | ${kilobytes(code.length)} | ${kilobytes(gzipped(code))} |`;
  } catch (error) {
    const [reason] = String((error as Error).message).split('\n');
    return `| ${name} | not measured: ${reason} | |`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Returns Markdown table rows: SDK, minified size, compressed size. */
export async function otherSdkRows(): Promise<string[]> {
  const rows: string[] = [];
  for (const name of names) rows.push(await rowOf(name));
  return rows;
}
