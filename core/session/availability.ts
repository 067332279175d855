/**
 * Which actions are possible now, and why not, as data.
 * @module
 */
import { CtiError } from '../errors.ts';
import { namesOfBits } from '../protocol/constants/lookup.ts';
import { ServiceMask } from '../protocol/constants/service-masks.ts';
import type { SessionState } from './session-state.ts';

/** Why an action is not possible now. */
export interface ActionRefusal {
  /**
   * `session`: the session is not ready. `service`: the server did not grant the service. `state`: the state of the agent or
   * call. `party`: the device is no party of the call, or several are. `unknown`: there is no such agent or call.
   */
  readonly code: 'session' | 'service' | 'state' | 'party' | 'unknown';
  /** A sentence. */
  readonly message: string;
}

/** Whether an action is possible now. Keeps its identity while it does not change. */
export type ActionAvailability =
  | { readonly enabled: true; readonly reason?: undefined }
  | { readonly enabled: false; readonly reason: ActionRefusal };

/** Availability of each action. Keeps its identity while nothing in it changes. */
export type Availability<Action extends string> = Readonly<Record<Action, ActionAvailability>>;

/** Returns why requests that need this service ({@link ServiceMask} bits) are unavailable; undefined if available. */
export function unavailableReason(state: SessionState, service: number): ActionRefusal | undefined {
  if (state.name !== 'ready') return { code: 'session', message: `The session is ${state.name}.` };
  if ((state.grant.servicesGranted & service) !== 0) return undefined;
  const names = namesOfBits(ServiceMask, service).join(', ');
  return { code: 'service', message: `The server did not grant ${names}.` };
}

/** Creates the error of an action that is unavailable now. */
export function notPossible(action: string, reason: string): CtiError {
  return new CtiError('NOT_POSSIBLE', `${action} is not possible now: ${reason}`, { action, reason });
}

const enabled: ActionAvailability = { enabled: true };

/** Returns the availability of all actions; what equals `previous` keeps its identity. */
export function availabilityOf<Action extends string>(
  actions: readonly Action[],
  refusal: (action: Action) => ActionRefusal | undefined,
  previous?: Availability<Action>,
): Availability<Action> {
  let isSame = previous !== undefined;
  const entries = actions.map((action) => {
    const reason = refusal(action);
    const before = previous?.[action];
    if (before !== undefined && before.reason?.message === reason?.message) return [action, before];
    isSame = false;
    return [action, reason === undefined ? enabled : { enabled: false, reason }];
  });
  return isSame && previous !== undefined ? previous : Object.fromEntries(entries);
}

/** Computes availability on the first read, and again when an input has changed. One entry for each key. */
export function createAvailabilityCache<Key, Action extends string>(actions: readonly Action[]) {
  const entries = new Map<Key, { inputs: readonly unknown[]; value: Availability<Action> }>();
  return (
    key: Key,
    inputs: readonly unknown[],
    refusal: (action: Action) => ActionRefusal | undefined,
  ): Availability<Action> => {
    const last = entries.get(key);
    if (last?.inputs.every((input, index) => input === inputs[index])) return last.value;
    const value = availabilityOf(actions, refusal, last?.value);
    entries.set(key, { inputs, value });
    return value;
  };
}
