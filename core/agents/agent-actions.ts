/**
 * Agent actions: in which state each is available, and its request.
 * Guide: What is an agent state; SET_AGENT_STATE_REQ.
 * @module
 */
import { AgentState, ForcedFlag } from '../protocol/constants/agents.ts';
import type { SetAgentStateReq } from '../protocol/generated/messages.ts';
import type { Agent, AgentStateName } from './agent.ts';

/** Everything that can be requested of an agent. */
export type AgentAction = (typeof agentActions)[number];

export const agentActions = ['login', 'logout', 'ready', 'notReady', 'work', 'makeCall'] as const;

/** States that can be requested. */
export type RequestedState = 'ready' | 'notReady' | 'work';

export const requestedStates: Readonly<Record<RequestedState, number>> = {
  ready: AgentState.AGENT_STATE_READY,
  notReady: AgentState.AGENT_STATE_NOT_READY,
  work: AgentState.AGENT_STATE_WORK,
};

const availableActions: Readonly<Record<AgentStateName, readonly (AgentAction | 'forceLogout')[]>> = {
  unknown: ['login'],
  loggedOut: ['login'],
  notReady: ['ready', 'notReady', 'logout', 'makeCall'],
  ready: ['notReady', 'logout', 'makeCall'],
  reserved: ['notReady'],
  // The server keeps a state request until the call ends.
  talking: ['ready', 'notReady', 'work', 'forceLogout', 'makeCall'],
  work: ['ready', 'notReady', 'logout', 'makeCall'],
  workReady: ['ready', 'notReady', 'logout', 'makeCall'],
  busyOther: ['notReady'],
  active: ['notReady', 'logout'],
  paused: ['ready', 'notReady', 'logout'],
};

/** Returns why the agent's state does not allow the action; undefined if it does. */
export function agentActionRefusal(
  { state }: Agent,
  action: AgentAction,
  force: boolean,
): string | undefined {
  const available = availableActions[state];
  if (available.includes(action)) return undefined;
  if (action === 'logout' && available.includes('forceLogout'))
    return force ? undefined : 'A talking agent can be logged out with force only.';
  // A forced login replaces the agent's session at another device.
  if (action === 'login' && force) return undefined;
  return `The agent is ${state}.`;
}

interface StateRequest {
  readonly agentId: string;
  readonly instrument: string;
  readonly agentState: number;
  readonly reasonCode: number;
  readonly force: boolean;
  readonly password?: string;
  readonly activeTerminal?: string;
}

/** Builds SET_AGENT_STATE_REQ. AgentCapacity exists from version 12 on, ActiveTerminal from 18. */
export function stateRequest(request: StateRequest, version: number): Omit<SetAgentStateReq, 'invokeId'> {
  const { agentId, instrument, agentState, reasonCode, force, password, activeTerminal } = request;
  return {
    type: 'SET_AGENT_STATE_REQ',
    agentState,
    eventReasonCode: reasonCode,
    forcedFlag: force ? ForcedFlag.TRUE : ForcedFlag.FALSE,
    ...(version >= 12 ? { agentCapacity: 0 } : {}),
    agentInstrument: instrument,
    agentId,
    ...(password === undefined ? {} : { agentPassword: password }),
    ...(activeTerminal === undefined || version < 18 ? {} : { activeTerminal }),
  };
}
