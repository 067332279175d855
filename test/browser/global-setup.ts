/** Global setup of the browser tests: one build of each page and one Chromium for all files of a run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';
import { launchChromiumServer, noChromium } from './launch-chromium.ts';

/** The pages with their Vite configurations. */
const configFiles = {
  desktop: 'demo/desktop/vite.config.ts',
  examples: 'demo/examples/vite.config.ts',
  relayClient: 'test/browser/relay-client-page/vite.config.ts',
} as const;

declare module 'vitest' {
  interface ProvidedContext {
    /** WebSocket endpoint of the shared Chromium. */
    chromium: string;
    /** Folder of each built page. */
    pages: Readonly<Record<keyof typeof configFiles, string>>;
  }
}

export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  if (noChromium !== undefined) return async () => {};
  const folder = mkdtempSync(join(tmpdir(), 'rxcti-pages-'));
  const folderOf = (page: keyof typeof configFiles): string => join(folder, page);
  const [chromium] = await Promise.all([launchChromiumServer(), buildPages(folderOf)]);
  provide('chromium', chromium.wsEndpoint());
  provide('pages', {
    desktop: folderOf('desktop'),
    examples: folderOf('examples'),
    relayClient: folderOf('relayClient'),
  });
  return async () => {
    await chromium.close();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** Builds the pages as for production; Vitest sets NODE_ENV to `test`. */
async function buildPages(folderOf: (page: keyof typeof configFiles) => string): Promise<void> {
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  try {
    for (const page of ['desktop', 'examples', 'relayClient'] as const)
      await build({
        configFile: resolve(configFiles[page]),
        logLevel: 'warn',
        build: { outDir: folderOf(page), emptyOutDir: true },
      });
  } finally {
    process.env.NODE_ENV = NODE_ENV;
  }
}
