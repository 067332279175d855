/**
 * A call that can be watched and acted upon.
 * Guide: Call control messages.
 * @module
 */
import { distinctUntilChanged, filter, map, type Observable, takeWhile } from 'rxjs';
import type { AgentBook } from '../agents/agent-store.ts';
import { type Controller, notPossible } from '../session/availability.ts';
import type { RequestOptions } from '../session/requests.ts';
import type { Readable } from '../store/live-value.ts';
import { actualDevice, type Call } from './call.ts';
import { type ActionInput, type CallAction, callActions, type Leg } from './call-actions.ts';
import { type CallDataChange, dataFields } from './call-data-fields.ts';
import type { CallBook } from './call-store.ts';

/** At which device an action works, and how long it may take. */
export interface CallOptions extends RequestOptions {
  /**
   * The device whose leg is meant. May be left out in agent mode, and where only one party of the call is an agent.
   */
  readonly at?: string;
}

/**
 * A live call. Each action resolves when the server has accepted it; what became of it, the events tell. Actions reject
 * with `NOT_POSSIBLE` (see `cannot`), `CONTROL_FAILED`, `REQUEST_FAILED`, `REQUEST_TIMEOUT`, `ABORTED` or
 * `SESSION_NOT_READY`.
 */
export interface LiveCall extends Readable<Call> {
  readonly id: number;
  /** True when the action is possible now. */
  can(action: CallAction, options?: CallOptions): boolean;
  /** Why the action is not possible now, in a sentence; undefined when it is. */
  cannot(action: CallAction, options?: CallOptions): string | undefined;
  answer(options?: CallOptions): Promise<void>;
  /** Releases every party. */
  clear(options?: CallOptions): Promise<void>;
  /** Releases this party. */
  clearConnection(options?: CallOptions): Promise<void>;
  hold(options?: CallOptions): Promise<void>;
  retrieve(options?: CallOptions): Promise<void>;
  /** Changes between the active call and the other one at the device. */
  alternate(options?: CallOptions): Promise<void>;
  /** Ends the active call of two and takes the held one back. */
  reconnect(options?: CallOptions): Promise<void>;
  /** Holds the call and dials another party; resolves with the consult call's CallID. */
  consult(
    to: string,
    options?: CallOptions & { readonly purpose?: 'transfer' | 'conference'; readonly data?: CallDataChange },
  ): Promise<number>;
  /** Joins the held and the active call and leaves them; with `to`, transfers in a single step. Resolves with the CallID. */
  transfer(options?: CallOptions & { readonly to?: string; readonly data?: CallDataChange }): Promise<number>;
  /** Joins the held and the active call and stays. Resolves with the CallID of the conference. */
  conference(options?: CallOptions & { readonly data?: CallDataChange }): Promise<number>;
  /** Plays tones: digits, `*` and `#`, at most 31. Times of 0 are the server's defaults. */
  sendDtmf(
    digits: string,
    options?: CallOptions & { readonly toneMs?: number; readonly pauseMs?: number },
  ): Promise<void>;
  /** Sets call data; what is left out stays. */
  setData(data: CallDataChange, options?: CallOptions): Promise<void>;
  /** A supervisor joins the call (`at`: the agent's device) as an active party. */
  bargeIn(supervisor: string, options?: CallOptions): Promise<void>;
  /** A supervisor takes the agent's place. */
  intercept(supervisor: string, options?: CallOptions): Promise<void>;
  /** The supervisor leaves the call. */
  endSupervision(supervisor: string, options?: CallOptions): Promise<void>;
  /** Asks a supervisor for help; resolves with the CallID of the help call. */
  requestAssistance(options?: CallOptions & { readonly agentId?: string }): Promise<number>;
  /** Declares an emergency; resolves with the CallID of the emergency call. */
  declareEmergency(options?: CallOptions & { readonly agentId?: string }): Promise<number>;
  /** Has the server log this call as one of bad quality. */
  reportBadCall(options?: CallOptions & { readonly agentId?: string }): Promise<void>;
}

export interface LiveCallContext {
  readonly calls: CallBook;
  readonly agents: AgentBook;
  readonly controller: Controller;
  readonly version: number;
  /** Agent mode: the session's own device. */
  readonly ownDevice: string | undefined;
}

