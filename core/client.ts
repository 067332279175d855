/**
 * The client: a session and the mirror that it keeps up to date, behind one face.
 * @module
 */
import { type Observable, Subject } from 'rxjs';
import { newAgent } from './agents/agent.ts';
import { type Agents, createLiveAgent, type LiveAgent } from './agents/live-agent.ts';
import type { Call } from './calls/call.ts';
import { createLiveCall, type LiveCall } from './calls/live-call.ts';
import type { ConnectOptions, CtiClientOptions } from './client-options.ts';
import { type Clock, systemClock } from './clock.ts';
import type { SavedConfiguration } from './configuration/configuration-store.ts';
import type { Application, Device, Queue, Team, Terminal } from './configuration/records.ts';
import { CtiError } from './errors.ts';
import { silentLogger } from './logger.ts';
import { ErrorStatus } from './protocol/constants/failures.ts';
import type { CtiMessage } from './protocol/generated/messages.ts';
import { checkVersion, defaultVersion } from './protocol/versions.ts';
import { synchronize } from './resync.ts';
import { type Ring, ringsOf } from './rings.ts';
import { createController } from './session/availability.ts';
import type { DecodeFailure, TracedMessage } from './session/conversation.ts';
import { normalizeEndpoints } from './session/endpoints.ts';
import { type AgentMode, checkTimes } from './session/open-request.ts';
import { reconnectPolicy } from './session/reconnect-policy.ts';
import type { ConfirmationOf, RequestMessage, RequestOptions } from './session/requests.ts';
import { createSession } from './session/session.ts';
import type { SessionState } from './session/session-state.ts';
import { createContactCenter } from './state.ts';
import { createStatistics, type Statistics } from './statistics/statistics.ts';
import { type Collection, liveCollection, plainCollection } from './store/collection.ts';
import type { Readable } from './store/live-value.ts';
import type { Endpoint, Transport } from './transport.ts';

/** A live view of one contact center and the means to act in it. */
export interface CtiClient {
  /** Where the session is in its life. */
  readonly session: Readable<SessionState>;
  /** Agents by their ID, or by their phone. */
  readonly agents: Agents;
  /** Calls by their `id`, which is the CallID at birth. */
  readonly calls: Collection<number, Call, LiveCall>;
  /**
   * Each ring at a phone as it begins, with the call and the agent. What rings already when somebody subscribes, or
   * when the session is ready again, counts as beginning then. Completes when the client is closed; never errors.
   */
  readonly rings$: Observable<Ring>;
  /** CSQs by their ID. */
  readonly queues: Collection<number, Queue, Queue>;
  /** Teams by their ID; known to sessions with the supervisor service. */
  readonly teams: Collection<number, Team, Team>;
  /** Extensions, triggers, CTI ports and call control groups by their ID. */
  readonly devices: Collection<string, Device, Device>;
  /** Terminals by their device name; told from version 18 on. */
  readonly terminals: Collection<string, Terminal, Terminal>;
  /** Applications by their ID. */
  readonly applications: Collection<number, Application, Application>;
  /** The clock that all times in snapshots are by. */
  readonly clock: Clock;
  /**
   * How far the server's clock is ahead of the local one, in milliseconds, to the second; undefined until the server
   * told its time (SYSTEM_EVENT).
   */
  readonly serverClockOffsetMs: number | undefined;
  /** Figures of queues: live ones from events, the server's own on request. */
  readonly statistics: Statistics;
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
  const endpoints = normalizeEndpoints(options.endpoints ?? ownEndpoint(options.transport));
  const own = options.mode.kind === 'agent' ? options.mode : undefined;
  const events = new Subject<CtiMessage>();
  const { services, callMsgMask, agentStateMask, configMsgMask } = options;
  let closing: Promise<void> | undefined;
  let clockOffsetMs: number | undefined;

