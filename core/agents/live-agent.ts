/**
 * An agent who can be watched and acted for.
 * Guide: Agent state messages; MAKE_CALL_REQ.
 * @module
 */
import { distinctUntilChanged, filter, map } from 'rxjs';
import { actualDevice, type Call } from '../calls/call.ts';
import { type CallDataChange, dataFields } from '../calls/call-data-fields.ts';
import type { CallBook } from '../calls/call-store.ts';
import { CtiError } from '../errors.ts';
import { AgentState } from '../protocol/constants/agents.ts';
import { ServiceMask } from '../protocol/constants/service-masks.ts';
import { type Controller, notPossible } from '../session/availability.ts';
import type { RequestOptions } from '../session/requests.ts';
import type { Collection } from '../store/collection.ts';
import type { Readable } from '../store/live-value.ts';
import type { Agent } from './agent.ts';
import {
  type AgentAction,
  agentRefusal,
  credentialRequest,
  type RequestedState,
  requestedStates,
  stateRequest,
} from './agent-actions.ts';
import type { AgentBook } from './agent-store.ts';

/** How an agent logs in. */
export interface LoginOptions extends RequestOptions {
  readonly password: string;
  /** The phone to use; the configured extension unless given. */
  readonly instrument?: string;
  /** Takes over from whoever uses the phone or the login. */
  readonly force?: boolean;
  /** Where several terminals share the phone (from version 18 on). */
  readonly activeTerminal?: string;
}

/** A reason code of the contact center's own, or {@link AgentStateReason}. */
export interface ReasonOptions extends RequestOptions {
  readonly reasonCode?: number;
}

/**
 * A live agent. Actions resolve when the server has accepted them; the state follows with its event. They reject with
 * `NOT_POSSIBLE` (see `cannot`), `CONTROL_FAILED`, `REQUEST_FAILED`, `REQUEST_TIMEOUT`, `ABORTED` or
 * `SESSION_NOT_READY`.
 */
export interface LiveAgent extends Readable<Agent> {
  readonly agentId: string;
  /** The calls at the agent's phone. */
  readonly calls: Readable<readonly Call[]>;
  /** True when the action is possible now. */
  can(action: AgentAction, options?: { readonly force?: boolean }): boolean;
  /** Why the action is not possible now, in a sentence; undefined when it is. */
  cannot(action: AgentAction, options?: { readonly force?: boolean }): string | undefined;
  login(options: LoginOptions): Promise<void>;
  /** With `force` also a talking agent. */
  logout(options?: ReasonOptions & { readonly force?: boolean }): Promise<void>;
  /** While the agent talks, the state follows after the call: see `nextState`. */
  setState(state: RequestedState, options?: ReasonOptions): Promise<void>;
  /** Resolves true when ID and password are right, false when not. Changes nothing. From version 12 on. */
  verifyCredentials(password: string, options?: RequestOptions): Promise<boolean>;
  /** Dials from the agent's phone; resolves with the CallID. */
  makeCall(to: string, options?: RequestOptions & { readonly data?: CallDataChange }): Promise<number>;
}

/** All agents by their ID. */
export interface Agents extends Collection<string, Agent, LiveAgent> {
  /**
   * The agent at a phone, by its extension or by the device as a call names it. Where several share the phone, the one
   * who is logged in.
   */
  at(device: string): LiveAgent | undefined;
}

export interface LiveAgentContext {
  readonly agents: AgentBook;
  readonly calls: CallBook;
  readonly controller: Controller;
  readonly version: number;
}

const services =
  ServiceMask.CTI_SERVICE_CLIENT_CONTROL |
  ServiceMask.CTI_SERVICE_SUPERVISOR |
  ServiceMask.CTI_AGENT_STATE_CONTROL_ONLY;
const wrongCredentials: ReadonlySet<number> = new Set([256, 257, 258]);

