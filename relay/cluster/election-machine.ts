/**
 * One relay's part in the election of the leader.
 *
 * ```text
 *              LEASE_READ                  no change for takeoverMs, or
 *   starting ─────────────▶ watching ───── the lease was given back ──────────▶ claiming
 *                            ▲ ▲  │ ▲                                          │    │
 *                            │ │  └─┘ LEASE_READ: changed, wait again          │    │ written
 *                            │ └───── another was faster, or no answer ────────┘    ▼
 *                            │                                             leading: idle ◀──▶ renewing
 *                            └── another relay's, or the lease has expired ─────┘
 *
 *   STEP_DOWN: leading ──▶ steppingDown ──▶ yielding ── no other relay claims the lease ──▶ claiming
 *   STOP: leading ──▶ releasing ──▶ stopped; all others ──▶ stopped
 * ```
 *
 * A relay that stepped down lets relays claim first that have stepped down less often: instead of claiming a free lease at
 * once, it yields for some renewal intervals. CCX_REACHABLE, from any relay, makes all relays equal again.
 *
 * Two leaders never overlap. A leader's lease ends `leaseMs` after it *sent* its last successful write. Another relay
 * claims it `takeoverMs` (which is longer) after it *saw* the last write, and only if that is still the last one
 * (compare-and-set). Clocks are never compared, they only have to run at about the same rate. A relay that sees no lease at
 * all waits as long: the store may have lost one that is still valid.
 * @module
 */
import type { Clock } from 'rxcti';
import { type AnyStateMachine, assign, createActor, fromPromise, setup } from 'xstate';
import type { LeaseContents, LeaseTimes, SeenLease } from './lease.ts';

/** A successful write. */
export interface WrittenLease {
  readonly revision: number;
  /** End of the lease, in `now()` time. */
  readonly until: number;
}

/** A term of this relay, and the revision of the lease that it writes over. */
export interface Term {
  readonly epoch: string;
  readonly revision: number;
}

export interface ElectionInput {
  readonly times: LeaseTimes;
  /** Elapsed time; see `fastestClock`. */
  readonly now: () => number;
  /** Makes the epoch of a new term. */
  readonly newEpoch: () => string;
}

interface ElectionContext extends ElectionInput {
  readonly seen: SeenLease;
  readonly epoch: string;
  readonly revision: number;
  readonly until: number;
  /** Terms in a row that ended with STEP_DOWN. */
  readonly failedTerms: number;
  /** For how many renewal intervals it lets other relays claim first. */
  readonly yieldIntervals: number;
}

type ElectionEvent =
  | { type: 'LEASE_READ'; lease: SeenLease }
  /** Noticed before the timer fired: the process was suspended. */
  | { type: 'LEASE_EXPIRED' }
  /** The leader cannot reach CCX. */
  | { type: 'STEP_DOWN' }
  | { type: 'CCX_REACHABLE' }
  | { type: 'STOP' };

/** A relay that failed less often claims first. */
function yieldIntervals(failedTerms: number): number {
  return Math.min(failedTerms, 8);
}

