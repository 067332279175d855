/**
 * Reads the dialogues beside this file; README.md describes how they are written.
 */

/** A value as a dialogue writes it: a number, a text, true or false, a name to be bound, or anything. */
export type Expected =
  | { readonly kind: 'value'; readonly value: string | number | boolean }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'anything' };

/** A message in a dialogue: its fields by path, such as `csqs.0.csqId`, or its bytes. */
export type Content =
  | { readonly type: string; readonly fields: ReadonlyMap<string, Expected> }
  | { readonly bytes: Uint8Array };

export type Step = { readonly line: number } & (
  | { readonly kind: 'deed'; readonly words: string }
  | { readonly kind: 'sends'; readonly who: string; readonly content: Content }
  | { readonly kind: 'hears'; readonly who: readonly string[]; readonly content: Content }
);

export interface Dialogue {
  readonly title: string;
  /** Who has a client; `bridge`, or an agent by the extension. */
  readonly clients: readonly string[];
  readonly steps: readonly Step[];
}

/** @throws Error that names the line that makes no sense. */
export function readDialogue(text: string): Dialogue {
  const lines = text.split('\n');
  let title = '';
  let clients: string[] = [];
  const steps: Step[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = (lines[at] ?? '').trimEnd();
    const number = at + 1;
    if (line.startsWith('# ') && title === '') title = line.slice(2);
    if (line === '' || line.startsWith('#')) continue;
    const head = /^(~ )?(\S.*?) ([<>]) (\S+)$/.exec(line);
    if (line.startsWith('clients: ')) clients = line.slice(9).split(', ');
    else if (line.startsWith('* ')) steps.push({ line: number, kind: 'deed', words: line.slice(2) });
    else if (head !== null) {
      const body: string[] = [];
      while (/^ {2}/.test(lines[at + 1] ?? '')) body.push((lines[++at] ?? '').trim());
      const who = (head[2] ?? '').split(', ');
      const content = contentOf(head[4] ?? '', body, number);
      if (head[3] === '>') steps.push({ line: number, kind: 'sends', who: who[0] ?? '', content });
      else steps.push({ line: number, kind: 'hears', who, content });
    } else throw new Error(`line ${number} is neither a deed nor a message: ${line}`);
  }
  return { title, clients, steps };
}

function contentOf(type: string, body: readonly string[], line: number): Content {
  if (type === 'bytes') {
    const digits = body.map((one) => one.replace(/\/\/.*/, '').replace(/\s/g, '')).join('');
    return { bytes: Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)) };
  }
  const fields = new Map<string, Expected>();
  for (const one of body) {
    const field = /^(\S+) (.+?)( +\/\/.*)?$/.exec(one);
    if (field === null) throw new Error(`below line ${line}: "${one}" is no field`);
    fields.set(field[1] ?? '', expected(field[2] ?? '', line));
  }
  return { type, fields };
}

function expected(text: string, line: number): Expected {
  if (text === 'any') return { kind: 'anything' };
  if (text.startsWith('$')) return { kind: 'name', name: text.slice(1) };
  const value: unknown = JSON.parse(text);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return { kind: 'value', value };
  throw new Error(`below line ${line}: ${text} is no value`);
}
