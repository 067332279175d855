import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Folders and what each may import besides itself, until dependency-cruiser holds it. The first pattern that matches a file counts. */
const areas: readonly { name: string; files: RegExp; mayImport: readonly string[] }[] = [
  {
    name: 'client',
    files: /^core\/(index|client|client-options|state|resync)\.ts$/,
    mayImport: ['base', 'protocol', 'session', 'store', 'subjects'],
  },
  { name: 'protocol', files: /^core\/protocol\//, mayImport: ['base'] },
  {
    name: 'session',
    files: /^core\/session\//,
    mayImport: ['base', 'protocol', 'store', 'subjects', 'client'],
  },
  { name: 'store', files: /^core\/store\//, mayImport: ['base', 'protocol'] },
  {
    name: 'subjects',
    files: /^core\/(agents|calls|configuration|statistics)\//,
    mayImport: ['base', 'protocol', 'session', 'store', 'client'],
  },
  { name: 'server', files: /^core\/server\//, mayImport: ['base', 'protocol'] },
  { name: 'base', files: /^core\/[^/]+\.ts$/, mayImport: [] },
  { name: 'transports', files: /^transports\//, mayImport: ['base', 'protocol', 'client'] },
  {
    name: 'react-bindings',
    files: /^react-bindings\//,
    mayImport: ['base', 'client', 'protocol', 'session', 'store', 'subjects'],
  },
  { name: 'relay', files: /^relay\//, mayImport: [] },
  { name: 'simulator', files: /^simulator\//, mayImport: [] },
  { name: 'cli', files: /^cli\//, mayImport: [] },
  { name: 'demo', files: /^demo\//, mayImport: [] },
];

const folders = ['core', 'transports', 'react-bindings', 'relay', 'simulator', 'cli', 'demo'];
const sources = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/(^|\/)(dist|node_modules)/.test(file))
    .map((file) => join(folder, file)),
);

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8').replaceAll(/^ \*.*$/gm, '');
  return [...text.matchAll(/(?:from|import\(|^import) ?['"]([^'"]+)['"]/gm)].map(
    (match) => match[1] as string,
  );
}

const areaOf = (file: string): (typeof areas)[number] | undefined =>
  areas.find((area) => area.files.test(file));

describe('imports between folders', () => {
  it('finds the files it is to watch', () => {
    expect(sources.length).toBeGreaterThan(60);
    expect(sources.filter((file) => areaOf(file) === undefined)).toEqual([]);
  });

  it.each(areas)('$name imports itself and $mayImport', ({ name, mayImport }) => {
    const wrong: string[] = [];
    for (const file of sources.filter((source) => areaOf(source)?.name === name)) {
      for (const target of importsOf(file).filter((specifier) => specifier.startsWith('.'))) {
        const area = areaOf(normalize(join(dirname(file), target)))?.name;
        if (area !== name && !mayImport.includes(area ?? '')) wrong.push(`${file} -> ${target}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('core', () => {
  const core = sources.filter((file) => file.startsWith('core/'));

  it('brings a client no reader of what clients send, and no writer of what servers send', () => {
    const reached = new Set(['core/index.ts']);
    for (const file of reached) {
      const text = readFileSync(file, 'utf8').replaceAll(/^ \*.*$/gm, '');
      const targets = [...text.matchAll(/^(?:import|export)(?! type)[^;]*? from '(\.[^']+)'/gm)];
      for (const [, target] of targets) reached.add(normalize(join(dirname(file), target as string)));
    }
    expect([...reached].filter((file) => /\/generated\/(read|write)/.test(file)).sort()).toEqual([
      'core/protocol/generated/read-server-messages.ts',
      'core/protocol/generated/write-client-messages.ts',
    ]);
  });

  it('imports rxjs, xstate and itself, and no runtime module', () => {
    const foreign = core.flatMap((file) =>
      importsOf(file)
        .filter((specifier) => !specifier.startsWith('.') && specifier !== 'rxjs' && specifier !== 'xstate')
        .map((specifier) => `${file} -> ${specifier}`),
    );
    expect(foreign).toEqual([]);
  });

  it('touches globals in web.ts alone, and no console, eval or generated function anywhere', () => {
    const forbidden =
      /\b(globalThis|console|process|Deno|Bun|Buffer|window|document|eval)\b[.([]|new Function/;
    const found = core
      .filter((file) => file !== 'core/web.ts')
      .filter((file) => forbidden.test(readFileSync(file, 'utf8').replaceAll(/^\s*(\*|\/\/|\/\*).*$/gm, '')));
    expect(found).toEqual([]);
  });

  it('waits only on the injected clock', () => {
    const bare = core
      .filter((file) => file !== 'core/web.ts' && file !== 'core/clock.ts')
      .filter((file) => /(?<![.\w])(setTimeout|setInterval|Date\.now)\(/.test(readFileSync(file, 'utf8')));
    expect(bare).toEqual([]);
  });
});

describe('the hooks', () => {
  it('import React, RxJS and core, and nothing else', () => {
    const foreign = sources
      .filter((file) => file.startsWith('react-bindings/'))
      .flatMap((file) => importsOf(file).filter((specifier) => !specifier.startsWith('.')));
    expect(new Set(foreign)).toEqual(new Set(['react', 'rxjs']));
  });
});

describe('demo', () => {
  it('knows the package by its public names only', () => {
    const demo = sources.filter((file) => file.startsWith('demo/'));
    const inside = demo.flatMap((file) =>
      importsOf(file)
        .filter(
          (specifier) =>
            specifier.startsWith('.') && !normalize(join(dirname(file), specifier)).startsWith('demo/'),
        )
        .map((specifier) => `${file} -> ${specifier}`),
    );
    expect(inside).toEqual([]);
  });
});

describe('the public entries', () => {
  type Conditions = Record<string, string | null>;
  const npm = JSON.parse(readFileSync('package.json', 'utf8')) as {
    name: string;
    version: string;
    exports: Record<string, string | Conditions>;
    dependencies: Record<string, string>;
  };
  const jsr = JSON.parse(readFileSync('deno.json', 'utf8')) as {
    version: string;
    exports: Record<string, string>;
    imports: Record<string, string>;
  };
  const entries = Object.entries(npm.exports).filter(
    (entry): entry is [string, Conditions] => typeof entry[1] !== 'string',
  );

  it('are the same in package.json and deno.json', () => {
    const fromNpm = Object.fromEntries(
      entries.map(([name, conditions]) => {
        const built = conditions.deno ?? conditions.default ?? '';
        return [name, built.replace('./dist/', './').replace(/\.js$/, '.ts')];
      }),
    );
    expect(jsr.exports).toEqual(fromNpm);
    for (const [name, source] of Object.entries(jsr.exports)) {
      expect(source).toMatch(/\.ts$/);
      expect(jsr.imports[name.replace(/^\./, npm.name)]).toBe(
        name.replace(/^\./, `jsr:@rxcti/rxcti@^${npm.version}`),
      );
    }
    expect(jsr.version).toBe(npm.version);
    for (const [name, range] of Object.entries(npm.dependencies)) {
      expect(jsr.imports[name]).toBe(`npm:${name}@${range}`);
    }
  });

  it('has TCP for each runtime, and none for browsers', () => {
    expect(npm.exports['./tcp']).toMatchObject({
      browser: null,
      deno: './dist/transports/tcp/deno.js',
      bun: './dist/transports/tcp/bun.js',
      node: './dist/transports/tcp/node.js',
    });
  });

  it.each(entries.map(([name]) => name))('%s exports these names', async (name) => {
    const module: object = await import(name.replace(/^\./, npm.name));
    await expect(`${Object.keys(module).sort().join('\n')}\n`).toMatchFileSnapshot(
      `__snapshots__/exports${name.replace(/^\./, '').replaceAll('/', '-') || '-core'}.txt`,
    );
  });
});
