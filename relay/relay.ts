/**
 * The relay: one CCX session, shared by any number of clients with different rights.
 *
 * ```text
 *   CCX ── upstream ── sessions ── clients ── HTTP server ── clients' WebSockets
 *          (local or    (virtual    (links that   (upgrade,
 *          cluster)     CTI         outlive       sign-in)
 *                       sessions)   sockets)
 * ```
 *
 * The parts are created in this order. What a part reports to those above it goes through `events`.
 * @module
 */
import { agentMode, bridgeMode, type Clock, silentLogger, systemClock, type Transport } from 'rxcti';
import type { ServerSession } from 'rxcti/server';
import { type Observable, Subject } from 'rxjs';
import { createAuthenticator } from './authorization/authenticator.ts';
import type { Role } from './authorization/rights.ts';
import { createClusterUpstream } from './cluster/cluster-upstream.ts';
import type { LeaseContents } from './cluster/lease.ts';
import { createPresence } from './cluster/presence.ts';
import { createSessionMigration } from './cluster/session-migration.ts';
import type { ReloadResult } from './connections/client-checks.ts';
import { createClients } from './connections/clients.ts';
import { createHandshakes, type WebSocketTraffic } from './connections/handshake.ts';
import { defaultLimits } from './connections/limits.ts';
import { createRejectionLog } from './connections/rejection-log.ts';
import { createHttpApp } from './http/app.ts';
import { createClientAddress } from './http/client-address.ts';
import type { Listener } from './http/listener.ts';
import {
  type ObservabilityServer,
  observabilityRoutes,
  startObservabilityServer,
} from './http/observability-routes.ts';
import { startHttpServer } from './http/server.ts';
import { signInRoutes } from './http/sign-in.ts';
import { createTrafficMeter } from './observability/client-metrics.ts';
import type { RelayEvent } from './observability/events.ts';
import { createObservability } from './observability/observability.ts';
import type { CloseOptions, RelayOptions, ReloadOptions } from './options.ts';
import { createDedicatedSessions } from './sessions/dedicated-sessions.ts';
import { createDisconnectHandler } from './sessions/disconnect-policy.ts';
import { coalesceAgentStates, createBatch } from './sessions/send-queue.ts';
import { createSessions } from './sessions/sessions.ts';
import { createLocalUpstream, type Upstream } from './sessions/upstream.ts';

