import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/**
 * Every `ts` and `tsx` block of a doc comment or of a page, with where it stands; but for whole files with their names
 * (test/runtimes/test-your-app.test.ts runs those).
 */
function examplesIn(file: string): { where: string; extension: string; code: string }[] {
  const text = readFileSync(file, 'utf8');
  const plain = file.endsWith('.md') ? text : text.replaceAll(/^ {0,4}\* ?/gm, '');
  return [...plain.matchAll(/```(tsx?)\n(?!\/\/ \S+\.tsx?\n)([\s\S]*?)```/g)].map((match, index) => ({
    where: `${file} ${index + 1}`,
    extension: match[1] as string,
    code: match[2] as string,
  }));
}

it('examples in doc comments and in the README compile against the built package', () => {
  const sources = ['core', 'transports', 'react-bindings', 'simulator'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.includes('generated'))
      .map((file) => join(folder, file)),
  );
  const pages = ['README.md', 'simulator/README.md', 'relay/README.md'];
  const examples = [...sources, ...pages].flatMap(examplesIn);
  expect(examples.length).toBeGreaterThanOrEqual(5);

  // Beside dist, so that the package's own name resolves as it does for a user.
  const folder = 'dist/.examples';
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  examples.forEach(({ where, extension, code }, index) => {
    writeFileSync(join(folder, `example-${index}.${extension}`), `// ${where}\n${code}\nexport {};\n`);
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
      execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', folder], { encoding: 'utf8' });
      return '';
    } catch (error) {
      return String((error as { stdout?: string }).stdout);
    }
  })();
  expect(failure).toBe('');
});
