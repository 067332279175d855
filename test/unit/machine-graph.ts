/** All transitions of a state machine. */
import { type EventObject, transition } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import type { MachineLogic } from '../../core/machine-logic.ts';

type State<Context> = ReturnType<MachineLogic<Context, EventObject, unknown>['transition']>;

/** An event of the machine, or an elapsed delay. */
type StepEvent<Event> = Event | { readonly type: `xstate.${string}` };

/** A path through a machine: its events, and the state at its end. */
export interface MachinePath<Context, Event> {
  readonly title: string;
  readonly events: readonly StepEvent<Event>[];
  readonly state: State<Context>;
}

/**
 * The shortest path to each state, continued with each event that the state handles. States with the same value and the same
 * `distinguish(context)` count as one. Events without an entry in `events` carry no data.
 */
export function allTransitions<Context, Event extends EventObject, Input>(
  logic: MachineLogic<Context, Event, Input>,
  input: Input,
  events: readonly Event[],
  distinguish: (context: Context) => unknown = () => 0,
): MachinePath<Context, Event>[] {
  const eventsOf = ({ _nodes }: State<Context>): StepEvent<Event>[] => {
    const handled = new Set(_nodes.flatMap(({ ownEvents }) => ownEvents));
    const internal = [...handled].filter(isInternal).map((type) => ({ type }));
    return [...events.filter(({ type }) => handled.has(type)), ...internal];
  };
  const paths = getShortestPaths(logic, {
    input,
    events: eventsOf,
    serializeState: ({ value, context }) => JSON.stringify([value, distinguish(context)]),
  });
  return paths.flatMap(({ state, steps }) => {
    const before = steps.map(({ event }) => event).filter(({ type }) => type !== 'xstate.init');
    return eventsOf(state).map((event) => {
      const [next] = transition(logic, state, event);
      const all = [...before, event];
      return { title: all.map(({ type }) => type).join(', '), events: all, state: next };
    });
  });
}

/** The name of the delay that has elapsed; undefined for other events. */
export function elapsedDelay({ type }: EventObject): string | undefined {
  return /^xstate\.after\.(\w+)/.exec(type)?.[1];
}

function isInternal(type: string): type is `xstate.${string}` {
  return type.startsWith('xstate.');
}
