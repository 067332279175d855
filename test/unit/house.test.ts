import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * The rooms and the arrows between them (see CONTRIBUTING.md): what each may import. The first pattern that fits a file
 * is its room.
 */
const rooms: readonly { name: string; files: RegExp; mayImport: readonly string[] }[] = [
  {
    name: 'face',
    files: /^core\/(index|client|client-options)\.ts$/,
    mayImport: ['ground', 'protocol', 'session', 'contact-center'],
  },
  { name: 'protocol', files: /^core\/protocol\//, mayImport: ['ground'] },
  { name: 'session', files: /^core\/session\//, mayImport: ['ground', 'protocol'] },
  {
    name: 'contact-center',
    files: /^core\/contact-center\//,
    mayImport: ['ground', 'protocol', 'session'],
  },
  { name: 'serving', files: /^core\/serving\//, mayImport: ['ground', 'protocol'] },
  { name: 'ground', files: /^core\/[^/]+\.ts$/, mayImport: [] },
  { name: 'transports', files: /^transports\//, mayImport: ['ground', 'protocol', 'face', 'serving'] },
  {
    name: 'react-bindings',
    files: /^react-bindings\//,
    mayImport: ['ground', 'face', 'protocol', 'session', 'contact-center'],
  },
  {
    name: 'simulator',
    files: /^test\/simulator\//,
    mayImport: ['ground', 'protocol', 'serving', 'transports'],
  },
  { name: 'demo', files: /^demo\//, mayImport: [] },
];

const folders = ['core', 'transports', 'react-bindings', 'test/simulator', 'demo'];
const sources = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(folder, file)),
);

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8').replaceAll(/^ \*.*$/gm, '');
  return [...text.matchAll(/(?:from|import\(|^import) ?['"]([^'"]+)['"]/gm)].map(
    (match) => match[1] as string,
  );
}

const roomOf = (file: string): (typeof rooms)[number] | undefined =>
  rooms.find((room) => room.files.test(file));

describe('the arrows between rooms', () => {
  it('finds the files it is to watch', () => {
    expect(sources.length).toBeGreaterThan(60);
    expect(sources.filter((file) => roomOf(file) === undefined)).toEqual([]);
  });

  it.each(rooms)('$name imports itself and $mayImport', ({ name, mayImport }) => {
    const wrong: string[] = [];
    for (const file of sources.filter((source) => roomOf(source)?.name === name)) {
      for (const target of importsOf(file).filter((specifier) => specifier.startsWith('.'))) {
        const room = roomOf(normalize(join(dirname(file), target)))?.name;
        if (room !== name && !mayImport.includes(room ?? '')) wrong.push(`${file} -> ${target}`);
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
      expect(jsr.imports[name.replace(/^\./, npm.name)]).toBe(source);
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
