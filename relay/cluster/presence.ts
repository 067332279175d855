/**
 * Which agents have a connected client, in the whole cluster: each relay broadcasts its own, so that an agent whose client
 * moved to another relay does not count as disconnected, and one whose relay failed does.
 *
 * ```text
 *   relay a ── "jdoe and asmith are connected here", at each change and every intervalMs ──▶ b, c
 *   a falls silent or stops ──▶ for b and c its agents are disconnected, unless they reconnect elsewhere
 *   the leader has applied the disconnect policy ── "jdoe is handled" ──▶ the others cancel their timers
 * ```
 * @module
 */
import type { Clock, Logger } from 'rxcti';
import { z } from 'zod';
import { type Rights, roles } from '../authorization/rights.ts';
import type { DisconnectHandler } from '../sessions/disconnect-policy.ts';
import type { ClusterBus } from './cluster.ts';

export interface PresenceOptions {
  readonly bus: Pick<ClusterBus, 'broadcast' | 'onBroadcast'>;
  /** Interval of broadcasts. */
  readonly intervalMs: number;
  /** Gets the connected agents of all relays. */
  readonly disconnects: DisconnectHandler;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Reports this relay's clients to the cluster and to the disconnect policy. */
export interface Presence {
  connected(rights: Rights): void;
  disconnected(rights: Rights): void;
  /** Broadcasts that no agent is connected here any more. */
  stop(): void;
}

/** A relay that missed so many broadcasts has failed. */
const maxMissedBroadcasts = 2.5;
/** Clients that connect within this time share one broadcast. */
const broadcastDelayMs = 20;

const presentAgent = z.object({
  agentId: z.string(),
  role: z.enum(roles as [Rights['role'], ...Rights['role'][]]),
  subject: z.string(),
});
type PresentAgent = z.infer<typeof presentAgent>;
const messageSchema = z.union([
  z.object({ relay: z.string(), agents: z.array(presentAgent) }),
  z.object({ relay: z.string(), handled: z.string() }),
]);

interface OtherRelay {
  agents: ReadonlyMap<string, PresentAgent>;
  timer: unknown;
}

export function createPresence({ bus, intervalMs, disconnects, clock, logger }: PresenceOptions): Presence {
  const relay = crypto.randomUUID();
  const local = new Map<string, PresentAgent & { clients: number }>();
  const others = new Map<string, OtherRelay>();
  let interval: unknown;
  let soon: unknown;

  function broadcast(): void {
    clock.clearTimeout(soon);
    clock.clearTimeout(interval);
    soon = undefined;
    const agents = [...local.values()].map(({ agentId, role, subject }) => ({ agentId, role, subject }));
    bus.broadcast(JSON.stringify({ relay, agents }));
    interval = clock.setTimeout(broadcast, intervalMs);
  }

  function broadcastSoon(): void {
    soon ??= clock.setTimeout(broadcast, broadcastDelayMs);
  }

  function receive(text: string): void {
    const message = parse(text);
    if (message === undefined) logger.warn('malformed message from relay', { kind: 'presence' });
    else if (message.relay === relay) return;
    else if ('handled' in message) disconnects.handled(message.handled);
    else update(message.relay, message.agents);
  }

  function update(name: string, agents: readonly PresentAgent[]): void {
    const known = others.get(name);
    if (known === undefined) broadcastSoon(); // a new relay needs our agents
    clock.clearTimeout(known?.timer);
    const before = known?.agents ?? new Map<string, PresentAgent>();
    const now = new Map(agents.map((agent) => [agent.agentId, agent]));
    const timer = clock.setTimeout(() => remove(name), maxMissedBroadcasts * intervalMs);
    others.set(name, { agents: now, timer });
    for (const [agentId, agent] of now) if (!before.has(agentId)) disconnects.connected(agent);
    for (const [agentId, agent] of before) if (!now.has(agentId)) disconnects.disconnected(agent);
  }

  function remove(name: string): void {
    const agents = others.get(name)?.agents ?? new Map<string, PresentAgent>();
    others.delete(name);
    if (agents.size > 0) logger.info('relay lost', { agents: agents.size });
    for (const agent of agents.values()) disconnects.disconnected(agent);
  }

  const unsubscribe = bus.onBroadcast(receive);
  // Not unsubscribed in stop(): a request that is under way then may still be confirmed.
  disconnects.handled$.subscribe((agentId) => bus.broadcast(JSON.stringify({ relay, handled: agentId })));
  broadcast();

  return {
    connected(rights) {
      disconnects.connected(rights);
      const { agentId, role, subject } = rights;
      if (agentId === undefined) return;
      const { clients } = local.get(agentId) ?? { clients: 0 };
      local.set(agentId, { agentId, role, subject, clients: clients + 1 });
      if (clients === 0) broadcastSoon();
    },
    disconnected(rights) {
      disconnects.disconnected(rights);
      const agent = local.get(rights.agentId ?? '');
      if (agent === undefined) return;
      agent.clients--;
      if (agent.clients > 0) return;
      local.delete(agent.agentId);
      broadcastSoon();
    },
    stop() {
      local.clear();
      broadcast();
      clock.clearTimeout(interval);
      unsubscribe();
      for (const { timer } of others.values()) clock.clearTimeout(timer);
    },
  };
}

function parse(text: string): z.infer<typeof messageSchema> | undefined {
  try {
    return messageSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
