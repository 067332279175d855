/**
 * Runs the state machine of the election.
 * @module
 */
import type { Clock } from 'rxcti';
import { createActor, matchesState, type StateValue } from 'xstate';
import {
  type ElectionContext,
  type ElectionEffects,
  type ElectionEvent,
  type ElectionInput,
  provideEffects,
} from './election-machine.ts';
import type { LeaseContents } from './lease.ts';

export type ElectionState =
  | { readonly name: 'leader'; readonly epoch: string; readonly until: number }
  /** Not the leader. `lease`: the last one of another relay that was seen. */
  | { readonly name: 'follower'; readonly lease: LeaseContents | undefined }
  | { readonly name: 'stopped' };

/** The running machine. */
export interface ElectionActor {
  readonly state: ElectionState;
  readonly failedTerms: number;
  send(event: ElectionEvent): void;
}

/** Starts the machine; `changed` is called after each transition. */
export function startElectionActor(
  input: ElectionInput,
  effects: ElectionEffects,
  clock: Clock,
  changed: (state: ElectionState) => void,
  onError: (error: unknown) => void,
): ElectionActor {
  const actor = createActor(provideEffects(effects), { input, clock });
  actor.subscribe({ next: (snapshot) => changed(toState(snapshot)), error: onError });
  actor.start();
  return {
    get state() {
      return toState(actor.getSnapshot());
    },
    get failedTerms() {
      return actor.getSnapshot().context.failedTerms;
    },
    send(event) {
      if (actor.getSnapshot().status === 'active') actor.send(event);
    },
  };
}

/** What a state of the machine means for the relay. */
export function toState({
  value,
  context,
}: {
  readonly value: StateValue;
  readonly context: ElectionContext;
}): ElectionState {
  const { epoch, until, seen } = context;
  if (matchesState('leader', value)) return { name: 'leader', epoch, until };
  if (matchesState('stopped', value)) return { name: 'stopped' };
  return { name: 'follower', lease: matchesState('stopping', value) ? undefined : seen.contents };
}
