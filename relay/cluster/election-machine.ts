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
 *   RESIGN: holding ──▶ resigning ──▶ standingBack ── nobody else wants it ──▶ claiming
 *   STOP: holding ──▶ releasing ──▶ stopped; from all others at once
 * ```
 *
 * Who resigned has held in vain, and lets all those go first who have not, or less often: a free lease that others
 * claim at once it claims only after standing back. REACHED, CCX by whichever relay, makes all equal again.
 *
 * Two holders never overlap. A holder's lease ends `leaseMs` after it *sent* its last successful write; another claims
 * `patienceMs`, which is longer, after it *saw* the last write, and only if that is still the last one (compare and
 * write). No clocks are compared, only that they run about equally fast. Whoever sees no lease at all waits as long:
 * the store may have forgotten one that still lasts.
 * @module
 */

import type { Clock } from 'rxcti';
import { type AnyStateMachine, assign, createActor, fromPromise, setup } from 'xstate';
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
  /** Terms in a row that ended with RESIGN. */
  readonly vain: number;
  /** So many renewals' time it lets others go first. */
  readonly turns: number;
}

export type ElectionEvent =
  | { type: 'SEEN'; lease: SeenLease }
  /** Found out before the timer did: the process stood still. */
  | { type: 'OVER' }
  /** The holder does no good: another is to try. */
  | { type: 'RESIGN' }
  /** Holding is good for something again. */
  | { type: 'REACHED' }
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
    /** After one that held in vain as often before. */
    heldInVain: assign({
      vain: ({ context }) => context.vain + 1,
      turns: ({ context }) => turnsOf(context.vain + 1) + 2,
    }),
    waitTurn: assign({ turns: ({ context }) => turnsOf(context.vain) }),
    forgetVain: assign({ vain: 0, turns: 0 }),
  },
  guards: {
    isFree: (_, params: { lease: SeenLease }) =>
      params.lease.contents === undefined && params.lease.revision > 0,
    isFreeForUs: ({ context }, params: { lease: SeenLease }) =>
      params.lease.contents === undefined && params.lease.revision > 0 && context.vain === 0,
    isHeld: (_, params: { lease: SeenLease }) => params.lease.contents !== undefined,
    isNews: ({ context }, params: { lease: SeenLease }) => params.lease.revision !== context.seen.revision,
    isWritten: (_, params: { written: Written | undefined }) => params.written !== undefined,
  },
  delays: {
    patience: ({ context }) => context.times.patienceMs + context.turns * context.times.renewMs,
    standBack: ({ context }) => context.turns * context.times.renewMs,
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
    vain: 0,
    turns: 0,
  }),
  on: { REACHED: { actions: 'forgetVain' } },
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
            guard: { type: 'isFreeForUs', params: ({ event }) => event },
            target: 'claiming',
            actions: { type: 'see', params: ({ event }) => event },
          },
          {
            guard: { type: 'isFree', params: ({ event }) => event },
            target: 'standingBack',
            actions: ['waitTurn', { type: 'see', params: ({ event }) => event }],
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
      on: { OVER: 'watching', RESIGN: { target: 'resigning', actions: 'heldInVain' }, STOP: 'releasing' },
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
    resigning: {
      invoke: {
        src: 'release',
        input: ({ context }) => ({ epoch: context.epoch }),
        onDone: 'standingBack',
        onError: 'watching', // it ends by itself
      },
      on: { STOP: 'stopped' },
    },
    standingBack: {
      after: { standBack: 'claiming' },
      on: {
        SEEN: [
          {
            guard: { type: 'isHeld', params: ({ event }) => event },
            target: 'watching',
            actions: { type: 'see', params: ({ event }) => event },
          },
          { actions: { type: 'see', params: ({ event }) => event } },
        ],
        STOP: 'stopped',
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

/** Who held in vain less often goes first. */
function turnsOf(vain: number): number {
  return Math.min(vain, 8);
}

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
  /** How often in a row it held in vain. */
  readonly vain: number;
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
    get vain() {
      return actor.getSnapshot().context.vain;
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
  if (snapshot.matches('stopped')) return { name: 'stopped' };
  if (snapshot.matches('releasing')) return { name: 'waiting', lease: undefined };
  return { name: 'waiting', lease: seen.contents };
}
