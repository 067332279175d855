/** Options of a script as data: read from the command line, then from the environment, then the default. */
import { parseArgs } from 'node:util';

/** One option. Its flag is its name in kebab-case, its variable RXCTI_ and its name in capitals. */
export interface Option<T> {
  /** What stands for the value in the help text. */
  readonly value: string;
  readonly help: string;
  /** @throws {UsageError} with what the value must be. */
  read(text: string): T;
  /** As text, as if it had been given. */
  readonly fallback?: string;
}

type ValueOf<O> = O extends { readonly fallback: string; read(text: string): infer T }
  ? T
  : O extends { read(text: string): infer T }
    ? T | undefined
    : never;

/** A mistake in the options: one line for the user. */
export class UsageError extends Error {}

const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const variable = (name: string): string => `RXCTI_${kebab(name).replaceAll('-', '_').toUpperCase()}`;

/**
 * The values of the options, or 'help' when that was asked for.
 * @throws {UsageError} for an unknown option or a bad value.
 */
export function readOptions<const O extends Record<string, Option<unknown>>>(
  options: O,
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): { readonly [Name in keyof O]: ValueOf<O[Name]> } | 'help' {
  const names = Object.keys(options);
  const flags = Object.fromEntries(names.map((name) => [kebab(name), { type: 'string' as const }]));
  let given: Readonly<Record<string, unknown>>;
  try {
    given = parseArgs({
      args: [...args],
      options: { ...flags, help: { type: 'boolean', short: 'h' } },
      strict: true,
      allowPositionals: false,
    }).values;
  } catch (error) {
    throw new UsageError(String((error as Error).message).split(/\. |\n/)[0]);
  }
  if (given.help === true) return 'help';
  const values = names.map((name) => {
    const option = options[name] as Option<unknown>;
    const flag = given[kebab(name)];
    const source = flag === undefined ? variable(name) : `--${kebab(name)}`;
    const text = flag ?? (environment[variable(name)] || option.fallback);
    if (text === undefined) return [name, undefined];
    try {
      return [name, option.read(String(text))];
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      throw new UsageError(`${source} ${error.message}`);
    }
  });
  return Object.fromEntries(values);
}

/** What `--help` prints. */
export function helpText(
  script: string,
  purpose: string,
  options: Record<string, Option<unknown>>,
  notes = '',
): string {
  const rows = Object.entries(options).map(([name, { value, help, fallback }]) => [
    `  --${kebab(name)} <${value}>`,
    `${help}${fallback === undefined ? '' : ` (default: ${fallback})`}  [${variable(name)}]`,
  ]);
  rows.push(['  -h, --help', 'prints this']);
  const width = Math.max(...rows.map(([flag = '']) => flag.length));
  const lines = rows.map(([flag = '', help]) => `${flag.padEnd(width)}  ${help}`);
  return [`Usage: ${script} [options]`, '', purpose, '', ...lines, ...(notes && ['', notes]), ''].join('\n');
}

/** Any text but none. */
export function text(value: string): string {
  if (value.trim() === '') throw new UsageError('must not be empty');
  return value;
}

/** A number in a range. */
export function number(from: number, to: number): (value: string) => number {
  return (value) => {
    const result = Number(value);
    if (value.trim() !== '' && result >= from && result <= to) return result;
    throw new UsageError(`must be a number from ${from} to ${to}, not '${value}'`);
  };
}

/** A whole number in a range. */
export function whole(from: number, to: number): (value: string) => number {
  return (value) => {
    const result = number(from, to)(value);
    if (Number.isInteger(result)) return result;
    throw new UsageError(`must be a whole number, not '${value}'`);
  };
}

/** Host names with commas between them: the nodes of a cluster, in the order in which they are tried. */
export function hosts(value: string): readonly string[] {
  const names = value.split(',').map((name) => name.trim());
  if (names.every((name) => /^[\w.:-]+$/.test(name))) return names;
  throw new UsageError(`must be a host name, or several with commas between them, not '${value}'`);
}

/** An address that can be posted to. */
export function webAddress(value: string): URL {
  const url = URL.parse?.(value) ?? (URL.canParse(value) ? new URL(value) : undefined);
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new UsageError(`must be an http or https address, not '${value}'`);
  }
  if (url.username !== '' || url.password !== '') throw new UsageError('must not carry a user or a password');
  return url;
}

/** The options that lead to a CCX; both scripts have them. */
export const ccxOptions = (clientId: string) =>
  ({
    ccxHost: {
      value: 'host[,host]',
      help: 'nodes of the CCX, in the order to try',
      read: hosts,
      fallback: '127.0.0.1',
    },
    ccxPort: { value: 'port', help: 'its CTI port', read: whole(1, 65_535), fallback: '42027' },
    clientId: {
      value: 'name',
      help: 'name of this session; a newer session of the same name takes its place',
      read: text,
      fallback: clientId,
    },
  }) as const;
