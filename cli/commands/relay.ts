/** `rxcti relay`: one session with CCX for any number of browsers, as a service. */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { readFiles } from '../relay-service/files.ts';
import type { Configuration } from '../relay-service/reload.ts';
import { serve } from '../relay-service/service.ts';
import { jsonSchema, type Leaf, leaves, wanted } from '../relay-service/settings.ts';
import { ConfigurationError, readSettings, strangeVariables } from '../relay-service/sources.ts';
import { describe } from '../relay-service/summary.ts';

type Flags = Readonly<Record<string, string | boolean | undefined>>;

/** Mistakes in the configuration; also what systemd calls it. */
const misconfigured = 2;

export function relay(): Command {
  const command = new Command('relay')
    .description('Serves browsers from one session with CCX, each with exactly its rights.')
    .addOption(new Option('--config <file>', 'settings as JSON [RXCTI_RELAY_CONFIG]'))
    .addOption(new Option('--check', 'says what this relay would do, or what is wrong, and ends'))
    .addOption(new Option('--schema', 'prints the JSON schema of the file, and ends'));
  for (const leaf of leaves) if (leaf.flag !== undefined) command.addOption(optionOf(leaf, leaf.flag));
  return command
    .addHelpText(
      'after',
      `
Each setting can stand in the file (listen.port), in the environment (RXCTI_RELAY_LISTEN_PORT) or among the flags
(--listen-port); flags come before the environment, and both before the file. Lists have commas between their items.
Secrets have no flags: name a file with each (auth.jwt.secretFile), or use the environment.

Example:
  rxcti relay --ccx-nodes ccx-a.example.com,ccx-b.example.com --auth-sign-in-enabled true --check`,
    )
    .action((flags: Flags, self: Command) => run(flags, self));
}

async function run(flags: Flags, command: Command): Promise<void> {
  if (flags.schema === true) {
    process.stdout.write(`${JSON.stringify(jsonSchema, null, 2)}\n`);
    return;
  }
  const file = typeof flags.config === 'string' ? flags.config : process.env.RXCTI_RELAY_CONFIG || undefined;
  const folder = file === undefined ? process.cwd() : dirname(resolve(file));
  const load = (): Configuration => {
    const settings = readSettings({
      ...(file === undefined ? {} : { file: { name: file, text: textOf(file) } }),
      environment: process.env,
      flags: settingFlags(command),
    });
    return { settings, files: readFiles(settings, folder) };
  };
  const notes = strangeVariables(process.env);
  let first: Configuration;
  try {
    first = load();
    if (flags.check !== true) {
      await serve({ first, folder, file, notes, load });
      return;
    }
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    for (const line of error.lines) process.stderr.write(`rxcti relay: ${line}\n`);
    process.exitCode = misconfigured;
    return;
  }
  const { sentences, cautions } = describe(first.settings, first.files, Date.now());
  for (const sentence of sentences) process.stdout.write(`${sentence}\n`);
  for (const caution of [...cautions, ...notes]) process.stdout.write(`Caution: ${caution}.\n`);
}

function optionOf({ node, variable, path }: Leaf, flag: string): Option {
  const { description = '', default: fallback } = node;
  const given =
    fallback === undefined || typeof fallback === 'object' ? '' : ` (default: ${String(fallback)})`;
  const choices = node.enum === undefined ? '' : `: ${wanted(node)}`;
  return new Option(`--${flag} <value>`, `${description}${choices}${given} [${variable}]`).helpGroup(
    path.length === 1 ? 'The whole:' : `${path[0]}:`,
  );
}

/** The settings among the flags, under their names. */
function settingFlags(command: Command): Readonly<Record<string, string>> {
  return Object.fromEntries(
    command.options.flatMap((option) => {
      const value: unknown = command.getOptionValue(option.attributeName());
      return typeof value === 'string' ? [[(option.long ?? '').slice(2), value]] : [];
    }),
  );
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigurationError([`${file} cannot be read (${(error as NodeJS.ErrnoException).code})`]);
  }
}
