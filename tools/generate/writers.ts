/** Generates a writer for every message: constants, fixed fields, then the floating fields in table order. */
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
  optionalTail,
  pascal,
  singular,
  versionGuard,
} from './names.ts';
import { fixedWidth } from './readers.ts';

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
} as const;

function fixedConstant(field: FixedField): string {
  const value = field.value === undefined || field.value === '' ? 0 : field.value;
  const width = fixedWidth(field);
  const shown = value > 0xff ? `0x${(value >>> 0).toString(16)}` : String(value);
  if (width === 4) return `w.putUint(${shown});`;
  if (width === 2) return `w.putUshort(${shown});`;
  if (value !== 0) throw new Error(`no constant of ${width} bytes`);
  return `w.putZeros(${width});`;
}

function fixedWrite(field: FixedField, counts: Map<string, Group>): string {
  if (field.key === undefined) return fixedConstant(field);
  const list = counts.get(field.key);
  if (list !== undefined) return `w.count('${list.group}', m.${list.group});`;
  const call = fixedCalls[field.type as keyof typeof fixedCalls];
  const constant = field.value === undefined ? '' : ` ?? ${field.value}`;
  return `w.${call}('${field.key}', m.${field.key}${constant});`;
}

function fixedPart(message: MessageDefinition): string {
  const counts = countsOf(message.floating);
  const tail = optionalTail(message.fixed);
  return message.fixed
    .map((field, index) => {
      const guard = versionGuard(field).replaceAll('version', 'w.version');
      const write = fixedWrite(field, counts);
      if (index >= tail) {
        const keyed = field.key !== undefined && !counts.has(field.key);
        const condition = keyed ? `w.goesOn('${field.key}', m.${field.key})` : 'w.stillOn()';
        return `  if (${guard === '' ? '' : `${guard} && `}${condition}) ${write}\n`;
      }
      if (guard === '') return `  ${write}\n`;
      const refuse =
        field.key === undefined ? '' : `  else w.notInVersion('${field.key}', m.${field.key});\n`;
      return `  if (${guard}) ${write}\n${refuse}`;
    })
    .join('');
}

function floatingPart(
  parts: readonly FloatingPart[],
  holder: string,
  indent: string,
  inItem: boolean,
): string {
  const counts = countsOf(parts);
  let first = inItem;
  let text = '';
  for (const part of parts) {
    if (isGroup(part)) {
      text += groupPart(part, holder, indent);
      continue;
    }
    const guard = versionGuard(part).replaceAll('version', 'w.version');
    const write = floatingWrite(part, holder, counts);
    if (write === '') continue;
    const keyed = part.key !== undefined && !counts.has(part.key);
    if (keyed && (first || (part.required === true && !part.inferred))) {
      text += `${indent}w.require('${part.key}', ${holder}.${part.key});\n`;
    }
    if (keyed) first = false;
    if (guard === '') {
      text += `${indent}${write}\n`;
    } else {
      text += `${indent}if (${guard}) ${write}\n`;
      if (keyed) text += `${indent}else w.notInVersion('${part.key}', ${holder}.${part.key});\n`;
    }
  }
  return text;
}

function floatingWrite(field: FloatingField, holder: string, counts: Map<string, Group>): string {
  if (field.key === undefined) {
    if (field.value === undefined) return '';
    return `w.constant('${field.type}', ${field.value === '' ? 0 : field.value}, ${field.tag});`;
  }
  const list = counts.get(field.key);
  if (list !== undefined) {
    if (field.type !== 'USHORT') throw new Error(`a count of type ${field.type}`);
    return `w.taggedCount('${list.group}', ${holder}.${list.group}, ${field.tag});`;
  }
  const call = floatingCalls[field.type as keyof typeof floatingCalls];
  const max = call === 'string' || call === 'taggedBytes' ? `, ${field.max}` : '';
  return `w.${call}('${field.key}', ${holder}.${field.key}, ${field.tag}${max});`;
}

function groupPart(group: Group, holder: string, indent: string): string {
  const bare = bareItem(group);
  const item = singular(group.group);
  const guard = versionGuard(group.fields[0] as FloatingField).replaceAll('version', 'w.version');
  const body = bare
    ? `${indent}  w.${bare.type === 'NAMEDVAR' ? 'namedVariable' : 'namedArray'}('${group.group}', ${item}, ${bare.tag}, ${bare.max});\n`
    : floatingPart(group.fields, item, `${indent}  `, true);
  const loop = `${indent}for (const ${item} of w.list('${group.group}', ${holder}.${group.group})) {\n${body}${indent}}\n`;
  if (guard === '') return loop;
  const plain = loop
    .replaceAll(/^ {2}/gm, '    ')
    .replaceAll(/\n\s+if \(w\.version >= \d+\) (.*)\n\s+else w\.notInVersion\(.*\);/g, '\n      $1');
  return `${indent}if (${guard}) {\n${plain}${indent}} else {\n${indent}  w.notInVersion('${group.group}', ${holder}.${group.group});\n${indent}}\n`;
}

function writer(message: MessageDefinition): string {
  const owner = pascal(message.name);
  const body = `${fixedPart(message)}${floatingPart(message.floating, 'm', '  ', false)}`;
  return `function write${owner}(w: Writer, ${body.includes('m.') ? 'm' : '_m'}: ${owner}): void {\n${body}}\n`;
}

export function generateWriters(from: 'client' | 'server'): string {
  const messages = definitions.filter((message) => message.from === from);
  const types = messages.map((message) => `  ${pascal(message.name)},`).sort();
  return `${banner(`Writers of the messages that a ${from} sends.`)}import type { MessageWriter, Writer } from '../writer.ts';
import type {
${types.join('\n')}
} from './messages.ts';

${messages.map(writer).join('\n')}
export const ${from}MessageWriters: readonly MessageWriter[] = [
${messages
  .map(
    ({ name, type, since = 0 }) =>
      `  { name: '${name}', type: ${type}, since: ${since}, write: write${pascal(name)} },`,
  )
  .join('\n')}
];
`;
}
