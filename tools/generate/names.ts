/** Helpers of the three generators: names and parts of messages. */
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

/** The field of a list whose items are NamedVariables or NamedArrayElements rather than objects of fields. */
export function bareItem(group: Group): FloatingField | undefined {
  const [only, ...more] = group.fields;
  if (only === undefined || more.length > 0 || isGroup(only)) return undefined;
  return only.type === 'NAMEDVAR' || only.type === 'NAMEDARRAY' ? only : undefined;
}

export function groupsOf(parts: readonly FloatingPart[]): Group[] {
  return parts.filter(isGroup);
}

/** Key of a count field -> its list. */
export function countsOf(parts: readonly FloatingPart[]): Map<string, Group> {
  return new Map(groupsOf(parts).map((group) => [group.count, group]));
}

/** The condition on the protocol version for a field, or ''. */
export function versionGuard(field: { since?: number; until?: number }): string {
  const parts: string[] = [];
  if (field.since !== undefined) parts.push(`version >= ${field.since}`);
  if (field.until !== undefined) parts.push(`version <= ${field.until}`);
  return parts.join(' && ');
}

/** Index of the first fixed field that a server may leave out: the inferred ones at the end. */
export function optionalTail(fixed: readonly FixedField[]): number {
  let start = fixed.length;
  while (start > 0 && fixed[start - 1]?.inferred === true) start--;
  // A confirmation always has its InvokeID: CLEAR_CONNECTION_CONF too, whose page is not published.
  return start === 0 ? fixed.length : start;
}

export const definitions: readonly MessageDefinition[] = messageDefinitions;
