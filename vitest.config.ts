import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import type { Reporter, TestModule } from 'vitest/node';

/** Plain lines at the end, for those who read logs by machine: the counts, and who passed only when tried again. */
const countLine: Reporter = {
  onTestRunEnd(modules: readonly TestModule[]) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    for (const test of tests)
      if (test.diagnostic()?.flaky === true)
        process.stdout.write(`passed only when tried again: ${test.fullName}\n`);
    const count = (state: string): number => tests.filter((test) => test.result().state === state).length;
    process.stdout.write(
      `${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped\n`,
    );
  },
};

/** Programs that some tests need are installed where that may be. */
const programs = { globalSetup: ['test/programs.ts'] };
const times = { testTimeout: 20_000, hookTimeout: 60_000, teardownTimeout: 5000 };
const react = 'test/react/**/*.test.{ts,tsx}';
const browser = 'test/browser/**/*.test.ts';

/** In tests the packages' names are their sources: no build is needed, and sources that a test imports exist once. */
const sources: Readonly<Record<string, string>> = {
  rxcti: 'core/index.ts',
  'rxcti/protocol': 'core/protocol/index.ts',
  'rxcti/server': 'core/server/index.ts',
  'rxcti/tcp': 'transports/tcp/node.ts',
  'rxcti/websocket': 'transports/websocket/node.ts',
  'rxcti/websocket/server': 'transports/websocket/server.ts',
  'rxcti/memory': 'transports/memory.ts',
  'rxcti/react': 'react-bindings/index.ts',
  '@rxcti/relay': 'relay/index.ts',
  '@rxcti/relay/nats': 'relay/cluster/nats/nats.ts',
  '@rxcti/simulator': 'simulator/index.ts',
};
const alias = Object.entries(sources).map(([name, source]) => ({
  find: new RegExp(`^${name}$`),
  replacement: resolve(source),
}));

/** The hooks' tests run with both Reacts. React 18 has a folder of its own (test/react/react-18). */
function reactProject(major: string, packages: Record<string, string>): TestProjectConfiguration {
  const reactAlias = Object.entries(packages).map(([find, replacement]) => ({ find, replacement }));
  return {
    resolve: { alias: [...alias, ...reactAlias] },
    test: {
      ...times,
      name: `react ${major}`,
      include: [react],
      environment: 'happy-dom',
      env: { REACT_MAJOR: major },
      // Through Vite, so that the alias holds for them too.
      server: { deps: { inline: [/@testing-library\/react/] } },
    },
  };
}

const react18 = (name: string): string => resolve('test/react/react-18/node_modules', name);

export default defineConfig({
  test: {
    reporters: ['default', countLine],
    // Most tests of sockets and processes wait more than they work: two at once even on two cores.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        resolve: { alias },
        test: {
          ...times,
          ...programs,
          name: 'node',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [react, browser, '**/node_modules/**'],
        },
      },
      // A browser beside everything else: what takes a second alone may take ten. So these come last, one by one.
      {
        resolve: { alias },
        test: {
          ...times,
          ...programs,
          name: 'browser',
          include: [browser],
          testTimeout: 90_000,
          expect: { poll: { timeout: 30_000 } },
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          // CI's machines are shared, and a page has seconds for what takes it milliseconds. A second try is told at the end.
          retry: process.env.CI === undefined ? 0 : 1,
        },
      },
      reactProject('19', {}),
      reactProject('18', {
        react: react18('react'),
        'react-dom': react18('react-dom'),
        // Its ES module: what the other one requires, Vite does not see.
        '@testing-library/react': resolve(
          'node_modules/@testing-library/react/dist/@testing-library/react.esm.js',
        ),
      }),
    ],
  },
});
