/**
 * Global setup of the slow tests: bundles relay-process.mjs into one file. Tests start about a hundred of these processes; from
 * one file each takes a quarter of the CPU time that hundreds of modules take.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the bundled relay-process.mjs. */
    relayProcess: string;
  }
}

export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'rxcti-relay-process-'));
  await build({
    configFile: false,
    logLevel: 'warn',
    resolve: { alias: project.vite.config.resolve.alias },
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: resolve('test/integration/relay-process.mjs'),
      outDir: folder,
      emptyOutDir: true,
      minify: false,
      target: 'node20',
    },
  });
  project.provide('relayProcess', join(folder, 'relay-process.js'));
  return () => rmSync(folder, { recursive: true, force: true });
}
