/**
 * The life of a session with one server after another.
 * Guide: Session management; Connect CTI sessions in a clustered Unified CCX.
 *
 * ```
 *  idle ──CONNECT──▶ dialing ──done──▶ connected ─────────────────────────────────────────┐
 *                      ▲  │              ├─ opening ──OPENED──▶ synchronizing ──done──▶ ready │
 *                      │  │              │                        ▲   │  ◀──OFFLINE/RESYNC── │
 *                      │  │              │                        └───┘ (offline: waits)      │
 *                      │  │failed        └─ closing ◀──CLOSE── (any of the three)             │
 *                      │  ▼                                        │                          │
 *                   waiting ◀────── LOST, refused, timed out ──────┼──────────────────────────┘
 *                      │                                           │ CLOSE_CONF, 5 s, link gone
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
import { CtiError } from '../errors.ts';
import { ErrorStatus } from '../protocol/constants/failures.ts';
import type { Endpoint, Link } from '../transport.ts';
import type { AbortSignalLike } from '../web.ts';
import { nextEndpoint } from './endpoints.ts';
import { type HeartbeatInput, heartbeatLogic } from './heartbeat.ts';
import type { ReconnectPolicy } from './reconnect-policy.ts';
import type { SessionGrant, SessionState, SyncProgress } from './session-state.ts';

export interface SessionMachineInput {
  readonly endpoints: readonly Endpoint[];
  readonly policy: ReconnectPolicy;
  readonly now: () => number;
  readonly random: () => number;
  readonly heartbeatMs: number;
  readonly idleTimeoutMs: number;
  readonly openTimeoutMs: number;
  readonly beat: () => void;
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
  | { type: 'RESYNCHRONISE' }
  | { type: 'PROGRESS'; progress: SyncProgress }
  | { type: 'HEARTBEAT_ANSWERED' }
  | { type: 'CLOSE_CONFIRMED' };

/** CLOSE_CONF is waited for at most so long. Guide: How a session is ended. */
const closeTimeoutMs = 5000;
/** How long an offline node is given before the next one is tried, where there is another. */
const offlinePatienceMs = 30_000;

const nothingDone: SyncProgress = { done: 0, total: 0 };

const lost = (error: unknown): CtiError =>
  CtiError.is(error)
    ? error
    : new CtiError(
        'LINK_LOST',
        `the session broke: ${String(error)}`,
        { reason: String(error) },
        { cause: error },
      );

