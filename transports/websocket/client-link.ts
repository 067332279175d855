/**
 * The client's end of a resumable link: reconnects it over new sockets while the relay keeps the session.
 * @module
 */
import { BehaviorSubject } from 'rxjs';
import { systemClock } from '../../core/clock.ts';
import { silentLogger } from '../../core/logger.ts';
import type { Endpoint, Link } from '../../core/transport.ts';
import { web } from '../../core/web.ts';
import type { ResumePoint } from './envelope.ts';
import { type AcceptedSocket, RelayRefusedError } from './handshake.ts';
import { startKeepAlive } from './keep-alive.ts';
import type { WebSocketOptions } from './options.ts';
import { startReconnect } from './reconnect-machine.ts';
import { ResumableLink } from './resumable-link.ts';

/** Bytes that may be unacknowledged by the relay. */
const windowBytes = 262_144;
/** Room for the header of `frames`. */
const headerBytes = 64;
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
  const reachable = new BehaviorSubject(true);

  const link = new ResumableLink({
    endpoint,
    clock,
    maxBufferedBytes: options.maxBufferedBytes ?? 1_048_576,
    windowBytes,
    maxBatchBytes: maxMessageBytes - headerBytes,
    closeTimeoutMs,
    schedule: (flush) => web.queueMicrotask(flush),
    onDisconnect() {
      const { host, port } = endpoint;
      logger.info('relay disconnected: reconnecting', { host, port, delayMs: Math.max(0, unavailableMs()) });
      reconnect.send({ type: 'DISCONNECTED' });
    },
  });
  const unavailableMs = (): number => availability.availableAt - clock.now();
  const reconnect = startReconnect(
    { resumeWindowMs: windowMs, relays, random: Math.random, unavailableMs },
    {
      connect(onAccepted, onFailed) {
        const { epoch, offset } = link.receivedPosition;
        return connect({ session, received: link.stream.received, epoch, offset }, onAccepted, onFailed);
      },
      attach,
      failLink: (error) => link.fail(error),
      reportReachable(isReachable) {
        if (isReachable !== reachable.value) reachable.next(isReachable);
      },
    },
    clock,
  );

  function attach(accepted: AcceptedSocket): void {
    const { socket, welcome } = accepted;
    session = welcome.session;
    link.setEpoch(welcome.epoch);
    if (welcome.migrated) {
      logger.info('session migrated to another relay');
      link.stream.restart();
    }
    if (!link.attach(socket, welcome.received)) {
      link.fail(new Error('invalid chunk number in welcome'));
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

  const stopKeepAlive = startKeepAlive({
    clock,
    pingMs,
    lastReceivedAt: () => (link.isConnected ? link.lastReceivedAt : clock.now()),
    ping: () => link.stream.sendControl('ping'),
    onDead() {
      logger.info('relay timeout: nothing received', { host: endpoint.host, port: endpoint.port });
      link.abandonSocket();
    },
    onWake: () => reconnect.send({ type: 'WAKE' }),
  });
  void link.closed.then(() => {
    reconnect.send({ type: 'CLOSED' });
    stopKeepAlive();
    reachable.complete();
  });
  attach(first);
  return Object.assign(link, { reachable$: reachable });
}
