/** Starts the locally installed Chromium, or connects to the shared one of the test run. */
import { existsSync } from 'node:fs';
import { type Browser, type BrowserServer, chromium, type LaunchOptions } from 'playwright-core';

const candidates = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

const executablePath = candidates.find((path) => path !== undefined && existsSync(path));

/** Why the browser tests are skipped; undefined if Chromium is installed. */
export const noChromium: string | undefined =
  executablePath === undefined
    ? 'Chromium is not installed (Debian: apt-get install chromium), or set CHROMIUM to its path'
    : undefined;

const options: LaunchOptions = {
  ...(executablePath === undefined ? {} : { executablePath }),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

/** Starts the Chromium that all files of a run share. */
export const launchChromiumServer = (): Promise<BrowserServer> => chromium.launchServer(options);

/** Connects to the Chromium of `launchChromiumServer`. Closing the connection closes its contexts. */
export const connectChromium = (wsEndpoint: string): Promise<Browser> => chromium.connect(wsEndpoint);
