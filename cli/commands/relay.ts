/** `rxcti relay`: the relay as a service. */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { readFiles } from '../relay-service/files.ts';
import type { Configuration } from '../relay-service/reload.ts';
import { serve } from '../relay-service/service.ts';
import { allSettings, describeType, jsonSchema, type Setting } from '../relay-service/settings.ts';
import { ConfigurationError, readSettings, unknownVariables } from '../relay-service/sources.ts';
import { summarize } from '../relay-service/summary.ts';

type Flags = Readonly<Record<string, string | boolean | undefined>>;

/** Exit code for an invalid configuration. */
const misconfigured = 2;

export function relay(): Command {
  const command = new Command('relay')
    .addOption(new Option('--config <file>', 'settings as JSON [RXCTI_RELAY_CONFIG]'))
    .addOption(new Option('--check', 'prints a summary of the configuration, or its errors, and exits'))
    .addOption(new Option('--schema', 'prints the JSON schema of the file, and exits'));
  for (const setting of allSettings)
    if (setting.flag !== undefined) command.addOption(optionOf(setting, setting.flag));
  return command
    .addHelpText(
      'after',
      `
Set a value in the file (listen.port), in the environment (RXCTI_RELAY_LISTEN_PORT) or with a flag (--listen-port). Flags
override the environment, which overrides the file. Separate the items of a list with commas. Secrets have no flags: set
a file for each (auth.jwt.secretFile), or use the environment.

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
  const unknown = unknownVariables(process.env);
  let first: Configuration;
  try {
    first = load();
    if (flags.check !== true) {
      await serve({ first, folder, file, warnings: unknown, load });
      return;
    }
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    for (const line of error.lines) process.stderr.write(`rxcti relay: ${line}\n`);
    process.exitCode = misconfigured;
    return;
  }
  const { lines, warnings } = summarize(first.settings, first.files, Date.now());
  for (const line of lines) process.stdout.write(`${line}\n`);
  for (const warning of [...warnings, ...unknown]) process.stdout.write(`Warning: ${warning}.\n`);
}

function optionOf({ node, variable, path }: Setting, flag: string): Option {
  const { description = '', default: fallback } = node;
  const given =
    fallback === undefined || typeof fallback === 'object' ? '' : ` (default: ${String(fallback)})`;
  const choices = node.enum === undefined ? '' : `: ${describeType(node)}`;
  return new Option(`--${flag} <value>`, `${description}${choices}${given} [${variable}]`).helpGroup(
    path.length === 1 ? 'General:' : `${path[0]}:`,
  );
}

/** Settings given as flags, by flag. */
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
