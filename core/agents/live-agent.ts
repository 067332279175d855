/**
 * The public object of one agent: state, calls and actions.
 * Guide: Agent state messages; MAKE_CALL_REQ.
 * @module
 */
import type { Call } from '../calls/call.ts';
import { type CallDataChange, callDataFields } from '../calls/call-data.ts';
import type { CallStore } from '../calls/call-store.ts';
import { callsAtDevice } from '../calls/calls-at-device.ts';
import { AgentState } from '../protocol/constants/agents.ts';
import { ServiceMask } from '../protocol/constants/service-masks.ts';
import {
  type ActionRefusal,
  type Availability,
  createAvailabilityCache,
  notPossible,
  unavailableReason,
} from '../session/availability.ts';
import type { RequestOptions } from '../session/pending-requests.ts';
import type { Session } from '../session/session.ts';
import { type Collection, liveCollection } from '../store/collection.ts';
import { type LiveValue, selectValue$ } from '../store/live-value.ts';
import type { Agent } from './agent.ts';
import {
  type AgentAction,
  agentActionRefusal,
  agentActions,
  type RequestedState,
  requestedStates,
  stateRequest,
} from './agent-actions.ts';
import type { AgentStore } from './agent-store.ts';
import { verifyCredentials } from './credentials.ts';

/** Options of `agent.login()`. */
export interface LoginOptions extends RequestOptions {
  readonly password: string;
  /** Device to log in at. Default: the agent's instrument, then the configured extension. */
  readonly instrument?: string;
  /** Logs out whoever uses the device or the agent ID. Default false. */
  readonly force?: boolean;
  /** Terminal to use where several share the extension; sent in version 18 only. */
  readonly activeTerminal?: string;
}

/** Request options with a reason code. */
export interface ReasonOptions extends RequestOptions {
  /** {@link AgentStateReason}, or a code that the contact center defines. Default 0: none. */
  readonly reasonCode?: number;
}

/**
 * An agent with actions. An action resolves when the server has accepted it; the state changes with the event that follows.
 * @throws {CtiError} as a rejection of every action: `NOT_POSSIBLE` (see `cannot`), `CONTROL_FAILED`, `REQUEST_FAILED`,
 * `REQUEST_TIMEOUT`, `ABORTED`, `SESSION_NOT_READY`.
 */
export interface LiveAgent extends LiveValue<Agent> {
  readonly agentId: string;
  /** The calls with a connection at the agent's extension. */
  readonly calls: LiveValue<readonly Call[]>;
  /**
   * Returns which actions are possible now, and why not. The result keeps its identity while nothing in it changes. `force`: for
   * forced requests.
   */
  availability(options?: { readonly force?: boolean }): Availability<AgentAction>;
  /** Returns whether the action is possible now. */
  can(action: AgentAction, options?: { readonly force?: boolean }): boolean;
  /** Returns why the action is not possible now, as a sentence; undefined if it is possible. */
  cannot(action: AgentAction, options?: { readonly force?: boolean }): string | undefined;
  /** Logs the agent in. */
  login(options: LoginOptions): Promise<void>;
  /** Logs the agent out. A talking agent is logged out with `force` only. */
  logout(options?: ReasonOptions & { readonly force?: boolean }): Promise<void>;
  /** Requests a state. For a talking agent the state follows after the call: see `nextState`. */
  setState(state: RequestedState, options?: ReasonOptions): Promise<void>;
  /** Resolves with true if the password is right, with false if not. Changes no state. Version 12 and later. */
  verifyCredentials(password: string, options?: RequestOptions): Promise<boolean>;
  /** Dials a number from the agent's device. Resolves with the CallID. */
  makeCall(to: string, options?: RequestOptions & { readonly data?: CallDataChange }): Promise<number>;
}

/** All agents by agent ID. */
export interface Agents extends Collection<string, Agent, LiveAgent> {
  /**
   * Returns the agent at a device, by extension or by the device ID of a call's connection. Of several agents with the
   * same extension, the one who is logged in.
   */
  at(device: string): LiveAgent | undefined;
}

interface LiveAgentContext {
  readonly agents: AgentStore;
  readonly calls: CallStore;
  readonly session: Pick<Session, 'state' | 'request'>;
  readonly version: number;
}

const stateServices =
  ServiceMask.CTI_SERVICE_CLIENT_CONTROL |
  ServiceMask.CTI_SERVICE_SUPERVISOR |
  ServiceMask.CTI_AGENT_STATE_CONTROL_ONLY;

/** Creates the collection of agents. `ownAgent` is the live object of the session's own agent, in agent mode. */
export function createAgents(context: LiveAgentContext, ownAgent: LiveAgent | undefined): Agents {
  const agents = liveCollection(context.agents.store, (agentId, agent) =>
    agentId === ownAgent?.agentId ? ownAgent : createLiveAgent(agent, context),
  );
  return {
    ...agents,
    at(device) {
      const agent = context.agents.atDevice(device);
      return agent === undefined ? undefined : agents.get(agent.agentId);
    },
  };
}

