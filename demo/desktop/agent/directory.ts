/** Whom one can call: colleagues, numbers of the house, or what was typed. */
import { useTranslation } from 'react-i18next';
import type { Agent, AgentStateName } from 'rxcti';
import { useAgents } from 'rxcti/react';
import { useDesk } from '../session/session-context.ts';
import { dialable } from './dialable.ts';
import { nameOf } from './parties.ts';

export interface Entry {
  readonly key: string;
  readonly name: string;
  readonly number: string;
  /** Of colleagues, as far as this session may see it. */
  readonly state?: AgentStateName;
}

/** The entries that a search finds; a number that nobody has can be dialed as it is. */
export function useDirectory(search: string): readonly Entry[] {
  const { i18n } = useTranslation();
  const { account, setup } = useDesk();
  const colleagues = useAgents((agents) =>
    [...agents.values()].filter(({ agentId }) => agentId !== account.agentId),
  );
  const wanted = search.trim().toLocaleLowerCase(i18n.language);
  const known = colleagues.flatMap(entryOf);
  const taken = new Set([account.extension, ...known.map(({ number }) => number)]);
  const all = [
    ...known,
    ...setup.numbers
      .filter(({ number }) => !taken.has(number))
      .map(({ name, number }) => ({ key: `number ${number}`, name, number })),
  ].sort((one, other) => one.name.localeCompare(other.name, i18n.language));
  const found = all.filter(
    ({ name, number }) =>
      name.toLocaleLowerCase(i18n.language).includes(wanted) || number.includes(dialable(wanted) || wanted),
  );
  const typed = dialable(search);
  const isNew = typed.length > 2 && !found.some(({ number }) => number === typed);
  return isNew ? [{ key: 'typed', name: typed, number: typed }, ...found] : found;
}

function entryOf(agent: Agent): Entry[] {
  const { agentId, extension, state } = agent;
  if (extension === undefined) return [];
  return [{ key: `agent ${agentId}`, name: nameOf(agent), number: extension, state }];
}