const machine = setup({
  types: {
    context: {} as ElectionContext,
    input: {} as ElectionInput,
    events: {} as ElectionEvent,
  },
  actors: {
    write: fromPromise<WrittenLease | undefined, Term>(() => Promise.reject(new Error('not provided'))),
    release: fromPromise<void, { epoch: string }>(() => Promise.resolve()),
  },
  actions: {
    storeSeen: assign((_, params: { lease: SeenLease }) => ({ seen: params.lease })),
    newTerm: assign({ epoch: ({ context }) => context.newEpoch() }),
    /** Later reads are compared with our own write. */
    storeWritten: assign((_, params: WrittenLease) => ({
      ...params,
      seen: { revision: params.revision, contents: undefined },
    })),
    /** Two intervals longer than a relay that failed as often before. */
    countFailedTerm: assign({
      failedTerms: ({ context }) => context.failedTerms + 1,
      yieldIntervals: ({ context }) => yieldIntervals(context.failedTerms + 1) + 2,
    }),
    setYield: assign({ yieldIntervals: ({ context }) => yieldIntervals(context.failedTerms) }),
    resetFailedTerms: assign({ failedTerms: 0, yieldIntervals: 0 }),
  },
  guards: {
    isFree: (_, params: { lease: SeenLease }) =>
      params.lease.contents === undefined && params.lease.revision > 0,
    isFreeAndFirst: ({ context }, params: { lease: SeenLease }) =>
      params.lease.contents === undefined && params.lease.revision > 0 && context.failedTerms === 0,
    isHeld: (_, params: { lease: SeenLease }) => params.lease.contents !== undefined,
    hasChanged: ({ context }, params: { lease: SeenLease }) =>
      params.lease.revision !== context.seen.revision,
    isWritten: (_, params: { written: WrittenLease | undefined }) => params.written !== undefined,
  },
  delays: {
    takeover: ({ context }) => context.times.takeoverMs + context.yieldIntervals * context.times.renewMs,
    yield: ({ context }) => context.yieldIntervals * context.times.renewMs,
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
    failedTerms: 0,
    yieldIntervals: 0,
  }),
  on: { CCX_REACHABLE: { actions: 'resetFailedTerms' } },
  initial: 'starting',
  states: {
    starting: {
      on: {
        LEASE_READ: [
          {
            guard: { type: 'isFree', params: ({ event }) => event },
            target: 'claiming',
            actions: { type: 'storeSeen', params: ({ event }) => event },
          },
          { target: 'watching', actions: { type: 'storeSeen', params: ({ event }) => event } },
        ],
        STOP: 'stopped',
      },
    },
    watching: {
      after: { takeover: 'claiming' },
      on: {
        LEASE_READ: [
          {
            guard: { type: 'isFreeAndFirst', params: ({ event }) => event },
            target: 'claiming',
            actions: { type: 'storeSeen', params: ({ event }) => event },
          },
          {
            guard: { type: 'isFree', params: ({ event }) => event },
            target: 'yielding',
            actions: ['setYield', { type: 'storeSeen', params: ({ event }) => event }],
          },
          {
            guard: { type: 'hasChanged', params: ({ event }) => event },
            target: 'watching',
            reenter: true,
            actions: { type: 'storeSeen', params: ({ event }) => event },
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
            target: 'leading',
            actions: { type: 'storeWritten', params: ({ event }) => event.output as WrittenLease },
          },
          { target: 'watching' },
        ],
        onError: 'watching',
      },
      on: { STOP: 'stopped' },
    },
    leading: {
      initial: 'idle',
      on: {
        LEASE_EXPIRED: 'watching',
        STEP_DOWN: { target: 'steppingDown', actions: 'countFailedTerm' },
        STOP: 'releasing',
      },
      states: {
        idle: {
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
                target: 'idle',
                actions: { type: 'storeWritten', params: ({ event }) => event.output as WrittenLease },
              },
              { target: '#election.watching' },
            ],
            onError: 'idle', // unavailable: tried again until the lease ends
          },
        },
      },
    },
    steppingDown: {
      invoke: {
        src: 'release',
        input: ({ context }) => ({ epoch: context.epoch }),
        onDone: 'yielding',
        onError: 'watching', // the lease expires by itself
      },
      on: { STOP: 'stopped' },
    },
    yielding: {
      after: { yield: 'claiming' },
      on: {
        LEASE_READ: [
          {
            guard: { type: 'isHeld', params: ({ event }) => event },
            target: 'watching',
            actions: { type: 'storeSeen', params: ({ event }) => event },
          },
          { actions: { type: 'storeSeen', params: ({ event }) => event } },
        ],
        STOP: 'stopped',
      },
    },
    releasing: {
      invoke: {
        src: 'release',
        input: ({ context }) => ({ epoch: context.epoch }),
        onDone: 'stopped',
        onError: 'stopped', // the lease expires by itself
      },
    },
    stopped: { type: 'final' },
  },
});

/** The machine without its effects, for tests with `transition()`. */
export const electionLogic: AnyStateMachine = machine;

/** The effects of the machine. */
export interface ElectionEffects {
  /** Writes the lease of a term over a revision; resolves with undefined if another relay was faster. */
  write(term: Term): Promise<WrittenLease | undefined>;
  release(epoch: string): Promise<void>;
}

export type ElectionState =
  | { readonly name: 'leading'; readonly epoch: string; readonly until: number }
  /** `lease`: the last one of another relay that was seen. */
  | { readonly name: 'waiting'; readonly lease: LeaseContents | undefined }
  | { readonly name: 'stopped' };

/** The running machine. */
export interface ElectionActor {
  readonly state: ElectionState;
  readonly failedTerms: number;
  send(event: ElectionEvent): void;
}

/** Starts the machine; `changed` is called after each transition. */
export function createElectionActor(
  input: ElectionInput,
  effects: ElectionEffects,
  clock: Clock,
  changed: (state: ElectionState) => void,
  onError: (error: unknown) => void,
): ElectionActor {
  const provided = machine.provide({
    actors: {
      write: fromPromise(({ input: term }) => effects.write(term)),
      release: fromPromise(({ input: { epoch } }) => effects.release(epoch)),
    },
  });
  const actor = createActor(provided, { input, clock });
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

type MachineSnapshot = ReturnType<typeof machine.transition>;

function toState(snapshot: MachineSnapshot): ElectionState {
  const { epoch, until, seen } = snapshot.context;
  if (snapshot.matches('leading')) return { name: 'leading', epoch, until };
  if (snapshot.matches('stopped')) return { name: 'stopped' };
  if (snapshot.matches('releasing')) return { name: 'waiting', lease: undefined };
  return { name: 'waiting', lease: seen.contents };
}
