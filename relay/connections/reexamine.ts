/**
 * The rules of who is let in have changed: everybody's token is looked at anew.
 * @module
 */
import type { Clock, Logger } from 'rxcti';
import { type Rights, sameUser } from '../authorization/rights.ts';
import { isDecided, TokenRefused, type VerifyToken } from '../authorization/tokens.ts';
import { beginAnew, type KnownBrowser, turnOut } from './client.ts';

/** What became of the browsers when the rules changed. */
export interface Reexamined {
  readonly kept: number;
  /** Their rights changed. */
  readonly begunAnew: number;
  /** Their token is no longer good. */
  readonly turnedOut: number;
}

/** Looks at them one by one; see `Relay.reload`. */
export async function reexamine(
  browsers: Iterable<KnownBrowser>,
  verify: VerifyToken,
  clock: Clock,
  logger: Logger,
): Promise<Reexamined> {
  const counts = { kept: 0, begunAnew: 0, turnedOut: 0 };
  for (const browser of [...browsers]) {
    const { token, rights, link } = browser;
    const found = await verify(token).catch((error: unknown) => error);
    if (link.isClosed || browser.token !== token) continue; // it was looked at when it came back
    const isExpired = rights.expiresAt !== undefined && rights.expiresAt <= clock.now();
    if (found instanceof TokenRefused && isDecided(found) && !isExpired) {
      counts.turnedOut++;
      logger.warn('a token is no longer good', { subject: rights.subject, reason: found.message });
      turnOut(browser, 'token refused', 'token-refused', 'the token is no longer good');
    } else if (!(found instanceof Error) && !sameUser(found as Rights, rights)) {
      counts.begunAnew++;
      logger.info('the rights of a browser changed', { subject: rights.subject, role: rights.role });
      beginAnew(browser, 'rights changed', 'the rights of this user have changed');
    } else {
      counts.kept++;
      if (!(found instanceof Error)) browser.rights = found as Rights;
    }
  }
  return counts;
}
