/** Names of agents and contacts by number. */
import { useMemo } from 'react';
import type { Agent, CtiClient } from 'rxcti';
import { useDesktopSession } from '../session/session-context.ts';
import { useThrottled } from '../shell/throttle.ts';
import { agentName } from './parties.ts';

/** Names by extension or number. */
export type NamesByNumber = ReadonlyMap<string, string>;

export function useNamesByNumber(): NamesByNumber {
  const { numbers } = useDesktopSession().setup;
  const [agents] = useThrottled(agentsOf, namesIntervalMs);
  return useMemo(
    () =>
      new Map([
        ...numbers.map(({ name, number }) => [number, name] as const),
        ...[...agents.values()].flatMap(nameByExtension),
      ]),
    [numbers, agents],
  );
}

/** Agents change state often and names rarely. */
const namesIntervalMs = 2000;

const agentsOf = ({ agents }: CtiClient) => [agents] as const;

function nameByExtension(agent: Agent): [string, string][] {
  return agent.extension === undefined ? [] : [[agent.extension, agentName(agent)]];
}
