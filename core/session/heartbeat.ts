/**
 * Sends heartbeats and detects a dead server.
 * Guide: How a session is maintained.
 *
 * ```
 *              every intervalMs: send HEARTBEAT_REQ
 *   ┌─────────┐ ───────────────────────────────▶ ┌────────┐
 *   │ beating │                                   │ failed │   after 3 unanswered heartbeats, or after a clock
 *   └─────────┘ ◀── ANSWERED: the count is reset  └────────┘   jump beyond the IdleTimeout
 *      │ the link has its own keep-alive
 *      ▼
 *   disabled
 * ```
 * @module
 */
import { assign, setup } from 'xstate';
import { CtiError } from '../errors.ts';
import type { MachineLogic } from '../machine-logic.ts';

/** Unanswered heartbeats after which the server counts as dead. */
const maxUnansweredHeartbeats = 3;

export interface HeartbeatInput {
  readonly intervalMs: number;
  readonly idleTimeoutMs: number;
  /** The link has its own keep-alive: no heartbeats are sent. */
  readonly isDisabled: boolean;
  readonly now: () => number;
  /** Sends HEARTBEAT_REQ. */
  readonly send: () => void;
}

interface HeartbeatContext extends HeartbeatInput {
  readonly unanswered: number;
  readonly lastAt: number;
  /** Of a clock jump. */
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
    /** The machine slept so long that the server has ended the idle session. */
    clockJumped: ({ context }) => context.now() - context.lastAt - context.intervalMs > context.idleTimeoutMs,
    isUnanswered: ({ context }) => context.unanswered >= maxUnansweredHeartbeats,
    isDisabled: ({ context }) => context.isDisabled,
  },
  actions: {
    send: ({ context }) => context.send(),
    count: assign(({ context }) => ({ unanswered: context.unanswered + 1, lastAt: context.now() })),
    resetCount: assign({ unanswered: 0 }),
    setClockJumped: assign(({ context }) => {
      const jumpMs = context.now() - context.lastAt;
      const message = `Clock jumped by ${Math.round(jumpMs / 1000)} s: the machine was asleep`;
      return { error: new CtiError('CLOCK_JUMPED', message, { jumpMs }) };
    }),
  },
}).createMachine({
  id: 'heartbeat',
  context: ({ input }) => ({ ...input, unanswered: 0, lastAt: input.now(), error: undefined }),
  initial: 'beating',
  states: {
    beating: {
      always: { guard: 'isDisabled', target: 'disabled' },
      on: { ANSWERED: { actions: 'resetCount' } },
      after: {
        interval: [
          { guard: 'clockJumped', target: 'failed', actions: 'setClockJumped' },
          { guard: 'isUnanswered', target: 'failed' },
          { target: 'beating', reenter: true, actions: ['count', 'send'] },
        ],
      },
    },
    disabled: {},
    failed: { type: 'final' },
  },
  output: ({ context }) => context.error ?? heartbeatLost(context),
});

/** Sends heartbeats until the server counts as dead; the output is the reason. Send it `ANSWERED` for each HEARTBEAT_CONF. */
export const heartbeatLogic: MachineLogic<HeartbeatContext, { type: 'ANSWERED' }, HeartbeatInput, CtiError> =
  machine;

function heartbeatLost({ unanswered: missed, intervalMs }: HeartbeatContext): CtiError {
  return new CtiError('HEARTBEAT_LOST', `Heartbeat timeout: ${missed} in a row unanswered`, {
    missed,
    intervalMs,
  });
}
