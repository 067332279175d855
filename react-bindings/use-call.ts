/**
 * Calls in components.
 * @module
 */
import { useCallback, useMemo } from 'react';
import { actualDevice, type Call } from '../core/calls/call.ts';
import type { LiveCall } from '../core/calls/live-call.ts';
import type { CtiClient } from '../core/client.ts';
import type { Readable } from '../core/store/live-value.ts';
import { absentCall } from './actions.ts';
import { type ClientOption, useCtiClient } from './provider.ts';
import { sameItems, useReading } from './use-selector.ts';
import { useGrant } from './use-session.ts';

/** What can be done with a call; see {@link LiveCall}. */
export type CallActions = Omit<LiveCall, keyof Readable<Call> | 'id'>;

/** The call now and what can be done with it. `can` and `cannot` are true for this rendering. */
export interface UseCallResult extends CallActions {
  /** Undefined once the call is gone; an ended call stays for some seconds. */
  readonly call: Call | undefined;
}

/**
 * One call by its `id`; `undefined` is no call, so that a component can name the call that it may or may not have.
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
  const read = useCallback(({ calls }: CtiClient) => related(calls.getSnapshot(), id), [id]);
  const calls = useReading(client, callsAndAgentsOf, read, sameItems);
  const grant = useGrant(client);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `can` answers otherwise when what the session may do changes
  return useMemo(() => ({ ...actionsOf(client, id), call: calls[0] }), [client, id, calls, grant]);
}

/**
 * Calls in the order in which they began: those at an agent's phone, or all that the client knows, also those that just
 * ended. The list keeps its identity while nothing in it changes.
 */
export function useCalls(agentId?: string, options: ClientOption = {}): readonly Call[] {
  const client = useCtiClient(options);
  const read = useCallback(
    ({ agents, calls }: CtiClient) =>
      agentId === undefined
        ? [...calls.getSnapshot().values()]
        : (agents.get(agentId)?.calls.getSnapshot() ?? none),
    [agentId],
  );
  return useReading(client, callsAndAgentsOf, read, sameItems);
}

const none: readonly Call[] = [];

const callsAndAgentsOf = ({ agents, calls }: CtiClient): readonly Readable<unknown>[] => [calls, agents];

/** The call, then those at one of its devices: what is possible with the one depends on the others. */
function related(calls: ReadonlyMap<number, Call>, id: number | undefined): readonly Call[] {
  const call = id === undefined ? undefined : calls.get(id);
  if (call === undefined) return none;
  const index = callsByDevice(calls);
  const all = new Set([call]);
  for (const device of call.connections.keys())
    for (const other of index.get(actualDevice(device)) ?? none) all.add(other);
  return [...all];
}

type CallsByDevice = ReadonlyMap<string, readonly Call[]>;

const indexes = new WeakMap<ReadonlyMap<number, Call>, CallsByDevice>();

/** Made once for each snapshot, however many components look at a call of their own. */
function callsByDevice(calls: ReadonlyMap<number, Call>): CallsByDevice {
  const known = indexes.get(calls);
  if (known !== undefined) return known;
  const index = new Map<string, Call[]>();
  for (const call of calls.values()) {
    for (const device of call.connections.keys()) {
      const name = actualDevice(device);
      const there = index.get(name);
      if (there === undefined) index.set(name, [call]);
      else if (there.at(-1) !== call) there.push(call);
    }
  }
  indexes.set(calls, index);
  return index;
}

function actionsOf(client: CtiClient, id: number | undefined): CallActions {
  const live = id === undefined ? undefined : client.calls.get(id);
  if (live === undefined) return absentCall(id);
  const { id: _id, getSnapshot: _get, subscribe: _subscribe, value$: _value$, ...actions } = live;
  return actions;
}
