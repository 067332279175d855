/**
 * The browsers that a relay serves, those that are away for a moment included. A browser's link and session outlive
 * its sockets: whoever comes back in time, with a token of the same user, goes on without a gap.
 * @module
 */
import type { Clock, Endpoint, LogFields, Logger, StreamPosition } from 'rxcti';
import {
  closeCode,
  type Envelope,
  type EnvelopeSocket,
  encodeEnvelope,
  ResumableLink,
  type ResumePoint,
} from 'rxcti/websocket/server';
import { type Rights, sameUser } from '../authorization/rights.ts';
import type { VerifyToken } from '../authorization/tokens.ts';
import type { Rejection, RelayObserver } from '../observer.ts';
import type { RelayLimits } from '../options.ts';
import type { Batch } from '../sessions/batch.ts';
import { type Browser, beginAnew, type KnownBrowser, turnAway, turnOut } from './client.ts';
import { createWatch } from './client-checks.ts';
import { type NoRoom, roomFor } from './limits.ts';
import { Bucket } from './rate-limiter.ts';
import { type Reexamined, reexamine } from './reexamine.ts';

/** What may be under way to a browser unacknowledged; what is not acknowledged is kept for its return. */
const windowBytes = 262_144;
/** Frames of one tick travel together up to this size. */
const maxBatchBytes = 65_536;

/** Serves a browser from another relay; gives why not, as the maker itself does. */
export type Adoption = string | ((browser: Browser) => string | undefined);

export interface BrowsersOptions {
  /** The run of CCX's session now. */
  epoch(): string;
  /** Sends each event in a message of its own, with its position. Default false. */
  readonly positionPerMessage?: boolean;
  /** Position after everything that was sent. Default: offset 0, not known. */
  position?(): StreamPosition;
  /** A browser comes from another relay: gives what serves it behind its place. Never rejects. */
  adopt?(resume: ResumePoint, rights: Rights): Promise<Adoption>;
  /** When what is sent is written. */
  readonly batch: Batch;
  readonly limits: RelayLimits;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly observer: RelayObserver;
  /** Takes down that somebody was not let in. */
  refuse(reason: Rejection, message: string, fields: LogFields): void;
  /** A browser is new: serves its link. */
  serve(browser: Browser): void;
  /** A browser has a connection, or has none any more. */
  presence?(rights: Rights, isThere: boolean): void;
}

/** A new connection on which hello was said and the token was good. */
export interface Arrival {
  readonly socket: EnvelopeSocket;
  /** The other end. */
  readonly peer: Endpoint;
  readonly hello: Extract<Envelope, { kind: 'hello' }>;
  readonly rights: Rights;
}

/** What the owner of the connection reports from then on. */
export interface Carriage {
  received(envelope: Envelope): void;
  lost(code: number): void;
}

export interface Browsers {
  readonly size: number;
  /** Browsers with a connection now. */
  readonly carried: number;
  /** All of them, there or away. */
  all(): Iterable<Browser>;
  /** Lets a connection in; undefined when it was turned away, with a word. */
  arrive(arrival: Arrival): Promise<Carriage | undefined>;
  /** Another epoch has begun: browsers hear of it before its events. */
  epochChanged(): void;
  /** Looks at everybody's token anew; see `Relay.reload`. */
  reexamine(verify: VerifyToken): Promise<Reexamined>;
  /** Tells all browsers that the relay is about to stop, and each when to come back. */
  goingAway(): void;
  /** Ends everything. */
  stop(): void;
}

