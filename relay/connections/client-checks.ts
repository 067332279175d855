/**
 * Looks at all browsers now and then: who fell silent, whose token has ended, who stayed away too long.
 * @module
 */
import type { Clock, Logger } from 'rxcti';
import { closeCode } from 'rxcti/websocket/server';
import type { RelayLimits } from '../options.ts';
import type { KnownBrowser } from './client.ts';

export interface WatchOptions {
  readonly browsers: ReadonlyMap<string, KnownBrowser>;
  readonly limits: RelayLimits;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** One timer for all: a timer each would cost more than the rest of the watch. It runs while there are browsers. */
export interface Watch {
  /** A browser came. */
  arm(): void;
  stop(): void;
}

export function createWatch({ browsers, limits, clock, logger }: WatchOptions): Watch {
  let timer: unknown;
  let stopped = false;

  function look(): void {
    const now = clock.now();
    const silenceMs = 2 * limits.pingMs + 1000;
    for (const browser of browsers.values()) {
      const { link, awaySince, rights } = browser;
      if (awaySince !== undefined) {
        if (now - awaySince > limits.windowMs) {
          browser.end = 'away too long';
          link.fail(new Error(`the browser stayed away for ${now - awaySince} ms`));
        }
      } else if (rights.expiresAt !== undefined && rights.expiresAt <= now) {
        expire(browser);
      } else if (now - link.lastReceivedAt > silenceMs) {
        logger.info('a browser fell silent', { subject: rights.subject, role: rights.role });
        link.abandonSocket();
      } else if (now - link.lastReceivedAt >= limits.pingMs) {
        link.stream.sendControl('ping');
      }
    }
  }

  function expire({ link, rights }: KnownBrowser): void {
    logger.info('a token expired', { subject: rights.subject, role: rights.role });
    link.sendEnvelope({
      kind: 'error',
      code: 'token-expired',
      sentence: 'the token has expired: come with a new one',
    });
    link.abandonSocket(closeCode.tokenExpired);
  }

  function arm(): void {
    if (timer !== undefined || stopped || browsers.size === 0) return;
    timer = clock.setTimeout(
      () => {
        timer = undefined;
        look();
        arm();
      },
      Math.max(20, limits.pingMs / 4),
    );
  }

  return {
    arm,
    stop() {
      stopped = true;
      clock.clearTimeout(timer);
    },
  };
}
