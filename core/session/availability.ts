/**
 * Whether the session can take requests of a service now.
 * @module
 */
import { CtiError } from '../errors.ts';
import { namesOfBits } from '../protocol/constants/lookup.ts';
import { ServiceMask } from '../protocol/constants/service-masks.ts';
import type { SessionState } from './session-state.ts';

/** Returns why requests that need this service ({@link ServiceMask} bits) are unavailable; undefined if available. */
export function unavailableReason(state: SessionState, service: number): string | undefined {
  if (state.name !== 'ready') return `The session is ${state.name}.`;
  if ((state.grant.servicesGranted & service) !== 0) return undefined;
  return `The server did not grant ${namesOfBits(ServiceMask, service).join(', ')}.`;
}

/** Creates the error of an action that is unavailable now. */
export function notPossible(action: string, reason: string): CtiError {
  return new CtiError('NOT_POSSIBLE', `${action} is not possible now: ${reason}`, { action, reason });
}