/** A relay that listens. */
export interface Relay {
  readonly port: number;
  /** Port of `/healthz`, `/readyz` and `/metrics`, if they are served. */
  readonly observabilityPort: number;
  /** The CCX session is open and the relay's replica complete. */
  readonly isReady: boolean;
  /** In a cluster: the leader and the start of its term, if known. */
  readonly leader: LeaseContents | undefined;
  /** Number of open sessions, and of those whose client is connected. */
  readonly sessions: { readonly open: number; readonly connected: number };
  /** Events for metrics, logs and the audit log. Completes when the relay is closed. Subscribers must not block. */
  readonly events$: Observable<RelayEvent>;
  /** Resolves when the relay is ready for the first time. */
  whenReady(): Promise<void>;
  /**
   * Replaces options while the relay runs. Clients whose token is still valid with the same rights are kept; those with
   * other rights resync; the others are evicted.
   * @throws {CtiError} `INVALID_ARGUMENT` as a rejection; the options stay as they were.
   */
  reload(options: ReloadOptions): Promise<ReloadResult>;
  /** Refuses new clients, announces shutdown to the others, and ends all sessions; the CCX session with CLOSE_REQ. */
  close(options?: CloseOptions): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts a relay. Resolves when it listens. Clients may connect before CCX is reached; they wait.
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
 * @throws {CtiError} `INVALID_ARGUMENT`, and the runtime's error if a port is in use, as rejections.
 */
export async function createRelay(options: RelayOptions): Promise<Relay> {
  const { clock = systemClock, logger = silentLogger, listen, cluster, policy = {} } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const now = (): number => clock.now();
  const events = new Subject<RelayEvent>();
  const authenticator = createAuthenticator(options.auth, cluster !== undefined, now);
  const clientAddress = createClientAddress(listen.trustedProxies);
  const rejections = createRejectionLog({ clock, logger, events });
  let isStopping = false;

  const { mode = bridgeMode({ clientId: 'rxcti-relay' }), ...reach } = options.upstream;
  const meters = { shared: createTrafficMeter(now), dedicated: createTrafficMeter(now) };
  const metered = (meter: keyof typeof meters): Transport =>
    options.observability === undefined ? reach.transport : meters[meter].wrap(reach.transport);
  const client = { ...reach, transport: metered('shared'), mode, clock };
  const bus = cluster?.open({ clock, logger });
  const clustered =
    cluster === undefined || bus === undefined
      ? undefined
      : createClusterUpstream({ cluster, bus, client, clock, logger, events });
  const upstream: Upstream = clustered ?? createLocalUpstream(client, logger);

  const batch = createBatch();
  const sessions = createSessions({
    upstream,
    batch,
    clock,
    logger,
    events,
    isClustered: bus !== undefined,
  });
  const migration =
    bus === undefined
      ? undefined
      : createSessionMigration({ resumeTokens: bus.resumeTokens, upstream, sessions, clock });
  const { onDisconnect = {}, dedicated: dedicatedRoles = [] } = policy;
  const disconnects = createDisconnectHandler({
    upstream,
    policy: onDisconnect,
    clock,
    logger,
    events,
    isActing: () => clustered === undefined || clustered.role.role === 'leader',
  });
  const hasDisconnectPolicy = Object.values(onDisconnect).some(({ action }) => action !== 'nothing');
  const clusterPresence =
    bus === undefined || cluster === undefined || !hasDisconnectPolicy
      ? undefined
      : createPresence({ bus, intervalMs: cluster.leaseMs, disconnects, clock, logger });
  const presence = clusterPresence ?? disconnects;
  const dedicated = createDedicatedSessions({
    shared: upstream,
    sharedSessions: sessions,
    createUpstream: (agentId, extension) =>
      createLocalUpstream(
        { ...reach, transport: metered('dedicated'), mode: agentMode({ agentId, extension }), clock },
        logger,
      ),
    createSessions: (own) => createSessions({ upstream: own, batch, clock, logger, events }),
  });
  const isDedicated = (role: Role): boolean => (dedicatedRoles as readonly Role[]).includes(role);

  const clients = createClients({
    batch,
    epoch: () => upstream.epoch,
    ...(migration === undefined ? {} : { position: () => sessions.position, adopt: migration.adopt }),
    limits,
    clock,
    logger,
    events,
    reject: rejections.reject,
    serve(client) {
      const { link, rights } = client;
      const served = (session: ServerSession): void => {
        client.compact = coalesceAgentStates(() => session.granted?.version);
      };
      if (isDedicated(rights.role)) dedicated.serve(link, rights, served);
      else served(sessions.serve(link, rights, migration?.saveFor(client)));
    },
    presenceChanged: (rights, isConnected) =>
      isConnected ? presence.connected(rights) : presence.disconnected(rights),
  });
  const traffic: WebSocketTraffic = { receivedMessages: 0, receivedBytes: 0, sentMessages: 0, sentBytes: 0 };
  const handshakes = createHandshakes({
    clients,
    verify: authenticator.verify,
    limits,
    clock,
    logger,
    rejections,
    traffic,
  });
  const observability =
    options.observability === undefined
      ? undefined
      : createObservability({
          events$: events,
          upstream,
          cluster: () => clustered?.status(),
          clients: () => clients.all(),
          dedicatedStates: () => dedicated.states,
          traffic,
          meters,
          heartbeatMs: reach.heartbeatMs,
          isStopping: () => isStopping,
          clock,
        });

  const app = createHttpApp({ logger, onNotFound: () => rejections.count('not-found') });
  app.route('/', signInRoutes({ authenticator, upstream, limits, clock, logger, rejections, clientAddress }));
  const routes = observability === undefined ? undefined : observabilityRoutes(observability);
  const hasOwnPort = options.observability?.port !== undefined;
  if (routes !== undefined && !hasOwnPort) app.route('/', routes);
  let observabilityServer: ObservabilityServer | undefined;
  let server: Listener;
  try {
    if (routes !== undefined && options.observability !== undefined && hasOwnPort)
      observabilityServer = await startObservabilityServer(options.observability, routes, logger);
    server = await startHttpServer({
      listen,
      limits,
      allowedOrigins: () => authenticator.auth.origins,
      app,
      clock,
      logger,
      rejections,
      clientAddress,
      onSocket: handshakes.start,
    });
  } catch (error) {
    isStopping = true;
    observability?.metrics.stop();
    observabilityServer?.close();
    clusterPresence?.stop();
    await upstream.stop();
    throw error;
  }

  const firstReady = new Promise<void>((resolve) => {
    upstream.listen({
      event: () => {},
      readyChanged(isReady) {
        logger.info(isReady ? 'relay ready' : 'CCX unreachable');
        events.next({ type: 'upstream-ready', ready: isReady });
        if (!isReady) return;
        clients.epochChanged();
        resolve();
      },
    });
  });
  upstream.session.subscribe(() => {
    const state = upstream.session.getSnapshot();
    if (state.name === 'closed' && !isStopping) events.next({ type: 'upstream-closed', error: state.error });
  });
  upstream.start(sessions);
  logger.info('relay listening', { port: server.port });

  async function stop(drainMs: number): Promise<void> {
    isStopping = true;
    server.stopAccepting();
    handshakes.stop();
    clients.goingAway();
    await drained(() => sessions.unanswered + dedicated.unanswered, clock, drainMs);
    sessions.stop();
    migration?.stop();
    clients.stop();
    clusterPresence?.stop();
    disconnects.stop(); // clients disconnected by the shutdown are no case for the disconnect policy
    handshakes.stop();
    server.close();
    await Promise.all([dedicated.stop(), upstream.stop()]);
    rejections.stop();
    observability?.metrics.stop();
    observabilityServer?.close();
    events.complete();
  }
  let closing: Promise<void> | undefined;
  const close = ({ drainMs = 2000 }: CloseOptions = {}): Promise<void> => {
    closing ??= stop(drainMs);
    return closing;
  };
  return {
    port: server.port,
    observabilityPort: observabilityServer?.port ?? server.port,
    get isReady() {
      return upstream.isReady;
    },
    get leader() {
      const role = clustered?.role;
      return role === undefined || role.role === 'none' ? undefined : role.lease;
    },
    get sessions() {
      return { open: clients.size, connected: clients.connected };
    },
    events$: events.asObservable(),
    whenReady: () => firstReady,
    async reload({ auth, tls }) {
      if (tls !== undefined) await server.renewCertificate(tls);
      if (auth === undefined) return { kept: clients.size, resynced: 0, evicted: 0 };
      authenticator.update(auth);
      return clients.revalidate(authenticator.verify);
    },
    close,
    [Symbol.asyncDispose]: () => close(),
  };
}

/** Waits until CCX has answered the pending requests, but not longer than the limit. */
async function drained(pending: () => number, clock: Clock, maxMs: number): Promise<void> {
  const until = clock.now() + maxMs;
  while (pending() > 0 && clock.now() < until)
    await new Promise<void>((resolve) => clock.setTimeout(resolve, 20));
}
