import type { KnipConfig } from 'knip';
import sources from './tsconfig.sources.json' with { type: 'json' };

/** Package names and the source files behind them. */
const { paths } = sources.compilerOptions;

/** The source files that a package exports, as paths from its folder. */
const entriesOf = (folder: string): string[] =>
  Object.values(paths)
    .flat()
    .filter((file) => file.startsWith(`./${folder}/`))
    .map((file) => file.replace(`./${folder}/`, ''));

const config: KnipConfig = {
  paths,
  exclude: ['optionalPeerDependencies'],
  // Programs that tests and tools start, and fonts that a style sheet imports.
  ignoreDependencies: ['@arethetypeswrong/cli', 'bun', 'deno', 'publint', '@fontsource-variable/.+'],
  // Installed by apt or part of the system.
  ignoreBinaries: ['apt-get', 'nats-server', 'openssl', 'systemd-analyze'],
  workspaces: {
    '.': {
      entry: [
        ...['core', 'transports', 'react-bindings'].flatMap((folder) =>
          entriesOf(folder).map((file) => `${folder}/${file}`),
        ),
        'transports/tcp/{bun,deno}.ts',
        'transports/websocket/browser.ts',
        'demo/{desktop,examples}/vite.config.ts',
        'demo/desktop/main.tsx',
        'demo/examples/*/*.tsx',
        'demo/scripts/*.ts',
        'test/bench/{*,desktop/*,browser/page}.{ts,tsx}',
        'test/{browser,integration,contract}/**/{page.ts,vite.config.ts,*.mjs}',
        'test/runtimes/*-program.ts',
      ],
      project: ['{core,transports,react-bindings,demo,test}/**/*.{ts,tsx,mjs}', '*.{ts,mjs}'],
    },
    'test/react/react-18': { ignoreDependencies: ['react', 'react-dom'] },
    relay: { entry: entriesOf('relay'), project: ['**/*.ts'] },
    simulator: { entry: entriesOf('simulator'), project: ['**/*.ts'] },
    cli: { entry: ['rxcti.ts'], project: ['**/*.ts'] },
    tools: { entry: ['*.{ts,mjs}'], project: ['**/*.{ts,mjs}'] },
  },
};
export default config;
