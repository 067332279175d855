/**
 * Who holds the CCX session: one relay's part in the election.
 *
 * ```text
 *            SEEN                  no change for patienceMs,
 *   blind ─────────▶ watching ───── or given back ──────────▶ claiming
 *                    ▲ ▲   │ ▲                                │    │
 *                    │ │   └─┘ SEEN: changed, wait anew       │    │ written
 *                    │ └───── others were faster, no answer ──┘    ▼
 *                    │                                          holding: resting ◀──▶ renewing
 *                    └── somebody else's, or the lease is over ────┘
 *
 *   STOP: holding ──▶ releasing ──▶ stopped; from all others at once
 * ```
 *
 * Two holders never overlap. A holder's lease ends `leaseMs` after it *sent* its last successful write; another claims
 * `patienceMs`, which is longer, after it *saw* the last write, and only if that is still the last one (compare and
 * write). No clocks are compared, only that they run about equally fast. Whoever sees no lease at all waits as long:
 * the store may have forgotten one that still lasts.
 * @module
 */
import { type AnyStateMachine, assign, createActor, fromPromise, setup } from 'xstate';
import type { Clock } from '../../../core/clock.ts';
import type { LeaseContents, LeaseTimes, SeenLease } from './lease.ts';

/** A successful write: its revision, and until when it lasts by the holder's time. */
export interface Written {
  readonly revision: number;
  readonly until: number;
}

export interface ElectionInput {
  readonly times: LeaseTimes;
  /** The holder's time; see `hastyTime`. */
  readonly now: () => number;
  /** Makes the epoch of a new term. */
  readonly newEpoch: () => string;
}

interface ElectionContext extends ElectionInput {
  readonly seen: SeenLease;
  readonly epoch: string;
  readonly revision: number;
  readonly until: number;
}

export type ElectionEvent =
  | { type: 'SEEN'; lease: SeenLease }
  /** Found out before the timer did: the process stood still. */
  | { type: 'OVER' }
  | { type: 'STOP' };

const machine = setup({
  types: {
    context: {} as ElectionContext,
    input: {} as ElectionInput,
    events: {} as ElectionEvent,
  },
  actors: {
    write: fromPromise<Written | undefined, { epoch: string; revision: number }>(() =>
      Promise.reject(new Error('not provided')),
    ),
    release: fromPromise<void, { epoch: string }>(() => Promise.resolve()),
  },
  actions: {
    see: assign((_, params: { lease: SeenLease }) => ({ seen: params.lease })),
    newTerm: assign({ epoch: ({ context }) => context.newEpoch() }),
    /** What is seen from now on is compared with our own words. */
    keep: assign((_, params: Written) => ({
      ...params,
      seen: { revision: params.revision, contents: undefined },
    })),
  },
  guards: {
    isFree: (_, params: { lease: SeenLease }) =>
      params.lease.contents === undefined && params.lease.revision > 0,
    isNews: ({ context }, params: { lease: SeenLease }) => params.lease.revision !== context.seen.revision,
    isWritten: (_, params: { written: Written | undefined }) => params.written !== undefined,
  },
  delays: {
    patience: ({ context }) => context.times.patienceMs,
    renewal: ({ context }) => context.times.renewMs,
    leaseEnd: ({ context }) => context.until - context.now(),
  },
}).createMachine({
  id: 'election',
  context: ({ input }) => ({
    ...input,
    seen: { revision: 0, contents: undefined },
    epoch: '',
    revision: 0,
    until: 0,
  }),
  initial: 'blind',
  states: {
    blind: {
      on: {
        SEEN: [
          {
            guard: { type: 'isFree', params: ({ event }) => event },
            target: 'claiming',
            actions: { type: 'see', params: ({ event }) => event },
          },
          { target: 'watching', actions: { type: 'see', params: ({ event }) => event } },
        ],
        STOP: 'stopped',
      },
    },
    watching: {
      after: { patience: 'claiming' },
      on: {
        SEEN: [
          {
            guard: { type: 'isFree', params: ({ event }) => event },
            target: 'claiming',
            actions: { type: 'see', params: ({ event }) => event },
          },
          {
            guard: { type: 'isNews', params: ({ event }) => event },
            target: 'watching',
            reenter: true,
            actions: { type: 'see', params: ({ event }) => event },
          },
        ],
        STOP: 'stopped',
      },
    },
    claiming: {
      entry: 'newTerm',
      invoke: {
        src: 'write',
        input: ({ context }) => ({ epoch: context.epoch, revision: context.seen.revision }),
        onDone: [
          {
            guard: { type: 'isWritten', params: ({ event }) => ({ written: event.output }) },
            target: 'holding',
            actions: { type: 'keep', params: ({ event }) => event.output as Written },
          },
          { target: 'watching' },
        ],
        onError: 'watching',
      },
      on: { STOP: 'stopped' },
    },
    holding: {
      initial: 'resting',
      on: { OVER: 'watching', STOP: 'releasing' },
      states: {
        resting: {
          after: { renewal: 'renewing', leaseEnd: '#election.watching' },
        },
        renewing: {
          after: { leaseEnd: '#election.watching' },
          invoke: {
            src: 'write',
            input: ({ context }) => ({ epoch: context.epoch, revision: context.revision }),
            onDone: [
              {
                guard: { type: 'isWritten', params: ({ event }) => ({ written: event.output }) },
                target: 'resting',
                actions: { type: 'keep', params: ({ event }) => event.output as Written },
              },
              { target: '#election.watching' },
            ],
            onError: 'resting', // out of reach: tried again as long as the lease lasts
          },
        },
      },
    },
    releasing: {
      invoke: {
        src: 'release',
        input: ({ context }) => ({ epoch: context.epoch }),
        onDone: 'stopped',
        onError: 'stopped', // it ends by itself
      },
    },
    stopped: { type: 'final' },
  },
});

