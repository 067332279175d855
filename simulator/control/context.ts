/**
 * What handlers of control requests have in common: who asks, which party is meant, and the usual refusals.
 * Guide: Call control messages; ControlFailureCode values.
 * @module
 */

import type { CtiMessage } from 'rxcti';
import { CCXErrorCode, ControlFailureCode } from 'rxcti/protocol';
import type { Granted } from 'rxcti/server';
import type { Agent } from '../center/agents.ts';
import { agentAt, isLoggedIn, lineCalls } from '../center/agents.ts';
import { type CallDataChange, changesOf, dataFault, withChanges } from '../center/call-data.ts';
import { deviceOf } from '../center/call-model.ts';
import type { Call, CallData, Center, Party } from '../center/center.ts';
import type { Failure } from '../center/statistics.ts';
import type { ControlRefusal } from '../requests/agent-requests.ts';
import { mayActFor } from './rights.ts';

/** Who asks whom. */
export interface ControlContext {
  readonly center: Center;
  readonly granted: Granted;
  /** The agents whose phones the request names. */
  readonly named: Set<Agent>;
}

/** A request that is granted: its confirmation first, then its effects. */
export interface Accepted {
  readonly conf: CtiMessage;
  run(): void;
}

/** What becomes of a control request. */
export type Decision = Accepted | ControlRefusal | Failure;

/** An agent's phone in a call. */
export type Leg = Party & { readonly agent: Agent };

/** Whether a step of a decision came out as a refusal. */
export const isRefusal = (result: object): result is ControlRefusal => 'failureCode' in result;

const refuse = (failureCode: number, ccxErrorCode: number, text: string): ControlRefusal => ({
  failureCode,
  ccxErrorCode,
  text,
});

/** The call or party is in no state for that. */
export const wrongState = (text: string): ControlRefusal =>
  refuse(ControlFailureCode.CF_INVALID_OBJECT_STATE, CCXErrorCode.CCX_DEFAULT_ERROR_CODE, text);

export const outOfRange = (text: string): ControlRefusal =>
  refuse(ControlFailureCode.CF_VALUE_OUT_OF_RANGE, CCXErrorCode.CCX_INVALID_ARGUMENT, text);

export const lineFull: ControlRefusal = refuse(
  ControlFailureCode.CF_RESOURCE_BUSY,
  CCXErrorCode.CCX_AGENT_DEVICE_BUSY,
  'the line holds two calls already',
);

const unknownCall = refuse(
  ControlFailureCode.CF_INVALID_CSTA_CALL_ID,
  CCXErrorCode.CCX_CALL_OBJECT_NULL,
  'there is no such call',
);

const notInCall = refuse(
  ControlFailureCode.CF_INVALID_CSTA_CONNECTION_ID,
  CCXErrorCode.CCX_TERMINAL_CONNECTION_NULL,
  'the device has no part in that call',
);

const unknownPhone = refuse(
  ControlFailureCode.CF_INVALID_CALLING_DEVICE,
  CCXErrorCode.CCX_AGENT_DN_NOT_ASSIGNED,
  'there is no agent with that phone',
);

/** A call by its CallID. */
export function callOf(center: Center, callId: number): Call | ControlRefusal {
  return center.calls.get(callId) ?? unknownCall;
}

/** The party that a request names by CallID and device. */
export function partyOf(
  center: Center,
  callId: number,
  deviceId: string | undefined,
): Party | ControlRefusal {
  const call = callOf(center, callId);
  if (isRefusal(call)) return call;
  const device = deviceOf(deviceId);
  return call.parties.find(({ id }) => id === device) ?? notInCall;
}

/** The same where it must be the phone of an agent whom the asker may control. */
export function legOf(
  { center, granted, named }: ControlContext,
  callId: number,
  ...devices: readonly (string | undefined)[]
): Leg | ControlRefusal {
  const party = partyOf(center, callId, deviceOf(...devices));
  if (isRefusal(party)) return party;
  const refusal = mayUse(center, granted, party.agent);
  if (party.agent !== undefined) named.add(party.agent);
  return refusal ?? (party as Leg);
}

/** The agent at whose phone a call is to be made. */
export function callerOf(
  { center, granted, named }: ControlContext,
  instrument: string,
): Agent | ControlRefusal {
  const agent = agentAt(center, deviceOf(instrument) ?? '');
  if (agent === undefined) return unknownPhone;
  const refusal = mayUse(center, granted, agent);
  if (refusal !== undefined) return refusal;
  if (!isLoggedIn(agent)) {
    return refuse(
      ControlFailureCode.CF_INVALID_CALLING_DEVICE,
      CCXErrorCode.CCX_AGENT_NULL,
      'nobody is logged in at that phone',
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

/** The data of a call as a request would leave them, or why that cannot be. */
export function dataAfter(data: CallData, request: CallDataChange): CallData | ControlRefusal {
  const after = withChanges(data, changesOf(data, request));
  const fault = dataFault(after);
  return fault === undefined ? after : outOfRange(fault);
}

/** The phone of an agent-mode session. */
export const ownPhone = ({ center, granted }: ControlContext): string =>
  center.agents.get(granted.agentId ?? '')?.person.extension ?? '';

/** A full line can make no further call; neither can one that is on a call. */
export function lineRefusal(agent: Agent): ControlRefusal | undefined {
  return agent.parties.length >= lineCalls ? lineFull : undefined;
}

/** Nobody controls ports or other people's phones. */
function mayUse(center: Center, granted: Granted, agent: Agent | undefined): ControlRefusal | undefined {
  if (agent !== undefined && mayActFor(center, granted, agent)) return undefined;
  return refuse(
    ControlFailureCode.CF_PRIVILEGE_VIOLATION_ON_SPECIFIED_DEVICE,
    CCXErrorCode.CCX_DEFAULT_ERROR_CODE,
    'the session may not control that device',
  );
}
