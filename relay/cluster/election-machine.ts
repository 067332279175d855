/**
 * One relay's part in the election of the leader. Follower, candidate and leader are the terms of Raft.
 *
 * ```text
 *              LEASE_READ            takeover, LEASE_READ: released
 *  noContact ─────────────▶ follower ──────────────────────────────▶ candidate
 *     ▲                      ▲ ▲  │ ▲                                 │ │ │
 *     │                      │ │  └─┘ LEASE_READ: changed             │ │ │ WRITTEN
 *     │                      │ └──────────────── TAKEN ───────────────┘ │ ▼
 *     │                      └───── TAKEN, LEASE_EXPIRED ───────────────┼── leader: idle ◀──▶ renewing
 *     └──────────────────────────── STORE_UNAVAILABLE ──────────────────┘       │
 *     └──────────────────────────── leaseEnd ───────────────────────────────────┘
 *
 *  LEASE_READ: released, after failed terms: noContact, follower ──▶ yielding
 *  STEP_DOWN: leader ──▶ steppingDown ──▶ yielding ── yield: no other relay claimed the lease ──▶ candidate
 *  STOP: leader ──▶ stopping ──▶ stopped; all others ──▶ stopped
 * ```
 *
 * A relay that stepped down lets relays claim first that have stepped down less often: instead of claiming a released lease at
 * once, it yields for some renewal intervals. CCX_REACHABLE, from any relay, makes all relays equal again.
 *
 * Two leaders never overlap. A leader's lease ends `leaseMs` after it *sent* its last successful write. Another relay
 * claims it `takeoverMs` (which is longer) after it *saw* the last write, and only if that is still the last one
 * (compare-and-set). Clocks are never compared, they only have to run at about the same rate. A relay that sees no lease at
 * all waits as long: the store may have lost one, or an operator deleted one, that is still valid. Only a written release is
 * claimed at once.
 * @module
 */
import type { MachineLogic } from 'rxcti/server';
import { assign, fromCallback, fromPromise, setup } from 'xstate';
import type { LeaseTimes, SeenLease } from './lease.ts';

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

export interface ElectionContext extends ElectionInput {
  readonly seen: SeenLease;
  readonly epoch: string;
  readonly revision: number;
  readonly until: number;
  /** Terms in a row that ended with STEP_DOWN. */
  readonly failedTerms: number;
  /** For how many renewal intervals it lets other relays claim first. */
  readonly yieldIntervals: number;
}

export type ElectionEvent =
  | { type: 'LEASE_READ'; lease: SeenLease }
  | { type: 'WRITTEN'; written: WrittenLease }
  /** Another relay wrote first. */
  | { type: 'TAKEN' }
  | { type: 'STORE_UNAVAILABLE' }
  /** Noticed before the timer fired: the process was suspended. */
  | { type: 'LEASE_EXPIRED' }
  /** The leader cannot reach CCX. */
  | { type: 'STEP_DOWN' }
  | { type: 'CCX_REACHABLE' }
  | { type: 'STOP' };

