/**
 * The state machine of a session with one server after another.
 * Guide: Session management; Connect CTI sessions in a clustered Unified CCX.
 *
 * ```
 *  idle ──CONNECT──▶ connecting ──done──▶ connected ─────────────────────────────────────────┐
 *                      ▲  │              ├─ opening ──OPENED──▶ synchronizing ──done──▶ ready │
 *                      │  │              │                       │ rebuilding  ◀──OFFLINE,───│ │
 *                      │  │failed        │                       └ offline          RESYNC   │
 *                      │  │              └─ closing ◀──CLOSE── (any of the three)            │
 *                      │  ▼                                        │                         │
 *                   waiting ◀────── LOST, refused, timeout ────────┼─────────────────────────┘
 *                      │                                           │ CLOSE_CONF, 5 s, link lost
 *                      └──CLOSE / the policy gives up──▶ closed ◀──┘
 * ```
 * @module
 */
import {
  type AnyStateMachine,
  assign,
  createActor,
  fromCallback,
  fromPromise,
  type InspectionEvent,
  sendTo,
  setup,
} from 'xstate';
import type { Clock } from '../clock.ts';
import type { CtiError } from '../errors.ts';
import type { Endpoint, Link } from '../transport.ts';
import type { AbortSignalLike } from '../web.ts';
import { nextEndpoint } from './endpoints.ts';
import { type HeartbeatInput, heartbeatLogic } from './heartbeat.ts';
import type { ReconnectPolicy } from './reconnect-policy.ts';
import { openTimeout, sessionFailed, wentOffline } from './session-errors.ts';
import type { SessionGrant, SessionState, SyncProgress } from './session-state.ts';

export interface SessionMachineInput {
  readonly endpoints: readonly Endpoint[];
  readonly policy: ReconnectPolicy;
  readonly now: () => number;
  readonly random: () => number;
  readonly heartbeatMs: number;
  readonly idleTimeoutMs: number;
  readonly openTimeoutMs: number;
  readonly sendHeartbeat: () => void;
}

interface SessionContext extends SessionMachineInput {
  readonly index: number;
  readonly attempt: number;
  readonly wasReady: boolean;
  readonly link: Link | undefined;
  readonly grant: SessionGrant | undefined;
  readonly online: boolean;
  readonly progress: SyncProgress;
  readonly error: CtiError | undefined;
  readonly retryDelayMs: number;
  readonly retryAt: number;
  readonly closedBy: 'user' | 'replaced' | 'refused';
}

export type SessionMachineEvent =
  | { type: 'CONNECT' }
  | { type: 'CLOSE' }
  | { type: 'OPENED'; grant: SessionGrant; online: boolean }
  | { type: 'LOST'; error: CtiError }
  | { type: 'ONLINE' }
  | { type: 'OFFLINE' }
  | { type: 'RESYNC' }
  | { type: 'PROGRESS'; progress: SyncProgress }
  | { type: 'HEARTBEAT_ANSWERED' }
  | { type: 'CLOSE_CONFIRMED' };

/** How long to wait for CLOSE_CONF. Guide: How a session is ended. */
const closeTimeoutMs = 5000;
/** How long to wait for an offline node before the next one is tried, if there is another. */
const offlineTimeoutMs = 30_000;

const noProgress: SyncProgress = { done: 0, total: 0 };

