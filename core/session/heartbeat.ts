/**
 * Keeps a session alive and finds out when it is dead.
 * Guide: How a session is maintained.
 *
 * ```
 *            every intervalMs: send HEARTBEAT_REQ
 *   ┌──────┐ ─────────────────────────────────▶ ┌──────┐
 *   │ beat │                                     │ lost │   after 3 unanswered ones, or when the clock jumped
 *   └──────┘ ◀── ANSWERED: none is unanswered    └──────┘   further than the server keeps an idle session
 *      │ the link watches its peer by itself
 *      ▼
 *   resting
 * ```
 * @module
 */
import { type ActorLogic, assign, type Snapshot, setup } from 'xstate';
import { CtiError } from '../errors.ts';

/** The server is taken for dead after so many unanswered heartbeats. */
export const heartbeatsToLose = 3;

export interface HeartbeatInput {
  readonly intervalMs: number;
  readonly idleTimeoutMs: number;
  /** The link watches its peer by itself: nothing is to be done here. */
  readonly linkWatches: boolean;
  readonly now: () => number;
  /** Sends HEARTBEAT_REQ. */
  readonly beat: () => void;
}

interface HeartbeatContext extends HeartbeatInput {
  readonly unanswered: number;
  readonly lastAt: number;
  readonly error: CtiError | undefined;
}

const machine = setup({
  types: {
    context: {} as HeartbeatContext,
    input: {} as HeartbeatInput,
    events: {} as { type: 'ANSWERED' },
    output: {} as CtiError,
  },
  delays: { interval: ({ context }) => context.intervalMs },
  guards: {
    /** The machine slept: the server has dropped the session by its idle rule. */
    jumped: ({ context }) => context.now() - context.lastAt - context.intervalMs > context.idleTimeoutMs,
    unanswered: ({ context }) => context.unanswered >= heartbeatsToLose,
    linkWatches: ({ context }) => context.linkWatches,
  },
  actions: {
    beat: ({ context }) => context.beat(),
    count: assign(({ context }) => ({ unanswered: context.unanswered + 1, lastAt: context.now() })),
    forget: assign({ unanswered: 0 }),
    blameClock: assign(({ context }) => {
      const jumpMs = context.now() - context.lastAt;
      return {
        error: new CtiError(
          'CLOCK_JUMPED',
          `the clock jumped by ${Math.round(jumpMs / 1000)} s: the machine slept`,
          {
            jumpMs,
          },
        ),
      };
    }),
    blameServer: assign(({ context }) => ({
      error: new CtiError('HEARTBEAT_LOST', `${context.unanswered} heartbeats in a row were not answered`, {
        missed: context.unanswered,
        intervalMs: context.intervalMs,
      }),
    })),
  },
}).createMachine({
  id: 'heartbeat',
  context: ({ input }) => ({ ...input, unanswered: 0, lastAt: input.now(), error: undefined }),
  initial: 'beat',
  states: {
    beat: {
      always: { guard: 'linkWatches', target: 'resting' },
      on: { ANSWERED: { actions: 'forget' } },
      after: {
        interval: [
          { guard: 'jumped', target: 'lost', actions: 'blameClock' },
          { guard: 'unanswered', target: 'lost', actions: 'blameServer' },
          { target: 'beat', reenter: true, actions: ['count', 'beat'] },
        ],
      },
    },
    resting: {},
    lost: { type: 'final' },
  },
  output: ({ context }) => context.error as CtiError,
});

/** Beats until the server is lost; its output says why. Takes `ANSWERED` for each HEARTBEAT_CONF. */
export const heartbeatLogic: ActorLogic<
  Snapshot<CtiError>,
  { type: 'ANSWERED' },
  HeartbeatInput
> = machine as never;
