/**
 * The type under which a state machine is exported.
 * @module
 */
import type { AnyActorScope, EventObject, Snapshot, StateValue } from 'xstate';

/**
 * A machine with its context, events and input, but without its implementations. Fits `createActor()`, `setup()` and
 * `xstate/graph`.
 */
export interface MachineLogic<Context, Event extends EventObject, Input, Output = unknown> {
  transition(
    state: MachineState<Context, Output>,
    event: Event | InternalEvent,
    scope: AnyActorScope,
  ): MachineState<Context, Output>;
  getInitialSnapshot(scope: AnyActorScope, input: Input): MachineState<Context, Output>;
  getPersistedSnapshot(state: MachineState<Context, Output>): Snapshot<unknown>;
}

/** Events of XState itself: elapsed delays, results of actors. */
interface InternalEvent {
  readonly type: `xstate.${string}`;
}

type MachineState<Context, Output> = Snapshot<Output> & {
  readonly value: StateValue;
  readonly context: Context;
  /** The active states, with the events that they handle. */
  readonly _nodes: readonly { readonly ownEvents: readonly string[] }[];
};
