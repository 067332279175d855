/**
 * `rxcti/relay/nats`: relays that know each other through NATS. Nothing of NATS is loaded without it.
 * @module
 */
import {
  connect,
  credsAuthenticator,
  type NatsConnection,
  type NodeConnectionOptions,
  nkeyAuthenticator,
} from '@nats-io/transport-node';
import { type Clock, CtiError, type Logger } from '../../../core/index.ts';
import type { Cluster, ClusterBus } from './cluster.ts';
import { createLeaseStore } from './lease-store.ts';
import { openNatsSocket, serveNatsSockets, socketSubjects } from './nats-socket.ts';
import { createPassportStore } from './passport-store.ts';

/** How a relay reaches NATS, and who its cluster is. */
export interface NatsOptions {
  /** `nats://host:4222`, or several. */
  readonly servers: string | readonly string[];
  /** Relays with the same cluster name share one CCX session. Letters, digits, `-` and `_`. Default `default`. */
  readonly cluster?: string;
  /** This relay's name, for logs and metrics. Default: a random one. */
  readonly name?: string;
  readonly user?: string;
  readonly password?: string;
  readonly token?: string;
  /** Contents of a `.creds` file. */
  readonly credentials?: string | Uint8Array;
  /** Seed of an nkey: `SU...`. */
  readonly nkeySeed?: string;
  /** TLS as Node's `tls.connect` takes it: PEM texts or files. An empty object asks for TLS without a certificate of our own. */
  readonly tls?: NodeConnectionOptions['tls'];
  /**
   * How long a holder that fell silent keeps the session, at least 500; another takes over a quarter later. Default 3000.
   */
  readonly leaseMs?: number;
  /**
   * How long a holder that cannot reach CCX tries before it lets another relay try, at least 1000. Doubled each time in a
   * row that no relay reaches CCX, up to 32 times. Default 10 000.
   */
  readonly resignMs?: number;
  /** How many servers of a NATS cluster keep the lease. Default 1. */
  readonly replicas?: number;
}

/** How long the client waits before it tries NATS again. */
const retryMs = 500;

/**
 * Option `cluster` of `createRelay()`: of all relays with it, one holds the CCX session, and another takes over when it
 * dies.
 *
 * @example
 * ```ts
 * import { createRelay } from 'rxcti/relay';
 * import { nats } from 'rxcti/relay/nats';
 * import { tcp } from 'rxcti/tcp';
 *
 * await createRelay({
 *   upstream: { transport: tcp(), endpoints: [{ host: 'ccx-a.example.com' }] },
 *   listen: { port: 8443 },
 *   auth: { jwt: { jwksUrl: 'https://login.example.com/keys' } },
 *   cluster: nats({ servers: 'nats://nats.example.com:4222', name: 'relay-a' }),
 * });
 * ```
 * @throws {CtiError} `INVALID_ARGUMENT`.
 */
export function nats(options: NatsOptions): Cluster {
  const { cluster = 'default', leaseMs = 3000, resignMs = 10_000, replicas = 1 } = options;
  const name = options.name ?? `relay-${crypto.randomUUID().slice(0, 8)}`;
  const servers = typeof options.servers === 'string' ? [options.servers] : [...options.servers];
  check('servers', servers.length > 0, 'name at least one server');
  check('cluster', /^[\w-]{1,64}$/.test(cluster), 'letters, digits, - and _ only, 64 at most');
  check('leaseMs', leaseMs >= 500, 'at least 500');
  check('resignMs', resignMs >= 1000, 'at least 1000');
  const authenticator = authenticatorOf(options);
  const connection: NodeConnectionOptions = {
    servers,
    name,
    waitOnFirstConnect: true,
    maxReconnectAttempts: -1,
    reconnectTimeWait: retryMs,
    ignoreAuthErrorAbort: true, // an account may be restored
    pingInterval: Math.max(500, leaseMs / 3),
    maxPingOut: 2,
    timeout: Math.max(2000, leaseMs),
    ...(options.user === undefined ? {} : { user: options.user }),
    ...(options.password === undefined ? {} : { pass: options.password }),
    ...(options.token === undefined ? {} : { token: options.token }),
    ...(authenticator === undefined ? {} : { authenticator }),
    ...(options.tls === undefined ? {} : { tls: options.tls }),
  };
  return {
    name,
    leaseMs,
    resignMs,
    open: ({ clock, logger }) =>
      openBus({
        connection,
        prefix: `rxcti.${cluster}`,
        bucket: `rxcti-${cluster}`,
        leaseMs,
        replicas,
        clock,
        logger,
      }),
  };
}

