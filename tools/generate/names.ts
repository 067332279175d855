/** What the three generators share: names, and a message's parts in a form that is easy to print. */
import { messageDefinitions } from '../../core/protocol/messages/all.ts';
import {
  type FixedField,
  type FloatingField,
  type FloatingPart,
  type Group,
  isGroup,
  type MessageDefinition,
} from '../../core/protocol/schema.ts';

export const banner = (about: string): string =>
  `/**\n * ${about}\n * Generated from the tables in ../messages by \`npm run generate\`; do not edit.\n * @module\n */\n`;

/** CALL_HELD_EVENT -> CallHeldEvent, csqs -> Csqs */
export function pascal(name: string): string {
  return name.includes('_') || name === name.toUpperCase()
    ? name
        .toLowerCase()
        .split('_')
        .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
        .join('')
    : name.charAt(0).toUpperCase() + name.slice(1);
}

/** records -> record, parties -> party */
export const singular = (list: string): string => list.replace(/ies$/, 'y').replace(/s$/, '');

/** NamedVariable items are the field itself, not an object that holds it. */
export function bareItem(group: Group): FloatingField | undefined {
  const [only, ...more] = group.fields;
  if (only === undefined || more.length > 0 || isGroup(only)) return undefined;
  return only.type === 'NAMEDVAR' || only.type === 'NAMEDARRAY' ? only : undefined;
}

export function groupsOf(parts: readonly FloatingPart[]): Group[] {
  return parts.filter(isGroup);
}

/** key of a count field -> the list it counts */
export function countsOf(parts: readonly FloatingPart[]): Map<string, Group> {
  return new Map(groupsOf(parts).map((group) => [group.count, group]));
}

/** The condition on the protocol version under which a field is there, or ''. */
export function versionGuard(field: { since?: number; until?: number }): string {
  const parts: string[] = [];
  if (field.since !== undefined) parts.push(`version >= ${field.since}`);
  if (field.until !== undefined) parts.push(`version <= ${field.until}`);
  return parts.join(' && ');
}

/** Fixed fields that a real server may leave out: the inferred ones at the very end. */
export function optionalTail(fixed: readonly FixedField[]): number {
  let start = fixed.length;
  while (start > 0 && fixed[start - 1]?.inferred === true) start--;
  // An InvokeID is what a confirmation is for: CLEAR_CONNECTION_CONF has it even if its page was not seen.
  return start === 0 ? fixed.length : start;
}

export const definitions: readonly MessageDefinition[] = messageDefinitions;
