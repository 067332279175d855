/**
 * Generates a reader for every message: an object with the fixed fields in wire order, a switch over the tags, then the
 * floating fields in table order. Lines for fixed fields are the same in many messages, so they compress well.
 */

import { widths } from '../../core/protocol/data-types.ts';
import {
  type FixedField,
  type FloatingField,
  type FloatingPart,
  type Group,
  isGroup,
  type MessageDefinition,
} from '../../core/protocol/schema.ts';
import {
  banner,
  bareItem,
  countsOf,
  definitions,
  groupsOf,
  optionalTail,
  pascal,
  singular,
  versionGuard,
} from './names.ts';

const fixedCalls = {
  UCHAR: 'uchar',
  USHORT: 'ushort',
  UINT: 'uint',
  INT: 'int',
  TIME: 'uint',
  BOOL: 'bool',
} as const;
const floatingCalls = {
  USHORT: 'taggedUshort',
  UINT: 'taggedUint',
  INT: 'taggedInt',
  TIME: 'taggedUint',
  BOOL: 'taggedBool',
  STRING: 'string',
  UNSPEC: 'taggedBytes',
  NAMEDVAR: 'namedVariable',
  NAMEDARRAY: 'namedArray',
} as const;

export function fixedWidth(field: FixedField): number {
  return field.bytes ?? widths[field.type as keyof typeof widths];
}

function fixedRead(field: FixedField, past: number): string {
  const call = fixedCalls[field.type as keyof typeof fixedCalls];
  if (call === undefined) throw new Error(`no fixed reader for ${field.type}`);
  return `r.${call}('${field.key}'${past === 0 ? '' : `, ${past}`})`;
}

function floatingRead(field: FloatingField): string {
  const call = floatingCalls[field.type as keyof typeof floatingCalls];
  if (call === undefined) throw new Error(`no floating reader for ${field.type}`);
  const numeric = call === 'taggedUshort' || call === 'taggedUint' || call === 'taggedInt';
  return `r.${call}('${field.key}'${numeric && field.inferred ? ', true' : ''})`;
}

/** The cases of the switch. `item` is the variable of the current list item. */
function cases(
  parts: readonly FloatingPart[],
  owner: string,
  item: string | undefined,
  declared: string[],
): string {
  const counts = countsOf(parts);
  let text = '';
  let first = item !== undefined;
  for (const part of parts) {
    if (isGroup(part)) {
      text += groupCases(part, owner, item, declared);
      continue;
    }
    const labels = [part.tag, ...(part.alias === undefined ? [] : [part.alias])];
    const label = labels.map((tag) => `      case ${tag}:\n`).join('');
    let read: string;
    if (part.key === undefined || counts.has(part.key)) {
      read = 'r.drop();';
    } else if (item === undefined) {
      declared.push(`  let ${part.key}: ${tsTypeOf(part)} | undefined;\n`);
      read = `${part.key} = ${floatingRead(part)};`;
    } else if (first) {
      first = false;
      continue; // printed by groupCases
    } else {
      read = `${item}.${part.key} = ${floatingRead(part)};`;
    }
    let action = read;
    // A list field before the first item belongs to no item.
    if (item !== undefined) action = `if (${item} === undefined) r.unknown(tag);\n        else ${read}`;
    const guard = versionGuard(part).replaceAll('version', 'r.version');
    if (guard !== '') {
      action = action.includes('\n')
        ? action.replace(/^if \((.*?)\)/, `if ($1 || !(${guard}))`)
        : `if (${guard}) ${action}\n        else r.unknown(tag);`;
    }
    text += `${label}        ${action}\n        break;\n`;
  }
  return text;
}

function groupCases(group: Group, owner: string, outer: string | undefined, declared: string[]): string {
  const first = group.fields[0] as FloatingField;
  const list = group.group;
  const bare = bareItem(group);
  const guard = versionGuard(first).replaceAll('version', 'r.version');
  const keepUnknown = (action: string): string =>
    guard === ''
      ? action
      : `if (!(${guard})) {\n          r.unknown(tag);\n          break;\n        }\n        ${action}`;
  if (bare) {
    declared.push(`  let ${list}: ${tsTypeOf(bare)}[] | undefined;\n`);
    return `      case ${bare.tag}:\n        ${keepUnknown(`${list} = append(${list}, ${floatingRead({ ...bare, key: list })});`)}\n        break;\n`;
  }
  const itemType = `${owner}${pascal(singular(list))}`;
  const item = singular(list);
  declared.push(`  let ${item}: Building<${itemType}> | undefined;\n`);
  const begin = `const first = ${floatingRead(first)};\n        ${item} = first === undefined ? undefined : { ${first.key}: first };`;
  let open: string;
  if (outer === undefined) {
    declared.push(`  let ${list}: ${itemType}[] | undefined;\n`);
    open = `${begin}\n        ${list} = append(${list}, ${item});`;
    for (const inner of groupsOf(group.fields)) {
      if (!bareItem(inner)) open += `\n        ${singular(inner.group)} = undefined;`;
    }
  } else {
    declared.push(`  let ${list}: ${itemType}[] | undefined;\n`);
    open = `if (${outer} === undefined) {\n          r.unknown(tag);\n          break;\n        }\n        ${begin}\n        if (${outer}.${list} === undefined) ${outer}.${list} = ${list} = [];\n        if (${item} !== undefined) ${list}?.push(${item});`;
  }
  return `      case ${first.tag}: {\n        ${keepUnknown(open)}\n        break;\n      }\n${cases(group.fields, itemType, item, declared)}`;
}

