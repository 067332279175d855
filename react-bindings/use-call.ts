/**
 * Hooks for calls.
 * @module
 */
import { useCallback, useMemo } from 'react';
import type { Call } from '../core/calls/call.ts';
import { callsAtDevice } from '../core/calls/calls-at-device.ts';
import type { CtiClient } from '../core/client.ts';
import type { LiveValue } from '../core/store/live-value.ts';
import { type CallActions, unknownCallActions } from './actions.ts';
import { type ClientOption, useCtiClient } from './provider.ts';
import { shallowEqual, useSelector } from './use-selector.ts';
import { useGrant } from './use-session.ts';

/** A call and its actions. `can` and `cannot` hold for this render. */
export interface UseCallResult extends CallActions {
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
 *   const { can, cannot, hold } = useCall(id);
 *   const command = useCommand(() => hold());
 *   return (
 *     <button type="button" disabled={!can('hold')} title={cannot('hold')} onClick={() => command.run()}>
 *       Hold
 *     </button>
 *   );
 * }
 * ```
 */
export function useCall(id: number | undefined, options: ClientOption = {}): UseCallResult {
  const client = useCtiClient(options);
  const select = useCallback(({ calls }: CtiClient) => withCallsAtSameDevices(calls.getSnapshot(), id), [id]);
  const calls = useSelector(client, callsAndAgentsOf, select, shallowEqual);
  const grant = useGrant(client);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the results of `can` depend on the grant
  return useMemo(() => ({ ...actionsOf(client, id), call: calls[0] }), [client, id, calls, grant]);
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

const callsAndAgentsOf = ({ agents, calls }: CtiClient): readonly LiveValue<unknown>[] => [calls, agents];

/** The call, then the other calls at its devices: they decide which actions are available. */
function withCallsAtSameDevices(calls: ReadonlyMap<number, Call>, id: number | undefined): readonly Call[] {
  const call = id === undefined ? undefined : calls.get(id);
  if (call === undefined) return noCalls;
  const all = new Set([call]);
  for (const deviceId of call.connections.keys())
    for (const other of callsAtDevice(calls, deviceId)) all.add(other);
  return [...all];
}

function actionsOf(client: CtiClient, id: number | undefined): CallActions {
  const live = id === undefined ? undefined : client.calls.get(id);
  if (live === undefined) return unknownCallActions(id);
  const { id: _id, getSnapshot: _get, subscribe: _subscribe, value$: _value$, ...actions } = live;
  return actions;
}
