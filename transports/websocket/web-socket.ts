/**
 * The browser's transport: one link, however many sockets it takes.
 * @module
 */
import { type Clock, systemClock } from '../../core/clock.ts';
import { CtiError } from '../../core/errors.ts';
import { silentLogger } from '../../core/logger.ts';
import type { Endpoint, Link, Transport } from '../../core/transport.ts';
import { type AbortSignalLike, web } from '../../core/web.ts';
import { dialOnce } from '../link/dial.ts';
import type { ResumePoint, Welcome } from './envelope.ts';
import { type Carrier, RelayRefusal, shakeHands } from './handshake.ts';
import { LastingLink } from './lasting-link.ts';
import type { Reached } from './numbered-stream.ts';
import type { OpenSocket, WebSocketOptions } from './options.ts';
import { stayAlive } from './staying-alive.ts';

/** What may be under way to the relay unacknowledged. */
const windowBytes = 262_144;
/** Header of `frames`, with room to spare. */
const headerBytes = 64;
/** First and longest wait between two tries to come back. */
const firstRetryMs = 250;
const longestRetryMs = 4000;
/** Wait before the next relay of a list is tried. */
const nextRelayMs = 50;
/** Nobody stays away for longer than this, whatever a relay says that goes away. */
const longestLeaveMs = 60_000;

/** What relays of one cluster listen to on the links between them. */
export interface LinkWatch {
  /** Somebody let us in; again after each return. */
  welcomed?(welcome: Welcome): void;
  /** Chunks arrived, with how far CCX's events have come with them. */
  arrived?(bytes: Uint8Array, place: number): void;
  /** The other side says how far they have come. */
  reached?(reached: Reached): void;
}

/** Makes the transport of a runtime from how it opens WebSockets. */
export function webSocketTransport(
  options: WebSocketOptions,
  open: OpenSocket,
  watch: LinkWatch = {},
): Transport {
  const urls = urlsOf(options.url);
  const { token } = options;
  /** The relay that is tried first; the next one when it fails. */
  let at = 0;
  const current = (): URL => urls[at % urls.length] as URL;
  const leave: Leave = { until: 0 };
  const { clock = systemClock } = options;
  const shake: Shake = (resume, connected, failed) =>
    shakeHands({
      url: current().href,
      open,
      token: typeof token === 'string' ? () => token : token,
      resume,
      connected,
      failed(error) {
        if (!isAnswer(error)) at++;
        failed(error);
      },
    });
  return {
    kind: 'websocket',
    endpoint: endpointOf(urls[0] as URL),
    async dial(_, dialOptions) {
      await pause(clock, leave.until - clock.now(), dialOptions?.signal);
      const endpoint = endpointOf(current());
      const made = { endpoint, options, shake, watch, leave, relays: urls.length };
      return dialOnce(
        endpoint,
        dialOptions,
        ({ connected, failed }) =>
          shake(
            undefined,
            (carrier) => connected(carriedLink(carrier, made)),
            (error) => failed(error instanceof RelayRefusal ? refused(endpoint, error) : error),
          ),
        clock,
      );
    },
  };
}

type Shake = (
  resume: ResumePoint | undefined,
  connected: (carrier: Carrier) => void,
  failed: (error: unknown) => void,
) => () => void;

/** A relay that went away said when to come back. */
interface Leave {
  /** Nobody is dialed before this time. */
  until: number;
}

interface CarriedLinkOptions {
  readonly endpoint: Endpoint;
  readonly options: WebSocketOptions;
  readonly shake: Shake;
  readonly watch: LinkWatch;
  readonly leave: Leave;
  /** How many relays can be tried. */
  readonly relays: number;
}

