/**
 * QUERY_AGENT_STATE_REQ and SET_AGENT_STATE_REQ.
 * Guide: SET_AGENT_STATE_REQ, QUERY_AGENT_STATE_REQ, About forced agent logout and forced agent login, Agent
 * authentication without agent state change.
 * @module
 */
import {
  AgentState,
  CCXErrorCode,
  ControlFailureCode,
  ForcedFlag,
  type QueryAgentStateConf,
  type QueryAgentStateReq,
  type SetAgentStateReq,
} from 'rxcti/protocol';
import { setAgentState, setNextState } from '../contact-center/agent-state.ts';
import { logOut } from '../contact-center/login.ts';
import { findAgent, isLoggedIn } from '../model/agents.ts';
import type { ContactCenter } from '../model/contact-center.ts';
import type { Agent } from '../model/entities.ts';
import { decideLogin } from './agent-login.ts';
import type { ControlRefusal } from './refusals.ts';

/** QUERY_AGENT_STATE_CONF. */
export function agentStateConf(
  center: ContactCenter,
  request: QueryAgentStateReq,
): QueryAgentStateConf | ControlRefusal {
  const agent = findAgent(center, request);
  if (agent === undefined) return unknownAgent;
  const { config, state } = agent;
  const served = state === AgentState.AGENT_STATE_TALKING ? agent.handledCsqId : undefined;
  const csqState = (csqId: number): number =>
    served === undefined || served === csqId ? state : AgentState.BUSY_OTHER;
  return {
    type: 'QUERY_AGENT_STATE_CONF',
    invokeId: request.invokeId,
    agentState: state,
    agentExtension: config.extension,
    agentInstrument: config.extension,
    agentId: config.agentId,
    csqs: config.csqIds.map((csqId) => ({ csqId, csqState: csqState(csqId) })),
  };
}

const unknownAgent: ControlRefusal = {
  failureCode: ControlFailureCode.CF_INVALID_AGENT_ID_SPECIFIED,
  ccxErrorCode: CCXErrorCode.CCX_AGENT_INVALID,
  text: 'unknown agent',
};

const wrongAgentState: ControlRefusal = {
  failureCode: ControlFailureCode.CF_GENERIC_STATE_INCOMPATIBILITY,
  text: "not allowed in the agent's current state",
};

/**
 * Decides on SET_AGENT_STATE_REQ: a refusal, or the change to run after the confirmation.
 */
export function decideAgentState(
  center: ContactCenter,
  request: SetAgentStateReq,
): ControlRefusal | (() => void) {
  if (request.agentState === AgentState.AGENT_STATE_LOGIN) return decideLogin(center, request);
  const agent = findAgent(center, request);
  if (agent === undefined) return unknownAgent;
  if (!isLoggedIn(agent)) return { ...wrongAgentState, text: 'the agent is not logged in' };
  const change = changeOf(center, agent, request);
  if ('failureCode' in change) return change;
  return () => {
    agent.controlledBy = 'client';
    change.run();
  };
}

function changeOf(
  center: ContactCenter,
  agent: Agent,
  request: SetAgentStateReq,
): ControlRefusal | { readonly run: () => void } {
  const { agentState: wanted, eventReasonCode: reason, forcedFlag } = request;
  const { AGENT_STATE_LOGOUT, AGENT_STATE_NOT_READY, AGENT_STATE_READY, AGENT_STATE_WORK } = AgentState;
  const talking = agent.state === AgentState.AGENT_STATE_TALKING;
  const reserved = agent.state === AgentState.AGENT_STATE_RESERVED;
  switch (wanted) {
    case AGENT_STATE_LOGOUT:
      if ((talking || reserved) && forcedFlag !== ForcedFlag.TRUE) return wrongAgentState;
      return { run: () => logOut(center, agent, reason) };
    case AGENT_STATE_NOT_READY:
    case AGENT_STATE_READY:
      if (reserved) return wrongAgentState;
      break;
    case AGENT_STATE_WORK:
      if (!talking && agent.state !== AGENT_STATE_WORK) return wrongAgentState;
      break;
    default:
      return {
        failureCode: ControlFailureCode.CF_VALUE_OUT_OF_RANGE,
        text: 'the state cannot be set',
      };
  }
  if (talking) return { run: () => setNextState(center, agent, wanted, reason) };
  // The same state with another reason is a change.
  if (agent.state === wanted && agent.reason === reason) return { run: () => {} };
  return { run: () => setAgentState(center, agent, wanted, reason) };
}
