/**
 * Changes of agents' states.
 * Guide: What is an agent state, AGENT_STATE_EVENT.
 * @module
 */
import { AgentState, AgentStateReason } from 'rxcti/protocol';
import { publishAgentState } from '../events/agent-events.ts';
import { isBusy } from '../model/agents.ts';
import type { ContactCenter } from '../model/contact-center.ts';
import type { Agent } from '../model/entities.ts';
import { updateReadyLists } from './routing.ts';

/** Changes an agent's state and publishes it. */
export function setAgentState(center: ContactCenter, agent: Agent, state: number, reason = 0): void {
  center.schedule.cancel(agent.nextAction);
  center.schedule.cancel(agent.wrapUpTimer);
  agent.nextAction = undefined;
  agent.wrapUpTimer = undefined;
  agent.state = state;
  if (state !== AgentState.AGENT_STATE_TALKING && state !== AgentState.AGENT_STATE_WORK) {
    for (const record of agent.pendingRecords.splice(0)) record();
  }
  agent.reason = reason;
  agent.stateSince = center.schedule.now;
  agent.readyAfterCall = false;
  if (state === AgentState.AGENT_STATE_LOGOUT) agent.handledCsqId = undefined;
  if (!isBusy(agent)) agent.nextState = undefined;
  updateReadyLists(center.readyAgents, agent);
  publishAgentState(center, agent);
  center.agentStateChanged(agent);
}

/** Stores the state that follows the current call, and publishes it. */
export function setNextState(center: ContactCenter, agent: Agent, state: number, reason: number): void {
  agent.nextState = state;
  agent.nextReason = reason;
  publishAgentState(center, agent);
}

/** Makes a ready agent not ready for the time of a call that came through no queue. */
export function setBusy(center: ContactCenter, agent: Agent, reason: number): void {
  if (agent.state !== AgentState.AGENT_STATE_READY) return;
  setAgentState(center, agent, AgentState.AGENT_STATE_NOT_READY, reason);
  agent.readyAfterCall = true;
}

/** Sets a reserved agent talking; `csqId` for a call of a queue. */
export function startTalking(center: ContactCenter, agent: Agent, csqId?: number): void {
  if (agent.state === AgentState.AGENT_STATE_RESERVED) {
    setAgentState(center, agent, AgentState.AGENT_STATE_TALKING);
  }
  if (agent.state === AgentState.AGENT_STATE_TALKING) agent.handledCsqId = csqId ?? agent.handledCsqId;
}

/** Called when a call has left the phone. After the last one: the requested state, work, or ready. */
export function afterCall(center: ContactCenter, agent: Agent): void {
  if (agent.parties.length > 0) return;
  const { handledCsqId: handled } = agent;
  agent.handledCsqId = undefined;
  if (isBusy(agent)) {
    const { AGENT_STATE_WORK, AGENT_STATE_READY } = AgentState;
    const queue = center.queues.get(handled ?? -1);
    if (agent.nextState !== undefined) setAgentState(center, agent, agent.nextState, agent.nextReason);
    else setAgentState(center, agent, queue?.autoWork === true ? AGENT_STATE_WORK : AGENT_STATE_READY);
    if (agent.state === AGENT_STATE_WORK) limitWrapUp(center, agent, queue?.wrapUpSeconds);
  } else if (agent.readyAfterCall) {
    setAgentState(center, agent, AgentState.AGENT_STATE_READY);
  } else {
    // A forced logout leaves the call up. An agent who has logged in again since can take the next call only now.
    center.agentStateChanged(agent);
  }
}

/** Ends work after the queue's wrap-up limit. Inferred from the name of the reason code. */
function limitWrapUp(center: ContactCenter, agent: Agent, seconds: number | undefined): void {
  if (seconds === undefined) return;
  agent.wrapUpTimer = center.schedule.after(seconds * 1000, () =>
    setAgentState(center, agent, AgentState.AGENT_STATE_READY, AgentStateReason.AGT_WORK_TIMER_EXP),
  );
}
