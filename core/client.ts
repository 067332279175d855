/**
 * The client: a session and the mirror that it keeps up to date, behind one face.
 * @module
 */
import { type Observable, Subject } from 'rxjs';
import type { InspectionEvent } from 'xstate';
import { type Clock, systemClock } from './clock.ts';
import { type Agent, newAgent } from './contact-center/agents/agent.ts';
import { createLiveAgent, type LiveAgent } from './contact-center/agents/live-agent.ts';
import type { Call } from './contact-center/calls/call.ts';
import { createLiveCall, type LiveCall } from './contact-center/calls/live-call.ts';
import { type Collection, liveCollection } from './contact-center/collection.ts';
import type { SavedConfiguration } from './contact-center/configuration/configuration-book.ts';
import type { Application, Device, Queue, Team } from './contact-center/configuration/records.ts';
import { createContactCenter } from './contact-center/contact-center.ts';
import { createController } from './contact-center/control/controller.ts';
import { synchronise } from './contact-center/synchronise.ts';
import { CtiError } from './errors.ts';
import { type Logger, silentLogger } from './logger.ts';
import { ErrorStatus } from './protocol/constants/failures.ts';
import type { CtiMessage } from './protocol/generated/messages.ts';
import { checkVersion, defaultVersion } from './protocol/versions.ts';
import type { Readable } from './readable.ts';
import type { DecodeFailure, TracedMessage } from './session/conversation.ts';
import { type EndpointOption, normaliseEndpoints } from './session/endpoints.ts';
import { checkTimes, type SessionMode, type SessionWishes } from './session/open-request.ts';
import { type ReconnectPolicy, reconnectPolicy } from './session/reconnect-policy.ts';
import type { ConfirmationOf, RequestMessage, RequestOptions } from './session/requests.ts';
import { createSession } from './session/session.ts';
import type { SessionState } from './session/session-state.ts';
import type { Transport } from './transport.ts';
import type { AbortSignalLike } from './web.ts';

/** What a client is made from. Only the first three are needed. */
export interface CtiClientOptions extends SessionWishes {
  /** How bytes travel: `tcp()` from `rxcti/tcp`, a memory network's transport, a relay's WebSocket. */
  readonly transport: Transport;
  /** The nodes of the CCX cluster, in the order in which they are tried. The port is 42027 unless given. */
  readonly endpoints: readonly EndpointOption[];
  /** {@link bridgeMode} or {@link agentMode}. */
  readonly mode: SessionMode;
  /** Protocol version to ask for, 10 to 18. Default 17. */
  readonly version?: number;
  /** Width of field lengths in version 18 where the server's is known. Default: found out from its first OPEN_CONF. */
  readonly lengthBytes?: 1 | 2;
  /** Interval of heartbeats, at most 30000. Default 10000. Three unanswered ones mean a dead link. */
  readonly heartbeatMs?: number;
  /** The server drops a session that is silent for so long, 20 to 119. Default 40, or four heartbeats. */
  readonly idleTimeoutSeconds?: number;
  /** How long one node may take to accept the connection. Default 5000. */
  readonly dialTimeoutMs?: number;
  /** How long OPEN_REQ may stay unanswered. Default 30000. */
  readonly openTimeoutMs?: number;
  /** Default for requests that name no time of their own. Default 20000. */
  readonly requestTimeoutMs?: number;
  /** Longest message body that is believed. Default 65536. */
  readonly maxBodyBytes?: number;
  /** How long an ended call stays in `calls` before it is removed. Default 5000. */
  readonly keepEndedMs?: number;
  /** What `saveConfiguration()` gave in an earlier run: only what changed since is uploaded. */
  readonly savedConfiguration?: SavedConfiguration;
  /** Agent mode: logs the agent in again when the login was lost with the session. Default false. */
  readonly relogin?: boolean;
  /** What to do after a loss. Default {@link reconnectPolicy}(). */
  readonly reconnect?: ReconnectPolicy;
  /** Default: says nothing. */
  readonly logger?: Logger;
  /** Default: the runtime's clock. */
  readonly clock?: Clock;
  /** Numbers from 0 to below 1, for jitter. Default Math.random. */
  readonly random?: () => number;
  /** Watches the session's state machine: XState's inspection events. */
  readonly inspect?: (event: InspectionEvent) => void;
}

/** How long connect() waits. */
export interface ConnectOptions {
  /** Rejects with `ABORTED`; the session is closed. */
  readonly signal?: AbortSignalLike;
  /** Rejects with `CONNECT_TIMEOUT` after this time; the session is closed. Default: no limit. */
  readonly timeoutMs?: number;
}

