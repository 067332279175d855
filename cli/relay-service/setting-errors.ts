/** What is wrong with a setting, and what would be right: a line each. */
import type { z } from 'zod';
import { nodeAt, type SchemaNode, wanted } from './settings.ts';

type Issue = z.core.$ZodIssue;

/** The lines for one of the schema's issues; `origins` names where a setting came from, if not from the file. */
export function complaintOf(
  issue: Issue,
  settings: unknown,
  origins: ReadonlyMap<string, string>,
): readonly string[] {
  if (issue.code === 'unrecognized_keys') {
    const { properties, propertyNames }: SchemaNode = nodeAt(issue.path) ?? {};
    const known = propertyNames?.enum ?? Object.keys(properties ?? {});
    return issue.keys.map((key) => {
      const near = nearest(key, known);
      const hint = near === undefined ? `there are ${known.join(', ')}` : `is ${near} meant?`;
      return `${[...issue.path, key].join('.')}: there is no such setting; ${hint}`;
    });
  }
  const name = nameOf(issue.path);
  const value = valueAt(settings, issue.path);
  const source = sourceOf(issue.path, origins);
  const node = nodeAt(issue.path);
  if (value === undefined) return [`${name}: is missing; it must be ${wanted(node)}${source}`];
  if (Array.isArray(value) && value.length === 0) return [`${name}: must not be empty${source}`];
  const shown = node?.writeOnly === true ? '' : `, not ${short(value)}`;
  return [`${name}: must be ${wanted(node)}${shown}${source}`];
}

/** The known word that was probably meant. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((candidate) => ({ candidate, distance: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best !== undefined && best.distance <= Math.max(2, word.length / 4) ? best.candidate : undefined;
}

/** How many letters have to be changed, added or left out (Levenshtein). */
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
  return name === '' ? 'the configuration' : name;
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
