/**
 * Actions of agents and calls in hook results, and the rejecting actions used while the agent or call does not exist.
 * @module
 */
import { agentActions } from '../core/agents/agent-actions.ts';
import type { LiveAgent } from '../core/agents/live-agent.ts';
import type { Call } from '../core/calls/call.ts';
import { type CallAction, callActionNames } from '../core/calls/call-actions.ts';
import type { LiveCall } from '../core/calls/live-call.ts';
import {
  type ActionRefusal,
  type Availability,
  availabilityOf,
  notPossible,
} from '../core/session/availability.ts';
import type { LiveValue } from '../core/store/live-value.ts';

/** Actions of an agent; see {@link LiveAgent}. */
export type AgentActions = Pick<
  LiveAgent,
  'can' | 'cannot' | 'login' | 'logout' | 'setState' | 'verifyCredentials' | 'makeCall'
>;

/** Actions of a call; see {@link LiveCall}. */
export type CallActions = Omit<LiveCall, keyof LiveValue<Call> | 'id' | 'availability'>;

/** Actions of an unknown agent. They reject with `NOT_POSSIBLE`. */
export function unknownAgentActions(agentId: string): AgentActions & Pick<LiveAgent, 'availability'> {
  const { can, cannot, reject, refusal } = unavailable(`There is no agent ${agentId}.`);
  const availability = availabilityOf(agentActions, refusal);
  return {
    availability: () => availability,
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
  const { can, cannot, reject } = unavailable(noCall(id));
  const rejections = callActionNames.map((action) => [action, reject(action)] as const);
  const actions = Object.fromEntries(rejections) as Record<CallAction, () => Promise<never>>;
  return { ...actions, can, cannot };
}

const noCall = (id: number | undefined): string =>
  id === undefined ? 'There is no call.' : `There is no call ${id}.`;

/** Availability of the actions of an unknown call. */
export function unknownCallAvailability(id: number | undefined): Availability<CallAction> {
  return availabilityOf(callActionNames, unavailable(noCall(id)).refusal);
}

function unavailable(reason: string) {
  return {
    refusal: (): ActionRefusal => ({ code: 'unknown', message: reason }),
    can: () => false,
    cannot: () => reason,
    reject: (action: string) => () => Promise.reject(notPossible(action, reason)),
  };
}
