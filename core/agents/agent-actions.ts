/**
 * What may be asked of an agent, when, and with which message.
 * Guide: SET_AGENT_STATE_REQ; MAKE_CALL_REQ.
 * @module
 */
import { AgentState, ForcedFlag } from '../protocol/constants/agents.ts';
import type { SetAgentStateReq } from '../protocol/generated/messages.ts';
import type { Agent } from './agent.ts';
import { agentLifecycle } from './agent-machine.ts';

/** Everything that can be asked of an agent. */
export type AgentAction = 'login' | 'logout' | 'ready' | 'notReady' | 'work' | 'makeCall';

/** States that can be asked for. */
export type RequestedState = 'ready' | 'notReady' | 'work';

export const requestedStates: Readonly<Record<RequestedState, number>> = {
  ready: AgentState.AGENT_STATE_READY,
  notReady: AgentState.AGENT_STATE_NOT_READY,
  work: AgentState.AGENT_STATE_WORK,
};

/** Why the agent's state does not allow the action; undefined when it does. */
export function agentRefusal(agent: Agent, action: AgentAction, forced: boolean): string | undefined {
  const tag =
    action === 'logout' && forced && agentLifecycle.hasTag(agent.state, 'forceLogout')
      ? 'forceLogout'
      : action;
  if (agentLifecycle.hasTag(agent.state, tag)) return undefined;
  if (action === 'logout' && agent.state === 'talking')
    return 'A talking agent can be logged out by force only.';
  // A forced login takes an agent over who is logged in elsewhere.
  if (action === 'login' && forced) return undefined;
  return `The agent is ${agent.state}.`;
}

/** What a state request is told. */
export interface StateRequest {
  readonly agentId: string;
  readonly instrument: string;
  readonly agentState: number;
  readonly reasonCode: number;
  readonly forced: boolean;
  readonly password?: string;
  readonly activeTerminal?: string;
}

/** AgentCapacity exists from version 12 on, ActiveTerminal from 18. */
export function stateRequest(request: StateRequest, version: number): Omit<SetAgentStateReq, 'invokeId'> {
  const { agentId, instrument, agentState, reasonCode, forced, password, activeTerminal } = request;
  return {
    type: 'SET_AGENT_STATE_REQ',
    agentState,
    eventReasonCode: reasonCode,
    forcedFlag: forced ? ForcedFlag.TRUE : ForcedFlag.FALSE,
    ...(version >= 12 ? { agentCapacity: 0 } : {}),
    agentInstrument: instrument,
    agentId,
    ...(password === undefined ? {} : { agentPassword: password }),
    ...(activeTerminal === undefined || version < 18 ? {} : { activeTerminal }),
  };
}

/**
 * Checks credentials without a change of state, from version 12 on. The guide says that the instrument is then the word
 * `unknown`.
 */
export function credentialRequest(agentId: string, password: string): Omit<SetAgentStateReq, 'invokeId'> {
  return {
    type: 'SET_AGENT_STATE_REQ',
    agentState: AgentState.AGENT_STATE_LOGIN,
    eventReasonCode: 0,
    forcedFlag: ForcedFlag.AuthenticateOnly,
    agentCapacity: 0,
    agentInstrument: 'unknown',
    agentId,
    agentPassword: password,
  };
}
