/**
 * Answers to clients that ask for an agent's state or change it.
 * Guide: SET_AGENT_STATE_REQ, QUERY_AGENT_STATE_REQ, About forced agent logout and forced agent login, Agent
 * authentication without agent state change.
 * @module
 */

import type { QueryAgentStateConf, QueryAgentStateReq, SetAgentStateReq } from 'rxcti/protocol';
import { AgentState, CCXErrorCode, ControlFailureCode, ForcedFlag } from 'rxcti/protocol';
import type { ControlFailure } from 'rxcti/server';
import { type Agent, agentAt, isLoggedIn, setAgentState, setNext } from '../center/agents.ts';
import { deviceOf } from '../center/call-model.ts';
import type { Center } from '../center/center.ts';
import { logOut } from '../center/logging-in.ts';
import { login } from './login.ts';

/** Why a control request is refused. */
export interface ControlRefusal extends ControlFailure {
  readonly failureCode: number;
}

/** Finds the agent that a message names by id, extension or instrument; all that are given must agree. */
export function findAgent(
  center: Center,
  named: {
    readonly agentId?: string | undefined;
    readonly agentExtension?: string | undefined;
    readonly agentInstrument?: string | undefined;
  },
): Agent | undefined {
  const phones = [deviceOf(named.agentExtension), deviceOf(named.agentInstrument)].filter(
    (phone) => phone !== undefined,
  );
  const byId = named.agentId ? center.agents.get(named.agentId) : undefined;
  if (named.agentId && byId === undefined) return undefined;
  if (byId === undefined && phones.length === 0) return undefined;
  const agent = byId ?? agentAt(center, phones[0] ?? '');
  return phones.every((phone) => phone === agent?.person.extension) ? agent : undefined;
}

/** What QUERY_AGENT_STATE_CONF says of an agent. */
export function agentStateConf(
  center: Center,
  request: QueryAgentStateReq,
): QueryAgentStateConf | ControlRefusal {
  const agent = findAgent(center, request);
  if (agent === undefined) return unknownAgent;
  const { person, state } = agent;
  const served = state === AgentState.AGENT_STATE_TALKING ? agent.handled : undefined;
  const csqState = (csqId: number): number =>
    served === undefined || served === csqId ? state : AgentState.BUSY_OTHER;
  return {
    type: 'QUERY_AGENT_STATE_CONF',
    invokeId: request.invokeId,
    agentState: state,
    agentExtension: person.extension,
    agentInstrument: person.extension,
    agentId: person.agentId,
    csqs: person.csqIds.map((csqId) => ({ csqId, csqState: csqState(csqId) })),
  };
}

const unknownAgent: ControlRefusal = {
  failureCode: ControlFailureCode.CF_INVALID_AGENT_ID_SPECIFIED,
  ccxErrorCode: CCXErrorCode.CCX_AGENT_INVALID,
  text: 'there is no such agent',
};

const notNow: ControlRefusal = {
  failureCode: ControlFailureCode.CF_GENERIC_STATE_INCOMPATIBILITY,
  text: "the agent's state does not allow that now",
};

/**
 * Decides on SET_AGENT_STATE_REQ: a refusal, or what to do once it has been confirmed. Nothing for a check of
 * credentials that came out well.
 */
export function agentStateChange(center: Center, request: SetAgentStateReq): ControlRefusal | (() => void) {
  if (request.agentState === AgentState.AGENT_STATE_LOGIN) return login(center, request);
  const agent = findAgent(center, request);
  if (agent === undefined) return unknownAgent;
  if (!isLoggedIn(agent)) return { ...notNow, text: 'the agent is not logged in' };
  const change = changeOf(center, agent, request);
  if ('failureCode' in change) return change;
  return () => {
    agent.driven = 'client';
    change.run();
  };
}

function changeOf(
  center: Center,
  agent: Agent,
  request: SetAgentStateReq,
): ControlRefusal | { readonly run: () => void } {
  const { agentState: wanted, eventReasonCode: reason, forcedFlag } = request;
  const { AGENT_STATE_LOGOUT, AGENT_STATE_NOT_READY, AGENT_STATE_READY, AGENT_STATE_WORK } = AgentState;
  const talking = agent.state === AgentState.AGENT_STATE_TALKING;
  const reserved = agent.state === AgentState.AGENT_STATE_RESERVED;
  switch (wanted) {
    case AGENT_STATE_LOGOUT:
      if ((talking || reserved) && forcedFlag !== ForcedFlag.TRUE) return notNow;
      return { run: () => logOut(center, agent, reason) };
    case AGENT_STATE_NOT_READY:
    case AGENT_STATE_READY:
      if (reserved) return notNow;
      break;
    case AGENT_STATE_WORK:
      if (!talking && agent.state !== AGENT_STATE_WORK) return notNow;
      break;
    default:
      return {
        failureCode: ControlFailureCode.CF_VALUE_OUT_OF_RANGE,
        text: 'agents cannot be set to that state',
      };
  }
  if (talking) return { run: () => setNext(center, agent, wanted, reason) };
  // Not ready for another reason is a change; the same state for the same reason is none.
  if (agent.state === wanted && agent.reason === reason) return { run: () => {} };
  return { run: () => setAgentState(center, agent, wanted, reason) };
}
