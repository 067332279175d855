/** Options of a script: read from the command line, then from the environment, then the default. */
import { parseArgs } from 'node:util';

/** One option. The flag is its name in kebab-case, the environment variable `RXCTI_` and its name in capitals. */
export interface Option<T> {
  /** Placeholder of the value in the help text. */
  readonly placeholder: string;
  readonly help: string;
  /** @throws {UsageError} with the expected format. */
  parse(text: string): T;
  /** As text, as on the command line. */
  readonly default?: string;
}

type ValueOf<O> = O extends { readonly default: string; parse(text: string): infer T }
  ? T
  : O extends { parse(text: string): infer T }
    ? T | undefined
    : never;

/** An invalid option, with a one-line message for the user. */
export class UsageError extends Error {}

const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const variable = (name: string): string => `RXCTI_${kebab(name).replaceAll('-', '_').toUpperCase()}`;

/**
 * The values of the options, or 'help' for `--help`.
 * @throws {UsageError} for an unknown option or an invalid value.
 */
export function readOptions<const O extends Record<string, Option<unknown>>>(
  options: O,
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): { readonly [Name in keyof O]: ValueOf<O[Name]> } | 'help' {
  const names = Object.keys(options);
  const flags = Object.fromEntries(names.map((name) => [kebab(name), { type: 'string' as const }]));
  let parsed: Readonly<Record<string, unknown>>;
  try {
    parsed = parseArgs({
      args: [...args],
      options: { ...flags, help: { type: 'boolean', short: 'h' } },
      strict: true,
      allowPositionals: false,
    }).values;
  } catch (error) {
    throw new UsageError(String((error as Error).message).split(/\. |\n/)[0]);
  }
  if (parsed.help === true) return 'help';
  const values = names.map((name) => {
    const option = options[name] as Option<unknown>;
    const flag = parsed[kebab(name)];
    const source = flag === undefined ? variable(name) : `--${kebab(name)}`;
    const text = flag ?? (environment[variable(name)] || option.default);
    if (text === undefined) return [name, undefined];
    try {
      return [name, option.parse(String(text))];
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      throw new UsageError(`${source} ${error.message}`);
    }
  });
  return Object.fromEntries(values);
}

/** The text for `--help`. */
export function helpText(
  script: string,
  description: string,
  options: Record<string, Option<unknown>>,
  footer = '',
): string {
  const rows = Object.entries(options).map(([name, { placeholder, help, default: fallback }]) => [
    `  --${kebab(name)} <${placeholder}>`,
    `${help}${fallback === undefined ? '' : ` (default: ${fallback})`}  [${variable(name)}]`,
  ]);
  rows.push(['  -h, --help', 'display help']);
  const width = Math.max(...rows.map(([flag = '']) => flag.length));
  const lines = rows.map(([flag = '', help]) => `${flag.padEnd(width)}  ${help}`);
  return [`Usage: ${script} [options]`, '', description, '', ...lines, ...(footer && ['', footer]), ''].join(
    '\n',
  );
}

export function nonEmptyString(text: string): string {
  if (text.trim() === '') throw new UsageError('must not be empty');
  return text;
}

/** A number from `min` to `max`. */
export function number(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== '' && value >= min && value <= max) return value;
    throw new UsageError(`must be a number from ${min} to ${max}, not '${text}'`);
  };
}

/** An integer from `min` to `max`. */
export function integer(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = number(min, max)(text);
    if (Number.isInteger(value)) return value;
    throw new UsageError(`must be an integer, not '${text}'`);
  };
}

/** Host names separated by commas. */
function hostList(text: string): readonly string[] {
  const hosts = text.split(',').map((host) => host.trim());
  if (hosts.every((host) => /^[\w.:-]+$/.test(host))) return hosts;
  throw new UsageError(`must be one or more host names separated by commas, not '${text}'`);
}

/** An http or https URL without credentials. */
export function httpUrl(text: string): URL {
  const url = URL.parse?.(text) ?? (URL.canParse(text) ? new URL(text) : undefined);
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new UsageError(`must be an http or https URL, not '${text}'`);
  }
  if (url.username !== '' || url.password !== '') throw new UsageError('must not contain credentials');
  return url;
}

/** The options that locate the CCX. */
export const ccxOptions = (clientId: string) =>
  ({
    ccxHost: {
      placeholder: 'host[,host]',
      help: 'CCX nodes, in the order to try',
      parse: hostList,
      default: '127.0.0.1',
    },
    ccxPort: { placeholder: 'port', help: 'CTI port of CCX', parse: integer(1, 65_535), default: '42027' },
    clientId: {
      placeholder: 'name',
      help: 'client ID of the session; a newer session with the same ID replaces it',
      parse: nonEmptyString,
      default: clientId,
    },
  }) as const;
