/**
 * Runs a state machine without context at the price of a table look-up: each step is asked of XState once and kept.
 * A full contact center sends thousands of events a second, and an actor per call would cost more than the rest.
 * @module
 */
import { type AnyStateMachine, initialTransition, transition } from 'xstate';

type MachineSnapshot = ReturnType<typeof transition>[0];

/** The steps of one machine. */
export interface Lifecycle<State extends string> {
  readonly initial: State;
  /** The state after the event; the same state when the machine does not take it there. */
  next(state: State, event: string): State;
  /** Tags of a state. */
  hasTag(state: State, tag: string): boolean;
}

export function createLifecycle<State extends string>(machine: AnyStateMachine): Lifecycle<State> {
  const [first] = initialTransition(machine, undefined);
  const snapshots = new Map<string, MachineSnapshot>([[first.value as string, first]]);
  const steps = new Map<string, Map<string, State>>();

  function snapshotOf(state: State): MachineSnapshot {
    const known = snapshots.get(state);
    if (known !== undefined) return known;
    const resolved = machine.resolveState({ value: state, context: {} });
    snapshots.set(state, resolved);
    return resolved;
  }

  return {
    initial: first.value as State,
    next(state, event) {
      let fromHere = steps.get(state);
      if (fromHere === undefined) {
        fromHere = new Map();
        steps.set(state, fromHere);
      }
      const known = fromHere.get(event);
      if (known !== undefined) return known;
      const current = snapshotOf(state);
      const reached =
        current.status === 'done' ? state : (transition(machine, current, { type: event })[0].value as State);
      fromHere.set(event, reached);
      return reached;
    },
    hasTag: (state, tag) => snapshotOf(state).hasTag(tag),
  };
}
