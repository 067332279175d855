/**
 * The relay: one session with CCX, any number of browsers, each with exactly its rights.
 *
 * ```text
 *   CCX ── upstream/ ── sessions/ ── links/ ── door/ ── browsers
 *            holder,      virtual     live on     HTTP, WebSocket,
 *            mirror       sessions,   while a     origins, tokens,
 *                         rights/     socket dies sign-in
 * ```
 * @module
 */
import { agentMode, bridgeMode, type Clock, CtiError, silentLogger, systemClock } from '../../core/index.ts';
import { createClusterUpstream } from './cluster/cluster-upstream.ts';
import type { Standing } from './cluster/election.ts';
import type { LeaseContents } from './cluster/lease.ts';
import { createMoving } from './cluster/moving.ts';
import { type Door, openDoor } from './door/door.ts';
import { greet } from './door/greeting.ts';
import { ownIssuer, signInRoutes } from './door/sign-in.ts';
import { createBrowsers } from './links/browsers.ts';
import { createOperations } from './operations/operations.ts';
import { defaultLimits, type RelayOptions } from './options.ts';
import type { Role } from './rights/rights.ts';
import { createVerifier, type TokenIssuer, TokenRefused, type VerifyToken } from './rights/tokens.ts';
import { coalesceAgentStates } from './sessions/coalesce.ts';
import { createDedicated } from './sessions/dedicated.ts';
import { createDepartures } from './sessions/departures.ts';
import { createPlaces } from './sessions/places.ts';
import { createSessions, type Sessions } from './sessions/sessions.ts';
import { createLocalUpstream } from './upstream/local.ts';

/** How a relay stops. */
export interface CloseOptions {
  /** How long requests that CCX has not answered yet may hold it up. Default 2000. */
  readonly drainMs?: number;
}

