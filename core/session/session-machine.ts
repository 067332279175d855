/**
 * The state machine of a session with one server after another.
 * Guide: Session management; Connect CTI sessions in a clustered Unified CCX.
 *
 * ```
 *          CONNECT              done
 *  idle ────────▶ connecting ────────▶ connected
 *                   │    ▲               opening ──OPENED──▶ open
 *             failed│    │retry,           │ CLOSE             synchronizing ──done──▶ ready
 *                   ▼    │CONNECT          │                     rebuilding, offline ◀── OFFLINE, RESYNC
 *                  waiting               closing ◀── CLOSE ──────┘
 *                   │    ▲                 │
 *  the policy gives │    └── LOST, OFFLINE, timeout, failed resync or heartbeat: from connected, except closing
 *  up               ▼                      │
 *                  closed ◀────────────────┘ CLOSE_CONFIRMED, LOST, closeTimeout
 * ```
 *
 * CLOSE in `idle`, `connecting` and `waiting` leads to `closed`. OFFLINE leads to `waiting` only if there are other nodes; in
 * `offline` their turn comes after a timeout.
 * @module
 */
import { assign, fromCallback, fromPromise, sendTo, setup } from 'xstate';
import { CtiError } from '../errors.ts';
import type { MachineLogic } from '../machine-logic.ts';
import type { Endpoint, Link } from '../transport.ts';
import type { AbortSignalLike } from '../web.ts';
import { type Endpoints, endpointAt } from './endpoints.ts';
import { type HeartbeatInput, heartbeatLogic } from './heartbeat.ts';
import type { ReconnectDecision, ReconnectPolicy } from './reconnect-policy.ts';
import { openTimeout, sessionFailed, wentOffline } from './session-errors.ts';
import type { SessionGrant, SyncProgress } from './session-state.ts';

export interface SessionMachineInput {
  readonly endpoints: Endpoints;
  readonly policy: ReconnectPolicy;
  readonly now: () => number;
  readonly random: () => number;
  readonly heartbeatMs: number;
  readonly idleTimeoutMs: number;
  readonly openTimeoutMs: number;
  readonly sendHeartbeat: () => void;
}

export interface SessionContext extends SessionMachineInput {
  /** Index of the node. */
  readonly index: number;
  /** Failures since the session was last ready. */
  readonly attempt: number;
  readonly wasReady: boolean;
  readonly link: Link | undefined;
  /** False while the peer is out of reach and the link lives on. */
  readonly reachable: boolean;
  /** Of the last OPEN_CONF; nothing before the first one. */
  readonly grant: SessionGrant;
  readonly online: boolean;
  readonly progress: SyncProgress;
  readonly error: CtiError | undefined;
  /** The policy's answer to the last failure. */
  readonly decision: ReconnectDecision;
  readonly retryAt: number;
  readonly closedBy: 'user' | 'replaced' | 'refused';
}