function tsTypeOf(field: FloatingField): string {
  if (field.type === 'STRING') return 'string';
  if (field.type === 'UNSPEC') return 'Uint8Array';
  if (field.type === 'BOOL') return 'boolean';
  if (field.type === 'NAMEDVAR') return 'NamedVariable';
  return field.type === 'NAMEDARRAY' ? 'NamedArrayElement' : 'number';
}

function reader(message: MessageDefinition): string {
  const owner = pascal(message.name);
  const counts = countsOf(message.floating);
  const tail = optionalTail(message.fixed);
  const keys: string[] = [`type: '${message.name}'`];
  /** Statements after the object literal. */
  let later = '';
  let past = 0;
  message.fixed.forEach((field, index) => {
    const guard = versionGuard(field).replaceAll('version', 'r.version');
    const isSkipped = field.key === undefined || counts.has(field.key);
    if (index >= tail || guard !== '') {
      if (past > 0) later += `  r.skip(${past});\n`;
      past = 0;
      const condition = [guard, index >= tail ? 'r.more()' : ''].filter(Boolean).join(' && ');
      const action = isSkipped ? `r.skip(${fixedWidth(field)})` : `m.${field.key} = ${fixedRead(field, 0)}`;
      later += `  if (${condition}) ${action};\n`;
    } else if (isSkipped) {
      past += fixedWidth(field);
    } else {
      if (later === '') keys.push(`${field.key}: ${fixedRead(field, past)}`);
      else later += `  m.${field.key} = ${fixedRead(field, past)};\n`;
      past = 0;
    }
  });
  if (past > 0) later += `  r.skip(${past});\n`;
  const declared: string[] = [];
  const body = cases(message.floating, owner, undefined, declared);
  let complete = true;
  let put = '';
  for (const part of message.floating) {
    if (isGroup(part)) {
      put += `  if (${part.group} !== undefined) m.${part.group} = ${part.group};\n`;
    } else if (part.key !== undefined && !counts.has(part.key)) {
      const required = part.required === true && !part.inferred && versionGuard(part) === '';
      complete &&= !required;
      if (required)
        put += `  m.${part.key} = ${part.key} ?? r.missing${part.type === 'STRING' ? '' : 'Bytes'}('${part.key}');\n`;
      else put += `  if (${part.key} !== undefined) m.${part.key} = ${part.key};\n`;
    }
  }
  complete &&= !/^ {2}m\./m.test(later);
  const each =
    body === ''
      ? '    r.unknown(tag);\n'
      : `    switch (tag) {\n${body}      default:\n        r.unknown(tag);\n    }\n`;
  // Required fields that are assigned later are missing in the object literal.
  const [type, cast] = complete ? [`: Building<${owner}>`, ''] : ['', ` as Building<${owner}>`];
  return `function read${owner}(r: Reader): ${owner} {
  const m${type} = { ${keys.join(', ')} }${cast};
${later}${declared.join('')}  for (let tag = r.next(); tag >= 0; tag = r.next()) {
${each}  }
${put}  return m;
}
`;
}

function checkTags(parts: readonly FloatingPart[], seen: Set<number>): void {
  for (const part of parts) {
    if (isGroup(part)) {
      checkTags(part.fields, seen);
      continue;
    }
    if (seen.has(part.tag)) throw new Error(`duplicate tag ${part.tag} in one message`);
    seen.add(part.tag);
  }
}

function entry(message: MessageDefinition): string {
  checkTags(message.floating, new Set());
  return `{ type: ${message.type}, name: '${message.name}', since: ${message.since ?? 0}, read: read${pascal(message.name)} }`;
}

export function generateReaders(from: 'client' | 'server'): string {
  const messages = definitions.filter((message) => message.from === from);
  const types = new Set<string>();
  const readers = messages.map((message) => {
    const text = reader(message);
    types.add(pascal(message.name));
    for (const match of text.matchAll(/Building<(\w+)>/g)) types.add(match[1] as string);
    return text;
  });
  return `${banner(`Readers of the messages that a ${from} sends.`)}import type { NamedArrayElement, NamedVariable } from '../data-types.ts';
import { append, type Building, type MessageReader, type Reader } from '../reader.ts';
import type {
${[...types]
  .sort()
  .map((name) => `  ${name},`)
  .join('\n')}
} from './messages.ts';

${readers.join('\n')}
export const ${from}MessageReaders: readonly MessageReader[] = [
${messages.map((message) => `  ${entry(message)},`).join('\n')}
];
`;
}
