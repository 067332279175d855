/**
 * The clients of a relay, including those that are disconnected for a moment. A client's link and session outlive its
 * sockets: a client that reconnects in time, with a token of the same user, continues without a gap.
 * @module
 */
import type { Endpoint, LogFields } from 'rxcti';
import {
  closeCode,
  type Envelope,
  type EnvelopeSocket,
  encodeEnvelope,
  type ResumePoint,
} from 'rxcti/websocket/server';
import { type Rights, sameUser } from '../authorization/rights.ts';
import type { VerifyToken } from '../authorization/tokens.ts';
import { type Client, type KnownClient, type RejectionReason, reject, requireResync } from './client.ts';
import { createClientMonitor, type ReloadResult, revalidateClients } from './client-checks.ts';
import {
  type ClientConnection,
  type ClientConnectionOptions,
  createClientConnections,
} from './client-connection.ts';
import { checkSessionLimits, type RelayLimits, type SessionLimitExceeded } from './limits.ts';

/** Starts serving a session of another relay, or the reason why this relay cannot. The function itself may also give one. */
export type Adoption = string | ((client: Client) => string | undefined);

export interface ClientsOptions extends ClientConnectionOptions {
  /** Session migration: takes over a session of another relay. Never rejects. */
  adopt?(resume: ResumePoint, rights: Rights): Promise<Adoption>;
  /** Reports a refused session. */
  reject(reason: RejectionReason, message: string, fields: LogFields): void;
  /** Serves the link of a new client. */
  serve(client: Client): void;
}

/** A new connection whose `hello` arrived and whose token was verified. */
interface AuthenticatedConnection {
  readonly socket: EnvelopeSocket;
  readonly peer: Endpoint;
  readonly hello: Extract<Envelope, { kind: 'hello' }>;
  readonly rights: Rights;
}

export interface Clients {
  /** Number of sessions. */
  readonly size: number;
  /** Number of clients that are connected. */
  readonly connected: number;
  /** All clients, connected or not. */
  all(): Iterable<Client>;
  /** Opens or resumes a session; resolves with undefined if the connection was refused and closed. */
  accept(connection: AuthenticatedConnection): Promise<ClientConnection | undefined>;
  /** Tells clients about a new epoch before its first event. */
  epochChanged(): void;
  /** Verifies the tokens of all clients again; see `Relay.reload`. */
  revalidate(verify: VerifyToken): Promise<ReloadResult>;
  /** Announces shutdown; each client is told when to reconnect. */
  goingAway(): void;
  /** Ends all sessions. */
  stop(): void;
}

