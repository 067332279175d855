/**
 * Whether there is room for one more session: for all, for its user and for its address.
 * @module
 */
import type { Endpoint } from 'rxcti';
import type { EnvelopeErrorCode } from 'rxcti/websocket/server';
import type { Rights } from '../authorization/rights.ts';
import type { Rejection } from '../observer.ts';
import type { RelayLimits } from '../options.ts';
import type { KnownBrowser } from './client.ts';

/** There is none. */
export interface NoRoom {
  readonly reason: Rejection;
  /** For the log. */
  readonly message: string;
  readonly code: EnvelopeErrorCode;
  /** For the user. */
  readonly sentence: string;
}

/** What has to happen first: a session that makes room, or nothing. */
export type Room = { readonly instead: KnownBrowser | undefined } | NoRoom;

/**
 * Looks for room. A page that is loaded anew leaves its session behind, which waits for it in vain: at the bound of its
 * user such a one makes room, the longest away first.
 */
export function roomFor(
  browsers: ReadonlyMap<string, KnownBrowser>,
  limits: RelayLimits,
  rights: Rights,
  peer: Endpoint,
): Room {
  const { sessions, sessionsPerUser, sessionsPerAddress } = limits;
  let ofUser = 0;
  let ofAddress = 0;
  let instead: KnownBrowser | undefined;
  for (const browser of browsers.values()) {
    if (browser.link.endpoint.host === peer.host) ofAddress++;
    if (browser.rights.subject !== rights.subject) continue;
    ofUser++;
    if (
      browser.awaySince !== undefined &&
      browser.awaySince < (instead?.awaySince ?? Number.POSITIVE_INFINITY)
    )
      instead = browser;
  }
  if (ofUser >= sessionsPerUser) {
    if (instead !== undefined) return { instead };
    return {
      reason: 'too many sessions',
      message: 'a user has as many sessions as one may have',
      code: 'too-many-sessions',
      sentence: `this user has ${ofUser} sessions, as many as one may have: close a window`,
    };
  }
  if (ofAddress >= sessionsPerAddress)
    return {
      reason: 'too many sessions',
      message: 'an address has as many sessions as one may have',
      code: 'too-many-sessions',
      sentence: `${ofAddress} sessions come from this address, as many as may`,
    };
  if (browsers.size >= sessions)
    return {
      reason: 'too many sessions',
      message: 'the relay serves as many sessions as it may',
      code: 'too-many',
      sentence: 'the relay serves as many sessions as it may',
    };
  return { instead: undefined };
}
