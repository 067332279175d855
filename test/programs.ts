/**
 * Global setup: installs nats-server and Chromium where that is possible (Debian, as root). Elsewhere the tests that need
 * them are skipped with a message.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';

/** Debian packages and the names of their programs. */
const packages: Readonly<Record<string, readonly string[]>> = {
  'nats-server': ['nats-server'],
  chromium: ['chromium', 'chromium-browser', 'google-chrome'],
};

export default function installPrograms(): void {
  const missing = Object.keys(packages).filter(
    (name) =>
      !packages[name]?.some(isInstalled) && !(name === 'chromium' && process.env.CHROMIUM !== undefined),
  );
  if (missing.length === 0) return;
  // Only as root (containers, CI): no password prompts.
  if (process.getuid?.() !== 0 || !isInstalled('apt-get')) return;
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
    console.log(`installation failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function isInstalled(program: string): boolean {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/bin'];
  return folders.some((folder) => existsSync(join(folder, program)));
}
