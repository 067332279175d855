/**
 * How often passwords may be tried, so that they cannot be guessed and nobody can be kept out of the own account.
 *
 * **Defended.** One address has few failures a minute for one agent, and few tries for all agents together. Many addresses
 * that guess one agent's password are slowed down together: tries of strangers then take turns, one every two seconds.
 * None of this touches an address from which that agent signed in during the last month: a stranger's failures keep
 * nobody out of the own account.
 *
 * **Not defended.** Somebody behind the same address as the agent (one office, one proxy without `trustedProxies`) can use
 * up the failures that this address has for the agent, for a minute at a time. While very many addresses guess one
 * agent's password, that agent cannot sign in from a place that is new, or was last used before the relay started: those
 * who wait are then too many. CCX itself may lock an account after failures; the relay cannot see that.
 * @module
 */
import type { Clock } from 'rxcti';
import { Buckets } from '../connections/rate-limiter.ts';
import type { RelayLimits } from '../options.ts';

/** One try to sign in that may go on. */
export interface Try {
  /** So long it has to wait first. */
  readonly delayMs: number;
  /** Tells what came of it: CCX said yes, no, or nothing. */
  ended(result: 'right' | 'wrong' | 'unknown'): void;
}

/** Watches those who sign in. */
export interface Guessing {
  /** Somebody at an address wants to be an agent; undefined when there were too many tries. */
  admit(address: string, agentId: string): Try | undefined;
}

/** Failures of strangers that one agent has free, as a multiple of those that one address has. */
const strangersShare = 4;
/** Past these, strangers take turns. */
const turnMs = 2000;
/** So many may wait for their turn. */
const mostWaiting = 10;
const trustedForMs = 30 * 86_400_000;
const mostTrusted = 10_000;

export function createGuessing(limits: RelayLimits, clock: Clock): Guessing {
  const most = limits.signInsPerMinutePerAgent;
  const here = new Buckets(most, most / 60);
  const everywhere = new Buckets(strangersShare * most, (strangersShare * most) / 60);
  /** When the next turn is, by agent. */
  const turns = new Map<string, number>();
  /** When an agent last signed in at an address. */
  const trusted = new Map<string, number>();

  function turnOf(agent: string): number | undefined {
    const now = clock.now();
    const at = Math.max(now, turns.get(agent) ?? 0);
    if (at - now > (mostWaiting - 1) * turnMs) return undefined;
    if (turns.size >= mostTrusted) for (const [other, next] of turns) if (next <= now) turns.delete(other);
    turns.set(agent, at + turnMs);
    return at - now;
  }

  return {
    admit(address, agentId) {
      // CCX does not tell upper from lower case in user IDs.
      const agent = agentId.toLowerCase();
      const pair = JSON.stringify([address, agent]);
      const isStranger = clock.now() - (trusted.get(pair) ?? Number.NEGATIVE_INFINITY) > trustedForMs;
      // Taken before CCX is asked: many tries at once are many tries.
      if (!here.take(pair, clock.now())) return undefined;
      const delayMs = !isStranger || everywhere.take(agent, clock.now()) ? 0 : turnOf(agent);
      if (delayMs === undefined) {
        here.giveBack(pair); // it was none
        return undefined;
      }
      return {
        delayMs,
        ended(result) {
          if (result === 'wrong') return;
          here.giveBack(pair);
          if (isStranger && delayMs === 0) everywhere.giveBack(agent);
          if (result !== 'right') return;
          trusted.delete(pair);
          trusted.set(pair, clock.now());
          const oldest = trusted.keys().next();
          if (trusted.size > mostTrusted && oldest.done !== true) trusted.delete(oldest.value);
        },
      };
    },
  };
}
