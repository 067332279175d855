/**
 * State machine of a call.
 * Guide: Call Event messages.
 *
 * ```
 *                     ┌────────── QUEUED ─────────┐
 *  initiated ──DELIVERED──▶ alerting ──ESTABLISHED──▶ connected ──HELD──▶ held
 *      │                      ▲  ▲                        │  ▲              │
 *      │                      │  └──── DELIVERED ─────────┤  └─ RETRIEVED ──┘
 *      └──QUEUED──▶ queued ───┘  (to the next device)     │
 *                                                         ▼
 *  any ──FAILED──▶ failed          any ──CLEARED, ENDED──▶ cleared (final)
 * ```
 * Events may arrive in any order that the protocol allows, so an event leads to its state from every other state except
 * `cleared`, which is final.
 * @module
 */
import { type AnyStateMachine, initialTransition, setup, transition } from 'xstate';
import type { CallStateName } from './call.ts';

/** The events of a call's lifecycle. */
export type CallLifecycleEvent =
  | 'INITIATED'
  | 'DELIVERED'
  | 'QUEUED'
  | 'ESTABLISHED'
  | 'HELD'
  | 'RETRIEVED'
  | 'MERGED'
  | 'FAILED'
  | 'CLEARED'
  | 'ENDED';

/** The XState machine. */
export const callMachine: AnyStateMachine = setup({
  types: { events: {} as { type: CallLifecycleEvent } },
}).createMachine({
  id: 'call',
  initial: 'initiated',
  on: {
    DELIVERED: '.alerting',
    QUEUED: '.queued',
    ESTABLISHED: '.connected',
    HELD: '.held',
    RETRIEVED: '.connected',
    MERGED: '.connected',
    FAILED: '.failed',
    CLEARED: '.cleared',
    ENDED: '.cleared',
  },
  states: {
    initiated: {},
    alerting: {},
    queued: {},
    connected: {},
    held: {},
    failed: {},
    cleared: { type: 'final' },
  },
});

const [first] = initialTransition(callMachine, undefined);

export const initialCallState: CallStateName = first.value as CallStateName;

/** Transitions computed so far. XState computes each once; an actor per call would cost more than all other work. */
const transitions = new Map<string, Map<string, CallStateName>>();

/** Returns the state after the event; the same state if the machine ignores it. */
export function nextCallState(state: CallStateName, event: CallLifecycleEvent): CallStateName {
  let fromState = transitions.get(state);
  if (fromState === undefined) {
    fromState = new Map();
    transitions.set(state, fromState);
  }
  const known = fromState.get(event);
  if (known !== undefined) return known;
  const snapshot = callMachine.resolveState({ value: state, context: {} });
  const next =
    snapshot.status === 'done'
      ? state
      : (transition(callMachine, snapshot, { type: event })[0].value as CallStateName);
  fromState.set(event, next);
  return next;
}
