/**
 * Browsers that change relays: each relay leaves passports of its browsers' sessions for the others, and takes up
 * sessions of theirs.
 *
 * ```text
 *   relay A: session open ── passport ──▶ store        A dies
 *   browser: "I had this session, and events up to there" ──▶ relay B
 *   relay B: passport, and all events since? ── yes: goes on behind there ── no: resync-required
 * ```
 * @module
 */
import type { Clock } from 'rxcti';
import type { ResumePoint } from 'rxcti/websocket/server';
import type { Rights } from '../authorization/rights.ts';
import type { Client } from '../connections/client.ts';
import type { Adoption } from '../connections/clients.ts';
import { coalesceAgentStates } from '../sessions/coalesce.ts';
import type { KeepPassport, Passport } from '../sessions/resume-token.ts';
import type { Sessions } from '../sessions/sessions.ts';
import type { Upstream } from '../sessions/upstream.ts';
import type { PassportStore } from './cluster.ts';

export interface MovingOptions {
  readonly passports: PassportStore;
  readonly upstream: Upstream;
  readonly sessions: Sessions;
  readonly clock: Clock;
}

export interface Moving {
  /** Keeps the passport of a browser's session as long as it lives. */
  keeperFor(browser: Client): KeepPassport;
  /** Gives what goes on with another relay's session, or why this one cannot. */
  adopt(resume: ResumePoint, rights: Rights): Promise<Adoption>;
  /** Leaves the passports to those who take over. */
  stop(): void;
}

/** Passports are written anew before the store forgets them. */
const refreshMs = 3_600_000;
/** After the opening's own words have been written. */
const sayPlaceMs = 50;

export function createMoving({ passports, upstream, sessions, clock }: MovingOptions): Moving {
  const kept = new Map<string, Passport>();
  let stopped = false;
  let timer: unknown;

  function keeperFor({ name, link }: Client): KeepPassport {
    void link.closed.then(() => {
      if (stopped) return; // the browser may go on elsewhere
      kept.delete(name);
      passports.drop(name);
    });
    return (passport) => {
      if (link.isClosed) return;
      if (passport === undefined) {
        kept.delete(name);
        passports.drop(name);
      } else {
        kept.set(name, passport);
        passports.put(name, passport);
        // Its place, which it would otherwise learn with the next event or life sign.
        clock.setTimeout(() => link.stream.sendControl('ping'), sayPlaceMs);
      }
    };
  }

  function refresh(): void {
    for (const [name, passport] of kept) passports.put(name, passport);
    timer = clock.setTimeout(refresh, refreshMs);
  }
  timer = clock.setTimeout(refresh, refreshMs);

  return {
    keeperFor,
    async adopt({ session, epoch, offset }, rights) {
      if (epoch !== upstream.epoch) return 'it is of another epoch';
      if (offset === 0) return 'it does not know its place';
      const passport = await passports.find(session);
      if (passport === undefined) return 'there is no passport for it';
      return (browser) => {
        if (epoch !== upstream.epoch) return 'it is of another epoch';
        const refusal = sessions.restore(browser.link, rights, passport, offset, keeperFor(browser));
        if (refusal !== undefined) return refusal;
        browser.compact = coalesceAgentStates(() => passport.granted.version);
        passports.drop(session);
        return undefined;
      };
    },
    stop() {
      stopped = true;
      clock.clearTimeout(timer);
    },
  };
}