export function createLiveCall(id: number, first: Call, context: LiveCallContext): LiveCall {
  const { calls, controller } = context;
  let last = first;
  const now = (): Call => {
    last = calls.store.at(id) ?? last;
    return last;
  };
  const value$: Observable<Call> = calls.store.value$.pipe(
    takeWhile((all) => all.has(id)),
    map((all) => all.get(id)),
    filter((call) => call !== undefined),
    distinctUntilChanged(),
  );

  function legOf(at: string | undefined): Leg | string {
    const call = now();
    if (call.endedAt !== undefined) return 'The call has ended.';
    const legs = [...call.connections.values()];
    const wanted = at ?? context.ownDevice;
    const own =
      wanted === undefined
        ? undefined
        : legs.find((leg) => actualDevice(leg.deviceId) === actualDevice(wanted));
    if (wanted !== undefined && own === undefined) return `${wanted} is no party of the call.`;
    const agentLegs = legs.filter((leg) => context.agents.at(leg.deviceId) !== undefined);
    const leg = own ?? (agentLegs.length === 1 ? agentLegs[0] : undefined);
    if (leg === undefined) return 'It is not clear at which device: name one with { at }.';
    return { call, deviceId: leg.deviceId, state: leg.state, other: otherCallAt(leg.deviceId) };
  }

  function otherCallAt(deviceId: string): Leg['other'] {
    for (const call of calls.store.values()) {
      if (call.id === id || call.endedAt !== undefined) continue;
      for (const leg of call.connections.values()) {
        if (actualDevice(leg.deviceId) === actualDevice(deviceId)) {
          return { call, deviceId: leg.deviceId, state: leg.state };
        }
      }
    }
    return undefined;
  }

  function cannot(action: CallAction, options: CallOptions = {}): string | undefined {
    const row = callActions[action];
    const refusal = controller.refusal(row.service);
    if (refusal !== undefined) return refusal;
    const leg = legOf(options.at);
    return typeof leg === 'string' ? leg : row.refusal(leg);
  }

  async function act(
    action: CallAction,
    options: CallOptions = {},
    input: ActionInput = {},
  ): Promise<number> {
    const row = callActions[action];
    const refusal = controller.refusal(row.service);
    const leg = refusal ?? legOf(options.at);
    const reason = typeof leg === 'string' ? leg : row.refusal(leg);
    if (reason !== undefined || typeof leg === 'string') throw notPossible(action, String(reason));
    const { at: _, ...requestOptions } = options;
    const answer = await controller.request(row.request(leg, input), requestOptions);
    if ('newCallId' in answer) return answer.newCallId;
    return 'callId' in answer
      ? answer.callId
      : 'connectionCallId' in answer
        ? answer.connectionCallId
        : leg.call.callId;
  }

  const withData = (data: CallDataChange | undefined): ActionInput =>
    data === undefined ? {} : { data: dataFields(data, context.version) };

  const done = async (result: Promise<number>): Promise<void> => {
    await result;
  };

  return {
    id,
    getSnapshot: now,
    subscribe: (listener) => {
      let seen = now();
      return calls.store.subscribe(() => {
        const call = now();
        if (call === seen) return;
        seen = call;
        listener();
      });
    },
    value$,
    cannot,
    can: (action, options) => cannot(action, options) === undefined,
    answer: (options) => done(act('answer', options)),
    clear: (options) => done(act('clear', options)),
    clearConnection: (options) => done(act('clearConnection', options)),
    hold: (options) => done(act('hold', options)),
    retrieve: (options) => done(act('retrieve', options)),
    alternate: (options) => done(act('alternate', options)),
    reconnect: (options) => done(act('reconnect', options)),
    consult: (to, { purpose, data, ...options } = {}) =>
      act('consult', options, { to, ...(purpose && { purpose }), ...withData(data) }),
    transfer: ({ to, data, ...options } = {}) =>
      to === undefined
        ? act('transfer', options, withData(data))
        : act('transferSingleStep', options, { to, ...withData(data) }),
    conference: ({ data, ...options } = {}) => act('conference', options, withData(data)),
    sendDtmf: (digits, { toneMs = 0, pauseMs = 0, ...options } = {}) =>
      done(act('sendDtmf', options, { digits, toneMs, pauseMs })),
    setData: (data, options) => {
      const { callerEnteredDigits } = data;
      const digits = callerEnteredDigits === undefined ? {} : { callerEnteredDigits };
      return done(act('setData', options, { ...withData(data), ...digits }));
    },
    bargeIn: (supervisor, options) => done(act('bargeIn', options, { supervisor })),
    intercept: (supervisor, options) => done(act('intercept', options, { supervisor })),
    endSupervision: (supervisor, options) => done(act('endSupervision', options, { supervisor })),
    requestAssistance: ({ agentId, ...options } = {}) =>
      act('requestAssistance', options, agentId ? { agentId } : {}),
    declareEmergency: ({ agentId, ...options } = {}) =>
      act('declareEmergency', options, agentId ? { agentId } : {}),
    reportBadCall: ({ agentId, ...options } = {}) =>
      done(act('reportBadCall', options, agentId ? { agentId } : {})),
  };
}
