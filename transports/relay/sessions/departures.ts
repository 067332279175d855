/**
 * What becomes of an agent whose browser is gone: by role nothing, not ready, or logged out, after a time of grace.
 *
 * ```text
 *   present ── last browser gone ──► grace ── over ──► not ready / logged out
 *      ▲                               │                   (an agent on a call: once the call is over)
 *      └────────── one came back ──────┘
 * ```
 * @module
 */
import type { Clock, Logger } from '../../../core/index.ts';
import { AgentStateReason } from '../../../core/protocol/constants/agent-reasons.ts';
import { AgentState, ForcedFlag } from '../../../core/protocol/constants/agents.ts';
import type { RelayObserver } from '../observer.ts';
import type { DeparturePolicy } from '../options.ts';
import type { Rights } from '../rights/rights.ts';
import type { Upstream } from '../upstream/upstream.ts';
import { endOf } from './forwarding.ts';

export interface DeparturesOptions {
  readonly upstream: Upstream;
  readonly policy: DeparturePolicy;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly observer: RelayObserver;
}

/** Follows who has a browser with a connection. */
export interface Departures {
  arrived(rights: Rights): void;
  left(rights: Rights): void;
  stop(): void;
}

/** Of a talking agent it is asked again after so long. */
const talkingMs = 2000;
const defaultGraceMs = 15_000;

export function createDepartures(options: DeparturesOptions): Departures {
  const { upstream, policy, clock, logger, observer } = options;
  const present = new Map<string, number>();
  const leaving = new Map<string, unknown>();
  let stopped = false;

  function wait(agentId: string, rights: Rights, delayMs: number): void {
    if (stopped) return;
    leaving.set(
      agentId,
      clock.setTimeout(() => {
        leaving.delete(agentId);
        void act(agentId, rights);
      }, delayMs),
    );
  }

  async function act(agentId: string, rights: Rights): Promise<void> {
    const rule = policy[rights.role];
    const agent = upstream.mirror.agents.get(agentId)?.getSnapshot();
    if (rule === undefined || rule.action === 'nothing' || agent === undefined) return;
    if (agent.state === 'loggedOut' || (rule.action === 'notReady' && agent.state === 'notReady')) return;
    if (agent.state === 'talking' || agent.state === 'reserved') {
      wait(agentId, rights, talkingMs); // a call is never cut off
      return;
    }
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
    logger[end.result === 'confirmed' ? 'info' : 'warn']('an agent left', { agentId, action, ...end });
    observer.command?.({
      at: startedAt,
      rights,
      request: request.type,
      target: { agentId, agentState, eventReasonCode: reasonCode },
      ...end,
      tookMs: clock.now() - startedAt,
    });
  }

  return {
    arrived({ agentId }) {
      if (agentId === undefined) return;
      present.set(agentId, (present.get(agentId) ?? 0) + 1);
      clock.clearTimeout(leaving.get(agentId));
      leaving.delete(agentId);
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
    stop() {
      stopped = true;
      for (const timer of leaving.values()) clock.clearTimeout(timer);
      leaving.clear();
    },
  };
}
