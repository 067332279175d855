/**
 * Slows down password guessing without locking agents out of their own accounts.
 *
 * **Covered.** One address may fail a few times per minute for one agent, and may try a limited number of times for all
 * agents together. If many addresses guess one agent's password, attempts from unknown addresses are delayed: one every two
 * seconds. An address from which the agent signed in during the last month is known and never delayed.
 *
 * **Not covered.** A client at the same address as the agent (one office, one proxy without `trustedProxies`) can use up
 * the failures of this address, for a minute at a time. While many addresses guess one agent's password, the agent cannot
 * sign in from an address that is new or was last used before the relay started: the queue of delayed attempts is then full.
 * CCX itself may lock an account after failures; the relay cannot see that.
 * @module
 */
import type { Clock } from 'rxcti';
import type { RelayLimits } from '../connections/limits.ts';
import { RateLimiter } from '../connections/rate-limiter.ts';

/** A sign-in attempt that may proceed. */
interface SignInAttempt {
  /** Delay before the credentials may be verified. */
  readonly delayMs: number;
  /** Reports the result; `unknown`: CCX did not answer. */
  ended(result: 'valid' | 'invalid' | 'unknown'): void;
}

export interface SignInThrottle {
  /** Starts an attempt; undefined if there were too many. */
  start(address: string, agentId: string): SignInAttempt | undefined;
}

/** Failures from unknown addresses for one agent before delays, as a multiple of those of one address. */
const unknownAddressFactor = 4;
const delayStepMs = 2000;
const maxDelayed = 10;
const knownForMs = 30 * 86_400_000;
const maxKnown = 10_000;

export function createSignInThrottle(limits: RelayLimits, clock: Clock): SignInThrottle {
  const failures = limits.maxSignInsPerMinutePerAgent;
  const perAddress = new RateLimiter(failures, failures / 60);
  const allUnknown = new RateLimiter(unknownAddressFactor * failures, (unknownAddressFactor * failures) / 60);
  /** Time of the next delayed attempt, by agent. */
  const nextAttemptAt = new Map<string, number>();
  /** Time of the last sign-in, by address and agent; the oldest first. */
  const known = new Map<string, number>();

  function reserveDelay(agent: string): number | undefined {
    const now = clock.now();
    const at = Math.max(now, nextAttemptAt.get(agent) ?? 0);
    if (at - now > (maxDelayed - 1) * delayStepMs) return undefined;
    if (nextAttemptAt.size >= maxKnown)
      for (const [other, next] of nextAttemptAt) if (next <= now) nextAttemptAt.delete(other);
    nextAttemptAt.set(agent, at + delayStepMs);
    return at - now;
  }

  return {
    start(address, agentId) {
      const agent = agentId.toLowerCase(); // CCX ignores case in user IDs
      const pair = JSON.stringify([address, agent]);
      const isUnknown = clock.now() - (known.get(pair) ?? Number.NEGATIVE_INFINITY) > knownForMs;
      // Taken before CCX is asked: concurrent attempts count too.
      if (!perAddress.take(pair, clock.now())) return undefined;
      const delayMs = !isUnknown || allUnknown.take(agent, clock.now()) ? 0 : reserveDelay(agent);
      if (delayMs === undefined) {
        perAddress.refund(pair);
        return undefined;
      }
      return {
        delayMs,
        ended(result) {
          if (result === 'invalid') return;
          perAddress.refund(pair);
          if (isUnknown && delayMs === 0) allUnknown.refund(agent);
          if (result !== 'valid') return;
          known.delete(pair);
          known.set(pair, clock.now());
          const oldest = known.keys().next();
          if (known.size > maxKnown && oldest.done !== true) known.delete(oldest.value);
        },
      };
    },
  };
}