const machine = setup({
  types: {
    context: {} as SessionContext,
    input: {} as SessionMachineInput,
    events: {} as SessionMachineEvent,
    children: {} as { heartbeat: 'heartbeat' },
  },
  actors: {
    dial: fromPromise<Link, Endpoint>(() => Promise.reject(new Error('not provided'))),
    receiver: fromCallback<SessionMachineEvent>(() => {}),
    resync: fromPromise<void, SessionGrant>(() => Promise.resolve()),
    heartbeat: heartbeatLogic,
  },
  actions: {
    sendOpen: () => {},
    sendClose: () => {},
    dropLink: () => {},
    /** Asks the policy what to do; `waiting` acts on `retryDelayMs`. */
    decide: assign(({ context }, params: { error: CtiError }) => {
      const attempt = context.attempt + 1;
      const decision = context.policy({
        error: params.error,
        attempt,
        endpoints: context.endpoints.length,
        wasReady: context.wasReady,
        random: context.random(),
      });
      const delayMs = decision.action === 'retry' ? decision.delayMs : Number.NaN;
      return {
        attempt,
        error: params.error,
        retryDelayMs: delayMs,
        retryAt: context.now() + delayMs,
        index: nextEndpoint(context.endpoints, context.index),
        closedBy: params.error.code === 'SESSION_REPLACED' ? ('replaced' as const) : ('refused' as const),
      };
    }),
    setGrant: assign((_, params: { grant: SessionGrant; online: boolean }) => ({
      ...params,
      progress: noProgress,
    })),
    setOnline: assign((_, params: { online: boolean }) => params),
    setProgress: assign((_, params: { progress: SyncProgress }) => params),
    clearProgress: assign({ progress: noProgress }),
    setReady: assign({ wasReady: true, attempt: 0, error: undefined }),
    setClosedByUser: assign({ closedBy: 'user' as const, error: undefined }),
    answerHeartbeat: sendTo('heartbeat', { type: 'ANSWERED' }),
  },
  guards: {
    givesUp: ({ context }) => Number.isNaN(context.retryDelayMs),
    isOffline: ({ context }) => !context.online,
    hasOtherNodes: ({ context }) => context.endpoints.length > 1,
  },
  delays: {
    retry: ({ context }) => context.retryDelayMs,
    openTimeout: ({ context }) => context.openTimeoutMs,
    closeTimeout: closeTimeoutMs,
    offlineTimeout: offlineTimeoutMs,
  },
}).createMachine({
  id: 'session',
  context: ({ input }) => ({
    ...input,
    index: 0,
    attempt: 0,
    wasReady: false,
    link: undefined,
    grant: undefined,
    online: false,
    progress: noProgress,
    error: undefined,
    retryDelayMs: 0,
    retryAt: 0,
    closedBy: 'user',
  }),
  initial: 'idle',
  states: {
    idle: {
      on: { CONNECT: 'connecting', CLOSE: { target: 'closed', actions: 'setClosedByUser' } },
    },
    connecting: {
      on: { CLOSE: { target: 'closed', actions: 'setClosedByUser' } },
      invoke: {
        src: 'dial',
        input: ({ context }) => context.endpoints[context.index] as Endpoint,
        onDone: { target: 'connected', actions: assign({ link: ({ event }) => event.output }) },
        onError: {
          target: 'waiting',
          actions: { type: 'decide', params: ({ event }) => ({ error: sessionFailed(event.error) }) },
        },
      },
    },
    connected: {
      initial: 'opening',
      exit: ['dropLink', assign({ link: undefined })],
      invoke: { src: 'receiver' },
      on: {
        LOST: {
          target: 'waiting',
          actions: { type: 'decide', params: ({ event }) => ({ error: event.error }) },
        },
        CLOSE: { target: '.closing', actions: 'setClosedByUser' },
      },
      states: {
        opening: {
          entry: 'sendOpen',
          after: {
            openTimeout: {
              target: '#session.waiting',
              actions: {
                type: 'decide',
                params: ({ context }) => ({ error: openTimeout(context.openTimeoutMs) }),
              },
            },
          },
          on: {
            OPENED: {
              target: 'open',
              actions: {
                type: 'setGrant',
                params: ({ event }) => ({ grant: event.grant, online: event.online }),
              },
            },
          },
        },
        open: {
          initial: 'synchronizing',
          invoke: {
            id: 'heartbeat',
            src: 'heartbeat',
            input: ({ context }): HeartbeatInput => ({
              intervalMs: context.heartbeatMs,
              idleTimeoutMs: context.idleTimeoutMs,
              isDisabled: context.link?.hasKeepAlive === true,
              now: context.now,
              send: context.sendHeartbeat,
            }),
            onDone: {
              target: '#session.waiting',
              actions: { type: 'decide', params: ({ event }) => ({ error: event.output }) },
            },
          },
          on: {
            HEARTBEAT_ANSWERED: { actions: 'answerHeartbeat' },
            OFFLINE: [
              {
                guard: 'hasOtherNodes',
                target: '#session.waiting',
                actions: { type: 'decide', params: () => ({ error: wentOffline() }) },
              },
              {
                target: '.synchronizing.offline',
                actions: { type: 'setOnline', params: { online: false } },
              },
            ],
            RESYNC: { target: '.synchronizing', actions: 'clearProgress' },
          },
          states: {
            synchronizing: {
              initial: 'rebuilding',
              states: {
                rebuilding: {
                  always: { guard: 'isOffline', target: 'offline' },
                  on: {
                    PROGRESS: {
                      actions: { type: 'setProgress', params: ({ event }) => ({ progress: event.progress }) },
                    },
                  },
                  invoke: {
                    src: 'resync',
                    input: ({ context }) => context.grant as SessionGrant,
                    onDone: { target: '#session.connected.open.ready', actions: 'setReady' },
                    onError: {
                      target: '#session.waiting',
                      actions: {
                        type: 'decide',
                        params: ({ event }) => ({ error: sessionFailed(event.error) }),
                      },
                    },
                  },
                },
                offline: {
                  on: {
                    ONLINE: {
                      target: 'rebuilding',
                      actions: { type: 'setOnline', params: { online: true } },
                    },
                  },
                  after: {
                    offlineTimeout: {
                      guard: 'hasOtherNodes',
                      target: '#session.waiting',
                      actions: { type: 'decide', params: () => ({ error: wentOffline() }) },
                    },
                  },
                },
              },
            },
            ready: {},
          },
        },
        closing: {
          entry: 'sendClose',
          after: { closeTimeout: '#session.closed' },
          on: { CLOSE_CONFIRMED: '#session.closed', LOST: '#session.closed', CLOSE: {} },
        },
      },
    },
    waiting: {
      always: { guard: 'givesUp', target: 'closed' },
      after: { retry: 'connecting' },
      on: { CLOSE: { target: 'closed', actions: 'setClosedByUser' }, CONNECT: 'connecting' },
    },
    closed: { type: 'final' },
  },
});

