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
import { agentMode, bridgeMode, type Clock, silentLogger, systemClock } from 'rxcti';
import type { ServerSession } from 'rxcti/server';
import { createGate } from './authorization/authenticator.ts';
import type { Role } from './authorization/rights.ts';
import { createClusterUpstream } from './cluster/cluster-upstream.ts';
import type { Standing } from './cluster/election.ts';
import type { LeaseContents } from './cluster/lease.ts';
import { createRollCall } from './cluster/presence.ts';
import { createMoving } from './cluster/session-migration.ts';
import { createBrowsers } from './connections/clients.ts';
import { createGreeting } from './connections/handshake.ts';
import type { Reexamined } from './connections/reexamine.ts';
import { createRefusals } from './connections/rejection-log.ts';
import { createAddressOf } from './http/client-address.ts';
import { type Door, openDoor } from './http/server.ts';
import { signInRoutes } from './http/sign-in.ts';
import { createOperations } from './observability/observability.ts';
import {
  type AuthOptions,
  type DeparturePolicy,
  defaultLimits,
  type ListenOptions,
  type RelayOptions,
} from './options.ts';
import { createBatch } from './sessions/batch.ts';
import { coalesceAgentStates } from './sessions/coalesce.ts';
import { createDedicated } from './sessions/dedicated-sessions.ts';
import { createDepartures } from './sessions/disconnect-policy.ts';
import { createLocalUpstream } from './sessions/local-upstream.ts';
import { createSessions } from './sessions/sessions.ts';
import type { Upstream } from './sessions/upstream.ts';

/** How a relay stops. */
export interface CloseOptions {
  /** How long requests that CCX has not answered yet may hold it up. Default 2000. */
  readonly drainMs?: number;
}

/** What can be changed while a relay runs. */
export interface RelayChanges {
  /** Who is let in, in the place of all that held before. */
  readonly auth?: AuthOptions;
  /** A renewed certificate; connections that are there keep theirs. */
  readonly tls?: NonNullable<ListenOptions['tls']>;
}

