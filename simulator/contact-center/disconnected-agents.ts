/**
 * Sets agents not ready who have lost their client.
 * Guide: Reason codes for agent state change (AGT_CONN_DOWN). The time and the state are inferred.
 * @module
 */
import type { Clock } from 'rxcti';
import { AgentState, AgentStateReason } from 'rxcti/protocol';
import type { ContactCenter } from '../model/contact-center.ts';
import { setAgentState, setNextState } from './agent-state.ts';

/** Watches for agents without a client. */
interface DisconnectMonitor {
  /** The last client of an agent disconnected without CLOSE_REQ. */
  disconnected(agentId: string): void;
  /** Cancels all timers. */
  stop(): void;
}

/** Creates the monitor. Without `afterSeconds` it does nothing. */
export function createDisconnectMonitor(
  center: ContactCenter,
  clock: Clock,
  afterSeconds: number | undefined,
): DisconnectMonitor {
  const timers = new Map<string, unknown>();
  let stopped = afterSeconds === undefined;
  return {
    disconnected(agentId) {
      if (stopped || afterSeconds === undefined) return;
      clock.clearTimeout(timers.get(agentId));
      const timer = clock.setTimeout(() => {
        timers.delete(agentId);
        center.schedule.catchUp();
        if (!center.hasAgentSession(agentId)) setNotReadyAfterDisconnect(center, agentId);
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

function setNotReadyAfterDisconnect(center: ContactCenter, agentId: string): void {
  const agent = center.agents.get(agentId);
  const { AGENT_STATE_READY, AGENT_STATE_WORK, AGENT_STATE_TALKING, AGENT_STATE_NOT_READY } = AgentState;
  const { AGT_CONN_DOWN } = AgentStateReason;
  // Other states need no change: a ringing call times out, and agents who are not ready or logged out get no calls.
  if (agent?.state === AGENT_STATE_READY || agent?.state === AGENT_STATE_WORK)
    setAgentState(center, agent, AGENT_STATE_NOT_READY, AGT_CONN_DOWN);
  else if (agent?.state === AGENT_STATE_TALKING)
    setNextState(center, agent, AGENT_STATE_NOT_READY, AGT_CONN_DOWN);
}
