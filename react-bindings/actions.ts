/**
 * Actions of agents and calls in hook results, and the rejecting actions used while the agent or call does not exist.
 * @module
 */
import type { LiveAgent } from '../core/agents/live-agent.ts';
import type { Call } from '../core/calls/call.ts';
import type { LiveCall } from '../core/calls/live-call.ts';
import { notPossible } from '../core/session/availability.ts';
import type { LiveValue } from '../core/store/live-value.ts';

/** Actions of an agent; see {@link LiveAgent}. */
export type AgentActions = Pick<
  LiveAgent,
  'can' | 'cannot' | 'login' | 'logout' | 'setState' | 'verifyCredentials' | 'makeCall'
>;

/** Actions of a call; see {@link LiveCall}. */
export type CallActions = Omit<LiveCall, keyof LiveValue<Call> | 'id'>;

/** Actions of an unknown agent. They reject with `NOT_POSSIBLE`. */
export function unknownAgentActions(agentId: string): AgentActions {
  const { can, cannot, reject } = unavailable(`There is no agent ${agentId}.`);
  return {
    can,
    cannot,
    login: reject('login'),
    logout: reject('logout'),
    setState: reject('setState'),
    verifyCredentials: reject('verifyCredentials'),
    makeCall: reject('makeCall'),
  };
}

/** Actions of an unknown call. They reject with `NOT_POSSIBLE`. */
export function unknownCallActions(id: number | undefined): CallActions {
  const { can, cannot, reject } = unavailable(
    id === undefined ? 'There is no call.' : `There is no call ${id}.`,
  );
  return {
    can,
    cannot,
    answer: reject('answer'),
    clear: reject('clear'),
    clearConnection: reject('clearConnection'),
    hold: reject('hold'),
    retrieve: reject('retrieve'),
    alternate: reject('alternate'),
    reconnect: reject('reconnect'),
    consult: reject('consult'),
    transfer: reject('transfer'),
    conference: reject('conference'),
    sendDtmf: reject('sendDtmf'),
    setData: reject('setData'),
    bargeIn: reject('bargeIn'),
    intercept: reject('intercept'),
    endSupervision: reject('endSupervision'),
    requestAssistance: reject('requestAssistance'),
    declareEmergency: reject('declareEmergency'),
    reportBadCall: reject('reportBadCall'),
  };
}

function unavailable(reason: string) {
  return {
    can: () => false,
    cannot: () => reason,
    reject: (action: string) => () => Promise.reject(notPossible(action, reason)),
  };
}
