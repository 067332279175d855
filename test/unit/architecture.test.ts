import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

describe('core', () => {
  it('gives a client no reader of client messages and no writer of server messages', () => {
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
    for (const name of Object.keys(jsr.exports)) {
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
