import { describe, expect, it } from 'vitest';
import { arabic } from '../../demo/desktop/languages/arabic.ts';
import { english } from '../../demo/desktop/languages/english.ts';
import { german } from '../../demo/desktop/languages/german.ts';

/** All texts of a table by path. */
function textsOf(table: object, path = ''): [string, string][] {
  return Object.entries(table).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string' ? [[path + key, value]] : textsOf(value as object, `${path}${key}.`),
  );
}

const placeholders = (text: string): string[] =>
  [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name ?? '').sort();

describe.each([
  ['German', german],
  ['Arabic', arabic],
])('translation to %s', (_, table) => {
  const texts = new Map(textsOf(table));

  it('has the same placeholders as English', () => {
    const wrong = textsOf(english).filter(
      // A plural form may omit the number.
      ([path, text]) =>
        !/_\w+$/.test(path) && `${placeholders(texts.get(path) ?? '')}` !== `${placeholders(text)}`,
    );
    expect(wrong).toEqual([]);
  });

  it('has no empty texts and few that equal English', () => {
    const same = textsOf(english).filter(([path, text]) => texts.get(path) === text && /[a-z]{4}/.test(text));
    expect([...texts.values()].filter((text) => text.trim() === '')).toEqual([]);
    expect(same.map(([, text]) => text).length).toBeLessThan(textsOf(english).length / 20);
  });
});
