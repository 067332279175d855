/**
 * What happens to one agent after the last client has disconnected.
 *
 * ```text
 *                grace                  act                  APPLIED
 *  gracePeriod ────────▶ checking ───────────────▶ applying ─────────▶ done
 *                         ▲  │  │ nothing to do       │
 *                  recheck│  │  └───────▶ done        │ FAILED
 *                         │  ▼ busy, leaderActs       │
 *                        waiting ◀────────────────────┘
 *
 *  RECONNECTED, HANDLED: all ──▶ done. A follower that has waited for the leader for `maxChecksAsFollower` checks: done
 * ```
 * @module
 */
import type { Clock } from 'rxcti';
import type { MachineLogic } from 'rxcti/server';
import { assign, createActor, fromCallback, setup } from 'xstate';

/** What can be done about the agent now. */
export type Assessment =
  | 'act'
  /** The agent is on a call, or CCX is unreachable. */
  | 'busy'
  /** Another relay is the leader, which acts. */
  | 'leaderActs'
  | 'nothing';

export interface DisconnectInput {
  readonly graceMs: number;
  readonly assess: () => Assessment;
}

interface DisconnectContext extends DisconnectInput {
  readonly assessment: Assessment;
  /** Checks without action by the leader. */
  readonly checksAsFollower: number;
}

type DisconnectEvent =
  | { type: 'RECONNECTED' }
  /** Another relay has acted. */
  | { type: 'HANDLED' }
  | { type: 'APPLIED' }
  | { type: 'FAILED' };

/** Wait before an agent is checked again. */
const recheckMs = 2000;
/** After so many checks without action by the leader, it has acted and this relay missed its report. */
const maxChecksAsFollower = 15;

const machine = setup({
  types: {
    context: {} as DisconnectContext,
    input: {} as DisconnectInput,
    events: {} as DisconnectEvent,
  },
  actors: { apply: fromCallback<DisconnectEvent>(() => {}) },
  actions: {
    assess: assign(({ context }) => ({ assessment: context.assess() })),
    countCheck: assign(({ context }) => ({ checksAsFollower: context.checksAsFollower + 1 })),
  },
  guards: {
    canAct: ({ context }) => context.assessment === 'act',
    isBusy: ({ context }) => context.assessment === 'busy',
    leaderActs: ({ context }) =>
      context.assessment === 'leaderActs' && context.checksAsFollower < maxChecksAsFollower,
  },
  delays: {
    grace: ({ context }) => context.graceMs,
    recheck: recheckMs,
  },
}).createMachine({
  id: 'disconnect',
  context: ({ input }) => ({ ...input, assessment: 'nothing', checksAsFollower: 0 }),
  on: { RECONNECTED: '.done', HANDLED: '.done' },
  initial: 'gracePeriod',
  states: {
    gracePeriod: { after: { grace: 'checking' } },
    checking: {
      entry: 'assess',
      always: [
        { guard: 'canAct', target: 'applying' },
        { guard: 'isBusy', target: 'waiting' },
        { guard: 'leaderActs', target: 'waiting', actions: 'countCheck' },
        { target: 'done' },
      ],
    },
    waiting: { after: { recheck: 'checking' } },
    applying: {
      invoke: { src: 'apply' },
      // After a failed request the agent's state shows whether it had an effect.
      on: { APPLIED: 'done', FAILED: 'waiting' },
    },
    done: { type: 'final' },
  },
});

/** The machine without its effects. */
export const disconnectLogic: MachineLogic<DisconnectContext, DisconnectEvent, DisconnectInput> = machine;

/** The running machine of one agent. */
export interface DisconnectActor {
  send(event: { readonly type: 'RECONNECTED' | 'HANDLED' }): void;
  stop(): void;
}

/** Starts the grace period of an agent. `apply` resolves with true if CCX has answered; `onDone` is called once. */
export function startDisconnect(
  input: DisconnectInput,
  apply: () => Promise<boolean>,
  clock: Clock,
  onDone: () => void,
): DisconnectActor {
  const logic = machine.provide({
    actors: {
      apply: fromCallback(({ sendBack }) => {
        void apply().then((isAnswered) => sendBack({ type: isAnswered ? 'APPLIED' : 'FAILED' }));
      }),
    },
  });
  const actor = createActor(logic, { input, clock });
  actor.subscribe({ complete: onDone });
  actor.start();
  return {
    send(event) {
      if (actor.getSnapshot().status === 'active') actor.send(event);
    },
    stop: () => void actor.stop(),
  };
}
