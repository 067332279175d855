/**
 * Hooks for calls.
 * @module
 */
import { useCallback, useMemo } from 'react';
import type { Call } from '../core/calls/call.ts';
import type { CallAction } from '../core/calls/call-actions.ts';
import type { CtiClient } from '../core/client.ts';
import type { Availability } from '../core/session/availability.ts';
import type { LiveValue } from '../core/store/live-value.ts';
import { type CallActions, unknownCallActions, unknownCallAvailability } from './actions.ts';
import { type ClientOption, useCtiClient } from './provider.ts';
import { shallowEqual, useSelector } from './use-selector.ts';

/** Options of `useCall`. */
export interface UseCallOptions extends ClientOption {
  /** Device that `availability` is about. Default: as in call actions. */
  readonly at?: string;
}

/** A call and its actions. `can` and `cannot` hold for this render. */
export interface UseCallResult extends CallActions {
  /** Which actions are possible now, and why not. Keeps its identity while nothing in it changes. */
  readonly availability: Availability<CallAction>;
  /** Undefined if there is no such call. An ended call stays for `keepEndedMs`. */
  readonly call: Call | undefined;
}

/**
 * Returns one call by `id` with its actions. `undefined` means no call: the actions are unavailable.
 *
 * @example
 * ```tsx
 * import { useCall, useCommand } from 'rxcti/react';
 *
 * function HoldButton({ id }: { id: number }) {
 *   const { availability, hold } = useCall(id);
 *   const { enabled, reason } = availability.hold;
 *   const command = useCommand(() => hold());
 *   return (
 *     <button type="button" disabled={!enabled} title={reason?.message} onClick={() => command.run()}>
 *       Hold
 *     </button>
 *   );
 * }
 * ```
 */
export function useCall(id: number | undefined, { at, ...options }: UseCallOptions = {}): UseCallResult {
  const client = useCtiClient(options);
  const unknown = useMemo(() => unknownCallAvailability(id), [id]);
  const select = useCallback(
    ({ calls }: CtiClient): CallView => {
      const all = calls.getSnapshot();
      const live = id === undefined ? undefined : calls.get(id);
      return {
        call: id === undefined ? undefined : all.get(id),
        availability: live?.availability(at === undefined ? {} : { at }) ?? unknown,
      };
    },
    [id, at, unknown],
  );
  const view = useSelector(client, sourcesOf, select, shallowEqual);
  return useMemo(() => ({ ...actionsOf(client, id), ...view }), [client, id, view]);
}

/**
 * Returns an agent's calls, or all calls, oldest first; ended calls stay for `keepEndedMs`. The list keeps its identity while
 * nothing in it changes.
 */
export function useCalls(agentId?: string, options: ClientOption = {}): readonly Call[] {
  const client = useCtiClient(options);
  const select = useCallback(
    ({ agents, calls }: CtiClient) =>
      agentId === undefined
        ? [...calls.getSnapshot().values()]
        : (agents.get(agentId)?.calls.getSnapshot() ?? noCalls),
    [agentId],
  );
  return useSelector(client, callsAndAgentsOf, select, shallowEqual);
}

const noCalls: readonly Call[] = [];

type CallView = Pick<UseCallResult, 'call' | 'availability'>;

const sourcesOf = ({ agents, calls, session }: CtiClient): readonly LiveValue<unknown>[] => [
  calls,
  agents,
  session,
];

const callsAndAgentsOf = ({ agents, calls }: CtiClient): readonly LiveValue<unknown>[] => [calls, agents];

function actionsOf(client: CtiClient, id: number | undefined): CallActions {
  const live = id === undefined ? undefined : client.calls.get(id);
  if (live === undefined) return unknownCallActions(id);
  const {
    id: _,
    getSnapshot: _get,
    subscribe: _subscribe,
    value$: _value,
    availability: _live,
    ...actions
  } = live;
  const { can, cannot } = actions;
  // New functions for each view: memoized components render when their results may have changed.
  return {
    ...actions,
    can: (action, options) => can(action, options),
    cannot: (action, options) => cannot(action, options),
  };
}
