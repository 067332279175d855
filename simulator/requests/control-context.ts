/**
 * Shared by the handlers of call control requests: the requesting session, the parties that a request names, and permissions.
 * Bridge sessions control everybody. Agent-mode sessions control their own agent; a supervisor's also the agents of the team
 * (inferred).
 * Guide: Call control messages; ControlFailureCode values.
 * @module
 */
import type { CtiMessage } from 'rxcti';
import { CCXErrorCode, ControlFailureCode, ServiceMask } from 'rxcti/protocol';
import { type Granted, hasServices } from 'rxcti/server';
import { type CallDataChange, changedData, dataError, withChanges } from '../contact-center/call-data.ts';
import { agentAt, isLoggedIn, maxCallsPerLine } from '../model/agents.ts';
import { deviceOf } from '../model/calls.ts';
import type { ContactCenter } from '../model/contact-center.ts';
import type { Agent, Call, CallData, Party } from '../model/entities.ts';
import {
  type ControlRefusal,
  type Failure,
  isRefusal,
  lineFull,
  notInCall,
  outOfRange,
  refuse,
  unknownCall,
  unknownPhone,
} from './refusals.ts';

/** The context of one control request. */
export interface ControlContext {
  readonly center: ContactCenter;
  readonly granted: Granted;
  /** Collects the agents whose phones the request names. */
  readonly involvedAgents: Set<Agent>;
}

/** An accepted request: the confirmation is sent, then `run` is called. */
interface Accepted {
  readonly conf: CtiMessage;
  run(): void;
}

/** The decision on a control request. */
export type Decision = Accepted | ControlRefusal | Failure;

/** A party at an agent's phone. */
export type AgentParty = Party & { readonly agent: Agent };

/** A call by its CallID. */
function callOf(center: ContactCenter, callId: number): Call | ControlRefusal {
  return center.calls.get(callId) ?? unknownCall;
}

/** The party that a request names by CallID and device. */
export function partyOf(
  center: ContactCenter,
  callId: number,
  deviceId: string | undefined,
): Party | ControlRefusal {
  const call = callOf(center, callId);
  if (isRefusal(call)) return call;
  const device = deviceOf(deviceId);
  return call.parties.find(({ id }) => id === device) ?? notInCall;
}

/** The party that a request names, which must be the phone of an agent whom the session may control. */
export function agentPartyOf(
  { center, granted, involvedAgents: named }: ControlContext,
  callId: number,
  ...devices: readonly (string | undefined)[]
): AgentParty | ControlRefusal {
  const party = partyOf(center, callId, deviceOf(...devices));
  if (isRefusal(party)) return party;
  const refusal = controlRefusal(center, granted, party.agent);
  if (party.agent !== undefined) named.add(party.agent);
  return refusal ?? (party as AgentParty);
}

/** The agent who makes a call from a phone: logged in, in service, and under control of the session. */
export function callingAgent(
  { center, granted, involvedAgents: named }: ControlContext,
  instrument: string,
): Agent | ControlRefusal {
  const agent = agentAt(center, deviceOf(instrument) ?? '');
  if (agent === undefined) return unknownPhone;
  const refusal = controlRefusal(center, granted, agent);
  if (refusal !== undefined) return refusal;
  if (!isLoggedIn(agent)) {
    return refuse(
      ControlFailureCode.CF_INVALID_CALLING_DEVICE,
      CCXErrorCode.CCX_AGENT_NULL,
      'no agent is logged in at the phone',
    );
  }
  named.add(agent);
  if (agent.inService) return agent;
  return refuse(
    ControlFailureCode.CF_RESOURCE_OUT_OF_SERVICE,
    CCXErrorCode.CCX_AGENT_DEVICE_OFF,
    'the phone is out of service',
  );
}

/** Call data after a request, or the refusal if they exceed the limits. */
export function dataAfter(data: CallData, request: CallDataChange): CallData | ControlRefusal {
  const after = withChanges(data, changedData(data, request));
  const fault = dataError(after);
  return fault === undefined ? after : outOfRange(fault);
}

/** The extension of an agent-mode session. */
export const ownExtension = ({ center, granted }: ControlContext): string =>
  center.agents.get(granted.agentId ?? '')?.config.extension ?? '';

/** The refusal if the line cannot make a further call. */
export function lineRefusal(agent: Agent): ControlRefusal | undefined {
  return agent.parties.length >= maxCallsPerLine ? lineFull : undefined;
}

/** The refusal if the session may not control the agent; `undefined` agents are CTI ports and public numbers. */
function controlRefusal(
  center: ContactCenter,
  granted: Granted,
  agent: Agent | undefined,
): ControlRefusal | undefined {
  if (agent !== undefined && mayActFor(center, granted, agent)) return undefined;
  return refuse(
    ControlFailureCode.CF_PRIVILEGE_VIOLATION_ON_SPECIFIED_DEVICE,
    CCXErrorCode.CCX_DEFAULT_ERROR_CODE,
    'the session may not control the device',
  );
}

/** Whether a session may act for an agent. */
export function mayActFor(center: ContactCenter, granted: Granted, agent: Agent): boolean {
  if (granted.mode !== 'agent' || agent.config.agentId === granted.agentId) return true;
  return supervises(center, granted, agent);
}

/** Whether the session is that of a supervisor of the agent's team, and not the agent's own. */
export function supervises(center: ContactCenter, granted: Granted, agent: Agent): boolean {
  if (!hasServices(granted, ServiceMask.CTI_SERVICE_SUPERVISOR)) return false;
  const own = center.agents.get(granted.agentId ?? '');
  return own !== undefined && own !== agent && own.config.teamId === agent.config.teamId;
}
