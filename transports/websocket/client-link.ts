/**
 * The client's end of a resumable link: reconnects it over new sockets while the relay keeps the session.
 * @module
 */
import { systemClock } from '../../core/clock.ts';
import { silentLogger } from '../../core/logger.ts';
import type { Endpoint, Link } from '../../core/transport.ts';
import { web } from '../../core/web.ts';
import type { ResumePoint } from './envelope.ts';
import { type AcceptedSocket, RelayRefusedError } from './handshake.ts';
import { startKeepAlive } from './keep-alive.ts';
import type { WebSocketOptions } from './options.ts';
import { ResumableLink } from './resumable-link.ts';

/** Bytes that may be unacknowledged by the relay. */
const windowBytes = 262_144;
/** Room for the header of `frames`. */
const headerBytes = 64;
/** First and longest delay between two attempts, and the time limit of one attempt. */
const firstRetryMs = 250;
const maxRetryMs = 4000;
/** Delay before the next relay of the list is tried. */
const nextRelayMs = 50;
/** Upper limit for the delay that a stopping relay asks for. */
const maxGoingAwayMs = 60_000;

/** Starts a handshake with the current relay; returns a function that cancels it. */
export type Connect = (
  resume: ResumePoint | undefined,
  onAccepted: (accepted: AcceptedSocket) => void,
  onFailed: (error: unknown) => void,
) => () => void;

/** State that the links of one transport share. */
export interface RelayAvailability {
  /** Set by `going-away`: no connection is attempted before this time. */
  availableAt: number;
}

export interface ClientLinkOptions {
  readonly endpoint: Endpoint;
  readonly options: WebSocketOptions;
  readonly connect: Connect;
  readonly availability: RelayAvailability;
  /** Number of relays in the list. */
  readonly relays: number;
}

/** Makes the link of an accepted socket. */
export function createClientLink(
  first: AcceptedSocket,
  { endpoint, options, connect, availability, relays }: ClientLinkOptions,
): Link {
  const { clock = systemClock, logger = silentLogger, closeTimeoutMs = 2000 } = options;
  const { pingMs, windowMs, maxMessageBytes } = first.welcome;
  let { session } = first.welcome;
  let disconnectedSince: number | undefined;
  let attempt = 0;
  let retryTimer: unknown;
  let cancelAttempt: (() => void) | undefined;

  const link = new ResumableLink({
    endpoint,
    clock,
    maxBufferedBytes: options.maxBufferedBytes ?? 1_048_576,
    windowBytes,
    maxBatchBytes: maxMessageBytes - headerBytes,
    closeTimeoutMs,
    schedule: (flush) => web.queueMicrotask(flush),
    onDisconnect() {
      if (disconnectedSince === undefined) options.onAway?.(true);
      disconnectedSince = clock.now();
      attempt = 0;
      const delayMs = Math.max(0, availability.availableAt - clock.now());
      const { host, port } = endpoint;
      logger.info('relay disconnected: reconnecting', { host, port, delayMs });
      if (delayMs > 0) retryTimer = clock.setTimeout(reconnect, delayMs);
      else reconnect();
    },
  });

  function connected(): void {
    if (disconnectedSince !== undefined) options.onAway?.(false);
    disconnectedSince = undefined;
  }

  function accept(accepted: AcceptedSocket): void {
    connected();
    cancelAttempt = undefined;
    const { socket, welcome } = accepted;
    session = welcome.session;
    link.setEpoch(welcome.epoch);
    if (welcome.migrated) {
      logger.info('session migrated to another relay');
      link.stream.restart();
    }
    if (!link.attach(socket, welcome.received)) {
      link.fail(new Error('invalid chunk number in the welcome of the relay'));
      return;
    }
    accepted.listen(
      (envelope) => {
        if (envelope.kind === 'resync-required')
          link.fail(new RelayRefusedError('resync-required', envelope.reason));
        else if (envelope.kind === 'error') logger.info('relay error', { ...envelope });
        else if (envelope.kind === 'going-away') {
          logger.info('relay is stopping', { ...envelope });
          availability.availableAt = clock.now() + Math.min(envelope.retryMs, maxGoingAwayMs);
        } else link.receive(socket, envelope);
      },
      (code) => link.socketClosed(socket, code),
    );
  }

  function reconnect(): void {
    clock.clearTimeout(retryTimer);
    retryTimer = undefined;
    if (link.isClosed || cancelAttempt !== undefined) return;
    const { epoch, offset } = link.receivedPosition;
    const resume = { session, received: link.stream.received, epoch, offset };
    cancelAttempt = connect(resume, accept, (error) => {
      cancelAttempt = undefined;
      if (link.isClosed) return;
      const disconnectedMs = clock.now() - (disconnectedSince ?? clock.now());
      if (isFinal(error) || disconnectedMs > windowMs) link.fail(error);
      else retryTimer = clock.setTimeout(reconnect, reconnectDelayMs(attempt++, relays, Math.random()));
    });
    // A network that drops packets neither opens the socket nor fails.
    const cancel = cancelAttempt;
    clock.setTimeout(() => {
      if (cancelAttempt !== cancel || cancel === undefined) return;
      cancelAttempt = undefined;
      cancel();
      if (clock.now() - (disconnectedSince ?? 0) > windowMs)
        link.fail(new Error(`reconnect timeout: the relay did not answer within ${windowMs} ms`));
      else reconnect();
    }, maxRetryMs);
  }

  const stopKeepAlive = startKeepAlive({
    clock,
    pingMs,
    lastReceivedAt: () => (link.isConnected ? link.lastReceivedAt : clock.now()),
    ping: () => link.stream.sendControl('ping'),
    onDead() {
      logger.info('relay timeout: nothing received', { host: endpoint.host, port: endpoint.port });
      link.abandonSocket();
    },
    onWake() {
      if (!link.isConnected && retryTimer !== undefined) reconnect();
    },
  });
  void link.closed.then(() => {
    connected();
    stopKeepAlive();
    clock.clearTimeout(retryTimer);
    cancelAttempt?.();
  });
  accept(first);
  return link;
}

/** True for a rejection that every relay would repeat. */
export function isFinal(error: unknown): boolean {
  return error instanceof RelayRefusedError && error.code !== 'not-now' && error.code !== 'too-many';
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
