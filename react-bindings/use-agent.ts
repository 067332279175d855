/**
 * Hooks for agents.
 * @module
 */
import { useCallback, useMemo } from 'react';
import type { Agent } from '../core/agents/agent.ts';
import type { AgentAction } from '../core/agents/agent-actions.ts';
import type { CtiClient } from '../core/client.ts';
import { CtiError } from '../core/errors.ts';
import type { Availability } from '../core/session/availability.ts';
import type { LiveValue } from '../core/store/live-value.ts';
import { type AgentActions, unknownAgentActions } from './actions.ts';
import { type ClientOption, useCtiClient } from './provider.ts';
import { type IsEqual, identity, type SourcesOf, shallowEqual, useSelector } from './use-selector.ts';

/** An agent and its actions. `can` and `cannot` hold for this render. */
export interface UseAgentResult extends AgentActions {
  /** Which actions are possible now, and why not. Keeps its identity while nothing in it changes. */
  readonly availability: Availability<AgentAction>;
  readonly agentId: string;
  /** Undefined while the agent is unknown. */
  readonly agent: Agent | undefined;
}

/**
 * Returns one agent with its actions. Without an ID: the session's own agent, in agent mode.
 *
 * @example
 * ```tsx
 * import { useAgent, useCommand } from 'rxcti/react';
 *
 * function StateButton() {
 *   const { agent, availability, setState } = useAgent();
 *   const ready = useCommand(() => setState('ready'));
 *   return (
 *     <button type="button" disabled={!availability.ready.enabled || ready.pending} onClick={() => ready.run()}>
 *       {agent?.state} {ready.error?.message}
 *     </button>
 *   );
 * }
 * ```
 * @throws {CtiError} `INVALID_ARGUMENT` without an ID in bridge mode; `NO_CLIENT`.
 */
export function useAgent(agentId?: string, options: ClientOption = {}): UseAgentResult {
  const client = useCtiClient(options);
  const own = agentId === undefined ? client.agent : undefined;
  const id = agentId ?? own?.agentId;
  if (id === undefined)
    throw new CtiError('INVALID_ARGUMENT', 'useAgent() without an agent ID needs a client in agent mode', {
      argument: 'agentId',
    });
  const unknown = useMemo(() => unknownAgentActions(id), [id]);
  // Before the server's first event, the own agent is not in the collection yet.
  const select = useCallback(
    ({ agents }: CtiClient): AgentView => ({
      agent: agents.getSnapshot().get(id) ?? own?.getSnapshot(),
      availability: (agents.get(id) ?? own ?? unknown).availability(),
    }),
    [id, own, unknown],
  );
  const sourceOf = useCallback<SourcesOf>(
    ({ agents, session }) => [
      session,
      {
        getSnapshot: () => agents.getSnapshot().get(id),
        subscribe: (listener) => agents.subscribeKey(id, listener),
      },
    ],
    [id],
  );
  const view = useSelector(client, sourceOf, select, shallowEqual);
  return useMemo(() => {
    const live = client.agents.get(id) ?? own ?? unknown;
    const { login, logout, setState, verifyCredentials, makeCall } = live;
    return {
      agentId: id,
      ...view,
      // New functions for each view: memoized components render when their results may have changed.
      can: (action, force) => live.can(action, force),
      cannot: (action, force) => live.cannot(action, force),
      login,
      logout,
      setState,
      verifyCredentials,
      makeCall,
    };
  }, [client, id, own, unknown, view]);
}

type AgentView = Pick<UseAgentResult, 'agent' | 'availability'>;

/** Options of hooks with a selector. */
export interface SelectOptions<T> extends ClientOption {
  /** Default: compares lists, maps and plain objects item by item. */
  readonly isEqual?: IsEqual<T>;
}

/**
 * Returns all agents by ID, or a selection. The component renders when the result changes.
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
  selector: (agents: ReadonlyMap<string, Agent>) => unknown = identity,
  { isEqual = shallowEqual, ...options }: SelectOptions<unknown> = {},
): unknown {
  const client = useCtiClient(options);
  const select = useCallback(({ agents }: CtiClient) => selector(agents.getSnapshot()), [selector]);
  return useSelector(client, agentsOf, select, isEqual);
}

const agentsOf = ({ agents }: CtiClient): readonly LiveValue<unknown>[] => [agents];
