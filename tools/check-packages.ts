/**
 * `npm run package-checks`: what users get from npm and JSR. Checks the manifests, runs publint, attw and
 * `deno publish --dry-run`, then packs every package, installs the tarballs in an empty folder and uses them there.
 * Needs `npm run build` first, and the npm registry or a filled npm cache.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { isDeepStrictEqual, promisify } from 'node:util';

type Conditions = Record<string, string | null>;

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly license?: string;
  readonly sideEffects?: boolean;
  readonly engines?: Record<string, string>;
  readonly files?: readonly string[];
  readonly bin?: Record<string, string>;
  readonly exports?: Record<string, string | Conditions>;
  readonly scripts?: Record<string, string>;
  readonly workspaces?: readonly string[];
  readonly dependencies?: Record<string, string>;
  readonly peerDependencies?: Record<string, string>;
}

interface DenoManifest {
  readonly version?: string;
  readonly exports?: string | Record<string, string>;
  readonly imports?: Record<string, string>;
}

interface Package {
  readonly folder: string;
  readonly manifest: Manifest;
}

/** Installed with `rxcti` alone, at most. */
const maxDependencies = 6;

const root = resolve(import.meta.dirname, '..');
const problems: string[] = [];
const report = (problem: string): void => {
  problems.push(problem);
  console.error(`  ${problem.trim().replaceAll('\n', '\n  ')}`);
};

interface Output {
  readonly ok: boolean;
  readonly stdout: string;
  /** Both streams, as a terminal would show them. */
  readonly text: string;
}

const execute = promisify(execFile);
async function run(cwd: string, file: string, ...args: string[]): Promise<Output> {
  // Without npm's environment variables, except those for the registry and the cache.
  const isInherited = (name: string): boolean =>
    !/^npm_/i.test(name) ||
    /^npm_config_(registry|cache|userconfig|cafile|proxy|https_proxy|noproxy)$/i.test(name);
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => isInherited(name)));
  try {
    const { stdout, stderr } = await execute(file, args, { cwd, env, maxBuffer: 1 << 26 });
    return { ok: true, stdout, text: stderr + stdout };
  } catch (error) {
    const { stdout, stderr, message } = error as { stdout?: string; stderr?: string; message: string };
    return { ok: false, stdout: stdout ?? '', text: `${stderr ?? ''}${stdout ?? ''}` || message };
  }
}

const readManifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

function publishedPackages(): Package[] {
  return (readManifest(root).workspaces ?? [])
    .map((folder) => ({ folder: join(root, folder), manifest: readManifest(join(root, folder)) }))
    .filter(({ manifest }) => manifest.private !== true);
}

const libraryEntries = ({ manifest }: Package): [name: string, conditions: Conditions][] =>
  Object.entries(manifest.exports ?? {})
    .filter((entry): entry is [string, Conditions] => typeof entry[1] !== 'string')
    .map(([path, conditions]) => [path.replace(/^\./, manifest.name), conditions]);

function checkManifest({ folder, manifest }: Package): void {
  const complain = (text: string): void => report(`${manifest.name}: ${text}`);
  for (const file of ['README.md', 'LICENSE'])
    if (!existsSync(join(folder, file))) complain(`${file} is missing`);
  for (const script of ['prepare', 'prepack', 'preinstall', 'install', 'postinstall'])
    if (manifest.scripts?.[script] !== undefined) complain(`script "${script}" is published`);
  if (manifest.license !== 'MIT') complain('license must be MIT');
  if (manifest.sideEffects !== false) complain('sideEffects must be false');
  if (manifest.engines?.node === undefined) complain('engines.node is missing');
  if (manifest.files === undefined) complain('files is missing');
  for (const [name, conditions] of libraryEntries({ folder, manifest })) {
    if (Object.keys(conditions)[0] !== 'types') complain(`${name}: "types" must be the first condition`);
    for (const target of Object.values(conditions))
      if (target !== null && !existsSync(join(folder, target))) complain(`${name}: ${target} does not exist`);
  }
}

