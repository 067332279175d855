import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import type { Reporter, TestModule } from 'vitest/node';
import sources from './tsconfig.sources.json' with { type: 'json' };

/** Plain lines at the end, for logs: flaky tests, the slowest files, the counts and the total time. */
function summary(slowest: number): Reporter {
  let startedAt = 0;
  return {
    onTestRunStart() {
      startedAt = performance.now();
    },
    onTestRunEnd(modules: readonly TestModule[]) {
      const lines: string[] = [];
      const tests = modules.flatMap((module) => [...module.children.allTests()]);
      for (const test of tests)
        if (test.diagnostic()?.flaky === true) lines.push(`passed only on retry: ${test.fullName}`);
      const files = modules.map((module) => ({
        name: `${module.project.name}: ${module.relativeModuleId}`,
        seconds: fileDurationMs(module) / 1000,
      }));
      files.sort((one, other) => other.seconds - one.seconds);
      if (files.length > slowest) lines.push(`${slowest} slowest of ${files.length} files:`);
      for (const { name, seconds } of files.slice(0, files.length > slowest ? slowest : 0))
        lines.push(`${seconds.toFixed(1).padStart(7)} s  ${name}`);
      const count = (state: string): number => tests.filter((test) => test.result().state === state).length;
      lines.push(`${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`);
      lines.push(`${((performance.now() - startedAt) / 1000).toFixed(1)} s in all`);
      process.stdout.write(`${lines.join('\n')}\n`);
    },
  };
}

/** Including imports and hooks. */
function fileDurationMs(module: TestModule): number {
  const { collectDuration, setupDuration, duration } = module.diagnostic();
  return collectDuration + setupDuration + duration;
}

/** Installs programs that some tests need. */
const programs = { globalSetup: ['test/programs.ts'] };
/** Files share the loaded modules, which halves the time of the unit tests. They keep no state in them. */
const times = { isolate: false, testTimeout: 20_000, hookTimeout: 60_000, teardownTimeout: 5000 };
const react = 'test/react/**/*.test.{ts,tsx}';
const browser = 'test/browser/**/*.test.ts';
/** Soak tests, simulated hours and days, commands of the documentation: `npm run test:long`. */
const long = 'test/long/**/*.test.ts';
/** Clusters, relays behind sockets and other runtimes: what `npm run test:quick` leaves out besides browsers. */
const slow = [
  'test/{contract,runtimes}/**/*.test.ts',
  'test/integration/{client,cluster,nats,relay}*.test.ts',
];

/** Package names resolve to sources, so that tests need no build and each module is loaded once. */
const alias = Object.entries(sources.compilerOptions.paths).map(([name, [file]]) => ({
  find: new RegExp(`^${name}$`),
  replacement: resolve(file as string),
}));

/** The hook tests run with React 19 and React 18 (test/react/react-18). */
function reactProject(major: string, packages: Record<string, string>): TestProjectConfiguration {
  const reactAlias = Object.entries(packages).map(([find, replacement]) => ({ find, replacement }));
  return {
    resolve: { alias: [...alias, ...reactAlias] },
    test: {
      ...times,
      name: `react ${major}`,
      include: [react],
      environment: 'happy-dom',
      setupFiles: ['test/react/setup.ts'],
      env: { REACT_MAJOR: major },
      // Processed by Vite, so that the aliases apply to them.
      server: { deps: { inline: [/@testing-library\/react/] } },
    },
  };
}

const react18 = (name: string): string => resolve('test/react/react-18/node_modules', name);

const cores = Math.max(2, availableParallelism());

export default defineConfig({
  test: {
    reporters: ['default', summary(10)],
    maxWorkers: cores,
    coverage: {
      include: ['{core,transports,react-bindings,relay,simulator,cli}/**/*.{ts,tsx}'],
      exclude: ['**/dist/**', '**/generated/**', '**/*.test.*'],
      reporter: ['text-summary', 'text', 'html'],
      reportsDirectory: 'build/coverage',
    },
    projects: [
      {
        resolve: { alias },
        test: {
          ...times,
          ...programs,
          name: 'node',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [react, browser, long, ...slow, '**/node_modules/**'],
        },
      },
      {
        resolve: { alias },
        test: {
          ...times,
          globalSetup: [...programs.globalSetup, 'test/integration/global-setup.ts'],
          name: 'slow',
          include: slow,
          exclude: ['**/node_modules/**'],
          // They mostly wait.
          maxWorkers: 4 * cores,
          sequence: { groupOrder: 1 },
        },
      },
      {
        resolve: { alias },
        test: {
          ...times,
          globalSetup: [
            ...programs.globalSetup,
            'test/browser/global-setup.ts',
            'test/integration/global-setup.ts',
          ],
          name: 'browser',
          include: [browser],
          testTimeout: 90_000,
          expect: { poll: { timeout: 30_000 } },
          maxWorkers: Math.ceil(1.5 * cores),
          sequence: { groupOrder: 2 },
        },
      },
      {
        resolve: { alias },
        test: {
          ...times,
          globalSetup: programs.globalSetup,
          name: 'long',
          include: [long],
          exclude: ['**/node_modules/**'],
          testTimeout: 900_000,
          maxWorkers: cores,
          execArgv: ['--expose-gc'],
          sequence: { groupOrder: 3 },
        },
      },
      reactProject('19', {}),
      reactProject('18', {
        react: react18('react'),
        'react-dom': react18('react-dom'),
        // The ES module: Vite does not process the `require` calls of the CommonJS build.
        '@testing-library/react': resolve(
          'node_modules/@testing-library/react/dist/@testing-library/react.esm.js',
        ),
      }),
    ],
  },
});
