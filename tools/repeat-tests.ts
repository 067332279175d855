/**
 * `npm run test:repeat -- --runs N [--load] [files...]`: runs the test suite, or the files that match, again and again, and
 * prints a table of what failed. With `--load` every second run shares the machine with one busy process per core.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { Command, InvalidArgumentError } from 'commander';

interface Failure {
  /** File and title. */
  readonly test: string;
  readonly message: string;
}

interface Run {
  readonly underLoad: boolean;
  readonly seconds: number;
  readonly passed: number;
  readonly failures: readonly Failure[];
}

/** The part of Vitest's JSON report that is used. */
interface Report {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

const program = new Command('npm run test:repeat --')
  .description('Run tests repeatedly and report which ones ever failed.')
  .option('--runs <count>', 'number of runs', parseCount, 5)
  .option('--load', 'every second run beside one busy process per core')
  .option('--project <name>', 'Vitest project; repeatable (default: all of npm test)', collect)
  .argument('[files...]', 'names of test files, or parts of them (default: all)')
  .parse();
const {
  runs: count,
  load = false,
  project: projects = ['!long'],
} = program.opts<{
  runs: number;
  load?: boolean;
  project?: readonly string[];
}>();

const folder = mkdtempSync(join(tmpdir(), 'rxcti-repeat-'));
const children = new Set<ChildProcess>();
const runs: Run[] = [];
let isInterrupted = false;

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    isInterrupted = true;
    for (const child of children) child.kill('SIGTERM');
  });
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

if ((await execute('npm', ['run', '--silent', 'build'], 'inherit')) !== 0) process.exit(1);
for (let index = 0; index < count && !isInterrupted; index++) {
  const run = await runOnce(index, load && index % 2 === 1);
  if (isInterrupted) break;
  runs.push(run);
  console.log(
    `run ${index + 1} of ${count}${run.underLoad ? ', under load' : ''}: ${run.passed} passed, ${run.failures.length} failed, ${run.seconds.toFixed(1)} s`,
  );
  for (const { test, message } of run.failures) console.log(`  ${test}\n    ${message}`);
}
rmSync(folder, { recursive: true, force: true });
printTables();
process.exit(isInterrupted || runs.some(({ failures }) => failures.length > 0) ? 1 : 0);

function collect(value: string, values: readonly string[] = []): readonly string[] {
  return [...values, value];
}

function parseCount(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('It must be a positive integer.');
  return value;
}

async function runOnce(index: number, underLoad: boolean): Promise<Run> {
  const busy = underLoad ? Array.from({ length: availableParallelism() }, startBusyProcess) : [];
  const outputFile = join(folder, `${index}.json`);
  const startedAt = performance.now();
  let exitCode: number | null;
  try {
    exitCode = await execute(
      process.execPath,
      [
        'node_modules/vitest/vitest.mjs',
        'run',
        ...projects.map((name) => `--project=${name}`),
        '--reporter=json',
        `--outputFile=${outputFile}`,
        ...program.args,
      ],
      'ignore',
    );
  } finally {
    for (const child of busy) child.kill('SIGKILL');
  }
  const seconds = (performance.now() - startedAt) / 1000;
  if (!existsSync(outputFile))
    return { underLoad, seconds, passed: 0, failures: [{ test: 'vitest', message: 'wrote no report' }] };
  const report = JSON.parse(readFileSync(outputFile, 'utf8')) as Report;
  const failures = failuresIn(report);
  if (exitCode !== 0 && failures.length === 0)
    failures.push({
      test: 'vitest',
      message: `exit code ${exitCode} without a failed test: an unhandled error`,
    });
  return { underLoad, seconds, passed: report.numPassedTests, failures };
}

function failuresIn({ testResults }: Report): Failure[] {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = name.replace(`${resolve('.')}/`, '');
    const failed = assertionResults
      .filter((test) => test.status === 'failed')
      .map(({ fullName, failureMessages }) => ({
        test: `${file}: ${fullName}`,
        message: firstLine(failureMessages[0] ?? ''),
      }));
    // A file can fail without a test: an error at import or in a hook.
    return status === 'failed' && failed.length === 0
      ? [{ test: file, message: firstLine(message) }]
      : failed;
  });
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

function startBusyProcess(): ChildProcess {
  return track(spawn(process.execPath, ['-e', 'for (;;) {}'], { stdio: 'ignore' }));
}

/** Resolves with the exit code. */
function execute(
  command: string,
  args: readonly string[],
  stdio: 'inherit' | 'ignore',
): Promise<number | null> {
  const child = track(spawn(command, args, { stdio: ['ignore', stdio, stdio] }));
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', done);
  });
}

function track(child: ChildProcess): ChildProcess {
  children.add(child);
  child.once('close', () => children.delete(child));
  return child;
}

function printTables(): void {
  console.log(
    '\n| | runs | tests passed | runs with failures | seconds: min | median | max |\n|---|--:|--:|--:|--:|--:|--:|',
  );
  for (const underLoad of [false, true]) {
    const some = runs.filter((run) => run.underLoad === underLoad);
    if (some.length === 0) continue;
    const seconds = some.map((run) => run.seconds).sort((one, other) => one - other);
    const [min, median, max] = [seconds[0], seconds[seconds.length >> 1], seconds.at(-1)].map((value) =>
      (value ?? 0).toFixed(1),
    );
    const failed = some.filter(({ failures }) => failures.length > 0).length;
    console.log(
      `| ${underLoad ? 'under load' : 'alone'} | ${some.length} | ${some.reduce((sum, { passed }) => sum + passed, 0)} | ${failed} | ${min} | ${median} | ${max} |`,
    );
  }
  const failures = new Map<string, { alone: number; underLoad: number; message: string }>();
  for (const run of runs)
    for (const { test, message } of run.failures) {
      const entry = failures.get(test) ?? { alone: 0, underLoad: 0, message };
      entry[run.underLoad ? 'underLoad' : 'alone']++;
      failures.set(test, entry);
    }
  if (failures.size === 0) {
    console.log('\nno test failed');
    return;
  }
  console.log('\n| test | failed alone | failed under load | first error |\n|---|--:|--:|---|');
  for (const [test, { alone, underLoad, message }] of failures)
    console.log(`| ${test} | ${alone} | ${underLoad} | ${message.replaceAll('|', '\\|')} |`);
}
