/**
 * The client: a session, the state that its events update, and the public objects on top of them.
 * @module
 */
import type { Observable } from 'rxjs';
import { newAgent } from './agents/agent.ts';
import { type Agents, createAgents, createLiveAgent, type LiveAgent } from './agents/live-agent.ts';
import { reloginWhenReady } from './agents/relogin.ts';
import type { Call } from './calls/call.ts';
import { createLiveCall, type LiveCall } from './calls/live-call.ts';
import { type ConnectOptions, type CtiClientOptions, resolveOptions } from './client-options.ts';
import type { Clock } from './clock.ts';
import type { SavedConfiguration } from './configuration/configuration-store.ts';
import type { Application, Device, Queue, Team, Terminal } from './configuration/records.ts';
import { connectSession, waitForState } from './connect.ts';
import type { CtiMessage } from './protocol/generated/messages.ts';
import { resync } from './resync.ts';
import { createRings, type Ring } from './rings.ts';
import type { DecodeFailure, TracedMessage } from './session/message-link.ts';
import type { AgentMode, SessionMode } from './session/open-request.ts';
import type { ConfirmationOf, RequestMessage, RequestOptions } from './session/pending-requests.ts';
import { createSession } from './session/session.ts';
import type { SessionState } from './session/session-state.ts';
import { createClientState, type Diagnostic, type PositionedEvent } from './state.ts';
import { createStatistics, type Statistics } from './statistics/statistics.ts';
import { type Collection, liveCollection, plainCollection } from './store/collection.ts';
import type { LiveValue } from './store/live-value.ts';