export function createBrowsers(options: BrowsersOptions): Browsers {
  const { limits, clock, logger, observer, batch } = options;
  const browsers = new Map<string, KnownBrowser>();
  const watch = createWatch({ browsers, limits, clock, logger });
  let stopped = false;

  async function arrive(arrival: Arrival): Promise<Carriage | undefined> {
    const { socket, hello, rights, peer } = arrival;
    const { resume } = hello;
    if (resume === undefined) {
      const refused = makeRoom(rights, peer);
      if (refused !== undefined) {
        const { subject, role } = rights;
        options.refuse(refused.reason, refused.message, { address: peer.host, subject, role });
        turnAway(socket, refused.code, refused.sentence);
        return undefined;
      }
      const browser = create(rights, hello.token, peer);
      carry(browser, socket, 0, false);
      options.serve(browser);
      return carriageOf(browser, socket);
    }
    const browser = browsers.get(resume.session);
    if (browser === undefined || !sameUser(browser.rights, rights)) {
      if (browser === undefined) return adopt(arrival, resume);
      return refuseResume(arrival, 'it is of another user');
    }
    browser.rights = rights;
    browser.token = hello.token;
    browser.link.endpoint = peer;
    const awayMs = browser.awaySince === undefined ? 0 : clock.now() - browser.awaySince;
    if (!carry(browser, socket, resume.received, true)) {
      observer.resync?.('missed too much');
      beginAnew(browser, 'resync required', 'what is missing is no longer here');
      socket.send(encodeEnvelope({ kind: 'resync-required', reason: 'what is missing is no longer here' }));
      socket.close(closeCode.ended);
      return undefined;
    }
    observer.sessionResumed?.(rights, awayMs);
    return carriageOf(browser, socket);
  }

  /** Makes room for one more session; gives why it cannot. */
  function makeRoom(rights: Rights, peer: Endpoint): NoRoom | undefined {
    const room = roomFor(browsers, limits, rights, peer);
    if ('code' in room) return room;
    if (room.instead !== undefined)
      beginAnew(room.instead, 'made room', 'another session of this user took its place');
    return undefined;
  }

  /** A browser whose relay is gone goes on here, if this relay has what it missed. */
  async function adopt(arrival: Arrival, resume: ResumePoint): Promise<Carriage | undefined> {
    const { socket, rights, peer, hello } = arrival;
    const serve = (await options.adopt?.(resume, rights)) ?? 'the relay no longer has it';
    if (typeof serve === 'string') return refuseResume(arrival, serve);
    if (stopped || makeRoom(rights, peer) !== undefined) return refuseResume(arrival, 'there is no room');
    const browser = create(rights, hello.token, peer);
    const refusal = serve(browser);
    if (refusal !== undefined) {
      browser.end = 'resync required';
      browser.link.abort();
      return refuseResume(arrival, refusal);
    }
    logger.info('a session came from another relay', { subject: rights.subject, role: rights.role });
    carry(browser, socket, 0, true, true);
    observer.sessionResumed?.(rights, 0);
    return carriageOf(browser, socket);
  }

  function refuseResume({ socket, rights }: Arrival, why: string): undefined {
    logger.info('a session could not be resumed', { subject: rights.subject, role: rights.role, why });
    observer.resync?.('unknown session');
    socket.send(encodeEnvelope({ kind: 'resync-required', reason: 'the relay no longer has this session' }));
    socket.close(closeCode.ended);
  }

  function create(rights: Rights, token: string, peer: Endpoint): KnownBrowser {
    const name = secretName();
    const link = new ResumableLink({
      positionPerMessage: options.positionPerMessage ?? false,
      position: () => options.position?.() ?? { epoch: options.epoch(), offset: 0 },
      endpoint: peer,
      clock,
      maxBufferedBytes: limits.queueBytes,
      windowBytes,
      maxBatchBytes,
      closeTimeoutMs: 2000,
      schedule: batch.schedule,
      onDisconnect() {
        browser.awaySince = clock.now();
        options.presence?.(browser.rights, false);
      },
      onOverflow: () => compactQueue(browser),
    });
    const bucket = new Bucket(limits.requestBurst, limits.requestsPerSecond, clock.now());
    const browser: KnownBrowser = {
      name,
      link,
      rights,
      token,
      awaySince: undefined,
      bucket,
      end: 'closed',
      compact: undefined,
    };
    browsers.set(name, browser);
    void link.closed.then(({ error }) => {
      browsers.delete(name);
      if (browser.awaySince === undefined) options.presence?.(browser.rights, false);
      if (stopped) browser.end = 'relay stopped';
      logger.info('a browser is gone', {
        subject: rights.subject,
        role: rights.role,
        end: browser.end,
        ...(error === undefined ? {} : { reason: error.message }),
      });
      observer.sessionEnded?.(browser.rights, browser.end);
    });
    watch.arm();
    return browser;
  }

  /** Says welcome and goes on over the socket. */
  function carry(
    browser: KnownBrowser,
    socket: EnvelopeSocket,
    peerReceived: number,
    resumed: boolean,
    moved = false,
  ): boolean {
    const { link, rights, name } = browser;
    const welcome = encodeEnvelope({
      kind: 'welcome',
      session: name,
      epoch: options.epoch(),
      resumed,
      migrated: moved,
      received: link.stream.received,
      role: rights.role,
      agentId: rights.agentId ?? '',
      pingMs: limits.pingMs,
      windowMs: limits.windowMs,
      maxMessageBytes: limits.maxMessageBytes,
    });
    if (!link.stream.acknowledge(peerReceived)) return false;
    socket.send(welcome);
    if (!resumed || moved || browser.awaySince !== undefined) options.presence?.(rights, true);
    browser.awaySince = undefined;
    return link.attach(socket, peerReceived);
  }

  function carriageOf(browser: KnownBrowser, socket: EnvelopeSocket): Carriage {
    const { link } = browser;
    return {
      received(envelope) {
        if (link.isClosed) return;
        const cost = envelope.kind === 'frames' ? envelope.count : 1;
        if (!browser.bucket.take(cost, clock.now())) {
          logger.warn('a browser floods', { subject: browser.rights.subject, role: browser.rights.role });
          turnOut(browser, 'protocol', 'too-many', 'too many requests');
          return;
        }
        if (!link.receive(socket, envelope)) {
          logger.warn('a browser broke the protocol', {
            subject: browser.rights.subject,
            kind: envelope.kind,
          });
          browser.end = 'protocol';
        }
      },
      lost: (code) => link.socketClosed(socket, code),
    };
  }

  /** Room for more: agent states of which later ones wait are dropped. Else the browser has to begin anew. */
  function compactQueue(browser: KnownBrowser): boolean {
    const { link } = browser;
    if (browser.compact !== undefined) {
      link.stream.replaceQueue(browser.compact);
      if (link.stream.queuedBytes <= limits.queueBytes / 2) return true;
    }
    observer.resync?.('too slow');
    beginAnew(browser, 'resync required', 'more waits for this browser than the relay keeps');
    return true;
  }

  return {
    get size() {
      return browsers.size;
    },
    get carried() {
      let carried = 0;
      for (const { link } of browsers.values()) if (link.isConnected) carried++;
      return carried;
    },
    all: () => browsers.values(),
    arrive,
    epochChanged() {
      for (const { link } of browsers.values()) link.stream.sendControl('ping');
    },
    reexamine: (verify) => reexamine(browsers.values(), verify, clock, logger),
    goingAway() {
      let place = 0;
      for (const { link } of browsers.values())
        link.sendEnvelope({
          kind: 'going-away',
          retryMs: Math.round(returnAfterMs(place++, browsers.size, Math.random(), limits)),
        });
    },
    stop() {
      stopped = true;
      watch.stop();
      for (const { link } of [...browsers.values()]) {
        // Without a last word: another relay of the cluster takes it up.
        if (options.adopt !== undefined) link.abandonSocket();
        link.abort();
      }
    },
  };
}

/**
 * When a browser is to come back: no more of them in a second than the limit says, each within its own part of the time,
 * and soon enough for those whose session goes on at another relay of the cluster.
 */
export function returnAfterMs(
  place: number,
  browsers: number,
  random: number,
  { returnsPerSecond, windowMs }: RelayLimits,
): number {
  const allMs = Math.min((browsers * 1000) / returnsPerSecond, windowMs / 2);
  return ((place + random) / browsers) * allMs;
}

function secretName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