/** A live view of one contact centre and the means to act in it. */
export interface CtiClient {
  /** Where the session is in its life. */
  readonly session: Readable<SessionState>;
  /** Agents by their ID. */
  readonly agents: Collection<string, Agent, LiveAgent>;
  /** Calls by their `id`, which is the CallID at birth. */
  readonly calls: Collection<number, Call, LiveCall>;
  /** CSQs by their ID. */
  readonly queues: Collection<number, Queue, Queue>;
  /** Teams by their ID; known to sessions with the supervisor service. */
  readonly teams: Collection<number, Team, Team>;
  /** Extensions, triggers, CTI ports and call control groups by their ID. */
  readonly devices: Collection<string, Device, Device>;
  /** Applications by their ID. */
  readonly applications: Collection<number, Application, Application>;
  /**
   * Agent mode: the session's own agent.
   * @throws {CtiError} `INVALID_ARGUMENT` in bridge mode, where there is no such agent.
   */
  readonly agent: LiveAgent;
  /** Every message that the server sends by itself, in order. Never errors; completes when the client is closed. */
  readonly events$: Observable<CtiMessage>;
  /** Every message in both directions, for logs and recorders. Passwords are taken out. */
  readonly messages$: Observable<TracedMessage>;
  /** Bodies that could not be decoded, with their bytes. They were skipped. */
  readonly decodeErrors$: Observable<DecodeFailure>;
  /**
   * Opens the session and resolves when the mirror is up to date. Keeps trying while no node answers.
   * @throws {CtiError} as a rejection: `OPEN_REFUSED` when the server will not have this client, `SESSION_REPLACED`,
   * `SESSION_CLOSED` when close() came first, `ABORTED`, `CONNECT_TIMEOUT`.
   */
  connect(options?: ConnectOptions): Promise<void>;
  /** Ends the session in order (CLOSE_REQ, at most 5 s) and completes all observables. Final; may be called again. */
  close(): Promise<void>;
  /**
   * Sends a request and resolves with its confirmation. A confirmation means accepted: the effect comes as an event.
   * @throws {CtiError} as a rejection: `CONTROL_FAILED`, `REQUEST_FAILED`, `REQUEST_TIMEOUT`, `ABORTED`,
   * `SESSION_NOT_READY`, `ENCODE_FAILED`.
   */
  request<Request extends RequestMessage>(
    message: Request,
    options?: RequestOptions,
  ): Promise<ConfirmationOf<Request>>;
  /** Rebuilds everything, whatever the configuration's keys say. */
  reload(): void;
  /** The configuration with its keys, as plain data to keep until the next run. */
  saveConfiguration(): SavedConfiguration;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Makes a client. Nothing happens before `connect()`.
 *
 * @example
 * ```ts
 * import { bridgeMode, createCtiClient } from 'rxcti';
 * import { tcp } from 'rxcti/tcp';
 *
 * const client = createCtiClient({
 *   transport: tcp(),
 *   endpoints: [{ host: 'ccx-a.example.com' }, { host: 'ccx-b.example.com' }],
 *   mode: bridgeMode({ clientId: 'wallboard' }),
 * });
 * client.agents.value$.subscribe((agents) => {
 *   for (const agent of agents.values()) agent.state; // 'ready', 'talking', ...
 * });
 * await client.connect();
 * ```
 * @throws {CtiError} `INVALID_ARGUMENT` for options that cannot work.
 */
export function createCtiClient(options: CtiClientOptions): CtiClient {
  const version = options.version ?? defaultVersion;
  checkVersion(version);
  const clock = options.clock ?? systemClock;
  const logger = options.logger ?? silentLogger;
  const times = checkTimes(options.heartbeatMs ?? 10_000, options.idleTimeoutSeconds);
  const mirror = createContactCenter({
    clock,
    keepEndedMs: options.keepEndedMs ?? 5000,
    saved: options.savedConfiguration,
  });
  const own = options.mode.kind === 'agent' ? options.mode : undefined;
  const events = new Subject<CtiMessage>();
  const { services, callMsgMask, agentStateMask, configMsgMask } = options;
  let closing: Promise<void> | undefined;

  const session = createSession({
    ...times,
    transport: options.transport,
    endpoints: normaliseEndpoints(options.endpoints),
    mode: options.mode,
    version,
    lengthBytes: options.lengthBytes,
    dialTimeoutMs: options.dialTimeoutMs ?? 5000,
    openTimeoutMs: options.openTimeoutMs ?? 30_000,
    requestTimeoutMs: options.requestTimeoutMs,
    maxBodyBytes: options.maxBodyBytes ?? 65_536,
    wishes: {
      ...(services === undefined ? {} : { services }),
      ...(callMsgMask === undefined ? {} : { callMsgMask }),
      ...(agentStateMask === undefined ? {} : { agentStateMask }),
      ...(configMsgMask === undefined ? {} : { configMsgMask }),
    },
    policy: options.reconnect ?? reconnectPolicy(),
    clock,
    random: options.random ?? Math.random,
    logger,
    inspect: options.inspect,
    synchronise: (context) =>
      synchronise(context, {
        mirror,
        events$: events,
        clock,
        logger,
        own,
      }),
    onEvent(event) {
      mirror.apply(event);
      events.next(event);
      if (event.type === 'FAILURE_EVENT' && event.status === ErrorStatus.E_CTI_AUTO_CONFIG_RESET) {
        session.resynchronise();
      }
    },
    onBatch: () => mirror.flush(),
  });

  session.state.subscribe(() => {
    const { name } = session.state.getSnapshot();
    if (name === 'waiting' || name === 'closed') {
      mirror.markStale();
      mirror.flush();
    }
    if (name === 'closed') {
      events.complete();
      mirror.complete();
    }
  });

  const controller = createController({
    state: () => session.state.getSnapshot(),
    request: (message, requestOptions) => session.request(message, requestOptions),
  });
  const { agents: agentBook, calls: callBook, configuration } = mirror;
  const live = { agents: agentBook, calls: callBook, controller, version, ownDevice: own?.extension };
  const agents = liveCollection(agentBook.store, (agentId, agent) => createLiveAgent(agentId, agent, live));
  const calls = liveCollection(callBook.store, (id, call) => createLiveCall(id, call, live));
  const plain = <T>(_: unknown, value: T): T => value;
  const ownAgent =
    own === undefined
      ? undefined
      : createLiveAgent(
          own.agentId,
          { ...newAgent(own.agentId, clock.now()), extension: own.extension },
          live,
        );

  /** Agent mode, on request: a login that was lost with the session is renewed, once the session is back. */
  async function renewLogin(agent: LiveAgent, password: string): Promise<void> {
    const { state, stateBeforeFailover = 'loggedOut' } = agent.getSnapshot();
    if (state !== 'loggedOut' || stateBeforeFailover === 'loggedOut' || stateBeforeFailover === 'unknown')
      return;
    try {
      await agent.login({ password });
    } catch (error) {
      logger.warn('the agent could not be logged in again', { reason: String(error) });
    }
  }

  session.state.subscribe(() => {
    if (session.state.getSnapshot().name !== 'ready' || options.relogin !== true) return;
    if (own !== undefined && ownAgent !== undefined) void renewLogin(ownAgent, own.password);
  });

  /** Resolves once the state is there; rejects when the session ends first. */
  function reached(wanted: SessionState['name']): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = (): boolean => {
        const state = session.state.getSnapshot();
        if (state.name === wanted) resolve();
        else if (state.name === 'closed') reject(closedError(state));
        else return false;
        return true;
      };
      if (look()) return;
      const stop = session.state.subscribe(() => {
        if (look()) stop();
      });
    });
  }

  const client: CtiClient = {
    session: session.state,
    agents,
    calls,
    queues: liveCollection(configuration.queues, plain),
    teams: liveCollection(configuration.teams, plain),
    devices: liveCollection(configuration.devices, plain),
    applications: liveCollection(configuration.applications, plain),
    get agent() {
      if (ownAgent !== undefined) return ownAgent;
      throw new CtiError(
        'INVALID_ARGUMENT',
        'client.agent is there in agent mode only: use client.agents.get(agentId)',
        {
          argument: 'mode',
        },
      );
    },
    events$: events.asObservable(),
    messages$: session.messages$,
    decodeErrors$: session.decodeErrors$,
    async connect({ signal, timeoutMs } = {}) {
      if (signal?.aborted)
        throw new CtiError('ABORTED', 'connect() was aborted', {}, { cause: signal.reason });
      let failure: CtiError | undefined;
      const giveUp = (error: CtiError): void => {
        failure = error;
        void client.close();
      };
      const abort = (): void =>
        giveUp(new CtiError('ABORTED', 'connect() was aborted', {}, { cause: signal?.reason }));
      signal?.addEventListener('abort', abort, { once: true });
      const { host, port } = normaliseEndpoints(options.endpoints)[0] as { host: string; port: number };
      const timer =
        timeoutMs === undefined
          ? undefined
          : clock.setTimeout(() => {
              const message = `the session was not ready within ${timeoutMs} ms`;
              giveUp(new CtiError('CONNECT_TIMEOUT', message, { host, port, timeoutMs }));
            }, timeoutMs);
      session.connect();
      try {
        await reached('ready');
      } catch (error) {
        throw failure ?? error;
      } finally {
        clock.clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
      }
    },
    close() {
      closing ??= reached('closed');
      session.close();
      return closing;
    },
    request: (message, requestOptions) => session.request(message, requestOptions),
    reload() {
      configuration.forgetKeys();
      session.resynchronise();
    },
    saveConfiguration: () => configuration.save(),
    [Symbol.asyncDispose]: () => client.close(),
  };
  return client;
}

function closedError(state: Extract<SessionState, { name: 'closed' }>): CtiError {
  if (state.error !== undefined) return state.error;
  return new CtiError('SESSION_CLOSED', `the session was closed (${state.reason})`, { reason: state.reason });
}
