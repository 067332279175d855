/**
 * One session with one CCX server after another: opens it, sends heartbeats and requests, recovers.
 * The machine decides; this file performs its effects. `message-receiver.ts` reports what the server sends.
 * Guide: Session management.
 * @module
 */
import { type Observable, Subject } from 'rxjs';
import type { InspectionEvent } from 'xstate';
import type { Clock } from '../clock.ts';
import { CtiError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { createClientCodec } from '../protocol/client-codec.ts';
import type { CtiMessage } from '../protocol/generated/messages.ts';
import type { TextCodec } from '../protocol/strings.ts';
import { createLiveValue, type LiveValue, readOnly } from '../store/live-value.ts';
import type { StreamPosition, Transport } from '../transport.ts';
import type { AbortSignalLike } from '../web.ts';
import type { Endpoints } from './endpoints.ts';
import {
  createMessageLink,
  type DecodeFailure,
  type MessageLink,
  type TracedMessage,
} from './message-link.ts';
import { createMessageReceiver } from './message-receiver.ts';
import { openRequest, type RequestedMasks, type SessionMode } from './open-request.ts';
import {
  type ConfirmationOf,
  PendingRequests,
  type RequestMessage,
  type RequestOptions,
} from './pending-requests.ts';
import type { ReconnectPolicy } from './reconnect-policy.ts';
import { createSessionActor } from './session-actor.ts';
import { linkLost, notReady } from './session-errors.ts';
import type { SessionMachineEvent } from './session-machine.ts';
import type { SessionGrant, SessionState, SyncProgress } from './session-state.ts';

/** The part of a session that a resync uses. */
export interface ResyncContext {
  readonly grant: SessionGrant;
  readonly signal: AbortSignalLike;
  /** As `Session.request()`, but also while the session is synchronizing. */
  request<Request extends RequestMessage>(
    message: Request,
    options?: RequestOptions,
  ): Promise<ConfirmationOf<Request>>;
  send(message: CtiMessage): void;
  readonly maxConcurrentRequests: number;
  progress(progress: SyncProgress): void;
}

export interface SessionOptions {
  readonly transport: Transport;
  readonly endpoints: Endpoints;
  readonly mode: SessionMode;
  readonly version: number;
  readonly lengthBytes: 1 | 2 | undefined;
  readonly texts: TextCodec;
  readonly heartbeatMs: number;
  readonly idleTimeoutSeconds: number;
  readonly openTimeoutMs: number;
  readonly dialTimeoutMs: number;
  readonly requestTimeoutMs: number | undefined;
  readonly maxBodyBytes: number;
  readonly masks: RequestedMasks;
  readonly policy: ReconnectPolicy;
  readonly clock: Clock;
  readonly random: () => number;
  readonly logger: Logger;
  readonly inspect: ((event: InspectionEvent) => void) | undefined;
  /** Rebuilds the state after the session was opened. */
  resync(context: ResyncContext): Promise<void>;
  /** Receives the server's events in order, with their stream position if the transport carries one. */
  onEvent(message: CtiMessage, position: StreamPosition | undefined): void;
  /** A stream position arrived without an event. */
  onPosition(position: StreamPosition | undefined): void;
  /** All messages of a received chunk were handled: notify subscribers. */
  onBatch(): void;
}

export interface Session {
  /** Completes, like the observables, in state `closed`. */
  readonly state: LiveValue<SessionState>;
  readonly messages$: Observable<TracedMessage>;
  readonly decodeErrors$: Observable<DecodeFailure>;
  connect(): void;
  close(): void;
  /** Synchronizes an open session again. */
  resync(): void;
  request<Request extends RequestMessage>(
    message: Request,
    options?: RequestOptions,
  ): Promise<ConfirmationOf<Request>>;
}

/** Concurrent requests during a resync, unless the link says otherwise: what a busy CCX accepts. */
const defaultConcurrentRequests = 8;

export function createSession(options: SessionOptions): Session {
  const { clock, logger } = options;
  const state = createLiveValue<SessionState>({ name: 'idle', reachable: false });
  const messages = new Subject<TracedMessage>();
  const decodeErrors = new Subject<DecodeFailure>();
  const requests = new PendingRequests(clock);
  const open = openRequest(options.mode, options.version, options.idleTimeoutSeconds, options.masks);
  // Throws now for a client ID that is too long, not at every connect.
  createClientCodec({ version: options.version, texts: options.texts }).encode({ ...open, invokeId: 0 });
  let messageLink: MessageLink | undefined;
  let report: (event: SessionMachineEvent) => void = () => {};

  function send(message: CtiMessage): void {
    if (messageLink === undefined) throw notReady(state.getSnapshot());
    messageLink.send(message);
  }

  const receiver = createMessageReceiver({
    ...options,
    open,
    requests,
    report: (event) => report(event),
  });

  const actor = createSessionActor(
    {
      endpoints: options.endpoints,
      policy: options.policy,
      now: () => clock.now(),
      random: options.random,
      heartbeatMs: options.heartbeatMs,
      idleTimeoutMs: options.idleTimeoutSeconds * 1000,
      openTimeoutMs: options.openTimeoutMs,
      sendHeartbeat: () => {
        const invokeId = requests.nextInvokeId();
        receiver.expectHeartbeat(invokeId);
        trySend({ type: 'HEARTBEAT_REQ', invokeId });
      },
    },
    {
      dial: (endpoint, signal) =>
        options.transport.dial(endpoint, { signal, timeoutMs: options.dialTimeoutMs }),
      receive: (reportToMachine) => {
        let hasEnded = false;
        report = reportToMachine;
        const reachability = messageLink?.link.reachable$?.subscribe((reachable) =>
          reportToMachine({ type: 'REACHABLE', reachable }),
        );
        void messageLink
          ?.read(() => hasEnded)
          .catch((error: unknown) => error)
          .then((cause) => {
            if (!hasEnded) reportToMachine({ type: 'LOST', error: linkLost(cause) });
          });
        return () => {
          hasEnded = true;
          reachability?.unsubscribe();
          messageLink = undefined;
          receiver.reset();
          report = () => {};
        };
      },
      resync: async (grant, signal) => {
        await options.resync({
          grant,
          signal,
          send,
          maxConcurrentRequests: messageLink?.link.maxConcurrentRequests ?? defaultConcurrentRequests,
          request: (message, requestOptions) => requestNow(message, { signal, ...requestOptions }),
          progress: (progress) => actor.send({ type: 'PROGRESS', progress }),
        });
      },
      openLink: (link) => {
        receiver.reset();
        messageLink = createMessageLink(link, {
          ...options,
          messages,
          decodeErrors,
          onMessage: receiver.receive,
          onDecodeFailed: (invokeId, error) => requests.failUndecodable(invokeId, error),
        });
        const invokeId = requests.nextInvokeId();
        receiver.expectOpen(invokeId);
        trySend({ ...open, invokeId });
      },
      sendClose: () => trySend({ type: 'CLOSE_REQ', invokeId: requests.nextInvokeId(), status: 0 }),
      dropLink: (link, inOrder) => {
        if (inOrder) void link.close();
        else link.abort();
      },
    },
    clock,
    (error) => {
      logger.error('session machine failed', { error: String(error) });
      messageLink?.link.abort();
      const reason = 'failed';
      const message = `Session failed: ${String(error)}`;
      const closed = new CtiError('SESSION_CLOSED', message, { reason }, { cause: error });
      update({ name: 'closed', reachable: false, reason, error: closed });
    },
    options.inspect,
  );

  /** Sends a message of the session itself. A closed link is reported by the reader. */
  function trySend(message: CtiMessage): void {
    try {
      send(message);
    } catch (error) {
      if (!CtiError.is(error, 'LINK_CLOSED')) throw error;
    }
  }

  function update(next: SessionState): void {
    const before = state.getSnapshot();
    if (before.name !== next.name) {
      const error = 'error' in next && next.error !== undefined ? { reason: next.error.message } : {};
      const node = 'endpoint' in next ? { node: `${next.endpoint.host}:${next.endpoint.port}` } : {};
      logger.info(`session ${next.name}`, { ...node, ...error });
      if (next.name === 'waiting' || next.name === 'closing' || next.name === 'closed') {
        requests.rejectAll(notReady(next));
      }
    }
    if (!isSameState(before, next)) state.set(next);
    if (next.name !== 'closed') return;
    messages.complete();
    decodeErrors.complete();
    state.complete();
  }
  actor.subscribe(update);
  actor.start();

  /** Sends an event to the machine, unless the session is closed. */
  function dispatch(event: SessionMachineEvent): void {
    if (state.getSnapshot().name !== 'closed') actor.send(event);
  }

  function requestNow<Request extends RequestMessage>(
    message: Request,
    requestOptions: RequestOptions,
  ): Promise<ConfirmationOf<Request>> {
    if (requestOptions.signal?.aborted) {
      const { type: request } = message;
      const { reason } = requestOptions.signal;
      return Promise.reject(new CtiError('ABORTED', `${request} aborted`, { request }, { cause: reason }));
    }
    const hasInvokeId = confirmationHasInvokeId(message.type);
    const invokeId = hasInvokeId ? requests.nextInvokeId() : undefined;
    try {
      send((hasInvokeId ? { ...message, invokeId } : message) as CtiMessage);
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
    connect: () => dispatch({ type: 'CONNECT' }),
    close: () => dispatch({ type: 'CLOSE' }),
    resync: () => dispatch({ type: 'RESYNC' }),
    request(message, requestOptions = {}) {
      const current = state.getSnapshot();
      if (current.name !== 'ready') return Promise.reject(notReady(current));
      return requestNow(message, requestOptions);
    },
  };
}

/** The configuration messages have no InvokeID. Guide: CONFIG_REQUEST_KEY_EVENT. */
function confirmationHasInvokeId(request: RequestMessage['type']): boolean {
  return request !== 'CONFIG_REQUEST_KEY_EVENT' && request !== 'CONFIG_REQUEST_EVENT';
}

/** True for equal states: an answered heartbeat changes the machine, but nothing that is public. */
function isSameState(a: SessionState, b: SessionState): boolean {
  const keys = Object.keys(b) as (keyof SessionState)[];
  return keys.length === Object.keys(a).length && keys.every((key) => a[key] === b[key]);
}
