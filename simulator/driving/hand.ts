/**
 * The hand that moves agents and calls from a test: it asks for what a client would ask for, without a session and with
 * all rights, so that it meets the same rules and the same refusals.
 * @module
 */

import type { CtiMessage } from 'rxcti';
import { CtiError } from 'rxcti';
import type { SetAgentStateReq } from 'rxcti/protocol';
import { ServiceMask } from 'rxcti/protocol';
import type { Granted } from 'rxcti/server';
import type { Call, Center } from '../center/center.ts';
import { type ControlRequest, decide } from '../control/table.ts';
import { agentStateChange } from '../requests/agent-requests.ts';

const allRights: Granted = {
  version: 18,
  mode: 'bridge',
  clientId: '',
  agentId: undefined,
  idleTimeoutSeconds: 0,
  services: Object.values(ServiceMask).reduce((mask, bit) => mask | bit, 0),
  callMsgMask: 0,
  agentStateMask: 0,
  configMsgMask: 0,
  configurationMask: undefined,
};

type WithoutId<Request> = Request extends { readonly invokeId: number } ? Omit<Request, 'invokeId'> : never;

/** Does what a control request asks for; gives the confirmation that a client would get. */
export function control(center: Center, action: string, request: WithoutId<ControlRequest>): CtiMessage {
  center.schedule.catchUp();
  const asked = { ...request, invokeId: 0 } as ControlRequest;
  const decision = decide({ center, granted: allRights, named: new Set() }, asked);
  if (!('run' in decision)) throw notPossible(action, decision.text ?? 'CCX refuses that');
  decision.run();
  return decision.conf;
}

/** Changes an agent's state. */
export function setState(
  center: Center,
  action: string,
  request: Pick<SetAgentStateReq, 'agentState' | 'agentId' | 'agentInstrument'> & Partial<SetAgentStateReq>,
): void {
  center.schedule.catchUp();
  const change = agentStateChange(center, {
    type: 'SET_AGENT_STATE_REQ',
    invokeId: 0,
    eventReasonCode: 0,
    forcedFlag: 0,
    agentCapacity: 0,
    ...request,
  });
  if ('failureCode' in change) throw notPossible(action, change.text ?? 'CCX refuses that');
  change();
}

/** The call that a request has made. */
export function madeBy(center: Center, conf: CtiMessage): Call {
  const callId = 'newCallId' in conf ? conf.newCallId : undefined;
  const call = center.calls.get(callId ?? -1);
  if (call === undefined) throw new Error('the call is over already');
  return call;
}

/** What cannot be done now, and why. */
export const notPossible = (action: string, reason: string): CtiError<'NOT_POSSIBLE'> =>
  new CtiError('NOT_POSSIBLE', `${action}: ${reason}`, { action, reason });

/** A name that nobody has. */
export const unknownName = (argument: string, value: string): CtiError<'INVALID_ARGUMENT'> =>
  new CtiError('INVALID_ARGUMENT', `${argument}: there is no ${value}`, { argument });
