/** Starts the Chromium of this machine, quietly. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const places = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

const executablePath = places.find((place) => place !== undefined && existsSync(place));

/** Why there are no tests in a browser; undefined when there are. */
export const noChromium: string | undefined =
  executablePath === undefined
    ? 'Chromium is not installed (Debian: apt-get install chromium), or name it in CHROMIUM'
    : undefined;

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launchChromium(): Promise<Browser> {
  return chromium.launch({ args: quiet, ...(executablePath === undefined ? {} : { executablePath }) });
}