/** JSR: the same version and entries as npm, and an import map that stays valid outside this repository. */
function checkDenoManifest({ folder, manifest }: Package): void {
  const deno = JSON.parse(readFileSync(join(folder, 'deno.json'), 'utf8')) as DenoManifest;
  const complain = (text: string): void => report(`${manifest.name} (deno.json): ${text}`);
  if (deno.version !== manifest.version) complain(`version must be ${manifest.version}`);
  const entries = Object.fromEntries(
    Object.entries(manifest.exports ?? {})
      .filter((entry): entry is [string, Conditions] => typeof entry[1] !== 'string')
      .map(([path, { deno: forDeno, default: forAll }]) => [
        path,
        (forDeno ?? forAll ?? '').replace('./dist/', './').replace(/\.js$/, '.ts'),
      ]),
  );
  const denoEntries = typeof deno.exports === 'string' ? { '.': deno.exports } : deno.exports;
  if (Object.keys(entries).length > 0 && !isDeepStrictEqual(denoEntries, entries))
    complain(`exports must be ${JSON.stringify(entries)}`);
  for (const [name, range] of Object.entries(manifest.dependencies ?? {}))
    if (deno.imports?.[name] !== `npm:${name}@${range}` && !deno.imports?.[name]?.endsWith(`@${range}`))
      complain(`import "${name}" must have the range ${range}`);
  for (const [name, target] of Object.entries(deno.imports ?? {}))
    if (!/^(jsr|npm):/.test(target))
      complain(`import "${name}" must be a jsr: or npm: specifier, not ${target}`);
}

/** Packs everything once, as `npm publish` would. */
async function pack(packages: readonly Package[], destination: string): Promise<Map<string, string>> {
  const workspaces = packages.flatMap(({ manifest }) => ['--workspace', manifest.name]);
  const { ok, stdout, text } = await run(
    root,
    ...['npm', 'pack', '--json', '--ignore-scripts', '--pack-destination', destination],
    ...workspaces,
  );
  if (!ok) throw new Error(`npm pack failed\n${text}`);
  const packed = JSON.parse(stdout) as { name: string; filename: string; files: { path: string }[] }[];
  for (const { name, files } of packed)
    for (const { path } of files)
      if (/(^|\/)(test|node_modules|tsconfig\w*)(\/|$)|\.test\.|\.tsbuildinfo$/.test(path))
        report(`${name}: the tarball contains ${path}`);
  return new Map(packed.map(({ name, filename }) => [name, join(destination, filename)]));
}

async function checkWithTools({ folder, manifest }: Package, tarball: string): Promise<void> {
  const check = async (name: string, ...args: string[]): Promise<void> => {
    const { ok, text } = await run(folder, join(root, 'node_modules/.bin', name), ...args);
    if (!ok) report(`${manifest.name}: ${name} ${args.join(' ')}\n${text}`);
  };
  const isLibrary = libraryEntries({ folder, manifest }).length > 0;
  await check('publint', tarball, '--strict');
  if (isLibrary) await check('attw', tarball, '--profile', 'esm-only');
  if (isLibrary) await check('deno', 'publish', '--dry-run', '--allow-dirty');
}

/** An empty project with these installed; reports npm's warnings. */
async function install(folder: string, specifiers: readonly string[], allowed?: RegExp): Promise<void> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  const { ok, text } = await run(
    folder,
    'npm',
    'install',
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
    ...specifiers,
  );
  if (!ok) throw new Error(`npm install failed\n${text}`);
  const warnings = text.split('\n').filter((line) => /\bwarn\b/i.test(line) && !allowed?.test(line));
  if (warnings.length > 0) report(`npm install warns:\n${warnings.join('\n')}`);
  const list = await run(folder, 'npm', 'ls', '--all');
  if (!list.ok || /\b(invalid|extraneous|missing)\b/i.test(list.text.replaceAll('UNMET OPTIONAL', '')))
    report(`npm ls is not clean:\n${list.text}`);
}

