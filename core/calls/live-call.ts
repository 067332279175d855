/**
 * The public object of one call: state and actions.
 * Guide: Call control messages.
 * @module
 */
import {
  type ActionRefusal,
  type Availability,
  createAvailabilityCache,
  notPossible,
  unavailableReason,
} from '../session/availability.ts';
import type { RequestOptions } from '../session/pending-requests.ts';
import type { Session } from '../session/session.ts';
import { type LiveValue, selectValue$ } from '../store/live-value.ts';
import { actualDevice, type Call } from './call.ts';
import {
  type ActionInput,
  type ActionTarget,
  type CallAction,
  callActionNames,
  callActions,
} from './call-actions.ts';
import { type CallDataChange, callDataFields } from './call-data.ts';
import { callStateAllows } from './call-machine.ts';
import type { CallStore } from './call-store.ts';
import { callsAtDevice } from './calls-at-device.ts';

/** Options of call actions. */
export interface CallOptions extends RequestOptions {
  /** Device whose connection is meant. Default: the own device in agent mode, else the only agent in the call. */
  readonly at?: string;
}

/**
 * A call with actions. An action resolves when the server has accepted it; its effect comes with the events that follow.
 * @throws {CtiError} as a rejection of every action: `NOT_POSSIBLE` (see `cannot`), `CONTROL_FAILED`, `REQUEST_FAILED`,
 * `REQUEST_TIMEOUT`, `ABORTED`, `SESSION_NOT_READY`.
 */
export interface LiveCall extends LiveValue<Call> {
  /** Key in `client.calls`. */
  readonly id: number;
  /** Returns which actions are possible now, and why not. The result keeps its identity while nothing in it changes. */
  availability(options?: CallOptions): Availability<CallAction>;
  /** Returns whether the action is possible now. */
  can(action: CallAction, options?: CallOptions): boolean;
  /** Returns why the action is not possible now, as a sentence; undefined if it is possible. */
  cannot(action: CallAction, options?: CallOptions): string | undefined;
  /** Answers the alerting call. */
  answer(options?: CallOptions): Promise<void>;
  /** Releases all parties. */
  clear(options?: CallOptions): Promise<void>;
  /** Releases this party. */
  clearConnection(options?: CallOptions): Promise<void>;
  /** Holds the connected call. */
  hold(options?: CallOptions): Promise<void>;
  /** Retrieves the held call. */
  retrieve(options?: CallOptions): Promise<void>;
  /** Holds the active call and retrieves or answers the other call at the device. */
  alternate(options?: CallOptions): Promise<void>;
  /** Ends the active call and retrieves the held one. */
  reconnect(options?: CallOptions): Promise<void>;
  /** Holds the call and dials another party. `purpose`: default `transfer`. Resolves with the consult call's CallID. */
  consult(
    to: string,
    options?: CallOptions & { readonly purpose?: 'transfer' | 'conference'; readonly data?: CallDataChange },
  ): Promise<number>;
  /** Joins the held and the active call and leaves them. With `to`: single-step transfer. Resolves with the CallID. */
  transfer(options?: CallOptions & { readonly to?: string; readonly data?: CallDataChange }): Promise<number>;
  /** Joins the held and the active call and stays. Resolves with the conference's CallID. */
  conference(options?: CallOptions & { readonly data?: CallDataChange }): Promise<number>;
  /** Sends DTMF tones: digits, `*` and `#`, at most 31. `toneMs`, `pauseMs`: default 0, the server's defaults. */
  sendDtmf(
    digits: string,
    options?: CallOptions & { readonly toneMs?: number; readonly pauseMs?: number },
  ): Promise<void>;
  /** Sets call data. What is left out stays. */
  setData(data: CallDataChange, options?: CallOptions): Promise<void>;
  /** Adds a supervisor to the call as an active party. `at`: the agent's device. */
  bargeIn(supervisor: string, options?: CallOptions): Promise<void>;
  /** Replaces the agent by a supervisor. `at`: the agent's device. */
  intercept(supervisor: string, options?: CallOptions): Promise<void>;
  /** Removes the supervisor from the call. */
  endSupervision(supervisor: string, options?: CallOptions): Promise<void>;
  /** Requests a supervisor's help. Resolves with the CallID of the help call. */
  requestAssistance(options?: CallOptions & { readonly agentId?: string }): Promise<number>;
  /** Declares an emergency. Resolves with the CallID of the emergency call. */
  declareEmergency(options?: CallOptions & { readonly agentId?: string }): Promise<number>;
  /** Reports bad call quality to the server's log. */
  reportBadCall(options?: CallOptions & { readonly agentId?: string }): Promise<void>;
}

interface LiveCallContext {
  readonly calls: CallStore;
  readonly session: Pick<Session, 'state' | 'request'>;
  readonly version: number;
  /** The own device in agent mode. */
  readonly ownDevice: string | undefined;
  isAgentDevice(deviceId: string): boolean;
}

