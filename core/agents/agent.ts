/**
 * The public snapshot of an agent, and how messages change it.
 * Guide: Agent state messages; CONFIG_AGENT_EVENT.
 * @module
 */
import { AgentState } from '../protocol/constants/agents.ts';
import type {
  AgentStateEvent,
  ConfigAgentEventRecord,
  QueryAgentStateConf,
} from '../protocol/generated/messages.ts';

/** State of an agent. Guide: What is an agent state. */
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

/** Returns the name of an {@link AgentState} number. */
export function agentStateName(state: number): AgentStateName {
  return stateNames[state] ?? 'unknown';
}

/** An agent. Immutable: a change creates a new object. */
export interface Agent {
  readonly agentId: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly extension?: string;
  readonly instrument?: string;
  readonly activeTerminal?: string;
  readonly role?: 'agent' | 'supervisor';
  /** CSQs of the agent. */
  readonly queueIds: readonly number[];
  readonly state: AgentStateName;
  /** The agent's state by CSQ ID, where the server reports one. */
  readonly queueStates: ReadonlyMap<number, AgentStateName>;
  /** {@link AgentStateReason}, or a code that the contact center defines; 0 for none. */
  readonly reasonCode: number;
  /** When the state began, in milliseconds since 1970 on the client's clock. */
  readonly since: number;
  /** The state that follows the current one: announced by the server, or accepted on request. */
  readonly nextState?: AgentStateName;
  /** The state before the session was lost, until the server reports a change. */
  readonly stateBeforeFailover?: AgentStateName;
  /** True while the session is down or synchronizing: the agent may have changed since. */
  readonly stale: boolean;
}

const noQueueStates: ReadonlyMap<number, AgentStateName> = new Map<number, AgentStateName>();

/** Creates an agent in state `unknown`. */
export function newAgent(agentId: string, now: number): Agent {
  return {
    agentId,
    queueIds: [],
    state: 'unknown',
    queueStates: noQueueStates,
    reasonCode: 0,
    since: now,
    stale: false,
  };
}

/** Applies AGENT_STATE_EVENT. */
export function withStateEvent(agent: Agent, event: AgentStateEvent, now: number): Agent {
  const state = agentStateName(event.agentState);
  const { nextState: _, ...rest } = agent;
  const next = event.nextAgentState;
  const isSame = state === agent.state && event.eventReasonCode === agent.reasonCode;
  const changed: Agent = {
    ...rest,
    ...identity(event),
    state,
    queueStates: withQueueStates(agent.queueStates, event),
    reasonCode: event.eventReasonCode,
    // StateDuration is nearly always 0: a repeated state keeps its time unless the server gives a duration.
    since: isSame && event.stateDuration === 0 ? agent.since : now - event.stateDuration * 1000,
    stale: false,
    ...(next === undefined || next === AgentState.AGENT_STATE_NONE
      ? {}
      : { nextState: agentStateName(next) }),
  };
  if (isSame || changed.stateBeforeFailover === undefined) return changed;
  const { stateBeforeFailover: __, ...fresh } = changed;
  return fresh;
}

/** Applies QUERY_AGENT_STATE_CONF. It has no duration, so a changed state begins now. */
export function withQueriedState(agent: Agent, answer: QueryAgentStateConf, now: number): Agent {
  const state = agentStateName(answer.agentState);
  const queueStates = new Map(answer.csqs?.map((csq) => [csq.csqId, agentStateName(csq.csqState ?? 9)]));
  const known = { ...agent, ...identity(answer), queueStates, stale: false };
  return state === agent.state ? known : { ...known, state, reasonCode: 0, since: now };
}

/** Returns the agent in state `loggedOut`. */
export function loggedOut(agent: Agent, now: number): Agent {
  if (agent.state === 'loggedOut') return agent.stale ? { ...agent, stale: false } : agent;
  const { nextState: _, ...rest } = agent;
  return { ...rest, state: 'loggedOut', queueStates: noQueueStates, reasonCode: 0, since: now, stale: false };
}

/** Marks the agent stale and keeps the state for comparison. */
export function staleAgent(agent: Agent): Agent {
  return agent.stale ? agent : { ...agent, stale: true, stateBeforeFailover: agent.state };
}

/** Applies a configuration record. */
export function withConfiguration(agent: Agent, record: ConfigAgentEventRecord): Agent {
  const { firstName, lastName, extension, agentType, csqs, activeTerminal } = record;
  return {
    ...agent,
    ...(firstName === undefined ? {} : { firstName }),
    ...(lastName === undefined ? {} : { lastName }),
    ...(extension === undefined || extension === '' ? {} : { extension }),
    ...(activeTerminal === undefined ? {} : { activeTerminal }),
    ...(agentType === undefined
      ? {}
      : { role: agentType === 2 ? ('supervisor' as const) : ('agent' as const) }),
    queueIds: csqs?.map((csq) => csq.csqId) ?? [],
  };
}

function identity(
  message: AgentStateEvent | QueryAgentStateConf,
): Pick<Agent, 'extension' | 'instrument' | 'activeTerminal'> {
  const { agentExtension, agentInstrument } = message;
  const activeTerminal = message.type === 'AGENT_STATE_EVENT' ? message.activeTerminal : undefined;
  return {
    ...(agentExtension === undefined || agentExtension === '' ? {} : { extension: agentExtension }),
    ...(agentInstrument === undefined || agentInstrument === '' ? {} : { instrument: agentInstrument }),
    ...(activeTerminal === undefined ? {} : { activeTerminal }),
  };
}

/** Without a list, the fixed part holds the only record; CSQID -1 or state 0 there mean the agent as a whole. */
function withQueueStates(known: Agent['queueStates'], event: AgentStateEvent): Agent['queueStates'] {
  const { csqs, csqId, csqState } = event;
  if (csqs === undefined && (csqId === 0xffffffff || csqState === 0)) return known;
  const states = new Map(known);
  for (const csq of csqs ?? [{ csqId, csqState }]) {
    if (csq.csqState !== undefined) states.set(csq.csqId, agentStateName(csq.csqState));
  }
  return states;
}