/** The machine by itself, for tests with `transition()`. */
export const sessionLogic: AnyStateMachine = machine;

/** Effects of the machine. The session implements them. */
export interface SessionEffects {
  dial(endpoint: Endpoint, signal: AbortSignalLike): Promise<Link>;
  /** Reads the link and reports to the machine until the returned function is called. */
  receive(report: (event: SessionMachineEvent) => void): () => void;
  /** Rebuilds the state. */
  resync(grant: SessionGrant, signal: AbortSignalLike): Promise<void>;
  /** Sends OPEN_REQ on a new link. */
  sendOpen(link: Link): void;
  sendClose(): void;
  /** Closes the link; in order after CLOSE_CONF, otherwise at once. */
  dropLink(link: Link, inOrder: boolean): void;
}

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
  const provided = machine.provide({
    actors: {
      dial: fromPromise(({ input: endpoint, signal }) => effects.dial(endpoint, signal)),
      receiver: fromCallback(({ sendBack }) => effects.receive(sendBack)),
      resync: fromPromise(({ input: grant, signal }) => effects.resync(grant, signal)),
    },
    actions: {
      sendOpen: ({ context }) => effects.sendOpen(context.link as Link),
      sendClose: () => effects.sendClose(),
      dropLink: ({ context, event }) => {
        if (context.link !== undefined) effects.dropLink(context.link, event.type === 'CLOSE_CONFIRMED');
      },
    },
  });
  const actor = createActor(provided, { input, clock, ...(inspect === undefined ? {} : { inspect }) });
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

type MachineSnapshot = ReturnType<typeof machine.transition>;

function toState(snapshot: MachineSnapshot): SessionState {
  const { context } = snapshot;
  const endpoint = context.endpoints[context.index] as Endpoint;
  const error = context.error === undefined ? {} : { error: context.error };
  if (snapshot.matches('idle')) return { name: 'idle' };
  if (snapshot.matches('connecting')) return { name: 'connecting', endpoint, attempt: context.attempt + 1 };
  if (snapshot.matches({ connected: 'opening' }))
    return { name: 'opening', endpoint, attempt: context.attempt + 1 };
  if (snapshot.matches({ connected: 'closing' })) return { name: 'closing', endpoint };
  if (snapshot.matches({ connected: { open: 'ready' } })) {
    return { name: 'ready', endpoint, grant: context.grant as SessionGrant };
  }
  if (snapshot.matches('connected')) {
    const { grant, online, progress } = context;
    return { name: 'synchronizing', endpoint, grant: grant as SessionGrant, online, progress };
  }
  if (snapshot.matches('waiting')) {
    const { retryAt, attempt } = context;
    return { name: 'waiting', retryAt, attempt, error: context.error as CtiError, next: endpoint };
  }
  return { name: 'closed', reason: context.closedBy, ...error };
}
