/**
 * Runs the state machine of a session and publishes its state.
 * @module
 */
import { createActor, type InspectionEvent, matchesState, type StateValue } from 'xstate';
import type { Clock } from '../clock.ts';
import { endpointAt } from './endpoints.ts';
import {
  provideEffects,
  type SessionContext,
  type SessionEffects,
  type SessionMachineEvent,
  type SessionMachineInput,
} from './session-machine.ts';
import type { SessionState } from './session-state.ts';

/** The running machine. */
export interface SessionActor {
  start(): void;
  send(event: SessionMachineEvent): void;
  subscribe(listener: (state: SessionState) => void): void;
}

/** Makes the machine with its effects, on a clock. `onDefect` receives errors thrown inside the machine. */
export function createSessionActor(
  input: SessionMachineInput,
  effects: SessionEffects,
  clock: Clock,
  onDefect: (error: unknown) => void,
  inspect?: (event: InspectionEvent) => void,
): SessionActor {
  const logic = provideEffects(effects);
  const actor = createActor(logic, { input, clock, ...(inspect === undefined ? {} : { inspect }) });
  return {
    start: () => {
      actor.start();
    },
    send: (event) => actor.send(event),
    subscribe: (listener) => {
      actor.subscribe({ next: (snapshot) => listener(toState(snapshot)), error: onDefect });
    },
  };
}

/** The public state of a machine's state. */
export function toState({
  value,
  context,
}: {
  readonly value: StateValue;
  readonly context: SessionContext;
}): SessionState {
  const { grant, online, progress, reachable, retryAt, error } = context;
  const endpoint = endpointAt(context.endpoints, context.index);
  const attempt = context.attempt + 1;
  if (matchesState('idle', value)) return { name: 'idle', reachable: false };
  if (matchesState('connecting', value)) return { name: 'connecting', reachable: false, endpoint, attempt };
  if (matchesState({ connected: 'opening' }, value)) return { name: 'opening', reachable, endpoint, attempt };
  if (matchesState({ connected: 'closing' }, value)) return { name: 'closing', reachable, endpoint };
  if (matchesState({ connected: { open: 'ready' } }, value))
    return { name: 'ready', reachable, endpoint, grant };
  if (matchesState('connected', value))
    return { name: 'synchronizing', reachable, endpoint, grant, online, progress };
  if (matchesState('waiting', value) && error !== undefined)
    return { name: 'waiting', reachable: false, retryAt, attempt: context.attempt, error, next: endpoint };
  return {
    name: 'closed',
    reachable: false,
    reason: context.closedBy,
    ...(error === undefined ? {} : { error }),
  };
}
