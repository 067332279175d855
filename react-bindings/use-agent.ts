/**
 * Agents in components.
 * @module
 */
import { useCallback, useMemo } from 'react';
import type { Agent } from '../core/agents/agent.ts';
import type { LiveAgent } from '../core/agents/live-agent.ts';
import type { CtiClient } from '../core/client.ts';
import type { Readable } from '../core/store/live-value.ts';
import { absentAgent } from './actions.ts';
import { type ClientOption, useCtiClient } from './provider.ts';
import { type Equality, sameItems, useReading } from './use-selector.ts';
import { useGrant } from './use-session.ts';

/** What can be asked of an agent; see {@link LiveAgent}. */
export type AgentActions = Pick<
  LiveAgent,
  'can' | 'cannot' | 'login' | 'logout' | 'setState' | 'verifyCredentials' | 'makeCall'
>;

/** The agent now and what can be asked of him. `can` and `cannot` are true for this rendering. */
export interface UseAgentResult extends AgentActions {
  readonly agentId: string;
  /** Undefined while no agent of this ID is known. */
  readonly agent: Agent | undefined;
}

/**
 * One agent. Without an ID the session's own, in agent mode.
 *
 * @example
 * ```tsx
 * import { useAgent, useCommand } from 'rxcti/react';
 *
 * function StateButton() {
 *   const { agent, can, setState } = useAgent();
 *   const ready = useCommand(() => setState('ready'));
 *   return (
 *     <button type="button" disabled={!can('ready') || ready.pending} onClick={() => ready.run()}>
 *       {agent?.state} {ready.error?.message}
 *     </button>
 *   );
 * }
 * ```
 * @throws {CtiError} `INVALID_ARGUMENT` without an ID in bridge mode, where there is no such agent; `NO_CLIENT`.
 */
export function useAgent(agentId?: string, options: ClientOption = {}): UseAgentResult {
  const client = useCtiClient(options);
  const own = agentId === undefined ? client.agent : undefined;
  const id = agentId ?? client.agent.agentId;
  // Before the server has told of him, the session's own agent is known by his mode alone.
  const read = useCallback(
    ({ agents }: CtiClient) => agents.getSnapshot().get(id) ?? own?.getSnapshot(),
    [id, own],
  );
  const agent = useReading(client, agentsOf, read);
  const grant = useGrant(client);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `can` answers otherwise when what the session may do changes
  return useMemo(() => {
    const live = client.agents.get(id) ?? own ?? absentAgent(id);
    const { can, cannot, login, logout, setState, verifyCredentials, makeCall } = live;
    return { agentId: id, agent, can, cannot, login, logout, setState, verifyCredentials, makeCall };
  }, [client, id, own, agent, grant]);
}

/** How a selection is compared. */
export interface SelectOptions<T> extends ClientOption {
  /** Default: lists, maps and plain objects are equal when their items are. */
  readonly isEqual?: Equality<T>;
}

/**
 * All agents by ID, or what a selector makes of them: the component renders when its result changes.
 *
 * @example
 * ```tsx
 * import { useAgents } from 'rxcti/react';
 *
 * function ReadyCount() {
 *   const ready = useAgents((agents) => [...agents.values()].filter(({ state }) => state === 'ready').length);
 *   return <p>{ready} ready</p>;
 * }
 * ```
 */
export function useAgents(selector?: undefined, options?: ClientOption): ReadonlyMap<string, Agent>;
export function useAgents<T>(
  selector: (agents: ReadonlyMap<string, Agent>) => T,
  options?: SelectOptions<T>,
): T;
export function useAgents(
  selector: (agents: ReadonlyMap<string, Agent>) => unknown = everything,
  { isEqual = sameItems, ...options }: SelectOptions<unknown> = {},
): unknown {
  const client = useCtiClient(options);
  const read = useCallback(({ agents }: CtiClient) => selector(agents.getSnapshot()), [selector]);
  return useReading(client, agentsOf, read, isEqual);
}

const everything = <T>(all: T): T => all;

const agentsOf = ({ agents }: CtiClient): readonly Readable<unknown>[] => [agents];