export type SessionMachineEvent =
  | { type: 'CONNECT' }
  | { type: 'CLOSE' }
  | { type: 'OPENED'; grant: SessionGrant; online: boolean }
  | { type: 'LOST'; error: CtiError }
  | { type: 'REACHABLE'; reachable: boolean }
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
const noGrant: SessionGrant = { version: 0, servicesGranted: 0, servicesRefused: 0 };

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
    openLink: (_, _params: { link: Link }) => {},
    sendClose: () => {},
    dropLink: (_, _params: { link: Link | undefined; inOrder: boolean }) => {},
    /** Asks the policy what to do; `waiting` acts on its decision. */
    decide: assign(({ context }, params: { error: CtiError }) => {
      const attempt = context.attempt + 1;
      const decision = context.policy({
        error: params.error,
        attempt,
        endpoints: context.endpoints.length,
        wasReady: context.wasReady,
        random: context.random(),
      });
      return {
        attempt,
        decision,
        error: params.error,
        retryAt: context.now() + delayOf(decision),
        index: (context.index + 1) % context.endpoints.length,
        closedBy: CtiError.is(params.error, 'SESSION_REPLACED')
          ? ('replaced' as const)
          : ('refused' as const),
      };
    }),
    setLink: assign((_, params: { link: Link | undefined }) => ({ ...params, reachable: true })),
    setGrant: assign((_, params: { grant: SessionGrant; online: boolean }) => ({
      ...params,
      progress: noProgress,
    })),
    setReachable: assign((_, params: { reachable: boolean }) => params),
    setOnline: assign((_, params: { online: boolean }) => params),
    setProgress: assign((_, params: { progress: SyncProgress }) => params),
    clearProgress: assign({ progress: noProgress }),
    setReady: assign({ wasReady: true, attempt: 0, error: undefined }),
    setClosedByUser: assign({ closedBy: 'user' as const, error: undefined }),
    answerHeartbeat: sendTo('heartbeat', { type: 'ANSWERED' }),
  },
  guards: {
    givesUp: ({ context }) => context.decision.action === 'giveUp',
    isOffline: ({ context }) => !context.online,
    hasOtherNodes: ({ context }) => context.endpoints.length > 1,
  },
  delays: {
    retry: ({ context }) => delayOf(context.decision),
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
    reachable: true,
    grant: noGrant,
    online: false,
    progress: noProgress,
    error: undefined,
    decision: { action: 'retry', delayMs: 0 },
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
        input: ({ context }) => endpointAt(context.endpoints, context.index),
        onDone: {
          target: 'connected',
          actions: [
            { type: 'setLink', params: ({ event }) => ({ link: event.output }) },
            { type: 'openLink', params: ({ event }) => ({ link: event.output }) },
          ],
        },
        onError: {
          target: 'waiting',
          actions: { type: 'decide', params: ({ event }) => ({ error: sessionFailed(event.error) }) },
        },
      },
    },
    connected: {
      initial: 'opening',
      exit: [
        {
          type: 'dropLink',
          params: ({ context, event }) => ({ link: context.link, inOrder: event.type === 'CLOSE_CONFIRMED' }),
        },
        { type: 'setLink', params: { link: undefined } },
      ],
      invoke: { src: 'receiver' },
      on: {
        LOST: {
          target: 'waiting',
          actions: { type: 'decide', params: ({ event }) => ({ error: event.error }) },
        },
        CLOSE: { target: '.closing', actions: 'setClosedByUser' },
        REACHABLE: { actions: { type: 'setReachable', params: ({ event }) => event } },
      },
      states: {
        opening: {
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
                    input: ({ context }) => context.grant,
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

/** The machine without its effects. */
export const sessionLogic: SessionLogic = machine;

type SessionLogic = MachineLogic<SessionContext, SessionMachineEvent, SessionMachineInput>;

/** Effects of the machine. The session implements them. */
export interface SessionEffects {
  dial(endpoint: Endpoint, signal: AbortSignalLike): Promise<Link>;
  /** Reads the link and reports to the machine until the returned function is called. */
  receive(report: (event: SessionMachineEvent) => void): () => void;
  /** Rebuilds the state. */
  resync(grant: SessionGrant, signal: AbortSignalLike): Promise<void>;
  /** Sends OPEN_REQ on a new link. */
  openLink(link: Link): void;
  sendClose(): void;
  /** Closes the link; in order after CLOSE_CONF, otherwise at once. */
  dropLink(link: Link, inOrder: boolean): void;
}

/** Returns the machine with its effects. */
export function provideEffects(effects: SessionEffects): SessionLogic {
  return machine.provide({
    actors: {
      dial: fromPromise(({ input: endpoint, signal }) => effects.dial(endpoint, signal)),
      receiver: fromCallback(({ sendBack }) => effects.receive(sendBack)),
      resync: fromPromise(({ input: grant, signal }) => effects.resync(grant, signal)),
    },
    actions: {
      openLink: (_, { link }) => effects.openLink(link),
      sendClose: () => effects.sendClose(),
      dropLink: (_, { link, inOrder }) => {
        if (link !== undefined) effects.dropLink(link, inOrder);
      },
    },
  });
}

function delayOf(decision: ReconnectDecision): number {
  return decision.action === 'retry' ? decision.delayMs : 0;
}
