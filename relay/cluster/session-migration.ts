/**
 * Clients that change relays: each relay stores resume tokens of its clients' sessions, and continues sessions of other
 * relays.
 *
 * ```text
 *   relay A: session open ── resume token ──▶ store        A fails
 *   client: "session X, events up to offset N" ──▶ relay B
 *   relay B: token found, and all events since N in the history? ── yes: continues ── no: resync-required
 * ```
 * @module
 */
import type { Clock } from 'rxcti';
import type { ResumePoint } from 'rxcti/websocket/server';
import type { Rights } from '../authorization/rights.ts';
import type { Client } from '../connections/client.ts';
import type { Adoption } from '../connections/clients.ts';
import type { ResumeToken, SaveResumeToken } from '../sessions/resume-token.ts';
import { coalesceAgentStates } from '../sessions/send-queue.ts';
import type { Sessions } from '../sessions/sessions.ts';
import type { Upstream } from '../sessions/upstream.ts';
import type { ResumeTokenStore } from './cluster.ts';

export interface SessionMigrationOptions {
  readonly resumeTokens: ResumeTokenStore;
  readonly upstream: Upstream;
  readonly sessions: Sessions;
  readonly clock: Clock;
}

export interface SessionMigration {
  /** Keeps the resume token of a client's session stored while the client is connected or away. */
  saveFor(client: Client): SaveResumeToken;
  /** Looks for the session of another relay; resolves with what continues it here, or the reason if nothing can. */
  adopt(resume: ResumePoint, rights: Rights): Promise<Adoption>;
  /** Leaves the stored tokens to the other relays. */
  stop(): void;
}

/** Tokens are written again before the store forgets them. */
const refreshMs = 3_600_000;
/** Until the replies to the opening have been written. */
const pingDelayMs = 50;

export function createSessionMigration(options: SessionMigrationOptions): SessionMigration {
  const { resumeTokens, upstream, sessions, clock } = options;
  const tokens = new Map<string, ResumeToken>();
  let stopped = false;
  let timer: unknown;

  function drop(name: string): void {
    tokens.delete(name);
    resumeTokens.delete(name);
  }

  function saveFor({ name, link }: Client): SaveResumeToken {
    void link.closed.then(() => {
      if (!stopped) drop(name); // otherwise the client may go on at another relay
    });
    return (token) => {
      if (link.isClosed) return;
      if (token === undefined) {
        drop(name);
        return;
      }
      tokens.set(name, token);
      resumeTokens.put(name, token);
      // Sends the client its position, which otherwise comes with the next event or ping.
      clock.setTimeout(() => link.stream.sendControl('ping'), pingDelayMs);
    };
  }

  function refresh(): void {
    for (const [name, token] of tokens) resumeTokens.put(name, token);
    timer = clock.setTimeout(refresh, refreshMs);
  }
  timer = clock.setTimeout(refresh, refreshMs);

  return {
    saveFor,
    async adopt({ session, epoch, offset }, rights) {
      if (epoch !== upstream.epoch) return 'epoch changed';
      if (offset === 0) return 'no stream position';
      const token = await resumeTokens.find(session);
      if (token === undefined) return 'no resume token';
      return (client) => {
        if (epoch !== upstream.epoch) return 'epoch changed';
        const refusal = sessions.resume(client.link, rights, token, offset, saveFor(client));
        if (refusal !== undefined) return refusal;
        client.compact = coalesceAgentStates(() => token.granted.version);
        resumeTokens.delete(session);
        return undefined;
      };
    },
    stop() {
      stopped = true;
      clock.clearTimeout(timer);
    },
  };
}
