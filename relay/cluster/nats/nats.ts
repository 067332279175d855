/**
 * `@rxcti/relay/nats`: relays that know each other through NATS. Nothing of NATS is loaded without it.
 * @module
 */
import type { NodeConnectionOptions } from '@nats-io/transport-node';
import type { Clock, Logger } from 'rxcti';
import type { Cluster, ClusterBus } from '../cluster.ts';
import { lastingConnection, retryMs } from './connection.ts';
import { check, credentialsOf } from './credentials.ts';
import { createLeaseStore } from './lease-store.ts';
import { createPassportStore } from './resume-token-store.ts';
import { openNatsSocket, serveNatsSockets, socketSubjects } from './socket.ts';

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

/**
 * Option `cluster` of `createRelay()`: of all relays with it, one holds the CCX session, and another takes over when it
 * dies.
 *
 * @example
 * ```ts
 * import { createRelay } from '@rxcti/relay';
 * import { nats } from '@rxcti/relay/nats';
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
  for (const server of servers)
    check('servers', !server.includes('@'), 'user and password have options of their own');
  check('cluster', /^[\w-]{1,64}$/.test(cluster), 'letters, digits, - and _ only, 64 at most');
  check('leaseMs', leaseMs >= 500, 'at least 500');
  check('resignMs', resignMs >= 1000, 'at least 1000');
  const { shown, ...credentials } = credentialsOf(options);
  const connection: NodeConnectionOptions = {
    servers,
    name,
    maxReconnectAttempts: -1,
    reconnectTimeWait: retryMs,
    ignoreAuthErrorAbort: true, // an account may be restored
    pingInterval: Math.max(500, leaseMs / 3),
    maxPingOut: 2,
    timeout: Math.max(2000, leaseMs),
    ...credentials,
  };
  return {
    name,
    leaseMs,
    resignMs,
    open: ({ clock, logger }) =>
      openBus({
        connection,
        shown,
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
  readonly shown: string;
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
  const lasting = lastingConnection({ connection: options.connection, shown: options.shown, clock, logger });
  const { once } = lasting;

  return {
    leases: createLeaseStore({
      connection: () => lasting.current,
      outage: () => lasting.outage,
      bucket,
      changedSubject: `${prefix}.changed`,
      replicas,
      timeoutMs: leaseMs / 3,
      once,
    }),
    passports: createPassportStore({
      connection: () => lasting.current,
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
      if (lasting.current === undefined) throw new Error('NATS is out of reach');
      return openNatsSocket(lasting.current, subjects, new URL(url).hostname);
    },
    tell(text) {
      // What is said into an outage would be kept until its end, and be old news then.
      if (lasting.outage === undefined) lasting.current?.publish(`${prefix}.presence`, text);
    },
    hear: (listener) =>
      once((reached) => {
        const subscription = reached.subscribe(`${prefix}.presence`, {
          callback: (error, message) => {
            if (error === null) listener(message.string());
          },
        });
        return () => subscription.unsubscribe();
      }),
    close: () => lasting.close(),
  };
}
