/** Generates the types: an interface for each message, and their union. */
import type { FixedField, FloatingField, FloatingPart, Group } from '../../core/protocol/schema.ts';
import { isGroup } from '../../core/protocol/schema.ts';
import { banner, bareItem, countsOf, definitions, optionalTail, pascal, singular } from './names.ts';

const tsTypes = {
  CHAR: 'number',
  UCHAR: 'number',
  SHORT: 'number',
  USHORT: 'number',
  INT: 'number',
  UINT: 'number',
  TIME: 'number',
  BOOL: 'boolean',
  STRING: 'string',
  UNSPEC: 'Uint8Array',
  NAMEDVAR: 'NamedVariable',
  NAMEDARRAY: 'NamedArrayElement',
} as const;

function doc(field: FixedField | FloatingField): string {
  const facts: string[] = [];
  if ('max' in field && (field.type === 'STRING' || field.type === 'UNSPEC')) {
    facts.push(`at most ${field.max} bytes${field.type === 'STRING' ? ' including the NUL' : ''}`);
  }
  if (field.type === 'TIME') facts.push('Unix seconds');
  if (field.unit) facts.push(field.unit);
  if (field.enum) facts.push(`{@link ${field.enum}}`);
  if (field.since) facts.push(`since version ${field.since}`);
  if (field.until) facts.push(`until version ${field.until}`);
  if ('required' in field && typeof field.required === 'string') facts.push(`required: ${field.required}`);
  if (field.inferred) facts.push('inferred');
  if (field.about && !field.about.startsWith('GED-188 slot')) facts.push(field.about);
  return facts.length === 0 ? '' : `  /** ${facts.join('; ').replaceAll('*/', '* /')} */\n`;
}

function property(key: string, type: string, optional: boolean): string {
  return `  readonly ${key}${optional ? '?' : ''}: ${type}${optional ? ' | undefined' : ''};\n`;
}

/** The interface of a list's item, after those of nested lists. */
function itemInterface(owner: string, group: Group, printed: string[]): string {
  const bare = bareItem(group);
  if (bare) return tsTypes[bare.type];
  const name = `${owner}${pascal(singular(group.group))}`;
  const body = floatingProperties(name, group.fields, printed, true);
  printed.push(`/** One item of \`${group.group}\`. */\nexport interface ${name} {\n${body}}\n`);
  return name;
}

function floatingProperties(
  owner: string,
  parts: readonly FloatingPart[],
  printed: string[],
  inItem: boolean,
): string {
  const counts = countsOf(parts);
  let first = inItem;
  let text = '';
  for (const part of parts) {
    if (isGroup(part)) {
      text += property(part.group, `readonly ${itemInterface(owner, part, printed)}[]`, true);
      continue;
    }
    if (part.key === undefined || counts.has(part.key)) continue;
    const always = first || (part.required === true && !part.inferred && !part.since && !part.until);
    text += doc(part) + property(part.key, tsTypes[part.type], !always);
    first = false;
  }
  return text;
}

export function generateMessages(): string {
  const printed: string[] = [];
  for (const message of definitions) {
    const owner = pascal(message.name);
    const counts = countsOf(message.floating);
    const tail = optionalTail(message.fixed);
    let body = `  readonly type: '${message.name}';\n`;
    message.fixed.forEach((field, index) => {
      if (field.key === undefined || counts.has(field.key)) return;
      const optional = index >= tail || field.since !== undefined;
      body += doc(field) + property(field.key, tsTypes[field.type], optional);
    });
    body += floatingProperties(owner, message.floating, printed, false);
    body += property('unknownFields', 'readonly UnknownField[]', true);
    body += property('fieldErrors', 'readonly FieldError[]', true);
    const number = `${message.type}${message.typeInferred ? ', number inferred' : ''}`;
    const since = message.since ? ` Since version ${message.since}.` : '';
    printed.push(
      `/** ${message.summary}${since} (${message.name}, ${number}) */\nexport interface ${owner} {\n${body}}\n`,
    );
  }
  const names = definitions.map((message) => `  | ${pascal(message.name)}`).join('\n');
  const numbers = definitions.map((message) => `  ${message.name}: ${message.type},`).join('\n');
  const confirmations = definitions
    .filter((message) => message.confirm !== undefined)
    .map((message) => `  ${message.name}: '${message.confirm}',`)
    .join('\n');
  return `${banner('Message types: plain objects, discriminated by `type`.')}import type { FieldError, NamedArrayElement, NamedVariable, UnknownField } from '../data-types.ts';

/** MessageTypeID of every message, by name. Guide: All message types organized by ID number. */
export const MessageType = {
${numbers}
} as const;

/** The message that confirms each request. */
export const confirmationOf = {
${confirmations}
} as const;

${printed.join('\n')}
/** A message type that this version does not have. */
export interface UnknownMessage {
  readonly type: 'UNKNOWN';
  readonly messageType: number;
  readonly body: Uint8Array;
}

/** Every message of the protocol. */
export type CtiMessage =
${names}
  | UnknownMessage;
`;
}
