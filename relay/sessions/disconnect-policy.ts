/**
 * What becomes of an agent whose browser is gone: by role nothing, not ready, or logged out, after a time of grace.
 *
 * ```text
 *   present ── last browser gone ──► grace ── over ──► not ready / logged out
 *      ▲                               │                   (an agent on a call: once the call is over)
 *      └────────── one came back ──────┘
 * ```
 *
 * In a cluster every relay follows the browsers of all, and the holder of the CCX session acts; the others keep what is
 * due until the holder has settled it, in case that it dies before.
 * @module
 */
import type { Agent, Clock, Logger } from 'rxcti';
import { AgentState, AgentStateReason, ForcedFlag } from 'rxcti/protocol';
import type { Rights, Role } from '../authorization/rights.ts';
import type { CommandRecord, EventSink, SessionEvent } from './events.ts';
import { endOf } from './request-forwarding.ts';
import type { Upstream } from './upstream.ts';

/** By role: what happens to an agent whose last client disconnected. */
export type DisconnectPolicy = Readonly<Partial<Record<Role, DisconnectRule>>>;

/** What happens to an agent whose last client disconnected. During a call it is deferred until the call has ended. */
export interface DisconnectRule {
  readonly action: 'nothing' | 'notReady' | 'logout';
  /** Reason code sent to CCX. Default 32765 (AGT_CONN_DOWN). */
  readonly reasonCode?: number;
  /** Time within which the client can reconnect before that. Default 15 000. */
  readonly graceMs?: number;
}

export interface DeparturesOptions {
  readonly upstream: Upstream;
  readonly policy: DisconnectPolicy;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly events: EventSink<SessionEvent>;
  /** In a cluster: this relay is the one that acts. Default: always. */
  acts?(): boolean;
  /** In a cluster: what was to be done is done, or was refused. */
  settled?(agentId: string): void;
}

/** Follows who has a browser with a connection. */
export interface Departures {
  arrived(rights: Rights): void;
  left(rights: Rights): void;
  /** Another relay has done what was to be done. */
  settled(agentId: string): void;
  stop(): void;
}

/** While an agent talks, or CCX is out of reach, it is looked at again after so long. */
const againMs = 2000;
/** What the relay that acts lets be so often, it has settled, and this relay did not hear of it. */
const mostLetBe = 15;
const defaultGraceMs = 15_000;

export function createDepartures(options: DeparturesOptions): Departures {
  const { upstream, policy, clock, logger, events } = options;
  const present = new Map<string, number>();
  const leaving = new Map<string, unknown>();
  let stopped = false;

  /** `letBe`: how often the relay that acts has let it be. */
  function wait(agentId: string, rights: Rights, delayMs: number, letBe = 0): void {
    if (stopped) return;
    forget(agentId);
    const timer = clock.setTimeout(() => {
      leaving.delete(agentId);
      look(agentId, rights, letBe);
    }, delayMs);
    leaving.set(agentId, timer);
  }

  function forget(agentId: string): void {
    clock.clearTimeout(leaving.get(agentId));
    leaving.delete(agentId);
  }

  function look(agentId: string, rights: Rights, letBe: number): void {
    const rule = policy[rights.role];
    if (rule === undefined || rule.action === 'nothing') return;
    if (!upstream.isReady) {
      wait(agentId, rights, againMs, letBe); // how the agent is will be known then
      return;
    }
    const agent = upstream.mirror.agents.get(agentId)?.getSnapshot();
    if (agent === undefined || agent.state === 'loggedOut') return;
    if (rule.action === 'notReady' && agent.state === 'notReady') return;
    if (agent.state === 'talking' || agent.state === 'reserved')
      wait(agentId, rights, againMs, letBe); // a call is never cut off
    else if (options.acts?.() !== false) void act(agent, rights, rule);
    else if (letBe < mostLetBe) wait(agentId, rights, againMs, letBe + 1);
  }

  async function act(agent: Agent, rights: Rights, rule: DisconnectRule): Promise<void> {
    const { agentId } = agent;
    const { reasonCode = AgentStateReason.AGT_CONN_DOWN, action } = rule;
    const agentState = action === 'logout' ? AgentState.AGENT_STATE_LOGOUT : AgentState.AGENT_STATE_NOT_READY;
    const request = {
      type: 'SET_AGENT_STATE_REQ' as const,
      agentState,
      eventReasonCode: reasonCode,
      forcedFlag: ForcedFlag.FALSE,
      agentCapacity: 0,
      agentInstrument: agent.instrument ?? agent.extension ?? '',
      agentId,
    };
    const startedAt = clock.now();
    const end = await upstream
      .request(request)
      .then(() => ({ result: 'confirmed', reason: 'the browser is gone' }) as const, endOf);
    if (end.result !== 'failed') options.settled?.(agentId);
    else if (!present.has(agentId)) wait(agentId, rights, againMs); // what became of it will be seen
    logger[end.result === 'confirmed' ? 'info' : 'warn']('an agent left', { agentId, action, ...end });
    if (!events.observed) return;
    const command: CommandRecord = {
      at: startedAt,
      rights,
      request: request.type,
      target: { agentId, agentState, eventReasonCode: reasonCode },
      ...end,
      durationMs: clock.now() - startedAt,
    };
    events.next({ type: 'command', command });
  }

  return {
    arrived({ agentId }) {
      if (agentId === undefined) return;
      present.set(agentId, (present.get(agentId) ?? 0) + 1);
      forget(agentId);
    },
    left(rights) {
      const { agentId } = rights;
      if (agentId === undefined) return;
      const others = (present.get(agentId) ?? 1) - 1;
      if (others > 0) {
        present.set(agentId, others);
        return;
      }
      present.delete(agentId);
      const rule = policy[rights.role];
      if (rule !== undefined && rule.action !== 'nothing')
        wait(agentId, rights, rule.graceMs ?? defaultGraceMs);
    },
    settled: forget,
    stop() {
      stopped = true;
      for (const timer of leaving.values()) clock.clearTimeout(timer);
      leaving.clear();
    },
  };
}
