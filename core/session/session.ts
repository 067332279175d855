/**
 * One conversation with one CCX server after another: it opens, keeps alive, matches requests with confirmations,
 * recovers. The machine decides, this file does: bytes in and out, and the events that the machine needs.
 * Guide: Session management.
 * @module
 */
import { type Observable, Subject } from 'rxjs';
import type { InspectionEvent } from 'xstate';
import type { Clock } from '../clock.ts';
import { CtiError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { createClientCodec } from '../protocol/client-codec.ts';
import { ErrorStatus, errorStatusCodes } from '../protocol/constants/failures.ts';
import { SystemEventID } from '../protocol/constants/session.ts';
import type { CtiMessage, OpenConf } from '../protocol/generated/messages.ts';
import { createLiveValue, type LiveValue, readOnly } from '../store/live-value.ts';
import type { Endpoint, Transport } from '../transport.ts';
import type { AbortSignalLike } from '../web.ts';
import {
  type Conversation,
  createConversation,
  type DecodeFailure,
  type TracedMessage,
} from './conversation.ts';
import { openRequest, type SessionMode, type SessionWishes } from './open-request.ts';
import type { ReconnectPolicy } from './reconnect-policy.ts';
import {
  type ConfirmationOf,
  PendingRequests,
  type RequestMessage,
  type RequestOptions,
  statusName,
  withText,
} from './requests.ts';
import { createSessionActor, fatalStatuses, type SessionMachineEvent } from './session-machine.ts';
import type { SessionGrant, SessionState, SyncProgress } from './session-state.ts';

/** What the session asks the layer above to do: rebuild the mirror. */
export interface SynchronizeContext {
  readonly grant: SessionGrant;
  readonly signal: AbortSignalLike;
  /** The session's own request(): it works while the session is still synchronizing. */
  request<Request extends RequestMessage>(
    message: Request,
    options?: RequestOptions,
  ): Promise<ConfirmationOf<Request>>;
  send(message: CtiMessage): void;
  /** How many requests may be under way at once. */
  readonly requestsAtOnce: number;
  progress(progress: SyncProgress): void;
}

export interface SessionOptions {
  readonly transport: Transport;
  readonly endpoints: readonly Endpoint[];
  readonly mode: SessionMode;
  readonly version: number;
  readonly lengthBytes: 1 | 2 | undefined;
  readonly heartbeatMs: number;
  readonly idleTimeoutSeconds: number;
  readonly openTimeoutMs: number;
  readonly dialTimeoutMs: number;
  readonly requestTimeoutMs: number | undefined;
  readonly maxBodyBytes: number;
  readonly wishes: SessionWishes;
  readonly policy: ReconnectPolicy;
  readonly clock: Clock;
  readonly random: () => number;
  readonly logger: Logger;
  readonly inspect: ((event: InspectionEvent) => void) | undefined;
  synchronize(context: SynchronizeContext): Promise<void>;
  /** Takes the server's events, in order. */
  onEvent(message: CtiMessage): void;
  /** A chunk of the stream was worked off: a good moment to tell observers. */
  onBatch(): void;
}

export interface Session {
  /** Completes, like the observables, once it is `closed`. */
  readonly state: LiveValue<SessionState>;
  readonly messages$: Observable<TracedMessage>;
  readonly decodeErrors$: Observable<DecodeFailure>;
  connect(): void;
  close(): void;
  /** Goes through `synchronizing` again on the open session. */
  resynchronize(): void;
  request<Request extends RequestMessage>(
    message: Request,
    options?: RequestOptions,
  ): Promise<ConfirmationOf<Request>>;
}

/** Enough to be quick, few enough for a busy CCX. */
const requestsAtOnce = 8;

export function createSession(options: SessionOptions): Session {
  const { clock, logger } = options;
  const state = createLiveValue<SessionState>({ name: 'idle' });
  const messages = new Subject<TracedMessage>();
  const decodeErrors = new Subject<DecodeFailure>();
  const requests = new PendingRequests(clock);
  const heartbeats = new Set<number>();
  const asked = openRequest(options.mode, options.version, options.idleTimeoutSeconds, options.wishes);
  // A client ID that is too long fails here, not at every dial.
  createClientCodec({ version: options.version }).encode({ ...asked, invokeId: 0 });
  let conversation: Conversation | undefined;
  let openInvokeId = 0;
  let report: (event: SessionMachineEvent) => void = () => {};

  function send(message: CtiMessage): void {
    if (conversation === undefined) throw notReady(state.getSnapshot());
    conversation.send(message);
  }

  function handle(message: CtiMessage): void {
    switch (message.type) {
      case 'HEARTBEAT_CONF':
        if (heartbeats.delete(message.invokeId)) {
          // A late answer shows that the server lives: whatever was asked before counts as answered too.
          heartbeats.clear();
          report({ type: 'HEARTBEAT_ANSWERED' });
        }
        return;
      case 'OPEN_CONF':
        if (message.invokeId === openInvokeId) opened(message);
        return;
      case 'CLOSE_CONF':
        report({ type: 'CLOSE_CONFIRMED' });
        return;
      case 'FAILURE_CONF':
        refused(message.invokeId, message.status, message.text, message);
        return;
      case 'FAILURE_EVENT':
        options.onEvent(message); // first: the session may end with it, and its observables too
        failed(message.status, message.text);
        return;
      case 'SYSTEM_EVENT':
        options.onEvent(message);
        if (message.systemEventId === SystemEventID.SYS_CCX_ONLINE) report({ type: 'ONLINE' });
        if (message.systemEventId === SystemEventID.SYS_CCX_OFFLINE) report({ type: 'OFFLINE' });
        return;
      default:
        if (message.type.endsWith('_CONF')) {
          if (!requests.answer(message))
            logger.debug('a confirmation came that nobody waits for', { type: message.type });
          return;
        }
        requests.answerByEvent(message);
    }
    options.onEvent(message);
  }

  function opened(message: OpenConf): void {
    openInvokeId = 0;
    const refusedServices = (asked.servicesRequested & ~message.servicesGranted) >>> 0;
    const { agentId, agentExtension, agentInstrument, agentState, configMsgMaskGranted } = message;
    const grant: SessionGrant = {
      version: options.version,
      servicesGranted: message.servicesGranted,
      servicesRefused: refusedServices,
      ...(configMsgMaskGranted === undefined ? {} : { configMsgMaskGranted }),
      ...(options.mode.kind === 'bridge'
        ? {}
        : {
            agent: {
              ...(agentId === undefined ? {} : { agentId }),
              ...(agentExtension === undefined ? {} : { extension: agentExtension }),
              ...(agentInstrument === undefined ? {} : { instrument: agentInstrument }),
              state: agentState,
            },
          }),
    };
    if (refusedServices !== 0) logger.warn('the server did not grant all services', { refusedServices });
    report({ type: 'OPENED', grant, online: message.ccxOnline });
  }

  /** FAILURE_CONF answers OPEN_REQ, a heartbeat, CLOSE_REQ or a request. */
  function refused(invokeId: number, status: number, text: string | undefined, message: CtiMessage): void {
    const facts = { status, statusName: statusName(status), ...(text === undefined ? {} : { text }) };
    const sentence = withText(errorStatusCodes.sentence(status), text);
    if (invokeId === openInvokeId && openInvokeId !== 0) {
      openInvokeId = 0;
      report({ type: 'LOST', error: refusal(status, `the server refused the session: ${sentence}`, facts) });
    } else if (heartbeats.has(invokeId)) {
      report({
        type: 'LOST',
        error: new CtiError('SERVER_FAILURE', `the server refused a heartbeat: ${sentence}`, facts),
      });
    } else if (!requests.answer(message)) {
      logger.warn('the server refused something that nobody waits for', facts);
    }
  }

  function failed(status: number, text: string | undefined): void {
    const facts = { status, statusName: statusName(status), ...(text === undefined ? {} : { text }) };
    logger.warn('the server reported a failure', facts);
    const sentence = withText(errorStatusCodes.sentence(status), text);
    if (status === ErrorStatus.E_CTI_NEW_SESSION_OPENED) {
      report({
        type: 'LOST',
        error: refusal(status, `a newer session of this client took over: ${sentence}`, facts),
      });
    } else if (status === ErrorStatus.E_CTI_AUTO_CONFIG_RESET) {
      report({ type: 'RESYNCHRONISE' });
    } else if (fatalStatuses.has(status)) {
      report({
        type: 'LOST',
        error: new CtiError('SERVER_FAILURE', `the server reported a failure: ${sentence}`, facts),
      });
    }
  }

  const actor = createSessionActor(
    {
      endpoints: options.endpoints,
      policy: options.policy,
      now: () => clock.now(),
      random: options.random,
      heartbeatMs: options.heartbeatMs,
      idleTimeoutMs: options.idleTimeoutSeconds * 1000,
      openTimeoutMs: options.openTimeoutMs,
      beat: () => {
        const invokeId = requests.nextInvokeId();
        heartbeats.add(invokeId);
        attempt({ type: 'HEARTBEAT_REQ', invokeId });
      },
    },
    {
      dial: (endpoint, signal) =>
        options.transport.dial(endpoint, { signal, timeoutMs: options.dialTimeoutMs }),
      converse: (tell) => {
        let over = false;
        report = tell;
        void conversation
          ?.read(() => over)
          .catch((error: unknown) => error)
          .then((cause) => {
            if (!over) tell({ type: 'LOST', error: linkLost(cause) });
          });
        return () => {
          over = true;
          conversation = undefined;
          openInvokeId = 0;
          report = () => {};
        };
      },
      synchronize: async (grant, signal) => {
        await options.synchronize({
          grant,
          signal,
          send,
          requestsAtOnce: conversation?.link.requestsAtOnce ?? requestsAtOnce,
          request: (message, requestOptions) => requestNow(message, { signal, ...requestOptions }),
          progress: (progress) => actor.send({ type: 'PROGRESS', progress }),
        });
      },
      sendOpen: (current) => {
        heartbeats.clear();
        conversation = createConversation(current, {
          ...options,
          messages,
          decodeErrors,
          onMessage: handle,
          onUndecodable: (invokeId, error) => requests.answerUndecodable(invokeId, error),
        });
        openInvokeId = requests.nextInvokeId();
        attempt({ ...asked, invokeId: openInvokeId });
      },
      sendClose: () => attempt({ type: 'CLOSE_REQ', invokeId: requests.nextInvokeId(), status: 0 }),
      dropLink: (current, inOrder) => {
        if (inOrder) void current.close();
        else current.abort();
      },
    },
    clock,
    (error) => {
      logger.error('the session machine failed', { error: String(error) });
      conversation?.link.abort();
      const reason = 'failed';
      const closed = new CtiError(
        'SESSION_CLOSED',
        `the session failed: ${String(error)}`,
        { reason },
        { cause: error },
      );
      show({ name: 'closed', reason, error: closed });
    },
    options.inspect,
  );

  /** Sends what the session itself has to say; a link that just died is found out by its reader. */
  function attempt(message: CtiMessage): void {
    try {
      send(message);
    } catch (error) {
      if (!CtiError.is(error, 'LINK_CLOSED')) throw error;
    }
  }

  function show(next: SessionState): void {
    const before = state.getSnapshot();
    if (before.name !== next.name) {
      const error = 'error' in next && next.error !== undefined ? { reason: next.error.message } : {};
      const where = 'endpoint' in next ? { node: `${next.endpoint.host}:${next.endpoint.port}` } : {};
      logger.info(`session ${next.name}`, { ...where, ...error });
      if (next.name === 'waiting' || next.name === 'closing' || next.name === 'closed') {
        requests.rejectAll(notReady(next));
      }
    }
    if (!sameState(before, next)) state.set(next);
    if (next.name !== 'closed') return;
    messages.complete();
    decodeErrors.complete();
    state.complete();
  }
  actor.subscribe(show);
  actor.start();

  /** A closed session is over: nothing moves it. */
  function tell(event: SessionMachineEvent): void {
    if (state.getSnapshot().name !== 'closed') actor.send(event);
  }

  function requestNow<Request extends RequestMessage>(
    message: Request,
    requestOptions: RequestOptions,
  ): Promise<ConfirmationOf<Request>> {
    if (requestOptions.signal?.aborted) {
      const { type: request } = message;
      const { reason } = requestOptions.signal;
      return Promise.reject(
        new CtiError('ABORTED', `${request} was aborted`, { request }, { cause: reason }),
      );
    }
    const numbered = confirmationHasInvokeId(message.type);
    const invokeId = numbered ? requests.nextInvokeId() : undefined;
    try {
      send((numbered ? { ...message, invokeId } : message) as CtiMessage);
    } catch (error) {
      return Promise.reject(CtiError.is(error, 'LINK_CLOSED') ? notReady(state.getSnapshot(), error) : error);
    }
    const timeoutMs = requestOptions.timeoutMs ?? options.requestTimeoutMs;
    const waitOptions = { ...requestOptions, ...(timeoutMs === undefined ? {} : { timeoutMs }) };
    return requests.wait(message.type, invokeId, waitOptions) as Promise<ConfirmationOf<Request>>;
  }

  return {
    state: readOnly(state),
    messages$: messages.asObservable(),
    decodeErrors$: decodeErrors.asObservable(),
    connect: () => tell({ type: 'CONNECT' }),
    close: () => tell({ type: 'CLOSE' }),
    resynchronize: () => tell({ type: 'RESYNCHRONISE' }),
    request(message, requestOptions = {}) {
      const current = state.getSnapshot();
      if (current.name !== 'ready') return Promise.reject(notReady(current));
      return requestNow(message, requestOptions);
    },
  };
}

/** The configuration messages carry no InvokeID. Guide: CONFIG_REQUEST_KEY_EVENT. */
function confirmationHasInvokeId(request: RequestMessage['type']): boolean {
  return request !== 'CONFIG_REQUEST_KEY_EVENT' && request !== 'CONFIG_REQUEST_EVENT';
}

function refusal(status: number, message: string, facts: { status: number; statusName: string }): CtiError {
  return status === ErrorStatus.E_CTI_NEW_SESSION_OPENED
    ? new CtiError('SESSION_REPLACED', message, { status })
    : new CtiError('OPEN_REFUSED', message, facts);
}

function linkLost(cause: unknown): CtiError {
  if (CtiError.is(cause, 'LINK_LOST')) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new CtiError('LINK_LOST', `the link to the server was lost: ${reason}`, { reason }, { cause });
}

function notReady(state: SessionState, cause?: unknown): CtiError {
  if (state.name === 'closed') {
    return new CtiError(
      'SESSION_CLOSED',
      `the session is closed (${state.reason})`,
      { reason: state.reason },
      { cause },
    );
  }
  const options = { cause: cause ?? ('error' in state ? state.error : undefined) };
  return new CtiError(
    'SESSION_NOT_READY',
    `the session is ${state.name}, not ready`,
    { state: state.name },
    options,
  );
}

/** A heartbeat's answer moves the machine but changes nothing that anybody sees. */
function sameState(a: SessionState, b: SessionState): boolean {
  const keys = Object.keys(b) as (keyof SessionState)[];
  return keys.length === Object.keys(a).length && keys.every((key) => a[key] === b[key]);
}