/** Creates the live object of a call. */
export function createLiveCall(initial: Call, context: LiveCallContext): LiveCall {
  const { id } = initial;
  const { calls, session } = context;
  let last = initial;
  const getSnapshot = (): Call => {
    last = calls.store.get(id) ?? last;
    return last;
  };

  const cached = createAvailabilityCache<string | undefined, CallAction>(callActionNames);

  /** Returns what actions apply to, or why there is nothing. `callsAt`: the calls to search for another one at the device. */
  function targetAt(
    at: string | undefined,
    callsAt: (deviceId: string) => Iterable<Call> = () => calls.store.values(),
  ): ActionTarget | string {
    const call = getSnapshot();
    const connections = [...call.connections.values()];
    const wanted = at ?? context.ownDevice;
    let found = connections.find(
      ({ deviceId }) => wanted !== undefined && actualDevice(deviceId) === actualDevice(wanted),
    );
    if (wanted !== undefined && found === undefined) return `${wanted} is not in the call.`;
    if (found === undefined) {
      const agents = connections.filter(({ deviceId }) => context.isAgentDevice(deviceId));
      if (agents.length === 1) found = agents[0];
    }
    if (found === undefined) return 'The device is ambiguous: name it with { at }.';
    return {
      call,
      deviceId: found.deviceId,
      state: found.state,
      other: otherCallAt(found.deviceId, callsAt(found.deviceId)),
    };
  }

  function otherCallAt(deviceId: string, candidates: Iterable<Call>): ActionTarget['other'] {
    for (const call of candidates) {
      if (call.id === id || call.endedAt !== undefined) continue;
      for (const connection of call.connections.values()) {
        if (actualDevice(connection.deviceId) === actualDevice(deviceId))
          return { call, deviceId: connection.deviceId, state: connection.state };
      }
    }
    return undefined;
  }

  /** Returns why the action is not possible for the target. */
  function refusalOf(action: CallAction, target: ActionTarget | string): ActionRefusal | undefined {
    const { service, refusal } = callActions[action];
    const unavailable = unavailableReason(session.state.getSnapshot(), service);
    if (unavailable !== undefined) return unavailable;
    if (!callStateAllows(getSnapshot().state, action === 'setData' ? 'data' : 'control'))
      return { code: 'state', message: 'The call has ended.' };
    if (typeof target === 'string') return { code: 'party', message: target };
    const message = refusal(target);
    return message === undefined ? undefined : { code: 'state', message };
  }

  const cannot = (action: CallAction, { at }: CallOptions = {}): string | undefined =>
    refusalOf(action, targetAt(at))?.message;

  function availability({ at }: CallOptions = {}): Availability<CallAction> {
    // Through the index of the published calls: user interfaces ask for each call after each change.
    const target = targetAt(at, (deviceId) => callsAtDevice(calls.store.getSnapshot(), deviceId));
    const inputs = [session.state.getSnapshot(), getSnapshot()];
    const more = typeof target === 'string' ? [target] : [target.deviceId, target.other?.call];
    return cached(at, [...inputs, ...more], (action) => refusalOf(action, target));
  }

  async function act(
    action: CallAction,
    { at, ...options }: CallOptions = {},
    input: ActionInput = {},
  ): Promise<number> {
    const target = targetAt(at);
    const reason = refusalOf(action, target)?.message;
    if (typeof target === 'string' || reason !== undefined) throw notPossible(action, reason ?? `${target}`);
    const answer = await session.request(callActions[action].request(target, input), options);
    if ('newCallId' in answer) return answer.newCallId;
    if ('callId' in answer) return answer.callId;
    return 'connectionCallId' in answer ? answer.connectionCallId : target.call.callId;
  }

  async function actVoid(action: CallAction, options?: CallOptions, input?: ActionInput): Promise<void> {
    await act(action, options, input);
  }

  const dataInput = (data: CallDataChange | undefined): ActionInput =>
    data === undefined ? {} : { data: callDataFields(data, context.version) };

  return {
    id,
    getSnapshot,
    subscribe: (listener) =>
      calls.store.subscribeKey(id, () => {
        if (calls.store.get(id) === undefined) return; // removed: the last snapshot stays
        getSnapshot();
        listener();
      }),
    value$: selectValue$(calls.store.value$, (all) => all.get(id), true),
    availability,
    cannot,
    can: (action, options) => cannot(action, options) === undefined,
    answer: (options) => actVoid('answer', options),
    clear: (options) => actVoid('clear', options),
    clearConnection: (options) => actVoid('clearConnection', options),
    hold: (options) => actVoid('hold', options),
    retrieve: (options) => actVoid('retrieve', options),
    alternate: (options) => actVoid('alternate', options),
    reconnect: (options) => actVoid('reconnect', options),
    consult: (to, { purpose, data, ...options } = {}) =>
      act('consult', options, { to, ...(purpose && { purpose }), ...dataInput(data) }),
    transfer: ({ to, data, ...options } = {}) =>
      to === undefined
        ? act('transfer', options, dataInput(data))
        : act('transferSingleStep', options, { to, ...dataInput(data) }),
    conference: ({ data, ...options } = {}) => act('conference', options, dataInput(data)),
    sendDtmf: (digits, { toneMs = 0, pauseMs = 0, ...options } = {}) =>
      actVoid('sendDtmf', options, { digits, toneMs, pauseMs }),
    setData: (data, options) => {
      const { callerEnteredDigits } = data;
      const digits = callerEnteredDigits === undefined ? {} : { callerEnteredDigits };
      return actVoid('setData', options, { ...dataInput(data), ...digits });
    },
    bargeIn: (supervisor, options) => actVoid('bargeIn', options, { supervisor }),
    intercept: (supervisor, options) => actVoid('intercept', options, { supervisor }),
    endSupervision: (supervisor, options) => actVoid('endSupervision', options, { supervisor }),
    requestAssistance: ({ agentId, ...options } = {}) =>
      act('requestAssistance', options, agentId ? { agentId } : {}),
    declareEmergency: ({ agentId, ...options } = {}) =>
      act('declareEmergency', options, agentId ? { agentId } : {}),
    reportBadCall: ({ agentId, ...options } = {}) =>
      actVoid('reportBadCall', options, agentId ? { agentId } : {}),
  };
}
