/**
 * Agents whose desktop is gone: nobody could answer their calls, so they get none.
 * Guide: Reason codes for agent state change (AGT_CONN_DOWN). When CCX does so, and that it makes not ready, is inferred.
 * @module
 */
import type { Clock } from 'rxcti';
import { AgentState, AgentStateReason } from 'rxcti/protocol';
import { setAgentState, setNext } from '../center/agents.ts';
import type { Center } from '../center/center.ts';

/** Waits for clients to come back. */
export interface LostClients {
  /** An agent's last client is gone without a word. */
  lost(agentId: string): void;
  /** Waits for nobody any more. */
  stop(): void;
}

/** Makes the watch; without a time it does nothing. */
export function createLostClients(
  center: Center,
  clock: Clock,
  afterSeconds: number | undefined,
): LostClients {
  const timers = new Map<string, unknown>();
  let stopped = afterSeconds === undefined;
  return {
    lost(agentId) {
      if (stopped || afterSeconds === undefined) return;
      clock.clearTimeout(timers.get(agentId));
      const timer = clock.setTimeout(() => {
        timers.delete(agentId);
        center.schedule.catchUp();
        if (!center.attended(agentId)) giveUp(center, agentId);
      }, afterSeconds * 1000);
      timers.set(agentId, timer);
    },
    stop() {
      stopped = true;
      for (const timer of timers.values()) clock.clearTimeout(timer);
      timers.clear();
    },
  };
}

function giveUp(center: Center, agentId: string): void {
  const agent = center.agents.get(agentId);
  const { AGENT_STATE_READY, AGENT_STATE_WORK, AGENT_STATE_TALKING, AGENT_STATE_NOT_READY } = AgentState;
  const { AGT_CONN_DOWN } = AgentStateReason;
  // A phone that rings is missed by itself; whoever is not ready or logged out gets no calls anyway.
  if (agent?.state === AGENT_STATE_READY || agent?.state === AGENT_STATE_WORK)
    setAgentState(center, agent, AGENT_STATE_NOT_READY, AGT_CONN_DOWN);
  else if (agent?.state === AGENT_STATE_TALKING) setNext(center, agent, AGENT_STATE_NOT_READY, AGT_CONN_DOWN);
}
