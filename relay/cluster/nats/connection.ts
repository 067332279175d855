/**
 * The one connection with NATS, made as soon as it can be and kept for good; what is wrong with it is said once, with
 * what to do about it.
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

export interface LastingConnectionOptions {
  readonly connection: NodeConnectionOptions;
  /** What this relay shows to be let in, in words. */
  readonly shown: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface LastingConnection {
  /** Undefined before the first. */
  readonly current: NatsConnection | undefined;
  /** Why nothing can be said over it now, in words; undefined while it can. */
  readonly outage: string | undefined;
  /** Does it with the connection that is there, or with the first that comes, unless it was undone before. */
  once(begin: (connection: NatsConnection) => () => void): () => void;
  close(): Promise<void>;
}

/** How long it waits before it tries NATS again. */
export const retryMs = 500;
/** How long a connection has to last before an error that was logged is logged again. */
const stableMs = 5000;
const awayText = 'NATS is out of reach';
/** How long it may take to get rid of what is still to be said at the end. */
const lastWordsMs = 500;

export function lastingConnection(options: LastingConnectionOptions): LastingConnection {
  const { shown, clock, logger } = options;
  let connection: NatsConnection | undefined;
  let closed = false;
  let isUp = false;
  /** The last thing that was wrong: it is not said again until something else is. */
  let complaint: string | undefined;
  let isExpired = false;
  /** Runs out when a connection has lasted. */
  let stable: unknown;
  /** What was begun before there was a connection. */
  const waiting: ((connection: NatsConnection) => void)[] = [];

  function complain(error: unknown): void {
    const { level, sentence, reason } = wrong(error, shown);
    // Whose credentials have expired is not let in with them either.
    if (sentence === complaint || (isExpired && error instanceof AuthorizationError)) return;
    isExpired ||= error instanceof UserAuthenticationExpiredError;
    complaint = sentence;
    logger[level](sentence, { reason });
  }

  /**
   * A server may accept credentials in the second in which they expire, and close that connection at once. Only a
   * connection that lasts makes the last error one that is logged again.
   */
  function up(): void {
    isUp = true;
    clock.clearTimeout(stable);
    stable = clock.setTimeout(() => {
      isExpired = false;
      complaint = undefined;
    }, stableMs);
  }

  function down(): void {
    isUp = false;
    clock.clearTimeout(stable);
  }

  async function reach(): Promise<void> {
    try {
      const reached = await connect(options.connection);
      if (closed) {
        await reached.close();
        return;
      }
      connection = reached;
      up();
      logger.info('NATS is in reach', { server: reached.getServer() });
      for (const begin of waiting.splice(0)) begin(reached);
      for await (const status of reached.status()) follow(status);
      connection = undefined;
      down();
    } catch (error) {
      complain(error);
    }
    if (!closed) clock.setTimeout(() => void reach(), retryMs);
  }

  function follow(status: Status): void {
    if (status.type === 'error') complain(status.error);
    else if (status.type === 'disconnect') {
      down();
      logger.warn(awayText, { server: status.server });
    } else if (status.type === 'reconnect') {
      up();
      logger.info('NATS is in reach again', { server: status.server });
    }
  }
  void reach();

  return {
    get current() {
      return connection;
    },
    get outage() {
      return isUp ? undefined : (complaint ?? awayText);
    },
    once(begin) {
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
    },
    async close() {
      closed = true;
      clock.clearTimeout(stable);
      const pause = new Promise<void>((resolve) => clock.setTimeout(resolve, lastWordsMs));
      await Promise.race([connection?.flush().catch(() => {}), pause]);
      await connection?.close();
    },
  };
}

interface Complaint {
  readonly level: 'warn' | 'error';
  readonly sentence: string;
  readonly reason: string;
}

/** Errors that only people can mend are told from those that pass. */
function wrong(error: unknown, shown: string): Complaint {
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof UserAuthenticationExpiredError)
    return { level: 'error', sentence: `NATS: ${shown} have expired: give this relay new ones`, reason };
  if (error instanceof AuthorizationError)
    return {
      level: 'error',
      sentence: `NATS does not let this relay in with ${shown}: compare them with what the server was given`,
      reason,
    };
  if (error instanceof PermissionViolationError)
    return {
      level: 'error',
      sentence:
        'NATS forbids this relay what it needs: its user must publish and subscribe to rxcti.>, $JS.API.>, $KV.> and _INBOX.>',
      reason,
    };
  if (isAboutCertificates(error, reason))
    return {
      level: 'error',
      sentence:
        'NATS shows a certificate that this relay does not believe: name its issuer (tls.ca), and the server as the certificate does',
      reason,
    };
  return { level: 'warn', sentence: awayText, reason };
}

function isAboutCertificates(error: unknown, reason: string): boolean {
  const { code } = ((error as Error).cause ?? error) as { readonly code?: unknown };
  return (
    /^(ERR_TLS_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/.test(String(code)) || /certificate/.test(reason)
  );
}
