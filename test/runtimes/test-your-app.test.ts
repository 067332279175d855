import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The README and the files in it. */
const page = readFileSync('simulator/README.md', 'utf8');
const files = new Map(
  [...page.matchAll(/```ts\n\/\/ (\S+)\n([\s\S]*?)```/g)].map(([, name = '', code = '']) => [name, code]),
);
// Inside the repository, so that the package names resolve as they do for a user; not in dist, which is published.
const folder = 'build/test-your-app';

function write(app: (code: string) => string = (code) => code): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, code] of files)
    writeFileSync(join(folder, name), name === 'my-app.ts' ? app(code) : code);
}

function run(): { readonly status: number | null; readonly output: string } {
  const args = ['--import', 'tsx', '--test', '--test-reporter', 'tap', join(folder, 'my-app.test.ts')];
  const env = { ...process.env };
  // Without Vitest's settings.
  for (const name of Object.keys(env))
    if (name.startsWith('VITEST') || name === 'NODE_OPTIONS') delete env[name];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env,
    timeout: 60_000,
  });
  return { status, output: stdout + stderr };
}

describe('the README of the simulator', () => {
  beforeAll(() => write());
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has an app and a test of ten lines', () => {
    expect([...files.keys()]).toEqual(['my-app.ts', 'my-app.test.ts']);
    const body = files
      .get('my-app.test.ts')
      ?.split('\n')
      .filter((line) => line.trim() !== '' && !line.startsWith('import'));
    expect(body).toHaveLength(10);
  });

  it('has code that compiles', () => {
    const options = {
      extends: '../../tools/tsconfig/base.json',
      compilerOptions: {
        types: ['node'],
        lib: ['ES2023', 'ESNext.Disposable', 'DOM'],
        isolatedDeclarations: false,
        noUnusedLocals: false,
      },
      include: ['*.ts'],
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(options));
    execFileSync(process.execPath, ['node_modules/typescript-7/bin/tsc', '-p', folder], { stdio: 'pipe' });
  });

  it('has a test that passes', () => {
    const { status, output } = run();
    expect(output).toMatch(/^# pass 1$/m);
    expect(status).toBe(0);
  });

  it('has a test that fails when the app does something else', () => {
    write((code) => code.replace("1: 'answered by my app'", "2: 'elsewhere'"));
    const { status, output } = run();
    expect(output).toMatch(/^# fail 1$/m);
    expect(output).toContain(
      'Expected a client to send SET_CALL_DATA_REQ {"callVariable1":"answered by my app"}',
    );
    expect(status).toBe(1);
  });
});
