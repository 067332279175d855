/**
 * AGENT_STATE_LOGIN: a login, a forced one, or a mere check of credentials.
 * Guide: SET_AGENT_STATE_REQ, About forced agent logout and forced agent login, Agent authentication without agent state
 * change.
 * @module
 */

import type { SetAgentStateReq } from 'rxcti/protocol';
import { AgentStateReason, CCXErrorCode, ControlFailureCode, ForcedFlag } from 'rxcti/protocol';
import { isLoggedIn } from '../center/agents.ts';
import type { Center } from '../center/center.ts';
import { logIn, logOut, rivalOf } from '../center/logging-in.ts';
import type { ControlRefusal } from './agent-requests.ts';

// One code for both: a client that guesses learns nothing of which agents there are.
const wrongCredentials: ControlRefusal = {
  failureCode: ControlFailureCode.CF_INVALID_AGENT_ID_OR_PASSWORD_SPECIFIED,
  ccxErrorCode: CCXErrorCode.CCX_AGENT_INVALID,
  text: 'the agent id or the password is wrong',
};

const wrongPhone: ControlRefusal = {
  failureCode: ControlFailureCode.CF_INVALID_LOGON_DEVICE_SPECIFIED,
  ccxErrorCode: CCXErrorCode.CCX_AGENT_DN_NOT_ASSIGNED,
  text: 'the instrument or the terminal is not a phone of this agent',
};

const phoneOff: ControlRefusal = {
  failureCode: ControlFailureCode.CF_RESOURCE_OUT_OF_SERVICE,
  ccxErrorCode: CCXErrorCode.CCX_AGENT_DEVICE_OFF,
  text: 'the phone is out of service',
};

const loggedInAlready: ControlRefusal = {
  failureCode: ControlFailureCode.CF_SPECIFIED_AGENT_ALREADY_SIGNED_ON,
  text: 'the agent is logged in already',
};

const phoneTaken: ControlRefusal = {
  failureCode: ControlFailureCode.CF_SPECIFIED_EXTENSION_ALREADY_IN_USE,
  text: 'another agent is logged in at that phone',
};

/** Decides on a login; nothing to do for a check of credentials that came out well. */
export function login(center: Center, request: SetAgentStateReq): ControlRefusal | (() => void) {
  const { agentPassword, agentInstrument, activeTerminal } = request;
  const agent = center.agents.get(request.agentId ?? '');
  if (agent === undefined || agentPassword !== agent.person.password) return wrongCredentials;
  if (request.forcedFlag === ForcedFlag.AuthenticateOnly) return () => {};
  const { extension, terminal } = agent.person;
  if (agentInstrument !== extension || (activeTerminal || terminal) !== terminal) return wrongPhone;
  if (!agent.inService) return phoneOff;
  const again = isLoggedIn(agent);
  if (request.forcedFlag !== ForcedFlag.TRUE) {
    if (again) return loggedInAlready;
    if (rivalOf(center, agent) !== undefined) return phoneTaken;
  }
  return () => {
    agent.driven = 'client';
    if (again) logOut(center, agent, AgentStateReason.AGT_RELOGON);
    logIn(center, agent);
  };
}