/** A relay that listens. */
export interface Relay {
  readonly port: number;
  /** Where `/healthz`, `/readyz` and `/metrics` are, when they were asked for. */
  readonly operationsPort: number;
  /** The session with CCX is open and the relay's picture of the contact centre is whole. */
  readonly isReady: boolean;
  /** In a cluster: the relay that holds the session with CCX, as far as is known, and since when. */
  readonly holder: LeaseContents | undefined;
  /** Browsers' sessions now, and how many of them have a connection. */
  readonly sessions: { readonly open: number; readonly connected: number };
  /** Resolves when the relay is ready for the first time. */
  whenReady(): Promise<void>;
  /**
   * Takes no more browsers, tells those that are there, and ends all sessions, the one with CCX in order (CLOSE_REQ).
   * Final; may be called again.
   */
  close(options?: CloseOptions): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts a relay. Resolves when it listens; browsers may come before CCX is reached, and wait.
 *
 * @example
 * ```ts
 * import { createRelay } from 'rxcti/relay';
 * import { tcp } from 'rxcti/tcp';
 *
 * const relay = await createRelay({
 *   upstream: { transport: tcp(), endpoints: [{ host: 'ccx-a.example.com' }, { host: 'ccx-b.example.com' }] },
 *   listen: { port: 8443 },
 *   auth: { signIn: {}, origins: ['https://desk.example.com'] },
 * });
 * await relay.whenReady();
 * ```
 * @throws {CtiError} `INVALID_ARGUMENT`, and the runtime's error when the port is taken, as rejections.
 */
export async function createRelay(options: RelayOptions): Promise<Relay> {
  const { clock = systemClock, logger = silentLogger, auth, listen } = options;
  const limits = { ...defaultLimits, ...options.limits };
  checkAuth(options);
  const { mode = bridgeMode({ clientId: 'rxcti-relay' }), ...reach } = options.upstream;
  let isStopping = false;
  const operations = createOperations({
    listen: options.operations,
    observer: options.observer,
    heartbeatMs: reach.heartbeatMs,
    isStopping: () => isStopping,
    upstream: () => upstream,
    browsers: () => browsers.all(),
    clock,
    logger,
  });
  const { observer } = operations;
  const client = { ...reach, transport: operations.metered(reach.transport), mode, clock };
  const places = createPlaces();
  const bus = options.cluster?.open({ clock, logger });
  let standing: Standing | undefined;
  const upstream =
    options.cluster === undefined || bus === undefined
      ? createLocalUpstream(client, logger)
      : createClusterUpstream({
          cluster: options.cluster,
          bus,
          places,
          place: () => sessions.place,
          client,
          clock,
          logger,
          servePeer: (link, rights) => sessions.serve(link, rights),
          standingChanged(next) {
            standing = next;
            observer.standing?.(next);
          },
        });
  const signInSecret = secretOf(auth.signIn?.secret);
  const verify = verifierOf(auth.jwt, auth.signIn === undefined ? undefined : signInSecret, () =>
    clock.now(),
  );

  const sessions = createSessions({
    upstream,
    clock,
    logger,
    observer,
    places,
    keepsHistory: bus !== undefined,
  });
  const moving =
    bus === undefined ? undefined : createMoving({ passports: bus.passports, upstream, sessions, clock });
  const { onDisconnect = {}, dedicated: dedicatedRoles = [] } = options.policy ?? {};
  const departures = createDepartures({ upstream, policy: onDisconnect, clock, logger, observer });
  const dedicated = createDedicated({
    shared: upstream,
    sharedSessions: sessions,
    upstreamFor: (agentId, extension) =>
      createLocalUpstream({ ...reach, mode: agentMode({ agentId, extension }), clock }, logger),
    sessionsOver: (own) => createSessions({ upstream: own, clock, logger, observer }),
  });
  const isDedicated = (role: Role): boolean => (dedicatedRoles as readonly Role[]).includes(role);
  const browsers = createBrowsers({
    epoch: () => upstream.epoch,
    ...(moving === undefined ? {} : { placeOf: places.of, place: () => sessions.place, adopt: moving.adopt }),
    limits,
    clock,
    logger,
    observer,
    serve(browser) {
      const { link, rights } = browser;
      if (isDedicated(rights.role)) dedicated.serve(link, rights);
      else sessions.serve(link, rights, moving?.keeperFor(browser));
      browser.compact = coalesceAgentStates(upstream.version);
    },
    presence: (rights, isThere) => (isThere ? departures.arrived(rights) : departures.left(rights)),
  });
  const door: Door = await openDoor({
    listen,
    limits,
    origins: auth.origins,
    routes: {
      ...operations.browsersRoutes,
      ...(auth.signIn === undefined
        ? {}
        : signInRoutes({
            upstream,
            options: auth.signIn,
            secret: signInSecret,
            origins: auth.origins,
            limits,
            clock,
            logger,
            observer,
          })),
    },
    clock,
    logger,
    observer,
    onSocket: (socket, peer) => greet(socket, peer, { browsers, verify, limits, clock, logger, observer }),
  });

  let becameReady = (): void => {};
  const firstReady = new Promise<void>((resolve) => {
    becameReady = resolve;
  });
  upstream.listen({
    frame: () => {},
    ready(isReady) {
      logger.info(isReady ? 'the relay is ready' : 'CCX is out of reach');
      observer.upstream?.(isReady);
      if (isReady) {
        browsers.epochChanged();
        becameReady();
      }
    },
  });
  upstream.session.subscribe(() => {
    const state = upstream.session.getSnapshot();
    if (state.name === 'closed' && !isStopping) observer.upstreamOver?.(state.error);
  });
  try {
    await operations.open();
  } catch (error) {
    await door.close();
    throw error;
  }
  upstream.start();
  logger.info('the relay listens', { port: door.port });

  let closing: Promise<void> | undefined;
  const close = ({ drainMs = 2000 }: CloseOptions = {}): Promise<void> => {
    closing ??= (async () => {
      isStopping = true;
      door.shut();
      browsers.say({ kind: 'going-away', retryMs: 0 });
      await answered(sessions, clock, drainMs);
      sessions.stop();
      moving?.stop();
      browsers.stop();
      departures.stop(); // who is gone because the relay stops has not left
      await Promise.all([door.close(), dedicated.stop(), upstream.stop()]);
      operations.close();
    })();
    return closing;
  };
  return {
    port: door.port,
    get operationsPort() {
      return operations.port ?? door.port;
    },
    get isReady() {
      return upstream.isReady;
    },
    get holder() {
      return standing === undefined || standing.part === 'none' ? undefined : standing.lease;
    },
    get sessions() {
      return { open: browsers.size, connected: browsers.carried };
    },
    whenReady: () => firstReady,
    close,
    [Symbol.asyncDispose]: () => close(),
  };
}

/** Waits until CCX has answered what browsers asked, but not for longer than that. */
async function answered(sessions: Sessions, clock: Clock, longestMs: number): Promise<void> {
  const until = clock.now() + longestMs;
  while (sessions.unanswered > 0 && clock.now() < until)
    await new Promise<void>((resolve) => clock.setTimeout(resolve, 20));
}

function checkAuth({ auth, cluster }: RelayOptions): void {
  const wrong = (argument: string, message: string): never => {
    throw new CtiError('INVALID_ARGUMENT', message, { argument });
  };
  if (auth.jwt === undefined && auth.signIn === undefined)
    wrong('auth', 'auth: name jwt or signIn, else nobody could come in');
  for (const [argument, secret] of [
    ['auth.jwt.secret', auth.jwt?.secret],
    ['auth.signIn.secret', auth.signIn?.secret],
  ] as const) {
    if (secret !== undefined && secret.length < 32)
      wrong(argument, `${argument} is too short: 32 bytes at least`);
  }
  if (cluster !== undefined && auth.signIn !== undefined && auth.signIn.secret === undefined) {
    const rule = 'in a cluster all relays take the tokens of each: give them one secret';
    wrong('auth.signIn.secret', `auth.signIn.secret: ${rule}`);
  }
  if (auth.jwt === undefined) return;
  const { secret, publicKey, jwksUrl } = auth.jwt;
  if ([secret, publicKey, jwksUrl].filter((source) => source !== undefined).length !== 1)
    wrong('auth.jwt', 'auth.jwt: name exactly one of secret, publicKey and jwksUrl');
}

/** The relay's own tokens and those of the identity provider; the first that holds counts. */
function verifierOf(
  jwt: TokenIssuer | undefined,
  own: Uint8Array | undefined,
  now: () => number,
): VerifyToken {
  const verifiers = [
    ...(own === undefined
      ? []
      : [createVerifier({ secret: own, issuer: ownIssuer, audience: ownIssuer }, now)]),
    ...(jwt === undefined ? [] : [createVerifier(jwt, now)]),
  ];
  return async (token) => {
    let last: unknown = new TokenRefused('no tokens are taken');
    for (const verify of verifiers) {
      try {
        return await verify(token);
      } catch (error) {
        last = error;
      }
    }
    throw last;
  };
}

function secretOf(secret: string | Uint8Array | undefined): Uint8Array {
  if (secret === undefined) return crypto.getRandomValues(new Uint8Array(32));
  return typeof secret === 'string' ? new TextEncoder().encode(secret) : secret;
}
