/**
 * Parses dialogue files; README.md describes the format.
 */

/** An expected value: a literal, a name to be bound, or any value. */
export type Expected =
  | { readonly kind: 'value'; readonly value: string | number | boolean }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'any' };

/** A message in a dialogue: its fields by path, such as `csqs.0.csqId`, or its bytes. */
export type Content =
  | { readonly type: string; readonly fields: ReadonlyMap<string, Expected> }
  | { readonly bytes: Uint8Array };

export type Step = { readonly line: number } & (
  | { readonly kind: 'action'; readonly words: string }
  | { readonly kind: 'sends'; readonly who: string; readonly content: Content }
  | { readonly kind: 'receives'; readonly who: readonly string[]; readonly content: Content }
);

export interface Dialogue {
  readonly title: string;
  /** Connected clients: `bridge`, or an agent by extension. */
  readonly clients: readonly string[];
  readonly steps: readonly Step[];
}

/** @throws Error with the number of an invalid line. */
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
    else if (line.startsWith('* ')) steps.push({ line: number, kind: 'action', words: line.slice(2) });
    else if (head !== null) {
      const body: string[] = [];
      while (/^ {2}/.test(lines[at + 1] ?? '')) body.push((lines[++at] ?? '').trim());
      const who = (head[2] ?? '').split(', ');
      const content = contentOf(head[4] ?? '', body, number);
      if (head[3] === '>') steps.push({ line: number, kind: 'sends', who: who[0] ?? '', content });
      else steps.push({ line: number, kind: 'receives', who, content });
    } else throw new Error(`line ${number} is neither an action nor a message: ${line}`);
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
    if (field === null) throw new Error(`below line ${line}: "${one}" is not a field`);
    fields.set(field[1] ?? '', expected(field[2] ?? '', line));
  }
  return { type, fields };
}

function expected(text: string, line: number): Expected {
  if (text === 'any') return { kind: 'any' };
  if (text.startsWith('$')) return { kind: 'name', name: text.slice(1) };
  const value: unknown = JSON.parse(text);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return { kind: 'value', value };
  throw new Error(`below line ${line}: ${text} is not a value`);
}
