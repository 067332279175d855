/**
 * What happens to an agent whose last client has disconnected: by role nothing, not ready or logout, after a grace period.
 *
 * ```text
 *   connected ── last client disconnected ──► grace period ── over ──► not ready / logout
 *      ▲                                          │                    (after the call, if the agent is on one)
 *      └────────── a client reconnected ──────────┘
 * ```
 *
 * In a cluster all relays follow the clients of all relays, but only the leader acts. The others keep their timers until
 * the leader reports the agent as handled, so that the next leader can act if this one fails.
 * @module
 */
import type { Agent, Clock, Logger } from 'rxcti';
import { AgentState, AgentStateReason, ForcedFlag } from 'rxcti/protocol';
import { type Observable, Subject } from 'rxjs';
import type { Rights, Role } from '../authorization/rights.ts';
import type { EventSink, SessionEvent } from './events.ts';
import { requestFailure } from './request-forwarding.ts';
import type { Upstream } from './upstream.ts';

/** What happens to agents whose last client has disconnected, by role. Default: nothing. */
export type DisconnectPolicy = Readonly<Partial<Record<Role, DisconnectRule>>>;

/** What happens to an agent whose last client has disconnected. An agent on a call finishes it first. */
export interface DisconnectRule {
  readonly action: 'nothing' | 'notReady' | 'logout';
  /** Reason code in the agent's state. Default 32765 (AGT_CONN_DOWN). */
  readonly reasonCode?: number;
  /** Time for the client to reconnect. Default 15 000. */
  readonly graceMs?: number;
}

export interface DisconnectHandlerOptions {
  readonly upstream: Upstream;
  readonly policy: DisconnectPolicy;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly events: EventSink<SessionEvent>;
  /** In a cluster: this relay is the leader. Default: always true. */
  isActing?(): boolean;
}

/** Counts the connected clients of each agent and applies the policy. */
export interface DisconnectHandler {
  connected(rights: Rights): void;
  disconnected(rights: Rights): void;
  /** Another relay has applied the policy to this agent. */
  handled(agentId: string): void;
  /** The agents to whom this relay has applied the policy. */
  readonly handled$: Observable<string>;
  stop(): void;
}

/** Wait before an agent is checked again who is on a call, or while CCX is unreachable. */
const recheckMs = 2000;
/** After so many checks without action by the leader, it has acted and this relay missed its report. */
const maxChecksAsFollower = 15;
const defaultGraceMs = 15_000;

export function createDisconnectHandler(options: DisconnectHandlerOptions): DisconnectHandler {
  const { upstream, policy, clock, logger, events } = options;
  const clients = new Map<string, number>();
  const timers = new Map<string, unknown>();
  const handled = new Subject<string>();
  let stopped = false;

  function checkAfter(delayMs: number, agentId: string, rights: Rights, checks = 0): void {
    if (stopped) return;
    cancel(agentId);
    const timer = clock.setTimeout(() => {
      timers.delete(agentId);
      check(agentId, rights, checks);
    }, delayMs);
    timers.set(agentId, timer);
  }

  function cancel(agentId: string): void {
    clock.clearTimeout(timers.get(agentId));
    timers.delete(agentId);
  }

  /** `checks`: how often a follower has checked this agent without action by the leader. */
  function check(agentId: string, rights: Rights, checks: number): void {
    const rule = policy[rights.role];
    if (rule === undefined || rule.action === 'nothing') return;
    if (!upstream.isReady) {
      checkAfter(recheckMs, agentId, rights, checks); // the agent's state is unknown until then
      return;
    }
    const agent = upstream.replica.agents.get(agentId)?.getSnapshot();
    if (agent === undefined || agent.state === 'loggedOut') return;
    if (rule.action === 'notReady' && agent.state === 'notReady') return;
    if (agent.state === 'talking' || agent.state === 'reserved')
      checkAfter(recheckMs, agentId, rights, checks); // a logout would cut off the call
    else if (options.isActing?.() !== false) void apply(rule, agent, rights);
    else if (checks < maxChecksAsFollower) checkAfter(recheckMs, agentId, rights, checks + 1);
  }

  async function apply(rule: DisconnectRule, agent: Agent, rights: Rights): Promise<void> {
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
    const outcome = await upstream
      .request(request)
      .then(() => ({ result: 'confirmed', reason: 'client disconnected' }) as const, requestFailure);
    if (outcome.result !== 'failed') handled.next(agentId);
    else if (!clients.has(agentId)) checkAfter(recheckMs, agentId, rights); // the state shows if it had an effect
    if (outcome.result === 'confirmed') logger.info('disconnect policy applied', { agentId, action });
    else logger.warn('disconnect policy failed', { agentId, action, ...outcome });
    events.next({
      type: 'command',
      command: {
        at: startedAt,
        rights,
        request: request.type,
        target: { agentId, agentState, eventReasonCode: reasonCode },
        ...outcome,
        durationMs: clock.now() - startedAt,
      },
    });
  }

  return {
    connected({ agentId }) {
      if (agentId === undefined) return;
      clients.set(agentId, (clients.get(agentId) ?? 0) + 1);
      cancel(agentId);
    },
    disconnected(rights) {
      const { agentId } = rights;
      if (agentId === undefined) return;
      const others = (clients.get(agentId) ?? 1) - 1;
      if (others > 0) {
        clients.set(agentId, others);
        return;
      }
      clients.delete(agentId);
      const rule = policy[rights.role];
      if (rule !== undefined && rule.action !== 'nothing')
        checkAfter(rule.graceMs ?? defaultGraceMs, agentId, rights);
    },
    handled: cancel,
    handled$: handled.asObservable(),
    stop() {
      stopped = true;
      for (const timer of timers.values()) clock.clearTimeout(timer);
      timers.clear();
    },
  };
}