const noLease: SeenLease = { revision: 0, contents: undefined, isReleased: false };

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
    write: fromCallback<ElectionEvent, Term>(() => {}),
    release: fromPromise<void, { epoch: string }>(() => Promise.resolve()),
  },
  actions: {
    storeSeen: assign((_, params: { lease: SeenLease }) => ({ seen: params.lease })),
    newTerm: assign({ epoch: ({ context }) => context.newEpoch() }),
    /** Later reads are compared with our own write. */
    storeWritten: assign((_, { written }: { written: WrittenLease }) => ({
      ...written,
      seen: { revision: written.revision, contents: undefined, isReleased: false },
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
    isReleased: (_, params: { lease: SeenLease }) => params.lease.isReleased,
    isReleasedForThis: ({ context }, params: { lease: SeenLease }) =>
      params.lease.isReleased && context.failedTerms === 0,
    hasChanged: ({ context }, params: { lease: SeenLease }) =>
      params.lease.revision !== context.seen.revision,
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
    seen: noLease,
    epoch: '',
    revision: 0,
    until: 0,
    failedTerms: 0,
    yieldIntervals: 0,
  }),
  on: { CCX_REACHABLE: { actions: 'resetFailedTerms' } },
  initial: 'noContact',
  states: {
    noContact: {
      on: {
        LEASE_READ: [
          {
            guard: { type: 'isReleasedForThis', params: ({ event }) => event },
            target: 'candidate',
            actions: { type: 'storeSeen', params: ({ event }) => event },
          },
          {
            guard: { type: 'isReleased', params: ({ event }) => event },
            target: 'yielding',
            actions: ['setYield', { type: 'storeSeen', params: ({ event }) => event }],
          },
          { target: 'follower', actions: { type: 'storeSeen', params: ({ event }) => event } },
        ],
        STOP: 'stopped',
      },
    },
    follower: {
      after: { takeover: 'candidate' },
      on: {
        LEASE_READ: [
          {
            guard: { type: 'isReleasedForThis', params: ({ event }) => event },
            target: 'candidate',
            actions: { type: 'storeSeen', params: ({ event }) => event },
          },
          {
            guard: { type: 'isReleased', params: ({ event }) => event },
            target: 'yielding',
            actions: ['setYield', { type: 'storeSeen', params: ({ event }) => event }],
          },
          {
            guard: { type: 'hasChanged', params: ({ event }) => event },
            target: 'follower',
            reenter: true,
            actions: { type: 'storeSeen', params: ({ event }) => event },
          },
        ],
        STOP: 'stopped',
      },
    },
    candidate: {
      entry: 'newTerm',
      invoke: {
        src: 'write',
        input: ({ context }) => ({ epoch: context.epoch, revision: context.seen.revision }),
      },
      on: {
        WRITTEN: { target: 'leader', actions: { type: 'storeWritten', params: ({ event }) => event } },
        TAKEN: 'follower',
        STORE_UNAVAILABLE: 'noContact',
        STOP: 'stopped',
      },
    },
    leader: {
      initial: 'idle',
      on: {
        LEASE_EXPIRED: 'follower',
        STEP_DOWN: { target: 'steppingDown', actions: 'countFailedTerm' },
        STOP: 'stopping',
      },
      states: {
        idle: {
          after: { renewal: 'renewing', leaseEnd: '#election.noContact' },
        },
        renewing: {
          after: { leaseEnd: '#election.noContact' },
          invoke: {
            src: 'write',
            input: ({ context }) => ({ epoch: context.epoch, revision: context.revision }),
          },
          on: {
            WRITTEN: { target: 'idle', actions: { type: 'storeWritten', params: ({ event }) => event } },
            TAKEN: '#election.follower',
            STORE_UNAVAILABLE: 'idle', // tried again until the lease ends
          },
        },
      },
    },
    steppingDown: {
      invoke: {
        src: 'release',
        input: ({ context }) => ({ epoch: context.epoch }),
        onDone: 'yielding',
        onError: 'follower', // the lease expires by itself
      },
      on: { STOP: 'stopped' },
    },
    yielding: {
      after: { yield: 'candidate' },
      on: {
        LEASE_READ: [
          {
            guard: { type: 'isReleased', params: ({ event }) => event },
            actions: { type: 'storeSeen', params: ({ event }) => event },
          },
          { target: 'follower', actions: { type: 'storeSeen', params: ({ event }) => event } },
        ],
        STOP: 'stopped',
      },
    },
    stopping: {
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

/** The machine without its effects. */
export const electionLogic: ElectionLogic = machine;

type ElectionLogic = MachineLogic<ElectionContext, ElectionEvent, ElectionInput>;

/** The effects of the machine. */
export interface ElectionEffects {
  /** Writes the lease of a term over a revision; resolves with undefined if another relay wrote first. */
  write(term: Term): Promise<WrittenLease | undefined>;
  release(epoch: string): Promise<void>;
}

/** Returns the machine with its effects. */
export function provideEffects(effects: ElectionEffects): ElectionLogic {
  return machine.provide({
    actors: {
      write: fromCallback<ElectionEvent, Term>(({ input: term, sendBack }) => {
        effects.write(term).then(
          (written) => sendBack(written === undefined ? { type: 'TAKEN' } : { type: 'WRITTEN', written }),
          () => sendBack({ type: 'STORE_UNAVAILABLE' }),
        );
      }),
      release: fromPromise(({ input: { epoch } }) => effects.release(epoch)),
    },
  });
}
