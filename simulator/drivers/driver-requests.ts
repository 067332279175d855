/**
 * Runs requests for drivers without a session and with all services, so that they follow the same rules as clients'
 * requests.
 * @module
 */
import { CtiError, type CtiMessage } from 'rxcti';
import { ServiceMask, type SetAgentStateReq } from 'rxcti/protocol';
import type { Granted } from 'rxcti/server';
import type { ContactCenter } from '../model/contact-center.ts';
import type { Call } from '../model/entities.ts';
import { decideAgentState } from '../requests/agent-state.ts';
import { type ControlRequest, decide } from '../requests/call-control.ts';

const allServices: Granted = {
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

/**
 * Runs a call control request and returns its confirmation.
 * @throws {CtiError} `NOT_POSSIBLE`
 */
export function runRequest(
  center: ContactCenter,
  action: string,
  request: WithoutId<ControlRequest>,
): CtiMessage {
  center.schedule.catchUp();
  const full = { ...request, invokeId: 0 } as ControlRequest;
  const decision = decide({ center, granted: allServices, involvedAgents: new Set() }, full);
  if (!('run' in decision)) throw notPossible(action, decision.text ?? 'refused by CCX');
  decision.run();
  return decision.conf;
}

/**
 * Changes an agent's state.
 * @throws {CtiError} `NOT_POSSIBLE`
 */
export function requestAgentState(
  center: ContactCenter,
  action: string,
  request: Pick<SetAgentStateReq, 'agentState' | 'agentId' | 'agentInstrument'> & Partial<SetAgentStateReq>,
): void {
  center.schedule.catchUp();
  const change = decideAgentState(center, {
    type: 'SET_AGENT_STATE_REQ',
    invokeId: 0,
    eventReasonCode: 0,
    forcedFlag: 0,
    agentCapacity: 0,
    ...request,
  });
  if ('failureCode' in change) throw notPossible(action, change.text ?? 'refused by CCX');
  change();
}

/** The call that a request created. */
export function callMadeBy(center: ContactCenter, conf: CtiMessage): Call {
  const callId = 'newCallId' in conf ? conf.newCallId : undefined;
  const call = center.calls.get(callId ?? -1);
  if (call === undefined) throw new Error('the call has already ended');
  return call;
}

/** The error for an action that is not possible now. */
export const notPossible = (action: string, reason: string): CtiError<'NOT_POSSIBLE'> =>
  new CtiError('NOT_POSSIBLE', `${action}: ${reason}`, { action, reason });

/** The error for an unknown id. */
export const unknownArgument = (argument: string, value: string): CtiError<'INVALID_ARGUMENT'> =>
  new CtiError('INVALID_ARGUMENT', `unknown ${argument}: ${value}`, { argument });
