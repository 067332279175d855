/** The commands of the README, in an empty folder: a fresh clone of HEAD, `npm install`, `npm start`. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'rxcti-clone-'));
const clone = join(folder, 'rxcti');
/** Without what npm and Vitest set for this run, except how to reach the registry. */
const isInherited = (name: string): boolean =>
  !/^(npm_|VITEST|NODE_ENV$|NODE_OPTIONS$)/i.test(name) ||
  /^npm_config_(registry|cache|userconfig|cafile|proxy|https_proxy|noproxy)$/i.test(name);
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => isInherited(name)));

beforeAll(() => {
  execFileSync('git', ['clone', '--quiet', '--no-hardlinks', '.', clone]);
  execFileSync('npm', ['install', '--no-audit', '--no-fund'], { cwd: clone, env, stdio: 'pipe' });
}, 600_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('npm start serves the web desktop and stops on Ctrl+C', async () => {
  const child = spawn('npm', ['start', '--', '--port', '0'], { cwd: clone, env, detached: true });
  const lines: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    const read = (line: string): void => {
      lines.push(line);
      const found = /http:\/\/\S+/.exec(line)?.[0];
      if (found !== undefined) resolve(found);
    };
    createInterface(child.stdout).on('line', read);
    createInterface(child.stderr).on('line', (line) => lines.push(line));
    child.once('exit', () => reject(new Error(lines.join('\n'))));
  });
  const page = await fetch(url);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('<script type="module"');
  const closed = new Promise((resolve) => child.once('close', resolve));
  // Ctrl+C signals the whole process group. The pipes close when the last of its processes has exited.
  process.kill(-(child.pid as number), 'SIGINT');
  await closed;
  await expect(fetch(url)).rejects.toThrow();
  expect(lines.filter((line) => /error/i.test(line))).toEqual([]);
});

it('the build leaves the working tree clean', () => {
  expect(execFileSync('git', ['status', '--porcelain'], { cwd: clone, encoding: 'utf8' })).toBe('');
});
