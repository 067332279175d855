/**
 * `@rxcti/relay/nats`: clusters of relays over NATS. NATS is not loaded without it.
 * @module
 */
import type { NodeConnectionOptions } from '@nats-io/transport-node';
import type { Clock, Logger } from 'rxcti';
import type { Cluster, ClusterBus } from '../cluster.ts';
import { openPersistentConnection, retryMs } from './connection.ts';
import { authenticationOf, check, credentialKinds, type NatsCredentials } from './credentials.ts';
import { openNatsSocket, serveNatsSockets, socketSubjects } from './socket.ts';
import { createLeaseStore, createResumeTokenStore } from './stores.ts';

/** Options of `nats()`. */
export interface NatsOptions extends NatsCredentials {
  /** `nats://host:4222`, or several. */
  readonly servers: string | readonly string[];
  /** Relays with the same cluster name share one CCX session. Letters, digits, `-` and `_`. Default `default`. */
  readonly cluster?: string;
  /** This relay's name in logs and metrics. Default: a random one. */
  readonly name?: string;
  /**
   * How long a leader that stopped renewing keeps the lease; minimum 500, default 3000. Another relay takes over a quarter
   * later.
   */
  readonly leaseMs?: number;
  /**
   * How long a leader tries to reach CCX before it lets another relay try; minimum 1000, default 10 000. Doubled each time
   * in a row that no relay reaches CCX, at most 32 times as long.
   */
  readonly stepDownMs?: number;
  /** Number of NATS servers that store the lease. Default 1. */
  readonly replicas?: number;
}

/**
 * Option `cluster` of `createRelay()`: one relay of the cluster is the leader and holds the CCX session; another takes over
 * when it fails.
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
  const { cluster = 'default', leaseMs = 3000, stepDownMs = 10_000, replicas = 1 } = options;
  const name = options.name ?? `relay-${crypto.randomUUID().slice(0, 8)}`;
  const servers = typeof options.servers === 'string' ? [options.servers] : [...options.servers];
  check('servers', servers.length > 0, 'must name at least one server');
  for (const server of servers)
    check('servers', !server.includes('@'), 'must not contain credentials: use user and password');
  check('cluster', /^[\w-]{1,64}$/.test(cluster), 'must be 1 to 64 letters, digits, - or _');
  check('leaseMs', leaseMs >= 500, 'must be at least 500');
  check('stepDownMs', stepDownMs >= 1000, 'must be at least 1000');
  const connection: NodeConnectionOptions = {
    servers,
    name,
    maxReconnectAttempts: -1,
    reconnectTimeWait: retryMs,
    ignoreAuthErrorAbort: true, // an account may be restored
    pingInterval: Math.max(500, leaseMs / 3),
    maxPingOut: 2,
    timeout: Math.max(2000, leaseMs),
    ...authenticationOf(options),
  };
  return {
    name,
    leaseMs,
    stepDownMs,
    open: ({ clock, logger }) =>
      openBus({
        connection,
        credentials: credentialKinds(options),
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
  readonly credentials: string;
  /** Of all subjects. */
  readonly prefix: string;
  readonly bucket: string;
  readonly leaseMs: number;
  readonly replicas: number;
  readonly clock: Clock;
  readonly logger: Logger;
}

function openBus(options: BusOptions): ClusterBus {
  const { prefix, bucket, leaseMs, replicas, logger } = options;
  const subjects = socketSubjects(prefix);
  const connection = openPersistentConnection(options);
  const presenceSubject = `${prefix}.presence`;

  return {
    leases: createLeaseStore({
      connection,
      bucket,
      changedSubject: `${prefix}.changed`,
      replicas,
      timeoutMs: leaseMs / 3,
    }),
    resumeTokens: createResumeTokenStore({
      connection,
      bucket: `${bucket}-sessions`,
      replicas,
      timeoutMs: 2000,
      logger,
    }),
    listen: (address, onSocket) =>
      connection.whenConnected((nats) =>
        serveNatsSockets(nats, subjects, address, onSocket, ({ subject, data }) =>
          logger.warn('malformed message from NATS', { subject, bytes: data.byteLength }),
        ),
      ),
    openSocket(url) {
      if (connection.current === undefined) throw new Error('NATS unreachable');
      return openNatsSocket(connection.current, subjects, new URL(url).hostname);
    },
    broadcast(text) {
      // While disconnected, the client would keep it until it has reconnected, when it is out of date.
      if (connection.outage === undefined) connection.current?.publish(presenceSubject, text);
    },
    onBroadcast: (listener) =>
      connection.whenConnected((nats) => {
        const subscription = nats.subscribe(presenceSubject, {
          callback: (error, message) => {
            if (error === null) listener(message.string());
          },
        });
        return () => subscription.unsubscribe();
      }),
    close: () => connection.close(),
  };
}
