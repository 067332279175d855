/**
 * All agents that the mirror knows, and which of them a message means.
 * @module
 */

import { actualDevice } from '../calls/call.ts';
import type { Clock } from '../clock.ts';
import type {
  AgentStateEvent,
  ConfigAgentEventRecord,
  QueryAgentStateConf,
} from '../protocol/generated/messages.ts';
import { createValueStore, type ValueStore } from '../store/collection-store.ts';
import {
  type Agent,
  type AgentStateName,
  loggedOut,
  newAgent,
  staleAgent,
  withConfiguration,
  withQueriedState,
  withStateEvent,
} from './agent.ts';

export interface AgentBook {
  readonly store: ValueStore<string, Agent>;
  apply(event: AgentStateEvent): void;
  configure(agentId: string, record: ConfigAgentEventRecord): void;
  remove(agentId: string): void;
  /** Takes the answer to QUERY_AGENT_STATE_REQ; undefined when the server knows no such login. */
  confirm(agentId: string, answer: QueryAgentStateConf | undefined): void;
  /** The server accepted a request: this state follows when the call is over. */
  expect(agentId: string, state: AgentStateName): void;
  markStale(): void;
  /** The agent at a phone; where several share it, the one who is logged in. */
  at(device: string): Agent | undefined;
}

export function createAgentBook(clock: Clock): AgentBook {
  const store = createValueStore<string, Agent>();
  const byExtension = new Map<string, string>();

  function put(agent: Agent): void {
    const before = store.at(agent.agentId)?.extension;
    if (before !== agent.extension && before !== undefined && byExtension.get(before) === agent.agentId) {
      byExtension.delete(before);
    }
    store.set(agent.agentId, agent);
    if (agent.extension === undefined) return;
    // Agents may share a phone: whoever is logged in has it.
    const other = at(agent.extension);
    if (other === undefined || isIn(agent) || !isIn(other)) byExtension.set(agent.extension, agent.agentId);
  }

  function at(device: string): Agent | undefined {
    const agentId = byExtension.get(actualDevice(device));
    return agentId === undefined ? undefined : store.at(agentId);
  }

  const known = (agentId: string): Agent => store.at(agentId) ?? newAgent(agentId, clock.now());

  return {
    store,
    apply(event) {
      const { agentId, agentExtension = '' } = event;
      const id = agentId === undefined || agentId === '' ? byExtension.get(agentExtension) : agentId;
      if (id !== undefined) put(withStateEvent(known(id), event, clock.now()));
    },
    configure: (agentId, record) => put(withConfiguration(known(agentId), record)),
    remove(agentId) {
      const extension = store.at(agentId)?.extension;
      if (extension !== undefined && byExtension.get(extension) === agentId) byExtension.delete(extension);
      store.delete(agentId);
    },
    confirm(agentId, answer) {
      const agent = known(agentId);
      put(
        answer === undefined ? loggedOut(agent, clock.now()) : withQueriedState(agent, answer, clock.now()),
      );
    },
    expect(agentId, state) {
      const agent = store.at(agentId);
      if (agent?.state === 'talking') put({ ...agent, nextState: state });
    },
    markStale() {
      for (const agent of [...store.values()]) put(staleAgent(agent));
    },
    at,
  };
}

function isIn({ state }: Agent): boolean {
  return state !== 'loggedOut' && state !== 'unknown';
}
