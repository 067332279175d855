/**
 * An agent as the mirror shows it, and how messages change it.
 * Guide: Agent state messages; CONFIG_AGENT_EVENT.
 * @module
 */
import { AgentState } from '../../protocol/constants/agents.ts';
import type {
  AgentStateEvent,
  ConfigAgentEventRecord,
  QueryAgentStateConf,
} from '../../protocol/generated/messages.ts';

/** What an agent is doing. Guide: What is an agent state. */
export type AgentStateName =
  | 'loggedOut'
  | 'notReady'
  | 'ready'
  | 'talking'
  | 'work'
  | 'workReady'
  | 'busyOther'
  | 'reserved'
  | 'active'
  | 'paused'
  | 'unknown';

const stateNames: Readonly<Record<number, AgentStateName>> = {
  [AgentState.AGENT_STATE_LOGOUT]: 'loggedOut',
  [AgentState.AGENT_STATE_NOT_READY]: 'notReady',
  [AgentState.AGENT_STATE_READY]: 'ready',
  [AgentState.AGENT_STATE_TALKING]: 'talking',
  [AgentState.AGENT_STATE_WORK]: 'work',
  [AgentState.AGENT_STATE_WORK_READY]: 'workReady',
  [AgentState.BUSY_OTHER]: 'busyOther',
  [AgentState.AGENT_STATE_RESERVED]: 'reserved',
  [AgentState.AGENT_STATE_ACTIVE]: 'active',
  [AgentState.AGENT_STATE_PAUSED]: 'paused',
};

/** The name of an {@link AgentState} number. */
export function agentStateName(state: number): AgentStateName {
  return stateNames[state] ?? 'unknown';
}

/** An agent now. Immutable: a change makes a new object. */
export interface Agent {
  readonly agentId: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly extension?: string;
  readonly instrument?: string;
  readonly role?: 'agent' | 'supervisor';
  /** CSQs that the agent serves. */
  readonly queueIds: readonly number[];
  readonly state: AgentStateName;
  /** Why the state changed: {@link AgentStateReason}, or a code of the contact centre's own; 0 for none. */
  readonly reasonCode: number;
  /** When the state began, in milliseconds since 1970 by the local clock. */
  readonly since: number;
  /** The state that follows the present one, when the server announces one. */
  readonly nextState?: AgentStateName;
}

/** An agent of whom nothing is known yet. */
export function newAgent(agentId: string, now: number): Agent {
  return { agentId, queueIds: [], state: 'unknown', reasonCode: 0, since: now };
}

/** The agent after AGENT_STATE_EVENT. */
export function withStateEvent(agent: Agent, event: AgentStateEvent, now: number): Agent {
  const state = agentStateName(event.agentState);
  const { nextState: _, ...rest } = agent;
  const next = event.nextAgentState;
  return {
    ...rest,
    ...identity(event),
    state,
    reasonCode: event.eventReasonCode,
    since: state === agent.state ? agent.since : now - event.stateDuration * 1000,
    ...(next === undefined || next === AgentState.AGENT_STATE_NONE
      ? {}
      : { nextState: agentStateName(next) }),
  };
}

/** The agent after QUERY_AGENT_STATE_CONF: the server does not say since when, so a changed state begins now. */
export function withQueriedState(agent: Agent, answer: QueryAgentStateConf, now: number): Agent {
  const state = agentStateName(answer.agentState);
  if (state === agent.state) return { ...agent, ...identity(answer) };
  return { ...agent, ...identity(answer), state, reasonCode: 0, since: now };
}

/** The agent after a configuration record. */
export function withConfiguration(agent: Agent, record: ConfigAgentEventRecord): Agent {
  const { firstName, lastName, extension, agentType, csqs } = record;
  return {
    ...agent,
    ...(firstName === undefined ? {} : { firstName }),
    ...(lastName === undefined ? {} : { lastName }),
    ...(extension === undefined || extension === '' ? {} : { extension }),
    ...(agentType === undefined
      ? {}
      : { role: agentType === 2 ? ('supervisor' as const) : ('agent' as const) }),
    queueIds: csqs?.map((csq) => csq.csqId) ?? [],
  };
}

function identity(message: AgentStateEvent | QueryAgentStateConf): Pick<Agent, 'extension' | 'instrument'> {
  const { agentExtension, agentInstrument } = message;
  return {
    ...(agentExtension === undefined || agentExtension === '' ? {} : { extension: agentExtension }),
    ...(agentInstrument === undefined || agentInstrument === '' ? {} : { instrument: agentInstrument }),
  };
}
