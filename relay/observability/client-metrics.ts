/**
 * Counts the browsers, and what waits for them.
 * @module
 */

import { type Role, roles } from '../authorization/rights.ts';
import type { Browser } from '../connections/client.ts';

/** How things stand now. */
export interface Census {
  readonly byRole: Readonly<Record<Role, { readonly connected: number; readonly away: number }>>;
  /** Frames and bytes that wait to be written, for all browsers. */
  readonly queuedFrames: number;
  readonly queuedBytes: number;
  /** What waits for the browser for whom most waits. */
  readonly longestQueueBytes: number;
  /** Bytes that were written and may have to be written again. */
  readonly unacknowledgedBytes: number;
}

/** Counts. */
export function takeCensus(browsers: Iterable<Browser>): Census {
  const byRole = Object.fromEntries(roles.map((role) => [role, { connected: 0, away: 0 }])) as Record<
    Role,
    { connected: number; away: number }
  >;
  let [queuedFrames, queuedBytes, longestQueueBytes, unacknowledgedBytes] = [0, 0, 0, 0];
  for (const { link, rights } of browsers) {
    byRole[rights.role][link.isConnected ? 'connected' : 'away']++;
    queuedFrames += link.stream.queuedChunks;
    queuedBytes += link.stream.queuedBytes;
    longestQueueBytes = Math.max(longestQueueBytes, link.stream.queuedBytes);
    unacknowledgedBytes += link.stream.unacknowledgedBytes;
  }
  return { byRole, queuedFrames, queuedBytes, longestQueueBytes, unacknowledgedBytes };
}