const machine = setup({
  types: {
    context: {} as SessionContext,
    input: {} as SessionMachineInput,
    events: {} as SessionMachineEvent,
    children: {} as { heartbeat: 'heartbeat' },
  },
  actors: {
    dial: fromPromise<Link, Endpoint>(() => Promise.reject(new Error('not provided'))),
    conversation: fromCallback<SessionMachineEvent>(() => {}),
    synchronize: fromPromise<void, SessionGrant>(() => Promise.resolve()),
    heartbeat: heartbeatLogic,
  },
  actions: {
    sendOpen: () => {},
    sendClose: () => {},
    dropLink: () => {},
    /** Decides what comes next; `waiting` then looks at `retryDelayMs`. */
    decide: assign(({ context }, params: { error: CtiError }) => {
      const attempt = context.attempt + 1;
      const decision = context.policy({
        error: params.error,
        attempt,
        endpoints: context.endpoints.length,
        wasReady: context.wasReady,
        random: context.random(),
      });
      const delay = decision.action === 'retry' ? decision.delayMs : Number.NaN;
      return {
        attempt,
        error: params.error,
        retryDelayMs: delay,
        retryAt: context.now() + delay,
        index: nextEndpoint(context.endpoints, context.index),
        closedBy: params.error.code === 'SESSION_REPLACED' ? ('replaced' as const) : ('refused' as const),
      };
    }),
    keepGrant: assign((_, params: { grant: SessionGrant; online: boolean }) => ({
      ...params,
      progress: nothingDone,
    })),
    setOnline: assign((_, params: { online: boolean }) => params),
    setProgress: assign((_, params: { progress: SyncProgress }) => params),
    clearProgress: assign({ progress: nothingDone }),
    markReady: assign({ wasReady: true, attempt: 0, error: undefined }),
    byUser: assign({ closedBy: 'user' as const, error: undefined }),
    answerHeartbeat: sendTo('heartbeat', { type: 'ANSWERED' }),
  },
  guards: {
    givesUp: ({ context }) => Number.isNaN(context.retryDelayMs),
    online: ({ context }) => context.online,
    hasOtherNodes: ({ context }) => context.endpoints.length > 1,
  },
  delays: {
    retry: ({ context }) => context.retryDelayMs,
    openTimeout: ({ context }) => context.openTimeoutMs,
    closeTimeout: closeTimeoutMs,
    offlinePatience: offlinePatienceMs,
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
    progress: nothingDone,
    error: undefined,
    retryDelayMs: 0,
    retryAt: 0,
    closedBy: 'user',
  }),
  initial: 'idle',
  states: {
    idle: {
      on: { CONNECT: 'dialing', CLOSE: { target: 'closed', actions: 'byUser' } },
    },
    dialing: {
      on: { CLOSE: { target: 'closed', actions: 'byUser' } },
      invoke: {
        src: 'dial',
        input: ({ context }) => context.endpoints[context.index] as Endpoint,
        onDone: { target: 'connected', actions: assign({ link: ({ event }) => event.output }) },
        onError: {
          target: 'waiting',
          actions: { type: 'decide', params: ({ event }) => ({ error: lost(event.error) }) },
        },
      },
    },
    connected: {
      initial: 'opening',
      exit: ['dropLink', assign({ link: undefined })],
      invoke: { src: 'conversation' },
      on: {
        LOST: {
          target: 'waiting',
          actions: { type: 'decide', params: ({ event }) => ({ error: event.error }) },
        },
        CLOSE: { target: '.closing', actions: 'byUser' },
      },
      states: {
        opening: {
          entry: 'sendOpen',
          after: {
            openTimeout: {
              target: '#session.waiting',
              actions: {
                type: 'decide',
                params: ({ context }) => ({ error: openTimedOut(context.openTimeoutMs) }),
              },
            },
          },
          on: {
            OPENED: {
              target: 'open',
              actions: {
                type: 'keepGrant',
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
              linkWatches: context.link?.watchesPeer === true,
              now: context.now,
              beat: context.beat,
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
              { target: '.offline', actions: { type: 'setOnline', params: { online: false } } },
            ],
            RESYNCHRONISE: { target: '.synchronizing', actions: 'clearProgress' },
          },
          states: {
            offline: {
              on: {
                ONLINE: { target: 'synchronizing', actions: { type: 'setOnline', params: { online: true } } },
              },
              after: {
                offlinePatience: {
                  guard: 'hasOtherNodes',
                  target: '#session.waiting',
                  actions: { type: 'decide', params: () => ({ error: wentOffline() }) },
                },
              },
            },
            synchronizing: {
              always: { guard: ({ context }) => !context.online, target: 'offline' },
              on: {
                PROGRESS: {
                  actions: { type: 'setProgress', params: ({ event }) => ({ progress: event.progress }) },
                },
              },
              invoke: {
                src: 'synchronize',
                input: ({ context }) => context.grant as SessionGrant,
                onDone: { target: 'ready', actions: 'markReady' },
                onError: {
                  target: '#session.waiting',
                  actions: { type: 'decide', params: ({ event }) => ({ error: lost(event.error) }) },
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
      after: { retry: 'dialing' },
      on: { CLOSE: { target: 'closed', actions: 'byUser' }, CONNECT: 'dialing' },
    },
    closed: { type: 'final' },
  },
});

/** The machine by itself, for tests that drive `transition()`. */
export const sessionLogic: AnyStateMachine = machine;

/** What the machine needs done; everything it does to the outside goes through these. */
export interface SessionEffects {
  dial(endpoint: Endpoint, signal: AbortSignalLike): Promise<Link>;
  /** Reads what the server says until the returned function is called; reports with `report`. */
  converse(report: (event: SessionMachineEvent) => void): () => void;
  /** Rebuilds the mirror. */
  synchronize(grant: SessionGrant, signal: AbortSignalLike): Promise<void>;
  /** A link stands: sends OPEN_REQ on it. */
  sendOpen(link: Link): void;
  sendClose(): void;
  /** Closes the link (in order after CLOSE_REQ was answered, else at once). */
  dropLink(link: Link, inOrder: boolean): void;
}

/** The running machine, seen from the session. */
export interface SessionActor {
  start(): void;
  send(event: SessionMachineEvent): void;
  readonly state: SessionState;
  subscribe(listener: (state: SessionState) => void): void;
}

/** Starts the machine with its effects on a clock. */
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
      conversation: fromCallback(({ sendBack }) => effects.converse(sendBack)),
      synchronize: fromPromise(({ input: grant, signal }) => effects.synchronize(grant, signal)),
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
    get state() {
      return toState(actor.getSnapshot());
    },
    subscribe: (listener) => {
      actor.subscribe({ next: (snapshot) => listener(toState(snapshot)), error: onDefect });
    },
  };
}

type MachineSnapshot = ReturnType<typeof machine.transition>;

/** The public state of a snapshot. */
function toState(snapshot: MachineSnapshot): SessionState {
  const { context } = snapshot;
  const endpoint = context.endpoints[context.index] as Endpoint;
  const error = context.error === undefined ? {} : { error: context.error };
  if (snapshot.matches('idle')) return { name: 'idle' };
  if (snapshot.matches('dialing')) return { name: 'connecting', endpoint, attempt: context.attempt + 1 };
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

function openTimedOut(timeoutMs: number): CtiError {
  return new CtiError('OPEN_TIMEOUT', `OPEN_REQ was not answered within ${timeoutMs} ms`, { timeoutMs });
}

function wentOffline(): CtiError {
  return new CtiError('SERVER_OFFLINE', 'CCX went offline on this node', {});
}

/** Statuses of FAILURE_EVENT after which a session is of no use on this node. Guide: Error (E) status codes. */
export const fatalStatuses: ReadonlySet<number> = new Set([
  ErrorStatus.E_CTI_SESSION_NOT_OPEN,
  ErrorStatus.E_CTI_UNSPECIFIED_FAILURE,
  ErrorStatus.E_CTI_SERVER_NOT_MASTER,
  ErrorStatus.E_CTI_JTAPI_CCM_PROBLEM,
]);
