/**
 * Checks of existing clients: periodically for silence, token expiry and the end of the resume window, and after a reload
 * of the authentication options.
 * @module
 */
import type { Clock, Logger } from 'rxcti';
import { closeCode } from 'rxcti/websocket/server';
import { type Rights, sameUser } from '../authorization/rights.ts';
import { isFinalRefusal, TokenRefused, type VerifyToken } from '../authorization/tokens.ts';
import { evict, type KnownClient, requireResync } from './client.ts';
import type { RelayLimits } from './limits.ts';

export interface ClientMonitorOptions {
  readonly clients: ReadonlyMap<string, KnownClient>;
  readonly limits: RelayLimits;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Checks all clients on one timer, which runs while there are clients. */
export interface ClientMonitor {
  /** Starts the timer; to be called when a client was added. */
  start(): void;
  stop(): void;
}

export function createClientMonitor({ clients, limits, clock, logger }: ClientMonitorOptions): ClientMonitor {
  const { pingIntervalMs, resumeWindowMs } = limits;
  const silenceTimeoutMs = 2 * pingIntervalMs + 1000;
  let timer: unknown;
  let stopped = false;

  function check(): void {
    const now = clock.now();
    for (const client of clients.values()) {
      const { link, disconnectedAt, rights } = client;
      if (disconnectedAt !== undefined) {
        if (now - disconnectedAt > resumeWindowMs) {
          client.endReason = 'resume-timeout';
          link.fail(new Error(`resume timeout: disconnected for ${now - disconnectedAt} ms`));
        }
      } else if (rights.expiresAt !== undefined && rights.expiresAt <= now) {
        expire(client);
      } else if (now - link.lastReceivedAt > silenceTimeoutMs) {
        logger.info('client timeout', { subject: rights.subject, role: rights.role });
        link.abandonSocket();
      } else if (now - link.lastReceivedAt >= pingIntervalMs) {
        link.stream.sendControl('ping');
      }
    }
  }

  function expire({ link, rights }: KnownClient): void {
    logger.info('token expired', { subject: rights.subject, role: rights.role });
    link.sendEnvelope({
      kind: 'error',
      code: 'token-expired',
      sentence: 'token expired: reconnect with a new one',
    });
    link.abandonSocket(closeCode.tokenExpired);
  }

  function start(): void {
    if (timer !== undefined || stopped || clients.size === 0) return;
    timer = clock.setTimeout(
      () => {
        timer = undefined;
        check();
        start();
      },
      Math.max(20, pingIntervalMs / 4),
    );
  }

  return {
    start,
    stop() {
      stopped = true;
      clock.clearTimeout(timer);
    },
  };
}

/** Number of clients by the effect of a reload. */
export interface ReloadResult {
  readonly kept: number;
  /** Their rights changed: they resync in a new session. */
  readonly resynced: number;
  /** The new rules do not admit them. */
  readonly evicted: number;
}

/** Verifies the tokens of all clients again. */
export async function revalidateClients(
  clients: Iterable<KnownClient>,
  verify: VerifyToken,
  clock: Clock,
  logger: Logger,
): Promise<ReloadResult> {
  const result = { kept: 0, resynced: 0, evicted: 0 };
  for (const client of [...clients]) {
    const { token, rights, link } = client;
    const verified = await verify(token).catch((error: unknown) => error);
    if (link.isClosed || client.token !== token) continue; // verified when it reconnected
    const isExpired = rights.expiresAt !== undefined && rights.expiresAt <= clock.now();
    const { subject, role } = rights;
    if (verified instanceof TokenRefused && isFinalRefusal(verified) && !isExpired) {
      result.evicted++;
      logger.warn('client evicted: token refused', { subject, reason: verified.message });
      evict(client, 'token-refused', 'token-refused', 'token no longer accepted');
    } else if (!(verified instanceof Error) && !sameUser(verified as Rights, rights)) {
      result.resynced++;
      logger.info('client resync: rights changed', { subject, role });
      requireResync(client, 'rights-changed', 'the rights of this user have changed');
    } else {
      result.kept++;
      if (!(verified instanceof Error)) client.rights = verified as Rights;
    }
  }
  return result;
}
