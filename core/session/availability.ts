/**
 * What actions need from the session: whether they may be asked for, and how.
 * @module
 */
import { CtiError } from '../errors.ts';
import { namesOfBits } from '../protocol/constants/lookup.ts';
import { ServiceMask } from '../protocol/constants/service-masks.ts';
import type { ConfirmationOf, RequestMessage, RequestOptions } from './requests.ts';
import type { SessionState } from './session-state.ts';

export interface Controller {
  /** Why nothing that needs this service is possible now; undefined when it is. */
  refusal(service: number): string | undefined;
  request<Request extends RequestMessage>(
    message: Request,
    options: RequestOptions,
  ): Promise<ConfirmationOf<Request>>;
}

export interface ControllerOptions {
  state(): SessionState;
  request: Controller['request'];
}

export function createController({ state, request }: ControllerOptions): Controller {
  return {
    request,
    refusal(service) {
      const current = state();
      if (current.name !== 'ready') return `The session is ${current.name}.`;
      if ((current.grant.servicesGranted & service) !== 0) return undefined;
      return `The server did not grant ${namesOfBits(ServiceMask, service).join(', ')}.`;
    },
  };
}

/** An action that was called although it is not possible now. */
export function notPossible(action: string, reason: string): CtiError {
  return new CtiError('NOT_POSSIBLE', `${action} is not possible now: ${reason}`, { action, reason });
}
