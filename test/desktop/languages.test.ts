import { describe, expect, it } from 'vitest';
import { arabic } from '../../demo/desktop/languages/arabic.ts';
import { english } from '../../demo/desktop/languages/english.ts';
import { german } from '../../demo/desktop/languages/german.ts';

/** Every text of a table by its path. */
function textsOf(table: object, path = ''): [string, string][] {
  return Object.entries(table).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string' ? [[path + key, value]] : textsOf(value as object, `${path}${key}.`),
  );
}

const gaps = (text: string): string[] =>
  [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name ?? '').sort();

describe.each([
  ['German', german],
  ['Arabic', arabic],
])('the page in %s', (_, table) => {
  const texts = new Map(textsOf(table));

  it('leaves the same gaps to be filled as English', () => {
    const wrong = textsOf(english).filter(
      // A plural form may say its number in words.
      ([path, text]) => !/_\w+$/.test(path) && `${gaps(texts.get(path) ?? '')}` !== `${gaps(text)}`,
    );
    expect(wrong).toEqual([]);
  });

  it('leaves nothing empty, and little in English', () => {
    const same = textsOf(english).filter(([path, text]) => texts.get(path) === text && /[a-z]{4}/.test(text));
    expect([...texts.values()].filter((text) => text.trim() === '')).toEqual([]);
    expect(same.map(([, text]) => text).length).toBeLessThan(textsOf(english).length / 20);
  });
});