interface BusOptions {
  readonly connection: NodeConnectionOptions;
  readonly prefix: string;
  readonly bucket: string;
  readonly leaseMs: number;
  readonly replicas: number;
  readonly clock: Clock;
  readonly logger: Logger;
}

function openBus(options: BusOptions): ClusterBus {
  const { prefix, bucket, leaseMs, replicas, clock, logger } = options;
  const subjects = socketSubjects(prefix);
  let connection: NatsConnection | undefined;
  let closed = false;
  /** What was begun before there was a connection. */
  const waiting: ((connection: NatsConnection) => void)[] = [];

  async function reach(): Promise<void> {
    try {
      const reached = await connect(options.connection);
      if (closed) {
        await reached.close();
        return;
      }
      connection = reached;
      logger.info('NATS is in reach', { server: reached.getServer() });
      for (const begin of waiting.splice(0)) begin(reached);
      for await (const status of reached.status())
        if (status.type === 'disconnect' || status.type === 'reconnect')
          logger.info(`NATS: ${status.type}`, { server: status.server });
      if (closed) return;
      connection = undefined;
    } catch (error) {
      logger.warn('NATS is out of reach', { reason: String(error) });
    }
    if (!closed) clock.setTimeout(() => void reach(), retryMs);
  }
  void reach();

  /** Does it with the connection that is there, or with the first that comes, unless it was undone before. */
  function once(begin: (connection: NatsConnection) => () => void): () => void {
    let undo = (): void => {};
    let undone = false;
    const start = (reached: NatsConnection): void => {
      if (!undone) undo = begin(reached);
    };
    if (connection === undefined) waiting.push(start);
    else start(connection);
    return () => {
      undone = true;
      undo();
    };
  }

  return {
    leases: createLeaseStore({
      connection: () => connection,
      bucket,
      changedSubject: `${prefix}.changed`,
      replicas,
      timeoutMs: leaseMs / 3,
      once,
    }),
    passports: createPassportStore({
      connection: () => connection,
      bucket: `${bucket}-sessions`,
      replicas,
      timeoutMs: 2000,
      logger,
    }),
    listen: (address, onSocket) =>
      once((reached) =>
        serveNatsSockets(reached, subjects, address, onSocket, (message) =>
          logger.warn('nonsense came over NATS', {
            subject: message.subject,
            bytes: message.data.byteLength,
          }),
        ),
      ),
    openSocket(url) {
      if (connection === undefined) throw new Error('NATS is out of reach');
      return openNatsSocket(connection, subjects, new URL(url).hostname);
    },
    async close() {
      closed = true;
      await connection?.close();
    },
  };
}

function authenticatorOf({ credentials, nkeySeed }: NatsOptions): NodeConnectionOptions['authenticator'] {
  const bytes = (text: string | Uint8Array): Uint8Array =>
    typeof text === 'string' ? new TextEncoder().encode(text) : text;
  if (credentials !== undefined) return credsAuthenticator(bytes(credentials));
  return nkeySeed === undefined ? undefined : nkeyAuthenticator(bytes(nkeySeed));
}

function check(argument: string, holds: boolean, rule: string): void {
  if (!holds) throw new CtiError('INVALID_ARGUMENT', `nats(): ${argument}: ${rule}`, { argument });
}