/** A client of one contact center: its live state, and requests. */
export interface CtiClient<Mode extends SessionMode = SessionMode> {
  /** State of the session. */
  readonly session: LiveValue<SessionState>;
  /** Agents by agent ID. */
  readonly agents: Agents;
  /** Calls by `id`, which is the first CallID of the call. */
  readonly calls: Collection<number, Call, LiveCall>;
  /**
   * Emits when a call begins to ring at a device, with the call and the agent. Calls that are ringing on subscription, or when
   * the session becomes ready, are emitted then. Completes when the client is closed; never errors.
   */
  readonly rings$: Observable<Ring>;
  /** CSQs by ID. */
  readonly queues: Collection<number, Queue, Queue>;
  /** Teams by ID. Empty without the supervisor service. */
  readonly teams: Collection<number, Team, Team>;
  /** Extensions, triggers, CTI ports and call control groups by device ID. */
  readonly devices: Collection<string, Device, Device>;
  /** Terminals by device name. Version 18 and later. */
  readonly terminals: Collection<string, Terminal, Terminal>;
  /** Applications by ID. */
  readonly applications: Collection<number, Application, Application>;
  /** The clock of all times in snapshots. */
  readonly clock: Clock;
  /**
   * Server time minus local time, in milliseconds with a resolution of one second; undefined until the server has sent its
   * time (guide: SYSTEM_EVENT).
   */
  readonly serverClockOffsetMs: number | undefined;
  /** Statistics of queues. */
  readonly statistics: Statistics;
  /** The session's own agent in agent mode; undefined in bridge mode. */
  readonly agent: Mode extends AgentMode ? LiveAgent : undefined;
  /** Every event of the server, in order. Completes when the client is closed; never errors. */
  readonly events$: Observable<CtiMessage>;
  /** As `events$`, with the stream positions that the leader of a relay cluster sends to its followers. */
  readonly positionedEvents$: Observable<PositionedEvent>;
  /** Every message in both directions with its bytes, for logs and recorders. Passwords are removed. */
  readonly messages$: Observable<TracedMessage>;
  /** Received frames that could not be decoded and were skipped. */
  readonly decodeErrors$: Observable<DecodeFailure>;
  /** Deviations from the protocol, for counters and logs. Completes when the client is closed; never errors. */
  readonly diagnostics$: Observable<Diagnostic>;
  /**
   * Opens the session and resolves when it is ready. Retries while no node answers.
   * @throws {CtiError} as a rejection: `OPEN_REFUSED`, `SESSION_REPLACED`, `SESSION_CLOSED` if the client is closed first,
   * `ABORTED`, `CONNECT_TIMEOUT`.
   */
  connect(options?: ConnectOptions): Promise<void>;
  /** Closes the session (CLOSE_REQ, at most 5 s) and completes all observables. Final; may be called repeatedly. */
  close(): Promise<void>;
  /**
   * Sends a request and resolves with its confirmation: the request was accepted, its effect comes with an event.
   * @throws {CtiError} as a rejection: `CONTROL_FAILED`, `REQUEST_FAILED`, `REQUEST_TIMEOUT`, `ABORTED`,
   * `SESSION_NOT_READY`, `ENCODE_FAILED`.
   */
  request<Request extends RequestMessage>(
    message: Request,
    options?: RequestOptions,
  ): Promise<ConfirmationOf<Request>>;
  /** Rebuilds the whole state, including configuration with unchanged keys. */
  reload(): void;
  /** Returns the configuration with its keys, for the option `savedConfiguration` of a later run. */
  saveConfiguration(): SavedConfiguration;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Creates a client. It does nothing before `connect()`.
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
 * @throws {CtiError} `INVALID_ARGUMENT` for invalid options.
 */
export function createCtiClient<Mode extends SessionMode>(options: CtiClientOptions<Mode>): CtiClient<Mode> {
  const resolved = resolveOptions(options);
  const { clock, logger, mode, version } = resolved;
  const ownMode = mode.kind === 'agent' ? mode : undefined;

  const state = createClientState(resolved);
  const session = createSession({
    ...resolved,
    resync: (context) => resync(context, { state, clock, logger, agentId: ownMode?.agentId }),
    onEvent: state.apply,
    onPosition: state.applyPosition,
    onBatch: state.flush,
  });
  const { configuration } = state;
  const statistics = createStatistics({
    agents: state.agents.store,
    calls: state.calls.store,
    queues: configuration.queues,
    session,
    clock,
    logger,
  });
  session.state.subscribe(() => {
    const current = session.state.getSnapshot();
    if (isOutdated(current)) {
      state.markStale();
      state.flush();
    }
    if (current.name === 'closed') {
      statistics.complete();
      state.complete();
    }
  });

  const context = {
    agents: state.agents,
    calls: state.calls,
    session,
    version,
    ownDevice: ownMode?.extension,
    isAgentDevice: (deviceId: string) => state.agents.atDevice(deviceId) !== undefined,
  };
  const ownAgent =
    ownMode === undefined
      ? undefined
      : createLiveAgent({ ...newAgent(ownMode.agentId, clock.now()), extension: ownMode.extension }, context);
  if (options.relogin === true && ownMode !== undefined && ownAgent !== undefined)
    reloginWhenReady(session.state, ownAgent, ownMode, logger);
  let closed: Promise<void> | undefined;

  const client: CtiClient<Mode> = {
    session: session.state,
    agents: createAgents(context, ownAgent),
    calls: liveCollection(state.calls.store, (_id, call) => createLiveCall(call, context)),
    rings$: createRings(state, session.state),
    queues: plainCollection(configuration.queues),
    teams: plainCollection(configuration.teams),
    devices: plainCollection(configuration.devices),
    terminals: plainCollection(configuration.terminals),
    applications: plainCollection(configuration.applications),
    statistics,
    clock,
    get serverClockOffsetMs() {
      return state.serverClockOffsetMs;
    },
    agent: ownAgent as CtiClient<Mode>['agent'],
    events$: state.events$,
    positionedEvents$: state.positionedEvents$,
    messages$: session.messages$,
    decodeErrors$: session.decodeErrors$,
    diagnostics$: state.diagnostics$,
    connect: (connectOptions = {}) => connectSession(session, connectOptions, resolved.endpoints[0], clock),
    close() {
      closed ??= waitForState(session.state, 'closed');
      session.close();
      return closed;
    },
    request: session.request,
    reload() {
      configuration.clearKeys();
      session.resync();
    },
    saveConfiguration: configuration.save,
    [Symbol.asyncDispose]: () => client.close(),
  };
  return client;
}

/** Whether the state may be missing events. An offline server sends none until it is online again. */
function isOutdated(state: SessionState): boolean {
  if (state.name === 'synchronizing') return !state.online;
  return state.name === 'waiting' || state.name === 'closed';
}
