/**
 * What stands in for an agent or a call that is not there: nothing is possible, and the reason is said.
 * @module
 */
import { notPossible } from '../core/session/availability.ts';
import type { AgentActions } from './use-agent.ts';
import type { CallActions } from './use-call.ts';

export function absentAgent(agentId: string): AgentActions {
  const { can, cannot, refuse } = absence(`No agent ${agentId} is known.`);
  return {
    can,
    cannot,
    login: refuse('login'),
    logout: refuse('logout'),
    setState: refuse('setState'),
    verifyCredentials: refuse('verifyCredentials'),
    makeCall: refuse('makeCall'),
  };
}

export function absentCall(id: number | undefined): CallActions {
  const { can, cannot, refuse } = absence(
    id === undefined ? 'There is no call.' : `There is no call ${id} any more.`,
  );
  return {
    can,
    cannot,
    answer: refuse('answer'),
    clear: refuse('clear'),
    clearConnection: refuse('clearConnection'),
    hold: refuse('hold'),
    retrieve: refuse('retrieve'),
    alternate: refuse('alternate'),
    reconnect: refuse('reconnect'),
    consult: refuse('consult'),
    transfer: refuse('transfer'),
    conference: refuse('conference'),
    sendDtmf: refuse('sendDtmf'),
    setData: refuse('setData'),
    bargeIn: refuse('bargeIn'),
    intercept: refuse('intercept'),
    endSupervision: refuse('endSupervision'),
    requestAssistance: refuse('requestAssistance'),
    declareEmergency: refuse('declareEmergency'),
    reportBadCall: refuse('reportBadCall'),
  };
}

function absence(reason: string) {
  return {
    can: () => false,
    cannot: () => reason,
    refuse: (action: string) => () => Promise.reject(notPossible(action, reason)),
  };
}