/** A relay that listens. */
export interface Relay {
  readonly port: number;
  /** Where `/healthz`, `/readyz` and `/metrics` are, when they were asked for. */
  readonly operationsPort: number;
  /** The session with CCX is open and the relay's picture of the contact center is whole. */
  readonly isReady: boolean;
  /** In a cluster: the relay that holds the session with CCX, as far as is known, and since when. */
  readonly holder: LeaseContents | undefined;
  /** Browsers' sessions now, and how many of them have a connection. */
  readonly sessions: { readonly open: number; readonly connected: number };
  /** Resolves when the relay is ready for the first time. */
  whenReady(): Promise<void>;
  /**
   * Changes what can be changed while it runs. Browsers whose token holds by the new rules and gives the same rights
   * notice nothing; those whose rights changed begin anew; the others are turned out.
   * @throws {CtiError} `INVALID_ARGUMENT` as a rejection; the rules stay as they were.
   */
  reload(changes: RelayChanges): Promise<Reexamined>;
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
 * import { createRelay } from '@rxcti/relay';
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
  const gate = createGate(auth, options.cluster !== undefined, () => clock.now());
  const addressOf = createAddressOf(listen.trustedProxies);
  const { mode = bridgeMode({ clientId: 'rxcti-relay' }), ...reach } = options.upstream;
  let isStopping = false;
  const operations = createOperations({
    listen: options.operations,
    observer: options.observer,
    heartbeatMs: reach.heartbeatMs,
    isStopping: () => isStopping,
    upstream: () => upstream,
    cluster: () => clustered?.view(),
    browsers: () => browsers.all(),
    dedicated: () => dedicated.states,
    clock,
    logger,
  });
  const { observer } = operations;
  const refusals = createRefusals({ clock, logger, observer });
  const client = { ...reach, transport: operations.metered(reach.transport), mode, clock };
  const bus = options.cluster?.open({ clock, logger });
  let standing: Standing = { part: 'none' };
  const clustered =
    options.cluster === undefined || bus === undefined
      ? undefined
      : createClusterUpstream({
          cluster: options.cluster,
          bus,
          position: () => sessions.position,
          client,
          clock,
          logger,
          servePeer: (link, rights) => sessions.serve(link, rights),
          standingChanged(next) {
            standing = next;
            observer.standing?.(next);
          },
          resigned: () => observer.resigned?.(),
        });
  const upstream: Upstream = clustered ?? createLocalUpstream(client, logger);
  const batch = createBatch();
  const sessions = createSessions({
    upstream,
    batch,
    clock,
    logger,
    observer,
    keepsHistory: bus !== undefined,
  });
  const moving =
    bus === undefined ? undefined : createMoving({ passports: bus.passports, upstream, sessions, clock });
  const { onDisconnect = {}, dedicated: dedicatedRoles = [] } = options.policy ?? {};
  const departures = createDepartures({
    upstream,
    policy: onDisconnect,
    clock,
    logger,
    observer,
    acts: () => clustered === undefined || standing.part === 'holder',
    settled: (agentId) => rollCall?.settled(agentId),
  });
  const rollCall =
    bus === undefined || options.cluster === undefined || !actsOn(onDisconnect)
      ? undefined
      : createRollCall({ bus, beatMs: options.cluster.leaseMs, departures, clock, logger });
  const presence = rollCall ?? departures;
  const dedicated = createDedicated({
    shared: upstream,
    sharedSessions: sessions,
    upstreamFor: (agentId, extension) =>
      createLocalUpstream(
        {
          ...reach,
          transport: operations.counted(reach.transport),
          mode: agentMode({ agentId, extension }),
          clock,
        },
        logger,
      ),
    sessionsOver: (own) => createSessions({ upstream: own, batch, clock, logger, observer }),
  });
  const isDedicated = (role: Role): boolean => (dedicatedRoles as readonly Role[]).includes(role);
  const browsers = createBrowsers({
    batch,
    epoch: () => upstream.epoch,
    ...(moving === undefined ? {} : { position: () => sessions.position, adopt: moving.adopt }),
    limits,
    clock,
    logger,
    observer,
    refuse: refusals.refuse,
    serve(browser) {
      const { link, rights } = browser;
      const served = (session: ServerSession): void => {
        browser.compact = coalesceAgentStates(() => session.granted?.version);
      };
      if (isDedicated(rights.role)) dedicated.serve(link, rights, served);
      else served(sessions.serve(link, rights, moving?.keeperFor(browser)));
    },
    presence: (rights, isThere) => (isThere ? presence.arrived(rights) : presence.left(rights)),
  });
  /** What began already ends again when something cannot begin. */
  const orUndo = async <T>(beginning: Promise<T>): Promise<T> => {
    try {
      return await beginning;
    } catch (error) {
      isStopping = true;
      operations.close();
      rollCall?.stop();
      await upstream.stop();
      throw error;
    }
  };
  await orUndo(operations.open());
  const greeting = createGreeting({
    browsers,
    verify: gate.verify,
    limits,
    clock,
    logger,
    observer,
    refusals,
  });
  const opening: Promise<Door> = openDoor({
    listen,
    limits,
    origins: () => gate.auth.origins,
    routes: {
      ...operations.browsersRoutes,
      ...signInRoutes({ gate, upstream, limits, clock, logger, refusals, addressOf }),
    },
    clock,
    logger,
    refusals,
    addressOf,
    onSocket: greeting.greet,
  });
  const door = await orUndo(opening);

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
  upstream.start();
  logger.info('the relay listens', { port: door.port });

  let closing: Promise<void> | undefined;
  const close = ({ drainMs = 2000 }: CloseOptions = {}): Promise<void> => {
    closing ??= (async () => {
      isStopping = true;
      door.shut();
      greeting.stop();
      browsers.goingAway();
      await answered(() => sessions.unanswered + dedicated.unanswered, clock, drainMs);
      sessions.stop();
      moving?.stop();
      browsers.stop();
      rollCall?.stop();
      departures.stop(); // who is gone because the relay stops has not left, or has for other relays
      greeting.stop();
      door.close();
      await Promise.all([dedicated.stop(), upstream.stop()]);
      refusals.stop();
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
      return standing.part === 'none' ? undefined : standing.lease;
    },
    get sessions() {
      return { open: browsers.size, connected: browsers.carried };
    },
    whenReady: () => firstReady,
    async reload({ auth: rules, tls }) {
      if (tls !== undefined) await door.renew(tls);
      if (rules === undefined) return { kept: browsers.size, begunAnew: 0, turnedOut: 0 };
      gate.change(rules);
      return browsers.reexamine(gate.verify);
    },
    close,
    [Symbol.asyncDispose]: () => close(),
  };
}

function actsOn(policy: DeparturePolicy): boolean {
  return Object.values(policy).some(({ action }) => action !== 'nothing');
}

/** Waits until CCX has answered what browsers asked, but not for longer than that. */
async function answered(unanswered: () => number, clock: Clock, longestMs: number): Promise<void> {
  const until = clock.now() + longestMs;
  while (unanswered() > 0 && clock.now() < until)
    await new Promise<void>((resolve) => clock.setTimeout(resolve, 20));
}