export function createLiveAgent(agentId: string, first: Agent, context: LiveAgentContext): LiveAgent {
  const { agents, controller, version } = context;
  let last = first;
  const now = (): Agent => {
    last = agents.store.at(agentId) ?? last;
    return last;
  };

  function cannot(action: AgentAction, options: { readonly force?: boolean } = {}): string | undefined {
    const service = action === 'makeCall' ? ServiceMask.CTI_SERVICE_CLIENT_CONTROL : services;
    return controller.refusal(service) ?? agentRefusal(now(), action, options.force === true);
  }

  function instrumentOf(given: string | undefined): string {
    const { instrument, extension } = now();
    return given ?? instrument ?? extension ?? '';
  }

  async function ask(
    action: AgentAction,
    options: RequestOptions & { readonly force?: boolean },
    more: {
      agentState: number;
      reasonCode?: number;
      password?: string;
      instrument?: string;
      activeTerminal?: string;
    },
  ): Promise<void> {
    const reason = cannot(action, options);
    if (reason !== undefined) throw notPossible(action, reason);
    const { agentState, reasonCode = 0, password, instrument, activeTerminal } = more;
    await controller.request(
      stateRequest(
        {
          agentId,
          instrument: instrumentOf(instrument),
          agentState,
          reasonCode,
          forced: options.force === true,
          ...(password === undefined ? {} : { password }),
          ...(activeTerminal === undefined ? {} : { activeTerminal }),
        },
        version,
      ),
      options,
    );
  }

  return {
    agentId,
    getSnapshot: now,
    subscribe: (listener) => {
      let seen = now();
      return agents.store.subscribe(() => {
        const agent = now();
        if (agent === seen) return;
        seen = agent;
        listener();
      });
    },
    value$: agents.store.value$.pipe(
      map((all) => all.get(agentId)),
      filter((agent) => agent !== undefined),
      distinctUntilChanged(),
    ),
    calls: callsOf(now, context.calls),
    cannot,
    can: (action, options) => cannot(action, options) === undefined,
    login: ({ password, instrument, activeTerminal, ...options }) =>
      ask('login', options, {
        agentState: AgentState.AGENT_STATE_LOGIN,
        password,
        ...(instrument === undefined ? {} : { instrument }),
        ...(activeTerminal === undefined ? {} : { activeTerminal }),
      }),
    logout: ({ reasonCode = 0, ...options } = {}) =>
      ask('logout', options, { agentState: AgentState.AGENT_STATE_LOGOUT, reasonCode }),
    async setState(state, { reasonCode = 0, ...options } = {}) {
      await ask(state, options, { agentState: requestedStates[state], reasonCode });
      agents.expect(agentId, state);
    },
    async verifyCredentials(password, options = {}) {
      const reason = version < 12 ? 'it exists from protocol version 12 on.' : controller.refusal(services);
      if (reason !== undefined) throw notPossible('verifyCredentials', reason);
      try {
        await controller.request(credentialRequest(agentId, password), options);
        return true;
      } catch (error) {
        if (CtiError.is(error, 'CONTROL_FAILED') && wrongCredentials.has(error.details.failureCode))
          return false;
        throw error;
      }
    },
    async makeCall(to, { data, ...options } = {}) {
      const reason = cannot('makeCall');
      if (reason !== undefined) throw notPossible('makeCall', reason);
      const answer = await controller.request(
        {
          type: 'MAKE_CALL_REQ',
          agentInstrument: instrumentOf(undefined),
          dialedNumber: to,
          ...dataFields(data, version),
        },
        options,
      );
      return answer.newCallId;
    },
  };
}

/** The calls with a party at the agent's phone; the list keeps its identity while nothing changes. */
function callsOf(agent: () => Agent, calls: CallBook): Readable<readonly Call[]> {
  let shown: readonly Call[] = [];
  /** Where they were found: the same calls need no second look, and hooks look whenever any agent changes. */
  let seenCalls: ReadonlyMap<number, Call> | undefined;
  let seenExtension: string | undefined;
  const look = (all: ReadonlyMap<number, Call>): readonly Call[] => {
    const { extension } = agent();
    if (all === seenCalls && extension === seenExtension) return shown;
    [seenCalls, seenExtension] = [all, extension];
    const found: Call[] = [];
    for (const call of all.values()) {
      for (const device of call.connections.keys()) {
        if (actualDevice(device) !== extension) continue;
        found.push(call);
        break;
      }
    }
    if (found.length !== shown.length || found.some((call, index) => call !== shown[index])) shown = found;
    return shown;
  };
  return {
    getSnapshot: () => look(calls.store.getSnapshot()),
    subscribe(listener) {
      let seen = look(calls.store.getSnapshot());
      return calls.store.subscribe(() => {
        const found = look(calls.store.getSnapshot());
        if (found === seen) return;
        seen = found;
        listener();
      });
    },
    value$: calls.store.value$.pipe(map(look), distinctUntilChanged()),
  };
}