/** The link of a first carrier; it finds itself further ones. */
function carriedLink(
  first: Carrier,
  { endpoint, options, shake, watch, leave, relays }: CarriedLinkOptions,
): Link {
  const { clock = systemClock, logger = silentLogger, closeTimeoutMs = 2000 } = options;
  const { pingMs, windowMs, maxMessageBytes } = first.welcome;
  let { session, epoch } = first.welcome;
  let place = 0;
  let awaySince: number | undefined;
  let attempt = 0;
  let timer: unknown;
  let giveUp: (() => void) | undefined;

  const link = new LastingLink({
    endpoint,
    clock,
    maxBufferedBytes: options.maxBufferedBytes ?? 1_048_576,
    windowBytes,
    maxBatchBytes: maxMessageBytes - headerBytes,
    closeTimeoutMs,
    schedule: (flush) => web.queueMicrotask(flush),
    arrived(bytes, reached) {
      if (reached > 0) place = reached;
      watch.arrived?.(bytes, reached);
    },
    peerReached(reached) {
      if (reached.epoch !== epoch) begin(reached.epoch);
      if (reached.place > 0) place = reached.place;
      watch.reached?.(reached);
    },
    onAway() {
      if (awaySince === undefined) options.onAway?.(true);
      awaySince = clock.now();
      attempt = 0;
      const inMs = Math.max(0, leave.until - clock.now());
      const { host, port } = endpoint;
      logger.info('the relay is out of reach: dialing again', { host, port, inMs });
      if (inMs > 0) timer = clock.setTimeout(comeBack, inMs);
      else comeBack();
    },
  });

  /** Places of another epoch mean nothing in this one. */
  function begin(next: string): void {
    epoch = next;
    place = 0;
  }

  function back(): void {
    if (awaySince !== undefined) options.onAway?.(false);
    awaySince = undefined;
  }

  function carry(carrier: Carrier): void {
    back();
    giveUp = undefined;
    session = carrier.welcome.session;
    if (carrier.welcome.epoch !== epoch) begin(carrier.welcome.epoch);
    watch.welcomed?.(carrier.welcome);
    if (carrier.welcome.moved) {
      logger.info('the session goes on at another relay', {});
      link.stream.restart();
    }
    if (!link.attach(carrier.socket, carrier.welcome.received)) {
      link.failed(new Error('the relay and this side lost each other'));
      return;
    }
    carrier.carry(
      (envelope) => {
        if (envelope.kind === 'resync-required')
          link.failed(new RelayRefusal('resync-required', envelope.reason));
        else if (envelope.kind === 'error') logger.info('the relay objects', { ...envelope });
        else if (envelope.kind === 'going-away') {
          logger.info('the relay is going away', { ...envelope });
          leave.until = clock.now() + Math.min(envelope.retryMs, longestLeaveMs);
        } else link.received(carrier.socket, envelope);
      },
      (code) => link.lost(carrier.socket, code),
    );
  }

  function comeBack(): void {
    clock.clearTimeout(timer);
    timer = undefined;
    if (link.isClosed || giveUp !== undefined) return;
    giveUp = shake({ session, received: link.stream.received, epoch, place }, carry, (error) => {
      giveUp = undefined;
      if (link.isClosed) return;
      const gone = clock.now() - (awaySince ?? clock.now());
      if (isAnswer(error)) link.failed(error);
      else if (gone > windowMs) link.failed(error);
      else timer = clock.setTimeout(comeBack, pauseBefore(attempt++, relays, Math.random()));
    });
    // A network that swallows packets neither opens nor refuses.
    const tried = giveUp;
    clock.setTimeout(() => {
      if (giveUp !== tried || tried === undefined) return;
      giveUp = undefined;
      tried();
      if (clock.now() - (awaySince ?? 0) > windowMs) link.failed(new Error('the relay stayed out of reach'));
      else comeBack();
    }, longestRetryMs);
  }

  const stop = stayAlive({
    clock,
    pingMs,
    heardAt: () => (link.isCarried ? link.heardAt : clock.now()),
    ping: () => link.stream.say('ping'),
    dead() {
      logger.info('the relay fell silent', { host: endpoint.host, port: endpoint.port });
      link.giveUpSocket();
    },
    wake() {
      if (!link.isCarried && timer !== undefined) comeBack();
    },
  });
  void link.closed.then(() => {
    back();
    stop();
    clock.clearTimeout(timer);
    giveUp?.();
  });
  carry(first);
  return link;
}

/** A relay's last word: another one would say the same. */
function isAnswer(error: unknown): boolean {
  return error instanceof RelayRefusal && error.code !== 'not-now' && error.code !== 'too-many';
}

/**
 * The other relays are tried at once, then all of them ever more slowly: each browser after another time, since all that
 * one relay served have lost it together.
 */
export function pauseBefore(attempt: number, relays: number, random: number): number {
  const round = attempt - (relays - 1);
  if (round < 0) return nextRelayMs;
  return Math.min(longestRetryMs, firstRetryMs * 2 ** round) * (0.5 + random / 2);
}

/** Waits, unless nobody wants it any more. */
function pause(clock: Clock, ms: number, signal: AbortSignalLike | undefined): Promise<void> {
  if (!(ms > 0) || signal?.aborted === true) return Promise.resolve();
  return new Promise((resolve) => {
    const over = (): void => {
      clock.clearTimeout(timer);
      signal?.removeEventListener('abort', over);
      resolve();
    };
    const timer = clock.setTimeout(over, ms);
    signal?.addEventListener('abort', over, { once: true });
  });
}

function refused({ host, port }: Endpoint, cause: RelayRefusal): CtiError<'RELAY_REFUSED'> {
  const { code: reason, sentence } = cause;
  const message = `the relay at ${host}:${port} refuses: ${sentence}`;
  return new CtiError('RELAY_REFUSED', message, { host, port, reason, sentence }, { cause });
}

function urlsOf(url: WebSocketOptions['url']): readonly URL[] {
  const urls = (Array.isArray(url) ? url : [url]).map((each: string | URL) => new URL(each));
  if (urls.length === 0)
    throw new CtiError('INVALID_ARGUMENT', 'url: name at least one relay', { argument: 'url' });
  for (const each of urls) endpointOf(each);
  return urls;
}

function endpointOf(url: URL): Endpoint {
  const secure = url.protocol === 'wss:' || url.protocol === 'https:';
  if (!secure && url.protocol !== 'ws:' && url.protocol !== 'http:') {
    throw new CtiError('INVALID_ARGUMENT', `a relay's url begins with wss: or ws:, not ${url.protocol}`, {
      argument: 'url',
    });
  }
  return { host: url.hostname, port: url.port === '' ? (secure ? 443 : 80) : Number(url.port) };
}
