/** Settings from the file, over them the environment, over them the flags; and complaints that name their source. */

import { type RelaySettings, relaySchema } from './schema.ts';
import { complaintOf, nearest } from './setting-errors.ts';
import { type Leaf, leaves, type SchemaNode } from './settings.ts';

/** Where settings come from. */
export interface Sources {
  /** The text of relay.json, and what to call it. */
  readonly file?: { readonly name: string; readonly text: string };
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** By flag, without its dashes. */
  readonly flags: Readonly<Record<string, string>>;
}

/** Mistakes in the configuration, a line each. */
export class ConfigurationError extends Error {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'ConfigurationError';
    this.lines = lines;
  }
}

/**
 * Joins and checks.
 * @throws {ConfigurationError}
 */
export function readSettings(sources: Sources): RelaySettings {
  const complaints: string[] = [];
  const merged = parseFile(sources.file);
  const origins = new Map<string, string>();
  for (const leaf of leaves) {
    for (const [source, text] of given(leaf, sources)) {
      const value = parseValue(leaf.node, text);
      if (value === undefined) {
        complaints.push(`${source}: ${JSON.stringify(text)} is no JSON object`);
      } else if (place(merged, leaf.path, value)) origins.set(leaf.path.join('.'), source);
    }
  }
  const result = relaySchema.safeParse(merged);
  if (!result.success) {
    for (const issue of result.error.issues) complaints.push(...complaintOf(issue, merged, origins));
  }
  if (complaints.length > 0 || !result.success) throw new ConfigurationError(complaints);
  const conflicts = conflictsIn(result.data);
  if (conflicts.length > 0) throw new ConfigurationError(conflicts);
  return result.data;
}

/** Variables that look like ours and are not. A cluster may well set such ones for reasons of its own. */
export function strangeVariables(environment: Sources['environment']): readonly string[] {
  const known = new Set([...leaves.map(({ variable }) => variable), 'RXCTI_RELAY_CONFIG']);
  return Object.keys(environment)
    .filter((name) => name.startsWith('RXCTI_RELAY_') && !known.has(name))
    .map((name) => {
      const near = nearest(name, [...known]);
      return `${name} is no setting${near === undefined ? '' : `: is ${near} meant?`}`;
    });
}

function given({ variable, flag }: Leaf, { environment, flags }: Sources): readonly [string, string][] {
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
    throw new ConfigurationError([`${file.name}: this is no JSON: ${(error as Error).message}`]);
  }
  if (isObject(value)) return value;
  throw new ConfigurationError([`${file.name}: must be a JSON object`]);
}

/** A text as the value that its setting has; what does not fit is left as it is, for the schema to complain. */
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

/** False when something that is no object stands in the way: the schema complains about that. */
function place(target: Record<string, unknown>, path: readonly string[], value: unknown): boolean {
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

/** What each setting alone does not show. */
function conflictsIn({ auth, ccx, cluster, limits }: RelaySettings): readonly string[] {
  const found: string[] = [];
  const { jwt, signIn } = auth;
  const once = (place: string, settings: object | undefined, ...names: readonly string[]): number => {
    const set = names.filter((name) => settings !== undefined && name in settings);
    if (set.length > 1) found.push(`${place}: name only one of ${set.join(' and ')}`);
    return set.length;
  };
  if (cluster?.servers.some((server) => server.includes('@')) === true)
    found.push('cluster.servers: user and password have settings of their own: user and passwordFile');
  if (jwt === undefined && signIn?.enabled !== true)
    found.push('auth: name jwt, signIn or both, else nobody could come in');
  if (jwt !== undefined && once('auth.jwt', jwt, 'jwksUrl', 'publicKeyFile', 'secret', 'secretFile') === 0)
    found.push('auth.jwt: is missing its keys: name jwksUrl, publicKeyFile or secretFile');
  if (cluster !== undefined && signIn?.enabled === true && !('secret' in signIn || 'secretFile' in signIn))
    found.push(
      'auth.signIn.secretFile: is missing; the relays of a cluster need one secret, since each takes the tokens of all',
    );
  once('auth.signIn', signIn, 'secret', 'secretFile');
  once('ccx', ccx, 'password', 'passwordFile');
  once(
    'cluster',
    cluster,
    'password',
    'passwordFile',
    'token',
    'tokenFile',
    'credentialsFile',
    'nkeySeedFile',
  );
  const { maxMessageBytes, windowMs, pingMs = 4000 } = limits;
  if (maxMessageBytes !== undefined && maxMessageBytes < 1024)
    found.push('limits.maxMessageBytes: must be at least 1024: tokens and requests have to fit');
  if (windowMs !== undefined && windowMs < pingMs)
    found.push('limits.windowMs: must not be shorter than limits.pingMs');
  return found;
}
