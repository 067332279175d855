/**
 * SET_AGENT_STATE_REQ with AGENT_STATE_LOGIN: login, forced login, check of credentials.
 * Guide: SET_AGENT_STATE_REQ, About forced agent logout and forced agent login, Agent authentication without agent state
 * change.
 * @module
 */
import {
  AgentStateReason,
  CCXErrorCode,
  ControlFailureCode,
  ForcedFlag,
  type SetAgentStateReq,
} from 'rxcti/protocol';
import { logIn, logOut, otherAgentAtPhone } from '../contact-center/login.ts';
import { isLoggedIn } from '../model/agents.ts';
import type { ContactCenter } from '../model/contact-center.ts';
import type { ControlRefusal } from './refusals.ts';

// One code for both, so that a client cannot find out which agents exist.
const wrongCredentials: ControlRefusal = {
  failureCode: ControlFailureCode.CF_INVALID_AGENT_ID_OR_PASSWORD_SPECIFIED,
  ccxErrorCode: CCXErrorCode.CCX_AGENT_INVALID,
  text: 'the agent id or the password is incorrect',
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
  text: 'the agent is already logged in',
};

const phoneTaken: ControlRefusal = {
  failureCode: ControlFailureCode.CF_SPECIFIED_EXTENSION_ALREADY_IN_USE,
  text: 'another agent is logged in at the phone',
};

/** Decides on a login. An accepted check of credentials changes nothing. */
export function decideLogin(center: ContactCenter, request: SetAgentStateReq): ControlRefusal | (() => void) {
  const { agentPassword, agentInstrument, activeTerminal } = request;
  const agent = center.agents.get(request.agentId ?? '');
  if (agent === undefined || agentPassword !== agent.config.password) return wrongCredentials;
  if (request.forcedFlag === ForcedFlag.AuthenticateOnly) return () => {};
  const { extension, terminal } = agent.config;
  if (agentInstrument !== extension || (activeTerminal || terminal) !== terminal) return wrongPhone;
  if (!agent.inService) return phoneOff;
  const wasLoggedIn = isLoggedIn(agent);
  if (request.forcedFlag !== ForcedFlag.TRUE) {
    if (wasLoggedIn) return loggedInAlready;
    if (otherAgentAtPhone(center, agent) !== undefined) return phoneTaken;
  }
  return () => {
    agent.controlledBy = 'client';
    if (wasLoggedIn) logOut(center, agent, AgentStateReason.AGT_RELOGON);
    logIn(center, agent);
  };
}
