/** Error messages for invalid settings, one line each. */
import type { z } from 'zod';
import { describeType, nodeAt, type SchemaNode } from './settings.ts';

type Issue = z.core.$ZodIssue;

/** The lines for one issue of the schema. `origins`: the variable or flag that a setting came from, unless from the file. */
export function settingErrors(
  issue: Issue,
  settings: unknown,
  origins: ReadonlyMap<string, string>,
): readonly string[] {
  if (issue.code === 'unrecognized_keys') {
    const { properties, propertyNames }: SchemaNode = nodeAt(issue.path) ?? {};
    const known = propertyNames?.enum ?? Object.keys(properties ?? {});
    return issue.keys.map((key) => {
      const near = nearest(key, known);
      const hint = near === undefined ? `known settings: ${known.join(', ')}` : `did you mean ${near}?`;
      return `${[...issue.path, key].join('.')}: unknown setting; ${hint}`;
    });
  }
  const name = nameOf(issue.path);
  const value = valueAt(settings, issue.path);
  const source = sourceOf(issue.path, origins);
  const node = nodeAt(issue.path);
  if (value === undefined) return [`${name}: required: ${describeType(node)}${source}`];
  if (Array.isArray(value) && value.length === 0) return [`${name}: must not be empty${source}`];
  const shown = node?.writeOnly === true ? '' : `, not ${short(value)}`;
  return [`${name}: must be ${describeType(node)}${shown}${source}`];
}

/** The most similar known word, if it is similar enough. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((candidate) => ({ candidate, distance: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best !== undefined && best.distance <= Math.max(2, word.length / 4) ? best.candidate : undefined;
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

function nameOf(path: readonly PropertyKey[]): string {
  const name = path.reduce<string>(
    (text, step) =>
      typeof step === 'number' ? `${text}[${step}]` : text === '' ? String(step) : `${text}.${String(step)}`,
    '',
  );
  return name === '' ? 'configuration' : name;
}

function sourceOf(path: readonly PropertyKey[], origins: ReadonlyMap<string, string>): string {
  for (let length = path.length; length > 0; length--) {
    const source = origins.get(path.slice(0, length).join('.'));
    if (source !== undefined) return ` (${source})`;
  }
  return '';
}

function valueAt(settings: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      value === null || value === undefined ? undefined : (value as Record<PropertyKey, unknown>)[step],
    settings,
  );
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