  const session = createSession({
    ...times,
    transport: options.transport,
    endpoints,
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
    synchronize: (context) =>
      synchronize(context, {
        mirror,
        events$: events,
        clock,
        logger,
        own,
      }),
    onEvent(event) {
      if (event.type === 'SYSTEM_EVENT' && event.ccxTime > 0)
        clockOffsetMs = event.ccxTime * 1000 - clock.now();
      mirror.apply(event);
      events.next(event);
      if (event.type === 'FAILURE_EVENT' && event.status === ErrorStatus.E_CTI_AUTO_CONFIG_RESET) {
        session.resynchronize();
      }
    },
    onBatch: () => mirror.flush(),
  });

  session.state.subscribe(() => {
    const state = session.state.getSnapshot();
    const { name } = state;
    // A server that is offline tells of no changes until it is back.
    if (name === 'waiting' || name === 'closed' || (name === 'synchronizing' && !state.online)) {
      mirror.markStale();
      mirror.flush();
    }
    if (name === 'closed') {
      events.complete();
      statistics.complete();
      mirror.complete();
    }
  });

  const controller = createController({
    state: () => session.state.getSnapshot(),
    request: (message, requestOptions) => session.request(message, requestOptions),
  });
  const statistics = createStatistics({ mirror, controller, clock, logger, state: session.state });
  const { agents: agentBook, calls: callBook, configuration } = mirror;
  const live = { agents: agentBook, calls: callBook, controller, version, ownDevice: own?.extension };
  const ownAgent =
    own === undefined
      ? undefined
      : createLiveAgent(
          own.agentId,
          { ...newAgent(own.agentId, clock.now()), extension: own.extension },
          live,
        );
  const agents = liveCollection(agentBook.store, (agentId, agent) =>
    agentId === ownAgent?.agentId ? ownAgent : createLiveAgent(agentId, agent, live),
  );
  const calls = liveCollection(callBook.store, (id, call) => createLiveCall(id, call, live));
  /** Agent mode, on request: a login that was lost with the session is renewed, once the session is back. */
  async function renewLogin(agent: LiveAgent, { password, instrument }: AgentMode): Promise<void> {
    const { state, stateBeforeFailover = 'loggedOut' } = agent.getSnapshot();
    if (state !== 'loggedOut' || stateBeforeFailover === 'loggedOut' || stateBeforeFailover === 'unknown')
      return;
    try {
      await agent.login({ password, ...(instrument === undefined ? {} : { instrument }) });
    } catch (error) {
      logger.warn('the agent could not be logged in again', { reason: String(error) });
    }
  }

  session.state.subscribe(() => {
    if (session.state.getSnapshot().name !== 'ready' || options.relogin !== true) return;
    if (own !== undefined && ownAgent !== undefined) void renewLogin(ownAgent, own);
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
    agents: {
      ...agents,
      at(device) {
        const agent = agentBook.at(device);
        return agent === undefined ? undefined : agents.get(agent.agentId);
      },
    },
    calls,
    rings$: ringsOf(mirror, session.state),
    queues: plainCollection(configuration.queues),
    teams: plainCollection(configuration.teams),
    devices: plainCollection(configuration.devices),
    terminals: plainCollection(configuration.terminals),
    applications: plainCollection(configuration.applications),
    statistics,
    clock,
    get serverClockOffsetMs() {
      return clockOffsetMs;
    },
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
      const { host, port } = endpoints[0] as Endpoint;
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
      session.resynchronize();
    },
    saveConfiguration: () => configuration.save(),
    [Symbol.asyncDispose]: () => client.close(),
  };
  return client;
}

/** Browsers name no host: their transport knows the relay. */
function ownEndpoint({ endpoint }: Transport): readonly Endpoint[] {
  return endpoint === undefined ? [] : [endpoint];
}

function closedError(state: Extract<SessionState, { name: 'closed' }>): CtiError {
  if (state.error !== undefined) return state.error;
  return new CtiError('SESSION_CLOSED', `the session was closed (${state.reason})`, { reason: state.reason });
}
