/** Reads settings: flags override the environment, which overrides the file. Error messages name the source. */

import { type RelaySettings, relaySchema } from './schema.ts';
import { nearest, settingErrors } from './setting-errors.ts';
import { allSettings, type SchemaNode, type Setting } from './settings.ts';

/** The sources of settings. */
export interface Sources {
  /** Name and text of relay.json. */
  readonly file?: { readonly name: string; readonly text: string };
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** By flag without `--`. */
  readonly flags: Readonly<Record<string, string>>;
}

/** Errors in the configuration, one line each. */
export class ConfigurationError extends Error {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'ConfigurationError';
    this.lines = lines;
  }
}

/**
 * Merges and validates the sources.
 * @throws {ConfigurationError}
 */
export function readSettings(sources: Sources): RelaySettings {
  const errors: string[] = [];
  const merged = parseFile(sources.file);
  const origins = new Map<string, string>();
  for (const setting of allSettings) {
    for (const [source, text] of valuesOf(setting, sources)) {
      const value = parseValue(setting.node, text);
      if (value === undefined) {
        errors.push(`${source}: not valid JSON: ${JSON.stringify(text)}`);
      } else if (setValue(merged, setting.path, value)) origins.set(setting.path.join('.'), source);
    }
  }
  const result = relaySchema.safeParse(merged);
  if (!result.success) {
    for (const issue of result.error.issues) errors.push(...settingErrors(issue, merged, origins));
  }
  if (errors.length > 0 || !result.success) throw new ConfigurationError(errors);
  const conflicts = conflictsIn(result.data);
  if (conflicts.length > 0) throw new ConfigurationError(conflicts);
  return result.data;
}

/** Warnings for unknown variables. They are no errors: orchestrators set variables with this prefix for their own purposes. */
export function unknownVariables(environment: Sources['environment']): readonly string[] {
  const known = new Set([...allSettings.map(({ variable }) => variable), 'RXCTI_RELAY_CONFIG']);
  return Object.keys(environment)
    .filter((name) => name.startsWith('RXCTI_RELAY_') && !known.has(name))
    .map((name) => {
      const near = nearest(name, [...known]);
      return `${name}: unknown setting${near === undefined ? '' : `; did you mean ${near}?`}`;
    });
}

function valuesOf({ variable, flag }: Setting, { environment, flags }: Sources): readonly [string, string][] {
  const fromVariable = environment[variable];
  const fromFlag = flag === undefined ? undefined : flags[flag];
  return [
    ...(fromVariable === undefined || fromVariable === ''
      ? []
      : [[variable, fromVariable] as [string, string]]),
    ...(fromFlag === undefined ? [] : [[`--${flag}`, fromFlag] as [string, string]]),
  ];
}

function parseFile(file: Sources['file']): Record<string, unknown> {
  if (file === undefined) return {};
  let value: unknown;
  try {
    value = JSON.parse(file.text);
  } catch (error) {
    throw new ConfigurationError([`${file.name}: not valid JSON: ${(error as Error).message}`]);
  }
  if (isObject(value)) return value;
  throw new ConfigurationError([`${file.name}: must be a JSON object`]);
}

/** Converts a text to the type of its setting. A text that cannot be converted is left to the schema to report. */
function parseValue(node: SchemaNode, text: string): unknown {
  switch (node.type) {
    case 'integer':
    case 'number':
      return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
    case 'boolean':
      return text === 'true' || text === 'false' ? text === 'true' : text;
    case 'array':
      return text
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== '');
    case 'object':
      try {
        return JSON.parse(text);
      } catch {
        return undefined;
      }
    default:
      return text;
  }
}

/** False if a parent is not an object, which the schema reports. */
function setValue(target: Record<string, unknown>, path: readonly string[], value: unknown): boolean {
  let at = target;
  for (const step of path.slice(0, -1)) {
    at[step] ??= {};
    const next = at[step];
    if (!isObject(next)) return false;
    at = next;
  }
  at[path.at(-1) as string] = value;
  return true;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Conflicts between settings. */
function conflictsIn({ auth, ccx, cluster, limits }: RelaySettings): readonly string[] {
  const found: string[] = [];
  const { jwt, signIn } = auth;
  const count = (path: string, settings: object | undefined, ...names: readonly string[]): number => {
    const set = names.filter((name) => settings !== undefined && name in settings);
    if (set.length > 1) found.push(`${path}: set only one of ${set.join(' and ')}`);
    return set.length;
  };
  if (cluster?.servers.some((server) => server.includes('@')) === true)
    found.push('cluster.servers: must not contain credentials: set cluster.user and cluster.passwordFile');
  if (jwt === undefined && signIn?.enabled !== true) found.push('auth: required: jwt, signIn or both');
  if (jwt !== undefined && count('auth.jwt', jwt, 'jwksUrl', 'publicKeyFile', 'secret', 'secretFile') === 0)
    found.push('auth.jwt: required: jwksUrl, publicKeyFile or secretFile');
  if (cluster !== undefined && signIn?.enabled === true && !('secret' in signIn || 'secretFile' in signIn))
    found.push('auth.signIn.secretFile: required: all relays of a cluster need the same secret');
  count('auth.signIn', signIn, 'secret', 'secretFile');
  count('ccx', ccx, 'password', 'passwordFile');
  count(
    'cluster',
    cluster,
    'password',
    'passwordFile',
    'token',
    'tokenFile',
    'credentialsFile',
    'nkeySeedFile',
  );
  const { maxMessageBytes, resumeWindowMs, pingIntervalMs = 4000 } = limits;
  if (maxMessageBytes !== undefined && maxMessageBytes < 1024)
    found.push('limits.maxMessageBytes: must be at least 1024');
  if (resumeWindowMs !== undefined && resumeWindowMs < pingIntervalMs)
    found.push('limits.resumeWindowMs: must be at least limits.pingIntervalMs');
  return found;
}
