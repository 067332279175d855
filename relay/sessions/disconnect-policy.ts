/**
 * What happens to an agent whose last client has disconnected: by role nothing, not ready or logout, after a grace period
 * (`disconnect-machine.ts`).
 *
 * In a cluster all relays follow the clients of all relays, but only the leader acts. The others keep their timers until
 * the leader reports the agent as handled, so that the next leader can act if this one fails.
 * @module
 */
import type { Agent, Clock, Logger } from 'rxcti';
import { AgentState, AgentStateReason, ForcedFlag } from 'rxcti/protocol';
import { type Observable, Subject } from 'rxjs';
import type { Rights, Role } from '../authorization/rights.ts';
import { type Assessment, type DisconnectActor, startDisconnect } from './disconnect-machine.ts';
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

const defaultGraceMs = 15_000;

export function createDisconnectHandler(options: DisconnectHandlerOptions): DisconnectHandler {
  const { upstream, policy, clock, logger, events } = options;
  const clients = new Map<string, number>();
  /** Agents without clients to whom the policy applies. */
  const disconnected = new Map<string, DisconnectActor>();
  const handled = new Subject<string>();
  let stopped = false;

  function agentOf(agentId: string): Agent | undefined {
    return upstream.replica.agents.get(agentId)?.getSnapshot();
  }

  function assess(agentId: string, rule: DisconnectRule): Assessment {
    if (!upstream.isReady) return 'busy'; // the agent's state is unknown until then
    const agent = agentOf(agentId);
    if (agent === undefined || agent.state === 'loggedOut') return 'nothing';
    if (rule.action === 'notReady' && agent.state === 'notReady') return 'nothing';
    if (agent.state === 'talking' || agent.state === 'reserved') return 'busy'; // a logout would cut off the call
    return options.isActing?.() === false ? 'leaderActs' : 'act';
  }

  /** Resolves with true if CCX has answered. */
  async function apply(agentId: string, rule: DisconnectRule, rights: Rights): Promise<boolean> {
    const agent = agentOf(agentId);
    const { reasonCode = AgentStateReason.AGT_CONN_DOWN, action } = rule;
    const agentState = action === 'logout' ? AgentState.AGENT_STATE_LOGOUT : AgentState.AGENT_STATE_NOT_READY;
    const request = {
      type: 'SET_AGENT_STATE_REQ' as const,
      agentState,
      eventReasonCode: reasonCode,
      forcedFlag: ForcedFlag.FALSE,
      agentCapacity: 0,
      agentInstrument: agent?.instrument ?? agent?.extension ?? '',
      agentId,
    };
    const startedAt = clock.now();
    const outcome = await upstream
      .request(request)
      .then(() => ({ result: 'confirmed', reason: 'client disconnected' }) as const, requestFailure);
    const isAnswered = outcome.result !== 'failed';
    if (isAnswered) handled.next(agentId);
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
    return isAnswered;
  }

  return {
    connected({ agentId }) {
      if (agentId === undefined) return;
      clients.set(agentId, (clients.get(agentId) ?? 0) + 1);
      disconnected.get(agentId)?.send({ type: 'RECONNECTED' });
    },
    disconnected(rights) {
      const { agentId, role } = rights;
      if (agentId === undefined) return;
      const others = (clients.get(agentId) ?? 1) - 1;
      if (others > 0) {
        clients.set(agentId, others);
        return;
      }
      clients.delete(agentId);
      const rule = policy[role];
      if (stopped || rule === undefined || rule.action === 'nothing') return;
      disconnected.get(agentId)?.stop();
      const actor = startDisconnect(
        { graceMs: rule.graceMs ?? defaultGraceMs, assess: () => assess(agentId, rule) },
        () => apply(agentId, rule, rights),
        clock,
        () => {
          if (disconnected.get(agentId) === actor) disconnected.delete(agentId);
        },
      );
      disconnected.set(agentId, actor);
    },
    handled: (agentId) => disconnected.get(agentId)?.send({ type: 'HANDLED' }),
    handled$: handled.asObservable(),
    stop() {
      stopped = true;
      for (const actor of disconnected.values()) actor.stop();
      disconnected.clear();
    },
  };
}