/** Creates the live object of an agent. `initial` is its snapshot until the store has one. */
export function createLiveAgent(initial: Agent, context: LiveAgentContext): LiveAgent {
  const { agentId } = initial;
  const { agents, session, version } = context;
  let last = initial;
  const getSnapshot = (): Agent => {
    last = agents.store.get(agentId) ?? last;
    return last;
  };

  const cached = createAvailabilityCache<boolean, AgentAction>(agentActions);

  function refusalOf(action: AgentAction, force: boolean): ActionRefusal | undefined {
    const service = action === 'makeCall' ? ServiceMask.CTI_SERVICE_CLIENT_CONTROL : stateServices;
    const unavailable = unavailableReason(session.state.getSnapshot(), service);
    if (unavailable !== undefined) return unavailable;
    const message = agentActionRefusal(getSnapshot(), action, force);
    return message === undefined ? undefined : { code: 'state', message };
  }

  const cannot = (action: AgentAction, { force = false } = {}): string | undefined =>
    refusalOf(action, force)?.message;

  function assertPossible(action: AgentAction, options?: { readonly force?: boolean }): void {
    const reason = cannot(action, options);
    if (reason !== undefined) throw notPossible(action, reason);
  }

  function currentInstrument(): string {
    const { instrument, extension } = getSnapshot();
    return instrument ?? extension ?? '';
  }

  async function requestState(
    action: AgentAction,
    options: RequestOptions & { readonly force?: boolean },
    change: {
      agentState: number;
      reasonCode?: number;
      password?: string;
      instrument?: string;
      activeTerminal?: string;
    },
  ): Promise<void> {
    assertPossible(action, options);
    const request = {
      agentId,
      reasonCode: 0,
      instrument: currentInstrument(),
      force: options.force === true,
      ...change,
    };
    await session.request(stateRequest(request, version), options);
  }

  return {
    agentId,
    getSnapshot,
    subscribe: (listener) => agents.store.subscribeKey(agentId, listener),
    value$: selectValue$(agents.store.value$, (all) => all.get(agentId)),
    calls: callsOf(getSnapshot, context.calls),
    availability: ({ force = false } = {}) =>
      cached(force, [session.state.getSnapshot(), getSnapshot()], (action) => refusalOf(action, force)),
    cannot,
    can: (action, options) => cannot(action, options) === undefined,
    login: ({ password, instrument, activeTerminal, ...options }) =>
      requestState('login', options, {
        agentState: AgentState.AGENT_STATE_LOGIN,
        password,
        ...(instrument === undefined ? {} : { instrument }),
        ...(activeTerminal === undefined ? {} : { activeTerminal }),
      }),
    logout: ({ reasonCode = 0, ...options } = {}) =>
      requestState('logout', options, { agentState: AgentState.AGENT_STATE_LOGOUT, reasonCode }),
    async setState(state, { reasonCode = 0, ...options } = {}) {
      await requestState(state, options, { agentState: requestedStates[state], reasonCode });
      agents.setNextState(agentId, state);
    },
    async verifyCredentials(password, options = {}) {
      const reason =
        version < 12
          ? 'It needs protocol version 12 or later.'
          : unavailableReason(session.state.getSnapshot(), stateServices)?.message;
      if (reason !== undefined) throw notPossible('verifyCredentials', reason);
      return verifyCredentials(session.request, agentId, password, options);
    },
    async makeCall(to, { data, ...options } = {}) {
      assertPossible('makeCall');
      const { newCallId } = await session.request(
        {
          type: 'MAKE_CALL_REQ',
          agentInstrument: currentInstrument(),
          dialedNumber: to,
          ...callDataFields(data, version),
        },
        options,
      );
      return newCallId;
    },
  };
}

/** The calls at the agent's extension; the list keeps its identity while nothing in it changes. */
function callsOf(agent: () => Agent, { store }: CallStore): LiveValue<readonly Call[]> {
  let last: readonly Call[] = [];
  const select = (calls: ReadonlyMap<number, Call>): readonly Call[] => {
    const { extension } = agent();
    const found = extension === undefined ? [] : callsAtDevice(calls, extension);
    if (found.length !== last.length || found.some((call, index) => call !== last[index])) last = found;
    return last;
  };
  return {
    getSnapshot: () => select(store.getSnapshot()),
    subscribe(listener) {
      let before = select(store.getSnapshot());
      return store.subscribe(() => {
        const found = select(store.getSnapshot());
        if (found === before) return;
        before = found;
        listener();
      });
    },
    value$: selectValue$(store.value$, select),
  };
}
