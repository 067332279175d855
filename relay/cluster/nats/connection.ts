/**
 * The connection to NATS: established as soon as possible and kept for the relay's run. Each problem is logged once, with
 * what to do about it.
 *
 * The client's `waitOnFirstConnect` is not used: with it, `connect()` neither settles nor reports anything while the server
 * refuses, so that refused credentials could not be logged and a relay that stops could not cancel it.
 * @module
 */
import {
  AuthorizationError,
  connect,
  type NatsConnection,
  type NodeConnectionOptions,
  PermissionViolationError,
  type Status,
  UserAuthenticationExpiredError,
} from '@nats-io/transport-node';
import type { Clock, Logger } from 'rxcti';

export interface PersistentConnectionOptions {
  readonly connection: NodeConnectionOptions;
  /** The kind of credentials, for messages. */
  readonly credentials: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface PersistentConnection {
  /** Undefined before the first connection. */
  readonly current: NatsConnection | undefined;
  /** Why nothing can be sent now; undefined while connected. */
  readonly outage: string | undefined;
  /** Calls `begin` with the connection, now or once there is one; the returned function undoes or cancels it. */
  whenConnected(begin: (connection: NatsConnection) => () => void): () => void;
  close(): Promise<void>;
}

/** Wait before the next attempt to connect. */
export const retryMs = 500;
/** How long a connection has to last before a problem that was logged is logged again. */
const stableMs = 5000;
/** Limit for sending what is buffered when the connection is closed. */
const flushTimeoutMs = 500;
const unreachable = 'NATS unreachable';

export function openPersistentConnection(options: PersistentConnectionOptions): PersistentConnection {
  const { credentials, clock, logger } = options;
  let connection: NatsConnection | undefined;
  let isClosed = false;
  let isConnected = false;
  /** The last problem that was logged. */
  let logged: string | undefined;
  let hasExpired = false;
  let stableTimer: unknown;
  const waiting: ((connection: NatsConnection) => void)[] = [];

  function logProblem(error: unknown): void {
    const { level, message, reason } = describeProblem(error, credentials);
    // Once credentials have expired, the server refuses them with other errors, too.
    if (message === logged || (hasExpired && error instanceof AuthorizationError)) return;
    hasExpired ||= error instanceof UserAuthenticationExpiredError;
    logged = message;
    logger[level](message, { reason });
  }

  /**
   * A server may accept credentials in the second in which they expire, and close the connection at once. So only a
   * connection that lasts resets what was logged.
   */
  function connected(): void {
    isConnected = true;
    clock.clearTimeout(stableTimer);
    stableTimer = clock.setTimeout(() => {
      hasExpired = false;
      logged = undefined;
    }, stableMs);
  }

  function disconnected(): void {
    isConnected = false;
    clock.clearTimeout(stableTimer);
  }

  async function run(): Promise<void> {
    try {
      const made = await connect(options.connection);
      if (isClosed) {
        await made.close();
        return;
      }
      connection = made;
      connected();
      logger.info('NATS connected', { server: made.getServer() });
      for (const begin of waiting.splice(0)) begin(made);
      for await (const status of made.status()) follow(status);
      connection = undefined;
      disconnected();
    } catch (error) {
      logProblem(error);
    }
    if (!isClosed) clock.setTimeout(() => void run(), retryMs);
  }

  /** Reconnects are the client's own. */
  function follow(status: Status): void {
    if (status.type === 'error') logProblem(status.error);
    else if (status.type === 'disconnect') {
      disconnected();
      logger.warn('NATS disconnected', { server: status.server });
    } else if (status.type === 'reconnect') {
      connected();
      logger.info('NATS reconnected', { server: status.server });
    }
  }
  void run();

  return {
    get current() {
      return connection;
    },
    get outage() {
      return isConnected ? undefined : (logged ?? unreachable);
    },
    whenConnected(begin) {
      let undo = (): void => {};
      let isCanceled = false;
      const start = (made: NatsConnection): void => {
        if (!isCanceled) undo = begin(made);
      };
      if (connection === undefined) waiting.push(start);
      else start(connection);
      return () => {
        isCanceled = true;
        undo();
      };
    },
    async close() {
      isClosed = true;
      clock.clearTimeout(stableTimer);
      const timeout = new Promise<void>((resolve) => clock.setTimeout(resolve, flushTimeoutMs));
      await Promise.race([connection?.flush().catch(() => {}), timeout]);
      await connection?.close();
    },
  };
}

interface Problem {
  readonly level: 'warn' | 'error';
  readonly message: string;
  readonly reason: string;
}

/** `error` for problems that an operator has to solve, `warn` for those that pass. */
function describeProblem(error: unknown, credentials: string): Problem {
  const reason = error instanceof Error ? error.message : String(error);
  const problem = (message: string): Problem => ({ level: 'error', message, reason });
  if (error instanceof UserAuthenticationExpiredError)
    return problem(`NATS authentication expired (${credentials}): configure new credentials`);
  if (error instanceof AuthorizationError)
    return problem(`NATS authentication failed (${credentials}): check that the server accepts it`);
  if (error instanceof PermissionViolationError)
    return problem(
      'NATS permission denied: allow the user to publish and subscribe to rxcti.>, $JS.API.>, $KV.> and _INBOX.>',
    );
  if (isCertificateError(error, reason))
    return problem(
      'NATS TLS certificate rejected: check tls.ca, and that the certificate contains the host name of the server',
    );
  return { level: 'warn', message: unreachable, reason };
}

function isCertificateError(error: unknown, reason: string): boolean {
  const { code } = ((error as Error).cause ?? error) as { readonly code?: unknown };
  return (
    /^(ERR_TLS_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/.test(String(code)) || /certificate/.test(reason)
  );
}