/** The machine by itself, for tests that drive `transition()`. */
export const electionLogic: AnyStateMachine = machine;

/** What the machine has done. */
export interface ElectionEffects {
  /** Writes the lease of this relay's term over this revision; undefined when others were faster. */
  write(term: { readonly epoch: string; readonly revision: number }): Promise<Written | undefined>;
  release(epoch: string): Promise<void>;
}

/** Where this relay stands. */
export type ElectionState =
  | { readonly name: 'holding'; readonly epoch: string; readonly until: number }
  /** `lease`: what was last seen of another's. */
  | { readonly name: 'waiting'; readonly lease: LeaseContents | undefined }
  | { readonly name: 'stopped' };

/** The running machine. */
export interface ElectionActor {
  readonly state: ElectionState;
  send(event: ElectionEvent): void;
}

/** Starts the machine on a clock; `changed` is called after each of its steps. */
export function createElectionActor(
  input: ElectionInput,
  effects: ElectionEffects,
  clock: Clock,
  changed: (state: ElectionState) => void,
  onDefect: (error: unknown) => void,
): ElectionActor {
  const provided = machine.provide({
    actors: {
      write: fromPromise(({ input: term }) => effects.write(term)),
      release: fromPromise(({ input: { epoch } }) => effects.release(epoch)),
    },
  });
  const actor = createActor(provided, { input, clock });
  actor.subscribe({ next: (snapshot) => changed(toState(snapshot)), error: onDefect });
  actor.start();
  return {
    get state() {
      return toState(actor.getSnapshot());
    },
    send(event) {
      if (actor.getSnapshot().status === 'active') actor.send(event);
    },
  };
}

type MachineSnapshot = ReturnType<typeof machine.transition>;

function toState(snapshot: MachineSnapshot): ElectionState {
  const { epoch, until, seen } = snapshot.context;
  if (snapshot.matches('holding')) return { name: 'holding', epoch, until };
  if (snapshot.matches('releasing') || snapshot.matches('stopped')) return { name: 'stopped' };
  return { name: 'waiting', lease: seen.contents };
}
