/**
 * Who has a browser at which relay: each relay tells all others, so that an agent whose browser moved is not taken for
 * gone, and one who left with a relay that died is not forgotten.
 *
 * ```text
 *   relay a ── "jdoe and asmith are here", at each change and every beatMs ──▶ b, c
 *   a falls silent, or stops ──▶ for b and c its agents have left, unless they come to another relay
 *   the holder has done what the policy wants ── "jdoe is settled" ──▶ nobody does it again
 * ```
 * @module
 */

import type { Clock, Logger } from 'rxcti';
import { z } from 'zod';
import { type Rights, roles } from '../authorization/rights.ts';
import type { Departures } from '../sessions/disconnect-policy.ts';
import type { ClusterBus } from './cluster.ts';

export interface RollCallOptions {
  readonly bus: Pick<ClusterBus, 'tell' | 'hear'>;
  /** How often a relay repeats who is there. */
  readonly beatMs: number;
  /** Hears of all relays' agents. */
  readonly departures: Departures;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** This relay's part; takes what it is told to the departures, too. */
export interface RollCall {
  arrived(rights: Rights): void;
  left(rights: Rights): void;
  /** What was to be done for an agent who left is done. */
  settled(agentId: string): void;
  /** Tells the others that nobody is here any more. */
  stop(): void;
}

/** A relay that missed so many beats is gone. */
const beatsMissed = 2.5;
/** Many who come at once are one change. */
const togetherMs = 20;

const present = z.object({
  agentId: z.string(),
  role: z.enum(roles as [Rights['role'], ...Rights['role'][]]),
  subject: z.string(),
});
type Present = z.infer<typeof present>;
const messageOf = z.union([
  z.object({ relay: z.string(), agents: z.array(present) }),
  z.object({ relay: z.string(), settled: z.string() }),
]);

interface Other {
  readonly agents: Map<string, Present>;
  timer: unknown;
}

export function createRollCall({ bus, beatMs, departures, clock, logger }: RollCallOptions): RollCall {
  const relay = crypto.randomUUID();
  const here = new Map<string, Present & { browsers: number }>();
  const others = new Map<string, Other>();
  let beat: unknown;
  let soon: unknown;

  function say(): void {
    clock.clearTimeout(soon);
    clock.clearTimeout(beat);
    soon = undefined;
    const agents = [...here.values()].map(({ agentId, role, subject }) => ({ agentId, role, subject }));
    bus.tell(JSON.stringify({ relay, agents }));
    beat = clock.setTimeout(say, beatMs);
  }

  function saySoon(): void {
    soon ??= clock.setTimeout(say, togetherMs);
  }

  function hear(text: string): void {
    const message = read(text);
    if (message === undefined) logger.warn('nonsense came from another relay', { kind: 'presence' });
    else if (message.relay === relay) return;
    else if ('settled' in message) departures.settled(message.settled);
    else update(message.relay, message.agents);
  }

  function update(name: string, agents: readonly Present[]): void {
    let other = others.get(name);
    if (other === undefined) {
      other = { agents: new Map(), timer: undefined };
      others.set(name, other);
      saySoon(); // it is new and knows nobody
    }
    clock.clearTimeout(other.timer);
    other.timer = clock.setTimeout(() => forget(name), beatsMissed * beatMs);
    const now = new Map(agents.map((each) => [each.agentId, each]));
    for (const [agentId, each] of now) if (!other.agents.has(agentId)) departures.arrived(each);
    for (const [agentId, each] of other.agents) if (!now.has(agentId)) departures.left(each);
    other.agents.clear();
    for (const each of now) other.agents.set(...each);
  }

  function forget(name: string): void {
    const agents = others.get(name)?.agents ?? new Map<string, Present>();
    others.delete(name);
    if (agents.size > 0) logger.info('a relay is gone, and with it browsers', { agents: agents.size });
    for (const each of agents.values()) departures.left(each);
  }

  const stopHearing = bus.hear(hear);
  say();

  return {
    arrived(rights) {
      departures.arrived(rights);
      const { agentId, role, subject } = rights;
      if (agentId === undefined) return;
      const { browsers } = here.get(agentId) ?? { browsers: 0 };
      here.set(agentId, { agentId, role, subject, browsers: browsers + 1 });
      if (browsers === 0) saySoon();
    },
    left(rights) {
      departures.left(rights);
      const known = here.get(rights.agentId ?? '');
      if (known === undefined) return;
      known.browsers--;
      if (known.browsers > 0) return;
      here.delete(known.agentId);
      saySoon();
    },
    settled: (agentId) => bus.tell(JSON.stringify({ relay, settled: agentId })),
    stop() {
      here.clear();
      say();
      clock.clearTimeout(beat);
      stopHearing();
      for (const { timer } of others.values()) clock.clearTimeout(timer);
    },
  };
}

function read(text: string): z.infer<typeof messageOf> | undefined {
  try {
    return messageOf.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