function installedCount(folder: string): number {
  const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { optional?: boolean; peer?: boolean }>;
  };
  return Object.keys(lock.packages).filter((path) => path !== '' && existsSync(join(folder, path))).length;
}

async function checkInstalled(
  packages: readonly Package[],
  tarballs: ReadonlyMap<string, string>,
  temporary: string,
): Promise<void> {
  const core = packages.find(({ folder }) => resolve(folder) === root);
  const coreTarball = tarballs.get(core?.manifest.name ?? '');
  if (core === undefined || coreTarball === undefined) throw new Error('workspaces must begin with "."');

  const alone = join(temporary, 'alone');
  await install(alone, [coreTarball]);
  const count = installedCount(alone) - 1;
  console.log(`  ${core.manifest.name} alone brings ${count} packages`);
  if (count > maxDependencies)
    report(`${core.manifest.name} brings ${count} packages, more than ${maxDependencies}`);

  const together = join(temporary, 'together');
  await install(together, [...tarballs.values()]);
  for (const { manifest } of packages)
    for (const program of Object.keys(manifest.bin ?? {})) {
      const help = await run(together, 'npx', '--no-install', program, '--help');
      if (!help.ok || !help.text.includes('Usage:')) report(`npx ${program} --help failed\n${help.text}`);
    }

  // With the optional peers too, at the versions that this repository tests: every entry imports and has types.
  const peers = new Map(packages.flatMap(({ manifest }) => Object.entries(manifest.peerDependencies ?? {})));
  const complete = join(temporary, 'complete');
  await install(
    complete,
    [
      ...tarballs.values(),
      ...[...peers].filter(([name]) => !tarballs.has(name)).map(([name, range]) => `${name}@${range}`),
      ...['node', 'react', 'ws'].map((name) => `@types/${name}@${developmentRange(`@types/${name}`)}`),
    ],
    /EBADENGINE/, // a part of the NATS client declares Node 22 but runs on Node 20
  );
  const entries = packages.flatMap(libraryEntries);
  const forNode = entries.filter(([, conditions]) => (conditions.node ?? conditions.default) != null);
  const imports = forNode.map(([name]) => `await import(${JSON.stringify(name)});`).join('\n');
  writeFileSync(join(complete, 'imports.mjs'), `${imports}\n`);
  const imported = await run(complete, process.execPath, 'imports.mjs');
  if (!imported.ok || imported.text !== '') report(`importing the entries failed\n${imported.text}`);

  const types = entries
    .map(([name], index) => `export * as entry${index} from ${JSON.stringify(name)};`)
    .join('\n');
  writeFileSync(join(complete, 'types.ts'), `${types}\n`);
  const tsc = join(root, 'node_modules/typescript-7/bin/tsc');
  for (const [module, resolution] of [
    ['nodenext', 'nodenext'],
    ['preserve', 'bundler'],
  ] as const) {
    const args = ['--noEmit', '--strict', '--target', 'es2023', '--lib', 'es2023,esnext.disposable,dom'];
    const checked = await run(
      complete,
      process.execPath,
      tsc,
      ...args,
      '--module',
      module,
      '--moduleResolution',
      resolution,
      'types.ts',
    );
    if (!checked.ok) report(`TypeScript (${resolution}) finds errors in the packages\n${checked.text}`);
  }
}

function developmentRange(name: string): string {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  return devDependencies[name] ?? 'latest';
}

const packages = publishedPackages();
const temporary = mkdtempSync(join(tmpdir(), 'rxcti-packages-'));
try {
  for (const pkg of packages) checkManifest(pkg);
  for (const pkg of packages) checkDenoManifest(pkg);
  const tarballs = await pack(packages, temporary);
  for (const pkg of packages) {
    console.log(pkg.manifest.name);
    await checkWithTools(pkg, tarballs.get(pkg.manifest.name) ?? '');
  }
  console.log(`${packages.length} tarballs in an empty folder`);
  await checkInstalled(packages, tarballs, temporary);
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
if (problems.length > 0) {
  console.error(`${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`);
  process.exitCode = 1;
} else console.log('packages ok');
