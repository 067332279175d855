/** Directory search: agents, configured numbers, or the typed number. */
import { useTranslation } from 'react-i18next';
import type { Agent, AgentStateName } from 'rxcti';
import { useAgents } from 'rxcti/react';
import { useDesktopSession } from '../session/session-context.ts';
import { agentName } from './parties.ts';

export interface DirectoryEntry {
  readonly key: string;
  readonly name: string;
  readonly number: string;
  /** State of an agent, if this session receives it. */
  readonly state?: AgentStateName;
}

/** Returns the entries that match a search. A number that matches no entry is returned as an entry of its own. */
export function useDirectory(search: string): readonly DirectoryEntry[] {
  const { i18n } = useTranslation();
  const { account, setup } = useDesktopSession();
  const colleagues = useAgents((agents) =>
    [...agents.values()].filter(({ agentId }) => agentId !== account.agentId),
  );
  const query = search.trim().toLocaleLowerCase(i18n.language);
  const agents = colleagues.flatMap(entryOf);
  const knownNumbers = new Set([account.extension, ...agents.map(({ number }) => number)]);
  const all = [
    ...agents,
    ...setup.numbers
      .filter(({ number }) => !knownNumbers.has(number))
      .map(({ name, number }) => ({ key: `number ${number}`, name, number })),
  ].sort((one, other) => one.name.localeCompare(other.name, i18n.language));
  const found = all.filter(
    ({ name, number }) =>
      name.toLocaleLowerCase(i18n.language).includes(query) || number.includes(toDialable(query) || query),
  );
  const typed = toDialable(search);
  const isNew = typed.length > 2 && !found.some(({ number }) => number === typed);
  return isNew ? [{ key: 'typed', name: typed, number: typed }, ...found] : found;
}

function entryOf(agent: Agent): DirectoryEntry[] {
  const { agentId, extension, state } = agent;
  if (extension === undefined) return [];
  return [{ key: `agent ${agentId}`, name: agentName(agent), number: extension, state }];
}

/** Removes everything but digits, `*`, `#` and `+` from a number. */
export function toDialable(text: string): string {
  return text.replace(/[^\d*#+]/g, '');
}
