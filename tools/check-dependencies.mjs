// `npm run dependencies`: checks every import against .dependency-cruiser.mjs, and that no source file was overlooked
// (dependency-cruiser skips what it has no compiler for).
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { cruise, format } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import rules from '../.dependency-cruiser.mjs';

process.chdir(join(import.meta.dirname, '..'));
const sources = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx', '*.mjs'],
  {
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter((file) => file !== '' && existsSync(file));

const { options, ...ruleSet } = rules;
const { output } = await cruise(
  sources,
  { ...options, ruleSet, validate: true },
  options.enhancedResolveOptions,
  { tsConfig: extractTSConfig(options.tsConfig.fileName) },
);
const { output: report, exitCode } = await format(output, { outputType: 'err-long' });
process.stdout.write(report);

const seen = new Map(output.modules.map((module) => [module.source, module.dependencies]));
const overlooked = sources.filter((file) => !seen.has(file));
for (const file of overlooked) console.error(`not analyzed: ${file}`);
const typeImports = [...seen.values()]
  .flat()
  .filter(({ dependencyTypes }) => dependencyTypes.includes('type-only'));
if (typeImports.length === 0)
  console.error('no type import was found: is `typescript` a version that dependency-cruiser supports?');
if (exitCode !== 0 || overlooked.length > 0 || typeImports.length === 0) process.exitCode = 1;
else console.log(`${sources.length} source files`);