export function createClients(options: ClientsOptions): Clients {
  const { limits, clock, logger, events } = options;
  const clients = new Map<string, KnownClient>();
  const connections = createClientConnections(options);
  const monitor = createClientMonitor({ clients, limits, clock, logger });
  let stopped = false;

  async function accept(connection: AuthenticatedConnection): Promise<ClientConnection | undefined> {
    const { socket, hello, rights, peer } = connection;
    const { resume } = hello;
    if (resume === undefined) {
      const exceeded = reserve(rights, peer);
      if (exceeded !== undefined) {
        const { subject, role } = rights;
        options.reject('too-many-sessions', exceeded.message, { address: peer.host, subject, role });
        reject(socket, exceeded.code, exceeded.sentence);
        return undefined;
      }
      const client = add(rights, hello.token, peer);
      connections.attach(client, socket, 0, 'new');
      options.serve(client);
      return connections.connectionOf(client, socket);
    }
    const client = clients.get(resume.session);
    if (client === undefined) return adopt(connection, resume);
    if (!sameUser(client.rights, rights)) return refuseResume(connection, 'session of another user');
    return continueSession(client, connection, resume);
  }

  function continueSession(
    client: KnownClient,
    { socket, hello, rights, peer }: AuthenticatedConnection,
    resume: ResumePoint,
  ): ClientConnection | undefined {
    client.rights = rights;
    client.token = hello.token;
    client.link.endpoint = peer;
    const { disconnectedAt = clock.now() } = client;
    const disconnectedMs = clock.now() - disconnectedAt;
    if (!connections.attach(client, socket, resume.received, 'resumed')) {
      if (events.observed) events.next({ type: 'resync', reason: 'resume-gap' });
      const reason = 'missed messages are no longer available';
      requireResync(client, 'resync-required', reason);
      socket.send(encodeEnvelope({ kind: 'resync-required', reason }));
      socket.close(closeCode.ended);
      return undefined;
    }
    if (events.observed) events.next({ type: 'session-resumed', rights, disconnectedMs });
    return connections.connectionOf(client, socket);
  }

  /** Applies the session limits; at a user's limit a disconnected session is replaced. */
  function reserve(rights: Rights, peer: Endpoint): SessionLimitExceeded | undefined {
    const result = checkSessionLimits(clients, limits, rights, peer);
    if ('code' in result) return result;
    if (result.replaced !== undefined)
      requireResync(result.replaced, 'replaced', 'replaced by a new session of this user');
    return undefined;
  }

  /** Continues a session of another relay, if this relay has the events that the client missed. */
  async function adopt(
    connection: AuthenticatedConnection,
    resume: ResumePoint,
  ): Promise<ClientConnection | undefined> {
    const { socket, rights, peer, hello } = connection;
    const serve = (await options.adopt?.(resume, rights)) ?? 'unknown session';
    if (typeof serve === 'string') return refuseResume(connection, serve);
    if (stopped || reserve(rights, peer) !== undefined)
      return refuseResume(connection, 'session limit reached');
    const client = add(rights, hello.token, peer);
    const refusal = serve(client);
    if (refusal !== undefined) {
      client.endReason = 'resync-required';
      client.link.abort();
      return refuseResume(connection, refusal);
    }
    logger.info('session migrated from another relay', { subject: rights.subject, role: rights.role });
    connections.attach(client, socket, 0, 'migrated');
    if (events.observed) events.next({ type: 'session-resumed', rights, disconnectedMs: 0 });
    return connections.connectionOf(client, socket);
  }

  function refuseResume({ socket, rights }: AuthenticatedConnection, reason: string): undefined {
    logger.info('session resume refused', { subject: rights.subject, role: rights.role, reason });
    if (events.observed) events.next({ type: 'resync', reason: 'unknown-session' });
    socket.send(encodeEnvelope({ kind: 'resync-required', reason: 'unknown session' }));
    socket.close(closeCode.ended);
  }

  function add(rights: Rights, token: string, peer: Endpoint): KnownClient {
    const client = connections.create(rights, token, peer);
    const { name, link } = client;
    clients.set(name, client);
    void link.closed.then(({ error }) => {
      clients.delete(name);
      if (client.disconnectedAt === undefined) options.presenceChanged?.(client.rights, false);
      if (stopped) client.endReason = 'relay-stopped';
      const { endReason } = client;
      logger.info('session ended', {
        subject: rights.subject,
        role: rights.role,
        reason: endReason,
        ...(error === undefined ? {} : { error: error.message }),
      });
      if (events.observed) events.next({ type: 'session-ended', rights: client.rights, reason: endReason });
    });
    monitor.start();
    return client;
  }

  return {
    get size() {
      return clients.size;
    },
    get connected() {
      let connected = 0;
      for (const { link } of clients.values()) if (link.isConnected) connected++;
      return connected;
    },
    all: () => clients.values(),
    accept,
    epochChanged() {
      for (const { link } of clients.values()) link.stream.sendControl('ping');
    },
    revalidate: (verify) => revalidateClients(clients.values(), verify, clock, logger),
    goingAway() {
      let index = 0;
      for (const { link } of clients.values()) {
        const retryMs = Math.round(reconnectDelayMs(index++, clients.size, Math.random(), limits));
        link.sendEnvelope({ kind: 'going-away', retryMs });
      }
    },
    stop() {
      stopped = true;
      monitor.stop();
      for (const { link } of [...clients.values()]) {
        // No final message: another relay of the cluster continues the session.
        if (options.adopt !== undefined) link.abandonSocket();
        link.abort();
      }
    },
  };
}

/**
 * When a client should reconnect after shutdown: spread evenly at the rate of the limits, and early enough for sessions
 * that migrate to another relay of the cluster.
 */
export function reconnectDelayMs(
  index: number,
  clients: number,
  random: number,
  { reconnectsPerSecond, resumeWindowMs }: RelayLimits,
): number {
  const spreadMs = Math.min((clients * 1000) / reconnectsPerSecond, resumeWindowMs / 2);
  return ((index + random) / clients) * spreadMs;
}
