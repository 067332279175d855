/**
 * The states of agents in the words of a test, which are those of the client's mirror.
 * @module
 */
import { AgentState } from 'rxcti/protocol';

/** A state that an agent of the simulator can be in. */
export type AgentStateWord = 'loggedOut' | 'notReady' | 'ready' | 'reserved' | 'talking' | 'work';

const states: Readonly<Record<AgentStateWord, number>> = {
  loggedOut: AgentState.AGENT_STATE_LOGOUT,
  notReady: AgentState.AGENT_STATE_NOT_READY,
  ready: AgentState.AGENT_STATE_READY,
  reserved: AgentState.AGENT_STATE_RESERVED,
  talking: AgentState.AGENT_STATE_TALKING,
  work: AgentState.AGENT_STATE_WORK,
};

/** All the words. */
export const agentStateWords: readonly AgentStateWord[] = Object.keys(states) as AgentStateWord[];

/** The word for an AgentState. */
export const wordFor = (state: number): string =>
  agentStateWords.find((word) => states[word] === state) ?? `in state ${state}`;
