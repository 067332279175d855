/**
 * Reconnects a link to the relay while the relay keeps its session.
 *
 * ```text
 *            DISCONNECTED                FAILED
 *  connected ─────────────▶ connecting ──────────▶ waiting     DISCONNECTED from a stopping relay: connected ──▶ waiting
 *      ▲                     │ │▲  ▲                  │        FAILED for good: connecting ──▶ closed
 *      └───── ACCEPTED ──────┘ └┘  └── retry, WAKE ───┘        resumeWindow: connecting, waiting ──▶ closed
 *                        attemptTimeout                        CLOSED: all ──▶ closed
 * ```
 * @module
 */
import { assign, createActor, fromCallback, setup } from 'xstate';
import type { Clock } from '../../core/clock.ts';
import type { MachineLogic } from '../../core/machine-logic.ts';
import { type AcceptedSocket, isFinal } from './handshake.ts';

/** Time limit of one attempt: a network that drops packets neither opens the socket nor fails. */
const attemptTimeoutMs = 4000;
/** First and longest delay between two attempts. */
const firstRetryMs = 250;
const maxRetryMs = 4000;
/** Delay before the next relay of the list is tried. */
const nextRelayMs = 50;

export interface ReconnectInput {
  /** How long the relay keeps the session of a disconnected client. */
  readonly resumeWindowMs: number;
  /** Number of relays in the list. */
  readonly relays: number;
  readonly random: () => number;
  /** Time until a stopping relay is available again; 0 or less: now. */
  readonly unavailableMs: () => number;
}

interface ReconnectContext extends ReconnectInput {
  /** Failed attempts since the link was connected. */
  readonly attempt: number;
  readonly retryDelayMs: number;
  readonly error: unknown;
}

type ReconnectEvent =
  | { type: 'DISCONNECTED' }
  | { type: 'ACCEPTED'; accepted: AcceptedSocket }
  | { type: 'FAILED'; error: unknown }
  /** The network is back or the page became visible. */
  | { type: 'WAKE' }
  /** The link has closed. */
  | { type: 'CLOSED' };

const machine = setup({
  types: {
    context: {} as ReconnectContext,
    input: {} as ReconnectInput,
    events: {} as ReconnectEvent,
  },
  actors: {
    handshake: fromCallback<ReconnectEvent>(() => {}),
  },
  actions: {
    attach: (_, _params: { accepted: AcceptedSocket }) => {},
    failLink: (_, _params: { error: unknown }) => {},
    waitForRelay: assign(({ context }) => ({ attempt: 0, retryDelayMs: context.unavailableMs() })),
    setRetry: assign(({ context }, params: { error: unknown }) => ({
      error: params.error,
      attempt: context.attempt + 1,
      retryDelayMs: reconnectDelayMs(context.attempt, context.relays, context.random()),
    })),
  },
  guards: {
    isFinal: (_, params: { error: unknown }) => isFinal(params.error),
    isUnavailable: ({ context }) => context.unavailableMs() > 0,
  },
  delays: {
    attemptTimeout: attemptTimeoutMs,
    resumeWindow: ({ context }) => context.resumeWindowMs,
    retry: ({ context }) => context.retryDelayMs,
  },
}).createMachine({
  id: 'reconnect',
  context: ({ input }) => ({ ...input, attempt: 0, retryDelayMs: 0, error: undefined }),
  on: { CLOSED: '.closed' },
  initial: 'connected',
  states: {
    connected: {
      on: {
        DISCONNECTED: [
          { guard: 'isUnavailable', target: 'disconnected.waiting', actions: 'waitForRelay' },
          { target: 'disconnected.connecting', actions: 'waitForRelay' },
        ],
      },
    },
    disconnected: {
      after: {
        resumeWindow: {
          target: 'closed',
          actions: {
            type: 'failLink',
            params: ({ context }) => ({ error: context.error ?? windowExpired(context.resumeWindowMs) }),
          },
        },
      },
      initial: 'connecting',
      states: {
        connecting: {
          invoke: { src: 'handshake' },
          after: { attemptTimeout: { target: 'connecting', reenter: true } },
          on: {
            ACCEPTED: {
              target: '#reconnect.connected',
              actions: { type: 'attach', params: ({ event }) => event },
            },
            FAILED: [
              {
                guard: { type: 'isFinal', params: ({ event }) => event },
                target: '#reconnect.closed',
                actions: { type: 'failLink', params: ({ event }) => event },
              },
              { target: 'waiting', actions: { type: 'setRetry', params: ({ event }) => event } },
            ],
          },
        },
        waiting: {
          after: { retry: 'connecting' },
          on: { WAKE: 'connecting' },
        },
      },
    },
    closed: { type: 'final' },
  },
});

/** The machine without its effects. */
export const reconnectLogic: MachineLogic<ReconnectContext, ReconnectEvent, ReconnectInput> = machine;

/** The effects of the machine. */
export interface ReconnectEffects {
  /** Starts a handshake; returns a function that cancels it. */
  connect(onAccepted: (accepted: AcceptedSocket) => void, onFailed: (error: unknown) => void): () => void;
  /** Continues the link over the socket. */
  attach(accepted: AcceptedSocket): void;
  failLink(error: unknown): void;
  /** Called after each transition. */
  reportReachable(isReachable: boolean): void;
}

/** The running machine. */
export interface ReconnectActor {
  send(event: { readonly type: 'DISCONNECTED' | 'WAKE' | 'CLOSED' }): void;
}

/** Starts the machine of a connected link. */
export function startReconnect(
  input: ReconnectInput,
  effects: ReconnectEffects,
  clock: Clock,
): ReconnectActor {
  const provided = machine.provide({
    actors: {
      handshake: fromCallback(({ sendBack }) =>
        effects.connect(
          (accepted) => sendBack({ type: 'ACCEPTED', accepted }),
          (error) => sendBack({ type: 'FAILED', error }),
        ),
      ),
    },
    actions: {
      attach: (_, { accepted }) => effects.attach(accepted),
      failLink: (_, { error }) => effects.failLink(error),
    },
  });
  const actor = createActor(provided, { input, clock });
  actor.subscribe((snapshot) => effects.reportReachable(!snapshot.matches('disconnected')));
  actor.start();
  return {
    send(event) {
      if (actor.getSnapshot().status === 'active') actor.send(event);
    },
  };
}

/**
 * Delay before an attempt: the other relays of the list are tried at once, then all of them with growing delays. Jittered,
 * since all clients of a relay lose it together.
 */
export function reconnectDelayMs(attempt: number, relays: number, random: number): number {
  const round = attempt - (relays - 1);
  if (round < 0) return nextRelayMs;
  return Math.min(maxRetryMs, firstRetryMs * 2 ** round) * (0.5 + random / 2);
}

function windowExpired(resumeWindowMs: number): Error {
  return new Error(`reconnect timeout: no answer within ${resumeWindowMs} ms`);
}
