/**
 * Before the tests: programs that some of them need. Where they may be installed they are; elsewhere those tests say
 * that they did not run.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';

/** Debian's packages, with the programs that they bring. */
const packages: Readonly<Record<string, readonly string[]>> = {
  'nats-server': ['nats-server'],
  chromium: ['chromium', 'chromium-browser', 'google-chrome'],
};

export default function installPrograms(): void {
  const missing = Object.keys(packages).filter(
    (name) => !packages[name]?.some(isThere) && !(name === 'chromium' && process.env.CHROMIUM !== undefined),
  );
  if (missing.length === 0) return;
  // Root in a container or a CI machine; nobody else is asked for a password.
  if (process.getuid?.() !== 0 || !isThere('apt-get')) return;
  console.log(`installing ${missing.join(' and ')} for the tests`);
  const run = (...args: string[]): void => {
    execFileSync('apt-get', args, {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  };
  try {
    run('update');
    for (const name of missing) run('install', '-y', '--no-install-recommends', name);
  } catch (error) {
    console.log(`it did not work: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function isThere(program: string): boolean {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/bin'];
  return folders.some((folder) => existsSync(join(folder, program)));
}
