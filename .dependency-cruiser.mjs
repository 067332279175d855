import { join } from 'node:path';

// Which file may import which: the order of the packages, and of the folders in each. `npm run dependencies` checks
// it, type imports included. Imports are relative inside a package; other packages are imported by name.

/** What each top-level folder may import besides itself. `test` and `tools` may import everything. */
const mayImport = {
  core: [],
  transports: ['core'],
  'react-bindings': ['core'],
  relay: ['core', 'transports'],
  simulator: ['core', 'transports'],
  cli: ['core', 'transports', 'relay', 'simulator'],
  demo: ['core', 'transports', 'react-bindings', 'relay', 'simulator'],
};

/** Folders and files (regular expressions) from top to bottom: each may import those below it. */
const order = {
  core: [
    '(index|client|client-options|connect)\\.ts',
    '(resync|rings)\\.ts|statistics/',
    'state\\.ts',
    'configuration/',
    'agents/',
    'calls/',
    'session/',
    'store/',
    'server/',
    'protocol/',
    '(errors|clock|logger|transport|web)\\.ts',
  ],
  relay: [
    '(index|relay|options)\\.ts',
    'http/',
    'observability/',
    'cluster/',
    'connections/',
    'sessions/',
    'authorization/',
  ],
  simulator: [
    'index\\.ts',
    'control-api/',
    '(simulator|cluster|node|shared-state|resolve-options|options|profiles)\\.ts',
    'drivers/',
    'faults/',
    'requests/',
    'sessions/',
    'load/',
    'contact-center/',
    'events/',
    'model/',
    'time/',
  ],
};

/** npm packages that a folder may import; runtime modules (node:*) are not among them. */
const externals = {
  core: ['rxjs', 'xstate'],
  'react-bindings': ['rxjs', 'react'],
};

const folders = Object.keys(mayImport);
const isPartOfRxcti = (folder) => ['core', 'transports', 'react-bindings'].includes(folder);
const oneOf = (names) => `^(${names.join('|')})/`;
const npm = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-bundled', 'npm-no-pkg', 'npm-unknown'];

const packages = Object.entries(mayImport).flatMap(([folder, allowed]) => [
  {
    name: `${folder}-imports`,
    comment: `${folder} may import ${[...allowed, 'itself'].join(', ')}.`,
    severity: 'error',
    from: { path: `^${folder}/` },
    to: { path: oneOf([...folders, 'test', 'tools']), pathNot: oneOf([folder, ...allowed]) },
  },
  {
    name: `${folder}-imports-packages-by-name`,
    comment: 'Other packages are imported by their entries: rxcti/protocol, not ../core/protocol/index.ts.',
    severity: 'error',
    from: { path: `^${folder}/` },
    to: {
      path: oneOf(
        folders.filter((other) => other !== folder && !(isPartOfRxcti(folder) && isPartOfRxcti(other))),
      ),
      dependencyTypesNot: ['aliased'],
    },
  },
  {
    name: `${folder}-imports-itself-relatively`,
    comment: 'Inside a package imports are relative.',
    severity: 'error',
    from: { path: `^${folder}/` },
    to: {
      path: isPartOfRxcti(folder) ? oneOf(folders.filter(isPartOfRxcti)) : `^${folder}/`,
      dependencyTypes: ['aliased'],
    },
  },
]);

const layers = Object.entries(order).flatMap(([folder, layer]) => [
  {
    name: `${folder}-has-no-other-folders`,
    comment: 'A new folder or file gets its place in .dependency-cruiser.mjs.',
    severity: 'error',
    from: { path: `^${folder}/`, pathNot: layer.map((path) => `^${folder}/(${path})`) },
    to: {},
  },
  ...layer.slice(1).map((path, index) => ({
    name: `${folder}-order`,
    comment: `In ${folder} imports go down: ${layer.join(' > ')}`,
    severity: 'error',
    from: { path: `^${folder}/(${path})` },
    to: { path: layer.slice(0, index + 1).map((above) => `^${folder}/(${above})`) },
  })),
]);

const outside = Object.entries(externals).flatMap(([folder, allowed]) => [
  {
    name: `${folder}-npm-packages`,
    comment: `${folder} may import these npm packages: ${allowed.join(', ')}.`,
    severity: 'error',
    from: { path: `^${folder}/` },
    to: { dependencyTypes: npm, pathNot: `node_modules/(@types/)?(${allowed.join('|')})/` },
  },
  {
    name: `${folder}-no-runtime-modules`,
    comment: `${folder} runs in browsers, Node, Deno and Bun.`,
    severity: 'error',
    from: { path: `^${folder}/` },
    to: { dependencyTypes: ['core'] },
  },
]);

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Move what both files need into a file below them.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...packages,
    ...layers,
    {
      name: 'core-server-stands-alone',
      comment: 'The client does not use the server side.',
      severity: 'error',
      from: { path: '^core/', pathNot: '^core/server/' },
      to: { path: '^core/server/' },
    },
    ...outside,
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: join(import.meta.dirname, 'tsconfig.sources.json') },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
