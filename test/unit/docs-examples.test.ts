import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

interface Example {
  /** File and number of the block. */
  readonly source: string;
  readonly extension: string;
  readonly code: string;
}

/**
 * The `ts` and `tsx` blocks of a page or of the doc comments of a file, except whole files that begin with their name
 * (test/runtimes/test-your-app.test.ts runs those).
 */
function examplesIn(file: string): Example[] {
  const text = readFileSync(file, 'utf8');
  const plain = file.endsWith('.md') ? text : text.replaceAll(/^ {0,4}\* ?/gm, '');
  return [...plain.matchAll(/```(tsx?)\n(?!\/\/ \S+\.tsx?\n)([\s\S]*?)```/g)].map((match, index) => ({
    source: `${file} ${index + 1}`,
    extension: match[1] as string,
    code: match[2] as string,
  }));
}

const pages = [
  'README.md',
  'cli/README.md',
  'relay/README.md',
  'simulator/README.md',
  ...readdirSync('docs')
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
];

it('examples in doc comments, READMEs and docs compile against the built packages', () => {
  const sources = ['core', 'transports', 'react-bindings', 'relay', 'simulator'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /^(?!.*(generated|dist\/|node_modules\/)).*\.ts$/.test(file))
      .map((file) => join(folder, file)),
  );
  const examples = [...sources, ...pages].flatMap(examplesIn);
  expect(examples.length).toBeGreaterThanOrEqual(30);

  // Inside dist, where the package names resolve as they do for users.
  const folder = 'dist/.examples';
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  examples.forEach(({ source, extension, code }, index) => {
    writeFileSync(join(folder, `example-${index}.${extension}`), `// ${source}\n${code}\nexport {};\n`);
  });
  const options = {
    extends: '../../tools/tsconfig/base.json',
    compilerOptions: {
      types: ['node'],
      lib: ['ES2023', 'ESNext.Disposable', 'DOM'],
      jsx: 'react-jsx',
      isolatedDeclarations: false,
      noUnusedLocals: false,
    },
    include: ['*.ts', '*.tsx'],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(options));
  const failure = ((): string => {
    try {
      execFileSync(process.execPath, ['node_modules/typescript-7/bin/tsc', '-p', folder], {
        encoding: 'utf8',
      });
      return '';
    } catch (error) {
      // No output: the compiler itself is missing or crashed.
      return (error as { stdout?: string }).stdout || String(error);
    }
  })();
  expect(failure).toBe('');
});

it('relative links of READMEs and docs lead to files', () => {
  const links = [...pages, 'CONTRIBUTING.md', 'relay/deploy/README.md'].flatMap((page) =>
    [...readFileSync(page, 'utf8').matchAll(/\]\(([^)#]+)|src="([^"]+)"/g)]
      .map(([, link, source]) => link ?? source ?? '')
      .filter((link) => !/^https?:/.test(link))
      .map((link) => ({ page, link })),
  );
  expect(links.length).toBeGreaterThan(30);
  expect(links.filter(({ page, link }) => !existsSync(join(dirname(page), link)))).toEqual([]);
});

it('paths in CONTRIBUTING and docs exist', () => {
  const path = /`((?:core|transports|react-bindings|relay|simulator|cli|demo|test|tools|docs)\/[\w./-]*)`/g;
  const paths = [...pages, 'CONTRIBUTING.md'].flatMap((page) =>
    [...readFileSync(page, 'utf8').matchAll(path)].map(([, name = '']) => ({ page, name })),
  );
  expect(paths.length).toBeGreaterThan(15);
  expect(paths.filter(({ name }) => !existsSync(name))).toEqual([]);
});
