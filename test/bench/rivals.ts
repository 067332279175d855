/**
 * What other vendors' SDKs add to a page, built and weighed as our own. They are installed into a temporary folder, since
 * nothing here needs them; that takes a minute or two.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleOf, gzipped, kilobytes } from './weigh.ts';

const names = ['amazon-connect-streams', '@webex/contact-center'];
const installMs = 10 * 60_000;

/** A row of the table: the whole package, since neither can be taken apart. */
async function rowOf(name: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'rival-'));
  try {
    process.stderr.write(`installing ${name} ...\n`);
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
    const install = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error', name];
    execFileSync('npm', install, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'], timeout: installMs });
    const about = readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8');
    const { version } = JSON.parse(about) as { version: string };
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

/** Gives the rows of a Markdown table: SDK, minified, compressed. */
export async function rivalRows(): Promise<string[]> {
  const rows: string[] = [];
  for (const name of names) rows.push(await rowOf(name));
  return rows;
}
